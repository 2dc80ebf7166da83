// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/read.h"

namespace skizze::readers {

/// CityJSON 1.0, 1.1 and 2.0. The document is held in memory (about ten times the file). Errors as of read_citygml.
base::Result<ReadReport> read_cityjson(const ReadRequest& request, base::CancelToken token, const Progress& progress);

/// CityJSON text sequences: a CityJSON header line, then one CityJSONFeature per line; one line in memory at a time. Lines that
/// cannot be read are counted and left out.
base::Result<ReadReport> read_cityjson_seq(const ReadRequest& request, base::CancelToken token, const Progress& progress);

}  // namespace skizze::readers
