// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Split, join and offset of whole shapes; declared in edit_geometry.h.
#include <algorithm>
#include <array>
#include <cmath>

#include "geo/overlay.h"
#include "sketch/edit_geometry.h"
#include "sketch/segments.h"

namespace skizze::sketch {
namespace {

using base::ErrorCode;
using base::fail;
using geo::Geometry;
using geo::GeometryKind;
using geo::Part;
using geo::Point2;
using geo::Point3;

std::size_t outer_rings(const Geometry& area) {
  return static_cast<std::size_t>(std::ranges::count_if(area.parts, [](const Part& part) { return !part.hole; }));
}

/// Which ends of two lines meet best.
struct Ends {
  std::size_t first_part = 0;
  std::size_t second_part = 0;
  bool at_first_start = false;  ///< the joint is the first line's start
  bool at_second_end = false;   ///< the joint is the second line's end
  double gap = 0;
};

std::optional<Ends> nearest_ends(const Geometry& first, const Geometry& second, double tolerance) {
  std::optional<Ends> best;
  for (std::size_t i = 0; i < first.parts.size(); ++i) {
    for (std::size_t j = 0; j < second.parts.size(); ++j) {
      for (const bool start : {false, true}) {
        for (const bool end : {false, true}) {
          const auto& a = first.parts[i].points;
          const auto& b = second.parts[j].points;
          if (a.empty() || b.empty()) continue;
          const double gap = distance((start ? a.front() : a.back()).xy(), (end ? b.back() : b.front()).xy());
          if (gap <= tolerance && (!best || gap < best->gap)) best = Ends{i, j, start, end, gap};
        }
      }
    }
  }
  return best;
}

std::vector<Point3> chained(const std::vector<Point3>& first, std::vector<Point3> second, const Ends& ends) {
  // Bring the second to run on from the first's end, or into the first's start; its joint point gives way to the first's.
  if (ends.at_second_end != ends.at_first_start) std::ranges::reverse(second);
  std::vector<Point3> line;
  if (ends.at_first_start) {
    line.assign(second.begin(), second.end() - 1);
    line.insert(line.end(), first.begin(), first.end());
  } else {
    line = first;
    line.insert(line.end(), second.begin() + 1, second.end());
  }
  return line;
}

Point2 unit(Point2 v) {
  const double length = std::hypot(v.x, v.y);
  return length > 0 ? Point2{v.x / length, v.y / length} : Point2{};
}

/// Left normal of the segment that starts at i, or ends there for the last point.
Point2 normal_at(const std::vector<Point3>& points, std::size_t i) {
  const std::size_t from = std::min(i, points.size() - 2);
  const Point2 direction = unit(minus(points[from + 1].xy(), points[from].xy()));
  return {-direction.y, direction.x};
}

/// Shift of a corner for an offset of one: along the bisector, long enough to keep both sides at distance one.
Point2 mitre(Point2 before, Point2 after) {
  constexpr double k_limit = 2;
  const double cosine = before.x * after.x + before.y * after.y;
  const Point2 sum{before.x + after.x, before.y + after.y};
  const double scale = 1 / std::max(1 + cosine, 1e-9);
  const Point2 shift{sum.x * scale, sum.y * scale};
  const double length = std::hypot(shift.x, shift.y);
  return length > k_limit ? Point2{shift.x * k_limit / length, shift.y * k_limit / length} : shift;
}

std::vector<Point3> offset_points(std::vector<Point3> points, double by) {
  points.erase(std::unique(points.begin(), points.end(), [](const Point3& a, const Point3& b) { return a.x == b.x && a.y == b.y; }),
               points.end());
  if (points.size() < 2) return {};
  std::vector<Point3> out;
  out.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point2 shift = mitre(normal_at(points, i == 0 ? 0 : i - 1), normal_at(points, i));
    out.push_back({points[i].x + by * shift.x, points[i].y + by * shift.y});
  }
  return out;
}

}  // namespace

base::Result<std::vector<Geometry>> split_line(const Geometry& line, Point2 p, double tolerance) {
  const auto place = segment_at(line, p, tolerance);
  if (line.kind != GeometryKind::line || !place) return fail(ErrorCode::invalid, "sketch.split_not_on_line");
  const auto& points = line.parts[place->part].points;
  const Segment segment{points[place->vertex].xy(), points[place->vertex + 1].xy()};
  const Point2 cut = nearest_on_segment(segment, p);
  if (cut == points.front().xy() || cut == points.back().xy()) return fail(ErrorCode::invalid, "sketch.split_at_end");
  const auto middle_it = points.begin() + static_cast<std::ptrdiff_t>(place->vertex) + 1;
  Part head;
  head.points.assign(points.begin(), middle_it);
  if (head.points.back().xy() != cut) head.points.push_back({cut.x, cut.y});
  Part tail;
  if (middle_it->xy() != cut) tail.points.push_back({cut.x, cut.y});
  tail.points.insert(tail.points.end(), middle_it, points.end());
  const auto part_it = line.parts.begin() + static_cast<std::ptrdiff_t>(place->part);
  Geometry first{GeometryKind::line, {line.parts.begin(), part_it}};
  first.parts.push_back(std::move(head));
  Geometry second{GeometryKind::line, {std::move(tail)}};
  second.parts.insert(second.parts.end(), part_it + 1, line.parts.end());
  return std::vector<Geometry>{std::move(first), std::move(second)};
}

base::Result<std::vector<Geometry>> split_area(const Geometry& area, const Geometry& line) {
  auto pieces = geo::split(area, line);
  if (!pieces) return pieces;
  if (pieces->size() <= outer_rings(area)) return fail(ErrorCode::invalid, "sketch.split_does_not_divide");
  return pieces;
}

base::Result<Geometry> join_lines(const Geometry& first, const Geometry& second, double tolerance) {
  if (first.kind != GeometryKind::line || second.kind != GeometryKind::line) return fail(ErrorCode::invalid, "sketch.join_needs_same_kind");
  const auto ends = nearest_ends(first, second, tolerance);
  if (!ends) return fail(ErrorCode::invalid, "sketch.join_ends_apart");
  Geometry joined = first;
  auto& part = joined.parts[ends->first_part].points;
  part = chained(part, second.parts[ends->second_part].points, *ends);
  for (std::size_t j = 0; j < second.parts.size(); ++j) {
    if (j != ends->second_part) joined.parts.push_back(second.parts[j]);
  }
  return joined;
}

base::Result<Geometry> join_areas(const Geometry& first, const Geometry& second) {
  if (first.kind != GeometryKind::area || second.kind != GeometryKind::area) return fail(ErrorCode::invalid, "sketch.join_needs_same_kind");
  auto joined = geo::united(first, second);
  if (!joined) return joined;
  if (outer_rings(*joined) >= outer_rings(first) + outer_rings(second)) return fail(ErrorCode::invalid, "sketch.join_areas_apart");
  return joined;
}

Geometry offset_line(const Geometry& line, double by) {
  Geometry out{GeometryKind::line, {}};
  for (const auto& part : line.parts) {
    auto points = offset_points(part.points, by);
    if (!points.empty()) out.parts.push_back({std::move(points), false});
  }
  if (out.parts.empty()) out.kind = GeometryKind::none;
  return out;
}

Geometry strip(const Geometry& line, double width) {
  Geometry out{GeometryKind::area, {}};
  for (const auto& part : line.parts) {
    auto right = offset_points(part.points, -width / 2);
    const auto left = offset_points(part.points, width / 2);
    right.insert(right.end(), left.rbegin(), left.rend());
    if (right.size() >= 4) out.parts.push_back({std::move(right), false});
  }
  if (out.parts.empty()) out.kind = GeometryKind::none;
  return out;
}

}  // namespace skizze::sketch
