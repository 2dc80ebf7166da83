// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/vector.h"

namespace skizze::readers {

/// A table text with coordinates in its columns: separator , ; tab or |, with or without BOM, UTF-8 or Windows-1252, decimal
/// point or comma. Read twice as a stream: first to learn types and places, then into the pack.
/// Errors besides the usual: unsupported ("readers.csv_no_coordinates", names the columns found).
base::Result<ReadReport> read_csv(JobContext& job, const std::filesystem::path& file);

}  // namespace skizze::readers
