// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/plugins/formats.h"
#include "readers/vector.h"

namespace skizze::readers {

/// The readers that need GDAL or stand on what does, whose libraries take longer to load than an extract of OpenStreetMap to read.
struct GdalReaders {
  base::Result<ReadReport> (*vector)(JobContext& job, const std::filesystem::path& file, const Sniffed& what);
  base::Result<ReadReport> (*raster)(JobContext& job, const std::filesystem::path& file, const Sniffed& what);
  base::Result<ReadReport> (*csv)(JobContext& job, const std::filesystem::path& file);
  std::optional<PluginClaim> (*claim)(const ReadRequest& request, const std::filesystem::path& file, const Sniffed& what);
  base::Result<ReadReport> (*plugin)(JobContext& job, const std::filesystem::path& file, const PluginClaim& claim);
};

/// Null in skizze-prepare-osm, which is linked without them (main_osm.cpp) and reads OpenStreetMap alone.
const GdalReaders* gdal_readers();

}  // namespace skizze::readers
