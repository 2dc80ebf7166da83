// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "readers/citymodel/city_object.h"

namespace skizze::readers {

/// What the geometry of CityJSON objects refers to: vertices already in the units of the CRS.
struct JsonVertices {
  std::vector<geo::Point3> points;
};

/// The vertex array of a document or feature. transform: {"scale":[3], "translate":[3]} or null. What is no triple of numbers
/// becomes NaN, so that polygons that use it are counted as lost.
JsonVertices read_vertices(const nlohmann::json& vertices, const nlohmann::json& transform);

/// What went wrong while a geometry was read.
struct JsonLosses {
  std::uint64_t bad_index = 0;  ///< polygons that point beyond the vertices or are no lists of numbers
  std::uint64_t templates = 0;  ///< GeometryInstance: kept as a point
  std::uint64_t unknown_type = 0;
};

/// Adds one entry of an object's "geometry" array to the object: polygons of every *Surface and *Solid type with their
/// semantics (values nested like the boundaries, CityJSON 2.0, 3.3), lines, and points as reference point.
void read_geometry(const nlohmann::json& geometry, const JsonVertices& vertices, CityObject& object, JsonLosses& losses);

}  // namespace skizze::readers
