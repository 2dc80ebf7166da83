// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A city object as CityGML and CityJSON have it, before it becomes rows of packs. Coordinates: the source's CRS, x or longitude first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "feature/value.h"
#include "geo/geometry.h"

namespace skizze::readers {

/// One planar polygon in space. Rings are open; the first is the outer one.
struct CityPolygon {
  std::string id;
  int lod = 2;
  std::vector<std::vector<geo::Point3>> rings;
};

/// One boundary surface (RoofSurface, WallSurface, ...), by the places of its polygons among the object's.
struct CitySurface {
  std::string id;
  std::string class_name;
  std::vector<std::size_t> polygons;
  /// Polygons it points to instead of holding them ("#id" without '#').
  std::vector<std::string> links;
};

/// One city object with what belongs to it alone; parts are objects of their own and name it as their parent.
struct CityObject {
  std::string id;
  std::string class_name;  ///< "Building", "Road", ...; extensions keep their '+'
  std::string parent;      ///< id of the object it is a part of, or empty
  std::string crs;         ///< name of the CRS where the object's geometry states one of its own
  std::string address;     ///< "Ackerstraße 3, 52538 Selfkant"; several joined with "; "
  std::vector<std::pair<std::string, feature::Value>> attributes;
  std::vector<CityPolygon> polygons;
  std::vector<CitySurface> surfaces;
  std::vector<std::vector<geo::Point3>> lines;
  std::optional<geo::Point3> reference_point;  ///< where an implicit (prototype) geometry stands
  bool has_parts = false;                      ///< parts were read that carry geometry
};

}  // namespace skizze::readers
