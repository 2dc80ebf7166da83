// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sketch/edit_geometry.h"

#include <algorithm>
#include <cassert>

#include "sketch/segments.h"

namespace skizze::sketch {
namespace {

std::size_t least_points(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::area: return 3;
    case geo::GeometryKind::line: return 2;
    case geo::GeometryKind::point:
    case geo::GeometryKind::none: break;
  }
  return 1;
}

geo::Point3 flat(geo::Point2 p) { return {p.x, p.y}; }

/// Takes a part away, and with an outer ring its holes.
void erase_part(geo::Geometry& geometry, std::size_t part) {
  auto last = part + 1;
  if (!geometry.parts[part].hole) {
    while (last < geometry.parts.size() && geometry.parts[last].hole) ++last;
  }
  geometry.parts.erase(geometry.parts.begin() + static_cast<std::ptrdiff_t>(part),
                       geometry.parts.begin() + static_cast<std::ptrdiff_t>(last));
  if (geometry.parts.empty()) geometry.kind = geo::GeometryKind::none;
}

void drop_repeats(std::vector<geo::Point3>& points, bool closed) {
  const auto same = [](const geo::Point3& a, const geo::Point3& b) { return a.x == b.x && a.y == b.y; };
  points.erase(std::unique(points.begin(), points.end(), same), points.end());
  while (closed && points.size() > 1 && same(points.front(), points.back())) points.pop_back();
}

}  // namespace

std::optional<VertexId> vertex_at(const geo::Geometry& geometry, geo::Point2 p, double tolerance) {
  std::optional<VertexId> best;
  double nearest = tolerance;
  for (std::size_t part = 0; part < geometry.parts.size(); ++part) {
    const auto& points = geometry.parts[part].points;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double d = distance(points[i].xy(), p);
      if (d > nearest || (best && d == nearest)) continue;
      nearest = d;
      best = VertexId{part, i};
    }
  }
  return best;
}

std::optional<SegmentId> segment_at(const geo::Geometry& geometry, geo::Point2 p, double tolerance) {
  std::optional<SegmentId> best;
  double nearest = tolerance;
  for_each_segment(geometry, [&](const Segment& segment, std::size_t part, std::size_t i) {
    const double d = distance(nearest_on_segment(segment, p), p);
    if (d > nearest || (best && d == nearest)) return;
    nearest = d;
    best = SegmentId{part, i};
  });
  return best;
}

geo::Geometry moved_vertex(geo::Geometry geometry, VertexId vertex, geo::Point2 to) {
  assert(vertex.part < geometry.parts.size() && vertex.vertex < geometry.parts[vertex.part].points.size());
  geometry.parts[vertex.part].points[vertex.vertex] = flat(to);
  return geometry;
}

geo::Geometry inserted_vertex(geo::Geometry geometry, SegmentId segment, geo::Point2 at) {
  assert(segment.part < geometry.parts.size() && segment.vertex < geometry.parts[segment.part].points.size());
  auto& points = geometry.parts[segment.part].points;
  points.insert(points.begin() + static_cast<std::ptrdiff_t>(segment.vertex) + 1, flat(at));
  return geometry;
}

geo::Geometry deleted_vertex(geo::Geometry geometry, VertexId vertex) {
  assert(vertex.part < geometry.parts.size() && vertex.vertex < geometry.parts[vertex.part].points.size());
  auto& points = geometry.parts[vertex.part].points;
  if (points.size() <= least_points(geometry.kind)) {
    erase_part(geometry, vertex.part);
  } else {
    points.erase(points.begin() + static_cast<std::ptrdiff_t>(vertex.vertex));
  }
  return geometry;
}

geo::Geometry moved(geo::Geometry geometry, double dx, double dy) {
  for (auto& part : geometry.parts) {
    for (auto& p : part.points) p = flat({p.x + dx, p.y + dy});
  }
  return geometry;
}

geo::Geometry reversed(geo::Geometry geometry) {
  if (geometry.kind != geo::GeometryKind::line) return geometry;
  std::ranges::reverse(geometry.parts);
  for (auto& part : geometry.parts) std::ranges::reverse(part.points);
  return geometry;
}

geo::Geometry cleaned(geo::Geometry geometry) {
  const bool area = geometry.kind == geo::GeometryKind::area;
  for (std::size_t i = 0; i < geometry.parts.size();) {
    auto& part = geometry.parts[i];
    drop_repeats(part.points, area);
    const double turn = area ? geo::signed_area_x2(part.points) : 1;
    if (part.points.size() < least_points(geometry.kind) || turn == 0) {
      erase_part(geometry, i);
      continue;
    }
    if (area && (turn < 0) != part.hole) std::ranges::reverse(part.points);
    for (auto& p : part.points) p = flat(p.xy());
    ++i;
  }
  if (geometry.parts.empty()) geometry.kind = geo::GeometryKind::none;
  return geometry;
}

}  // namespace skizze::sketch
