// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the operators within and distance compute. Coordinates are Web Mercator metres unless a name says otherwise.
#pragma once

#include <optional>
#include <vector>

#include <nlohmann/json.hpp>

#include "geo/geometry.h"

namespace skizze::style {

/// The simple geometries of a GeoJSON object (RFC 7946; geometry, feature or collection of features), multi ones as one geometry with
/// several parts. Empty when it is none, or holds a geometry collection or anything with more than 100,000 vertices.
std::optional<std::vector<geo::Geometry>> shapes_of_geojson(const nlohmann::json& json);

/// Whether a point or line lies inside the areas, on no boundary and crossing none; false for areas, as the style specification says.
/// A line must lie in one polygon. Shapes that reach across the date line are moved by a world where that helps.
bool lies_within(const geo::Geometry& geometry, const std::vector<geo::Geometry>& areas);

/// Shortest distance on the ground in metres, 0 where they touch; the plane of the ellipsoid at the geometry's first point
/// (C. F. F. Karney's radii of curvature; good to 0.1 % within 500 km). NaN where either is empty. O(vertices of both multiplied).
double ground_distance_m(const geo::Geometry& geometry, const std::vector<geo::Geometry>& others);

}  // namespace skizze::style
