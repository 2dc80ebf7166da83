// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/footprint.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "readers/citymodel/dissolve.h"

namespace skizze::readers {
namespace {

using geo::Point3;
using Places = std::vector<std::size_t>;

constexpr double k_upright = 0.02;     // |nz| below this: a wall (88.9 degrees and more)
constexpr double k_least_area = 1e-4;  // square units seen from above: nothing

/// Unit normal's vertical part; 0 for a ring without area.
double vertical_part(const CityPolygon& polygon) {
  const Point3 n = geo::newell_normal(polygon.rings.front());
  const double length = std::sqrt(n.x * n.x + n.y * n.y + n.z * n.z);
  return length > 0 && std::isfinite(length) ? n.z / length : 0;
}

bool upright(const CityPolygon& polygon) {
  if (std::isnan(polygon.rings.front().front().z)) return false;  // no heights: nothing stands
  return std::abs(vertical_part(polygon)) < k_upright;
}

Places polygons_of_class(const CityObject& object, std::string_view class_name) {
  Places places;
  for (const auto& surface : object.surfaces) {
    if (surface.class_name == class_name) places.insert(places.end(), surface.polygons.begin(), surface.polygons.end());
  }
  return places;
}

Places polygons_of_lod0(const CityObject& object) {
  Places places;
  for (std::size_t i = 0; i < object.polygons.size(); ++i) {
    if (object.polygons[i].lod == 0) places.push_back(i);
  }
  return places;
}

Places all_polygons(const CityObject& object) {
  Places places(object.polygons.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  return places;
}

/// Faces of a solid that look down; outward normals are what both formats demand.
Places lowest_faces(const CityObject& object) {
  Places places;
  for (std::size_t i = 0; i < object.polygons.size(); ++i) {
    if (vertical_part(object.polygons[i]) < -0.5) places.push_back(i);
  }
  return places;
}

void drop_upright(const CityObject& object, Places& places) {
  std::erase_if(places, [&](std::size_t i) { return upright(object.polygons[i]); });
}

geo::Geometry with_hole_free_dissolved(const CityObject& object, const Places& places) {
  std::vector<std::vector<Point3>> rings;
  for (const auto i : places) rings.push_back(object.polygons[i].rings.front());
  return dissolved(std::move(rings));
}

void wind(geo::Geometry& geometry) {
  for (auto& part : geometry.parts) {
    const bool counter_clockwise = geo::signed_area_x2(part.points) > 0;
    if (counter_clockwise == part.hole) std::reverse(part.points.begin(), part.points.end());
  }
}

geo::Geometry shape_of(const CityObject& object, const Places& places) {
  const bool holes = std::any_of(places.begin(), places.end(), [&](std::size_t i) { return object.polygons[i].rings.size() > 1; });
  if (!holes && places.size() > 1) return with_hole_free_dissolved(object, places);
  geo::Geometry geometry;
  for (const auto i : places) {
    if (std::abs(geo::signed_area_x2(object.polygons[i].rings.front())) < 2 * k_least_area) continue;
    append_polygon(geometry, object.polygons[i]);
  }
  wind(geometry);
  return geometry;
}

bool is_construction(const CityObject& object) {
  for (const std::string_view start : {"Building", "Bridge", "Tunnel", "OtherConstruction", "Storey"}) {
    if (std::string_view(object.class_name).starts_with(start)) return true;
  }
  return false;
}

geo::Geometry lines_or_point(const CityObject& object) {
  geo::Geometry geometry;
  if (!object.lines.empty()) {
    geometry.kind = geo::GeometryKind::line;
    for (const auto& line : object.lines) geometry.parts.push_back({line, false});
  } else if (object.reference_point) {
    geometry.kind = geo::GeometryKind::point;
    geometry.parts.push_back({{*object.reference_point}, false});
  }
  return geometry;
}

}  // namespace

double area_in_space(const CityPolygon& polygon) {
  double area = 0;
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
    const Point3 n = geo::newell_normal(polygon.rings[i]);
    const double ring_area = std::sqrt(n.x * n.x + n.y * n.y + n.z * n.z) / 2;
    area += i == 0 ? ring_area : -ring_area;
  }
  return std::max(area, 0.0);
}

void append_polygon(geo::Geometry& geometry, const CityPolygon& polygon) {
  geometry.kind = geo::GeometryKind::area;
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) geometry.parts.push_back({polygon.rings[i], i > 0});
}

geo::Geometry footprint_of(const CityObject& object) {
  std::vector<Places> candidates{polygons_of_class(object, "GroundSurface"), polygons_of_class(object, "RoofSurface"),
                                 polygons_of_lod0(object)};
  if (is_construction(object)) candidates.push_back(lowest_faces(object));
  candidates.push_back(all_polygons(object));
  for (auto& places : candidates) {
    drop_upright(object, places);
    if (places.empty()) continue;
    auto geometry = shape_of(object, places);
    if (!geometry.empty()) return geometry;
  }
  return lines_or_point(object);
}

}  // namespace skizze::readers
