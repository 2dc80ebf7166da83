// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Small arithmetic on segments, shared inside this room.
#pragma once

#include <cmath>
#include <optional>

#include "geo/geometry.h"
#include "sketch/snap.h"

namespace skizze::sketch {

inline double distance(geo::Point2 a, geo::Point2 b) { return std::hypot(b.x - a.x, b.y - a.y); }
inline geo::Point2 middle(const Segment& s) { return {(s.a.x + s.b.x) / 2, (s.a.y + s.b.y) / 2}; }
inline double cross(geo::Point2 u, geo::Point2 v) { return u.x * v.y - u.y * v.x; }
inline geo::Point2 minus(geo::Point2 a, geo::Point2 b) { return {a.x - b.x, a.y - b.y}; }
inline geo::Point2 along(geo::Point2 from, geo::Point2 direction, double by) {
  return {from.x + by * direction.x, from.y + by * direction.y};
}

/// Calls visit(segment, part index, index of the segment's first vertex); rings are closed. Points have no segments.
template <class Visit>
void for_each_segment(const geo::Geometry& geometry, Visit&& visit) {
  if (geometry.kind != geo::GeometryKind::line && geometry.kind != geo::GeometryKind::area) return;
  for (std::size_t part = 0; part < geometry.parts.size(); ++part) {
    const auto& points = geometry.parts[part].points;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) visit(Segment{points[i].xy(), points[i + 1].xy()}, part, i);
    if (geometry.kind == geo::GeometryKind::area && points.size() > 2)
      visit(Segment{points.back().xy(), points.front().xy()}, part, points.size() - 1);
  }
}

/// Where two lines cross, as parameters along each; empty for parallels.
struct Meeting {
  double t;  ///< along the first: 0 at a, 1 at b
  double u;  ///< along the second
};
inline std::optional<Meeting> meeting(const Segment& first, const Segment& second) {
  const geo::Point2 r = minus(first.b, first.a);
  const geo::Point2 s = minus(second.b, second.a);
  const double denominator = cross(r, s);
  if (std::abs(denominator) <= 1e-12 * std::hypot(r.x, r.y) * std::hypot(s.x, s.y)) return std::nullopt;
  const geo::Point2 q = minus(second.a, first.a);
  return Meeting{cross(q, s) / denominator, cross(q, r) / denominator};
}

/// The point both segments share; empty when they do not cross.
inline std::optional<geo::Point2> crossing(const Segment& first, const Segment& second) {
  const auto m = meeting(first, second);
  if (!m || m->t < 0 || m->t > 1 || m->u < 0 || m->u > 1) return std::nullopt;
  return along(first.a, minus(first.b, first.a), m->t);
}

}  // namespace skizze::sketch
