// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The figures that stand beside the pointer while a shape is drawn.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "feature/layer_pack.h"
#include "geo/crs.h"
#include "geo/geometry.h"
#include "project/roof_cache.h"

namespace skizze::project {

struct SketchFigures {
  double length_m = 0;           ///< along lines, or around areas; in the plane of the project CRS
  double geodesic_length_m = 0;  ///< the same on the GRS80 ellipsoid
  double area_m2 = 0;            ///< in the plane; 0 for lines and points
  double geodesic_area_m2 = 0;
  std::vector<std::string> streets;  ///< names of streets within 15 m or inside an area, by touched length, longest first; at most 20
  bool streets_known = false;        ///< some layer has streets with names
  std::uint64_t roofs = 0;           ///< roof faces whose centre lies inside
  double roof_area_m2 = 0;           ///< true (tilted) area of those faces
  bool roofs_known = false;          ///< some layer has roof faces
};

/// Length and area only; cheap enough for each pointer move. shape: project CRS; to_mercator: project CRS to EPSG:3857.
SketchFigures measure_shape(const geo::Geometry& shape, const geo::Transform& to_mercator);

/// With touched streets and roofs from the packs. Any thread. Cost follows the boxes that meet the shape.
SketchFigures figures_of(const geo::Geometry& shape, const geo::Transform& to_mercator,
                         const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, RoofCache& roofs, base::CancelToken cancel);

}  // namespace skizze::project
