// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/raster_pack.h"
#include "geo/geometry.h"

namespace skizze::solar {

/// Heights at the middles of square pixels, row 0 in the north, columns to the true east. NaN: unknown, neither stands in the way nor gets
/// a result. Web Mercator is conformal, so that directions on it are true ones and its pixels are squares on the ground.
struct HeightGrid {
  int width = 0;
  int height = 0;
  double pixel_m = 1;        ///< side on the ground
  geo::Point2 north_west{};  ///< corner, Web Mercator metres
  double step = 1;           ///< side in Web Mercator metres
  std::vector<float> z;      ///< metres, width * height

  std::size_t size() const { return z.size(); }
  geo::Point2 middle_of(std::size_t pixel) const {
    const auto w = static_cast<std::size_t>(width);
    return {north_west.x + (static_cast<double>(pixel % w) + 0.5) * step, north_west.y - (static_cast<double>(pixel / w) + 0.5) * step};
  }
};

/// An empty grid (all NaN) over a box, pixels about pixel_m on the ground. Errors: invalid (empty box), too_large (over max_pixels).
base::Result<HeightGrid> make_grid(const geo::Box& mercator, double pixel_m, std::size_t max_pixels = 120'000'000);

/// The part of a height raster in a box, in the raster's own finest pixels. Errors: invalid (they do not meet), too_large, cancelled.
base::Result<HeightGrid> grid_of(const feature::RasterPack& raster, const geo::Box& mercator, std::size_t max_pixels = 120'000'000,
                                 base::CancelToken token = {});

/// Pixels without a height that known ones surround. What is connected with the grid's edge lies outside the raster (which stands askew on
/// Web Mercator) and is no hole.
std::size_t hole_count(const HeightGrid& grid);

/// Raises the grid to a surface in space (Web Mercator metres and heights) wherever a pixel's middle lies under it. Holes are left out.
void raise_to(HeightGrid& grid, const geo::Geometry& surface);
/// Raises it to the upper half of a crown: a rounded top on a trunk, treated as opaque (assumption). Metres on the ground.
struct TreeShape {
  geo::Point2 middle;  ///< Web Mercator
  double crown_radius_m = 3;
  double top_z = 10;  ///< absolute height of the top
};
void raise_to(HeightGrid& grid, const TreeShape& tree);

}  // namespace skizze::solar
