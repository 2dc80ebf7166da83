// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "geo/geometry.h"

namespace skizze::solar {

/// Roofs up to this slope count as flat (LANUV and SimStadt both use 10 degrees).
inline constexpr double k_flat_deg = 10.0;
/// From this slope on a roof surface stands upright (a wall that the model calls roof).
inline constexpr double k_upright_deg = 89.0;

/// One planar face of a roof (Dachseite).
struct RoofFace {
  std::string id;         ///< gml:id of the roof surface; "#2", "#3" follow where it has several polygons
  std::string building;   ///< gml:id of the building or part it belongs to
  double area_m2 = 0;     ///< true area in space, not its footprint; holes taken off
  double slope_deg = 0;   ///< 0 level, 90 upright
  double aspect_deg = 0;  ///< direction it looks to, clockwise from north of the source's grid, [0, 360); 0 where slope is 0
  bool upright = false;   ///< slope over k_upright_deg
  std::uint32_t row = 0;  ///< row of the pack
  geo::Geometry shape;    ///< in Web Mercator metres, with heights
};

/// Which way a face looks, as solar cadastres sort them: "flat" up to k_flat_deg, else "N", "E", "S", "W" by quarters around
/// the cardinal points.
std::string direction_class(const RoofFace& face);

/// Every roof face of a city_surfaces pack, in row order. Areas are computed by Newell's sum in the CRS the pack came from, or in
/// the ETRS89/UTM zone of its place where that one is unknown to PROJ or not metric. Errors: invalid (not a pack of surfaces),
/// cancelled.
base::Result<std::vector<RoofFace>> roof_faces(const feature::LayerPack& pack, base::CancelToken token = {});

/// Sum of areas in m².
double total_area_m2(const std::vector<RoofFace>& faces);

/// The metric CRS in which a pack's areas and slopes are computed, "EPSG:25832".
std::string metric_crs(const feature::PackInfo& info);

}  // namespace skizze::solar
