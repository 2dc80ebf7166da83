// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A surface for towns without a surface model: terrain, roofs and trees on one grid.
#pragma once

#include <optional>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/raster_pack.h"
#include "solar/height_grid.h"
#include "solar/roofs.h"

namespace skizze::solar {

/// What stands around the roofs. Without terrain the ground is unknown and stands in nobody's way; trees then are left out too, as nobody
/// knows where they stand.
struct Surroundings {
  const feature::RasterPack* terrain = nullptr;
  struct Tree {
    geo::Point2 middle;  ///< Web Mercator
    double height_m = 10;
    double crown_radius_m = 3;
  };
  std::vector<Tree> trees;
  double margin_m = 200;  ///< around the roofs, with terrain
};

/// Terrain, then roofs, then trees. pixel_m is doubled until the grid has fewer than max_pixels. Errors: invalid (no roofs), too_large,
/// cancelled.
base::Result<HeightGrid> surface_of(const std::vector<RoofFace>& faces, const Surroundings& around, double pixel_m = 0.5,
                                    std::size_t max_pixels = 60'000'000, base::CancelToken token = {});

/// How far the middles of the roofs lie above a height raster, metres: the median of at most 500 of them; empty where none lies on it. Near
/// 0 for a surface model, some 3 to 30 for a terrain model; anything else means that the two count heights from different levels.
std::optional<double> height_offset_m(const std::vector<RoofFace>& faces, const feature::RasterPack& heights);
/// Whether an offset is that of one height system.
bool fits_surface_model(double offset_m);
bool fits_terrain_model(double offset_m);

}  // namespace skizze::solar
