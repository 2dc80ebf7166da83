// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/geometry.h"

#include <algorithm>
#include <cmath>

namespace skizze::geo {
namespace {

Part part_of(const std::vector<Point2>& points) {
  Part part;
  part.points.reserve(points.size());
  for (const auto& p : points) part.points.push_back({p.x, p.y});
  return part;
}

double segment_distance(Point2 p, Point3 a, Point3 b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - (a.x + t * dx), p.y - (a.y + t * dy));
}

bool crosses_ray(Point3 a, Point3 b, Point2 p) {
  return (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
}

double part_length(const std::vector<Point3>& points, bool closed) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) sum += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  if (closed && points.size() > 1) sum += std::hypot(points.front().x - points.back().x, points.front().y - points.back().y);
  return sum;
}

}  // namespace

std::string_view name_of(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point: return "point";
    case GeometryKind::line: return "line";
    case GeometryKind::area: return "area";
    case GeometryKind::none: break;
  }
  return "none";
}

Box Geometry::bounds() const {
  Box box;
  for (const auto& part : parts) {
    for (const auto& p : part.points) box.add(p.xy());
  }
  return box;
}

std::size_t Geometry::vertex_count() const {
  std::size_t count = 0;
  for (const auto& part : parts) count += part.points.size();
  return count;
}

Geometry make_point(Point2 p) { return {GeometryKind::point, {part_of({p})}}; }

Geometry make_line(const std::vector<Point2>& points) { return {GeometryKind::line, {part_of(points)}}; }

Geometry make_area(const std::vector<std::vector<Point2>>& rings) {
  Geometry geometry{GeometryKind::area, {}};
  for (const auto& ring : rings) {
    Part part = part_of(ring);
    part.hole = !geometry.parts.empty();
    if (part.points.size() > 1 && part.points.front().xy() == part.points.back().xy()) part.points.pop_back();
    geometry.parts.push_back(std::move(part));
  }
  return geometry;
}

double planar_length(const Geometry& geometry) {
  double sum = 0;
  for (const auto& part : geometry.parts) sum += part_length(part.points, geometry.kind == GeometryKind::area);
  return geometry.kind == GeometryKind::point ? 0 : sum;
}

double signed_area_x2(const std::vector<Point3>& ring) {
  if (ring.size() < 3) return 0;
  const Point3 o = ring.front();  // relative to the first vertex: UTM northings would eat the digits
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    sum += (ring[i].x - o.x) * (ring[i + 1].y - o.y) - (ring[i + 1].x - o.x) * (ring[i].y - o.y);
  }
  return sum;
}

double planar_area(const Geometry& geometry) {
  if (geometry.kind != GeometryKind::area) return 0;
  double sum = 0;
  for (const auto& part : geometry.parts) sum += (part.hole ? -0.5 : 0.5) * std::abs(signed_area_x2(part.points));
  return std::max(0.0, sum);
}

Point3 newell_normal(const std::vector<Point3>& ring) {
  Point3 n{0, 0, 0};
  if (ring.size() < 3) return n;
  const Point3 o = ring.front();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point3& p = ring[i];
    const Point3& q = ring[(i + 1) % ring.size()];
    n.x += (p.y - q.y) * (p.z + q.z - 2 * o.z);
    n.y += (p.z - q.z) * (p.x + q.x - 2 * o.x);
    n.z += (p.x - q.x) * (p.y + q.y - 2 * o.y);
  }
  return n;
}

bool contains(const Geometry& area, Point2 p) {
  if (area.kind != GeometryKind::area) return false;
  bool inside = false;
  for (const auto& part : area.parts) {
    for (std::size_t i = 0, j = part.points.size() - 1; i < part.points.size(); j = i++) {
      if (crosses_ray(part.points[i], part.points[j], p)) inside = !inside;
    }
  }
  return inside;
}

double distance(const Geometry& geometry, Point2 p) {
  if (contains(geometry, p)) return 0;
  double best = std::numeric_limits<double>::infinity();
  for (const auto& part : geometry.parts) {
    const auto& points = part.points;
    if (geometry.kind == GeometryKind::point || points.size() == 1) {
      for (const auto& q : points) best = std::min(best, std::hypot(q.x - p.x, q.y - p.y));
      continue;
    }
    for (std::size_t i = 1; i < points.size(); ++i) best = std::min(best, segment_distance(p, points[i - 1], points[i]));
    if (geometry.kind == GeometryKind::area && !points.empty()) best = std::min(best, segment_distance(p, points.back(), points.front()));
  }
  return best;
}

}  // namespace skizze::geo
