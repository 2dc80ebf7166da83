// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/vector.h"

namespace skizze::readers {

/// The readers that need GDAL, whose libraries take longer to load than an extract of OpenStreetMap to read.
struct GdalReaders {
  base::Result<ReadReport> (*vector)(JobContext& job, const std::filesystem::path& file, const Sniffed& what);
  base::Result<ReadReport> (*raster)(JobContext& job, const std::filesystem::path& file, const Sniffed& what);
  base::Result<ReadReport> (*csv)(JobContext& job, const std::filesystem::path& file);
};

/// Null in skizze-prepare-osm, which is linked without them (main_osm.cpp) and reads OpenStreetMap alone.
const GdalReaders* gdal_readers();

}  // namespace skizze::readers
