// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "readers/vector.h"

namespace skizze::readers {

/// A height raster (GeoTIFF with one band, SRTM .hgt) warped bilinearly onto the Web Mercator grid, as fine as the source or
/// finer, with averaged overviews down to a single tile. Errors besides the usual: unsupported (a picture, no place on
/// earth), too_large (side).
base::Result<ReadReport> read_raster(JobContext& job, const std::filesystem::path& file, const Sniffed& what);

}  // namespace skizze::readers
