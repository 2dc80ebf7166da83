// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a sketch touches; declared in edit_geometry.h.
#include <algorithm>
#include <cmath>

#include "geo/overlay.h"
#include "sketch/edit_geometry.h"
#include "sketch/segments.h"

namespace skizze::sketch {
namespace {

bool any_vertex_near(const geo::Geometry& from, const geo::Geometry& to, double by) {
  return std::ranges::any_of(from.parts, [&](const geo::Part& part) {
    return std::ranges::any_of(part.points, [&](const geo::Point3& p) { return geo::distance(to, p.xy()) <= by; });
  });
}

bool any_crossing(const geo::Geometry& a, const geo::Geometry& b) {
  bool found = false;
  for_each_segment(a, [&](const Segment& s, std::size_t, std::size_t) {
    if (found) return;
    for_each_segment(b, [&](const Segment& t, std::size_t, std::size_t) { found = found || crossing(s, t).has_value(); });
  });
  return found;
}

}  // namespace

bool within_distance(const geo::Geometry& line, const geo::Geometry& other, double by) {
  if (line.empty() || other.empty() || !line.bounds().grown(by).intersects(other.bounds())) return false;
  // Two shapes come closest at a vertex of one of them, unless they cross.
  return any_vertex_near(line, other, by) || any_vertex_near(other, line, by) || any_crossing(line, other);
}

double length_within(const geo::Geometry& line, const geo::Geometry& other, double by, double step) {
  if (line.kind != geo::GeometryKind::line || other.empty() || !line.bounds().grown(by).intersects(other.bounds())) return 0;
  double sum = 0;
  for_each_segment(line, [&](const Segment& segment, std::size_t, std::size_t) {
    const double length = distance(segment.a, segment.b);
    const auto samples = static_cast<std::size_t>(std::clamp(std::ceil(length / step), 1.0, 100000.0));
    std::size_t near = 0;
    for (std::size_t i = 0; i < samples; ++i) {
      const double t = (static_cast<double>(i) + 0.5) / static_cast<double>(samples);
      if (geo::distance(other, along(segment.a, minus(segment.b, segment.a), t)) <= by) ++near;
    }
    sum += length * static_cast<double>(near) / static_cast<double>(samples);
  });
  return sum;
}

double overlap_area(const geo::Geometry& a, const geo::Geometry& b) {
  if (!a.bounds().intersects(b.bounds())) return 0;
  const auto shared = geo::intersection(a, b);
  return shared ? geo::planar_area(*shared) : 0;
}

}  // namespace skizze::sketch
