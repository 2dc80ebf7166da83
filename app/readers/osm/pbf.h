// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "base/result.h"
#include "readers/osm/collector.h"
#include "readers/read.h"

namespace skizze::readers::osm {

/// Reads an extract in the .osm.pbf format (wiki.openstreetmap.org/wiki/PBF_Format): raw or zlib blocks of at most 32 MiB, one of them in
/// memory at a time. Stops without an error where the collector finds objects out of order. told: the share read so far, every few blocks.
/// Errors: damaged ("readers.damaged_after", with place and cause), unsupported (another compression, a feature that must be understood),
/// too_large (rows, unpacked bytes), unreadable, cancelled.
base::Status read_pbf(const std::filesystem::path& file, const Limits& limits, Collector& collector,
                      const std::function<void(double)>& told);

}  // namespace skizze::readers::osm
