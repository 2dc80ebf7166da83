// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How wide a street is where a lane runs, measured across areas: carriageway polygons, street areas, the buildings on both sides.
#pragma once

#include <optional>
#include <vector>

#include "bike/lane_check.h"
#include "geo/geometry.h"

namespace skizze::bike {

/// Where a line across meets areas.
struct Across {
  std::optional<double> inside_m;  ///< width of the area that the point lies in (or that begins within 6 m of it)
  double from_m = 0;               ///< where that width begins and ends, right of the point positive
  double to_m = 0;
  std::optional<double> left_m;   ///< to the nearest area on the left
  std::optional<double> right_m;  ///< and on the right
};

/// Cuts areas with a line through a point, across a direction (unit vector), reach_m to both sides.
Across cut_across(const std::vector<const geo::Geometry*>& areas, geo::Point2 at, geo::Point2 direction, double reach_m);

/// Measures each stretch every 10 m and takes the median: carriageway areas give the carriageway's width (source: cadastre) and come before
/// any tag; street areas give the width between the properties; buildings that between the façades, and with carriageway areas also from
/// each kerb to its façade.
void measure_space(std::vector<StreetStretch>& stretches, const geo::Geometry& lane, const std::vector<const geo::Geometry*>& carriageways,
                   const std::vector<const geo::Geometry*>& street_areas, const std::vector<const geo::Geometry*>& buildings);

}  // namespace skizze::bike
