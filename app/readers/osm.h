// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/vector.h"

namespace skizze::readers {

/// OpenStreetMap extracts (.osm, .osm.pbf) as up to three layers: points, lines, areas. Every tag that half a percent of a
/// layer's features carry is a column, besides those the map styles always ask for; the rest goes as JSON text into
/// "other_tags". Objects wait in memory until the columns are known (osm/collector.h says how many bytes each).
base::Result<ReadReport> read_osm(JobContext& job, const std::filesystem::path& file, const Sniffed& what);

}  // namespace skizze::readers
