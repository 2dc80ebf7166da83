// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Plain geometry values. Coordinates are doubles in whatever CRS the holder says; x is easting or longitude, always first.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace skizze::geo {

struct Point2 {
  double x = 0;
  double y = 0;
  bool operator==(const Point2&) const = default;
};

/// z is NaN where a height is unknown.
struct Point3 {
  double x = 0;
  double y = 0;
  double z = std::numeric_limits<double>::quiet_NaN();
  Point2 xy() const { return {x, y}; }
};

/// Axis-parallel box; empty while min > max.
struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool empty() const { return min_x > max_x || min_y > max_y; }
  double width() const { return empty() ? 0 : max_x - min_x; }
  double height() const { return empty() ? 0 : max_y - min_y; }
  Point2 center() const { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }
  bool contains(Point2 p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
  bool contains(const Box& o) const { return !o.empty() && o.min_x >= min_x && o.max_x <= max_x && o.min_y >= min_y && o.max_y <= max_y; }
  bool intersects(const Box& o) const { return min_x <= o.max_x && max_x >= o.min_x && min_y <= o.max_y && max_y >= o.min_y; }
  void add(Point2 p) {
    if (p.x < min_x) min_x = p.x;
    if (p.y < min_y) min_y = p.y;
    if (p.x > max_x) max_x = p.x;
    if (p.y > max_y) max_y = p.y;
  }
  void add(const Box& o) {
    if (o.empty()) return;
    add(Point2{o.min_x, o.min_y});
    add(Point2{o.max_x, o.max_y});
  }
  Box grown(double by) const { return empty() ? *this : Box{min_x - by, min_y - by, max_x + by, max_y + by}; }
  bool operator==(const Box&) const = default;
};

enum class GeometryKind : std::uint8_t { none, point, line, area };
std::string_view name_of(GeometryKind kind);

/// One point set, line or ring. Rings are stored open (the first point is not repeated). A hole belongs to the nearest
/// preceding part that is not a hole.
struct Part {
  std::vector<Point3> points;
  bool hole = false;
};

/// A feature's shape; several parts make it multi. An empty one has kind none or no parts.
struct Geometry {
  GeometryKind kind = GeometryKind::none;
  std::vector<Part> parts;

  bool empty() const { return kind == GeometryKind::none || parts.empty(); }
  Box bounds() const;
  std::size_t vertex_count() const;
};

Geometry make_point(Point2 p);
Geometry make_line(const std::vector<Point2>& points);
/// rings: outer first, then its holes; a repeated closing point is dropped.
Geometry make_area(const std::vector<std::vector<Point2>>& rings);

/// Length of all parts in the plane, in the unit of the coordinates; closed for areas (perimeter).
double planar_length(const Geometry& geometry);
/// Area in the plane, holes subtracted, never negative; 0 for points and lines.
double planar_area(const Geometry& geometry);
/// Twice the signed area of an open ring; positive when counter-clockwise with y up.
double signed_area_x2(const std::vector<Point3>& ring);
/// Newell's normal of an open 3D ring; its length is twice the ring's true area. Computed relative to the first vertex.
Point3 newell_normal(const std::vector<Point3>& ring);
/// Whether p lies inside (even-odd over all parts) an area, in the plane.
bool contains(const Geometry& area, Point2 p);
/// Shortest planar distance from p to the geometry; 0 inside an area.
double distance(const Geometry& geometry, Point2 p);

}  // namespace skizze::geo
