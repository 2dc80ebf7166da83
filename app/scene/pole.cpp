// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/pole.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <span>

namespace skizze::scene {

namespace {

using Rings = std::span<const geo::Part>;

double squared_distance(double px, double py, const geo::Point3& a, const geo::Point3& b) {
  double x = a.x;
  double y = a.y;
  const double dx = b.x - x;
  const double dy = b.y - y;
  if (dx != 0 || dy != 0) {
    const double t = std::clamp(((px - x) * dx + (py - y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    x += dx * t;
    y += dy * t;
  }
  return (px - x) * (px - x) + (py - y) * (py - y);
}

/// Distance to the outline, positive inside.
double signed_distance(geo::Point2 p, Rings rings) {
  bool inside = false;
  double least = std::numeric_limits<double>::infinity();
  for (const geo::Part& ring : rings) {
    const auto n = ring.points.size();
    for (std::size_t i = 0, j = n - 1; i < n; j = i++) {
      const geo::Point3& a = ring.points[i];
      const geo::Point3& b = ring.points[j];
      if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
      least = std::min(least, squared_distance(p.x, p.y, a, b));
    }
  }
  return (inside ? 1 : -1) * std::sqrt(least);
}

struct Cell {
  Cell(geo::Point2 middle, double half_side, Rings rings)
      : center(middle), half(half_side), distance(signed_distance(middle, rings)), best_possible(distance + half_side * M_SQRT2) {}
  geo::Point2 center;
  double half;
  double distance;
  double best_possible;
  bool operator<(const Cell& o) const { return best_possible < o.best_possible; }
};

geo::Point2 centroid(const geo::Part& ring) {
  double area = 0;
  double x = 0;
  double y = 0;
  const geo::Point3 zero = ring.points.front();
  for (std::size_t i = 0, j = ring.points.size() - 1; i < ring.points.size(); j = i++) {
    const double ax = ring.points[i].x - zero.x;
    const double ay = ring.points[i].y - zero.y;
    const double bx = ring.points[j].x - zero.x;
    const double by = ring.points[j].y - zero.y;
    const double f = ax * by - bx * ay;
    x += (ax + bx) * f;
    y += (ay + by) * f;
    area += f * 3;
  }
  return area == 0 ? zero.xy() : geo::Point2{zero.x + x / area, zero.y + y / area};
}

geo::Point2 pole_of_rings(Rings rings) {
  geo::Box box;
  for (const auto& p : rings[0].points) box.add(p.xy());
  const double side = std::min(box.width(), box.height());
  if (side <= 0) return box.center();
  const double precision = side / 100;
  std::priority_queue<Cell> cells;
  const double half = side / 2;
  for (double x = box.min_x; x < box.max_x; x += side) {
    for (double y = box.min_y; y < box.max_y; y += side) cells.emplace(geo::Point2{x + half, y + half}, half, rings);
  }
  Cell best(centroid(rings[0]), 0, rings);
  if (const Cell middle(box.center(), 0, rings); middle.distance > best.distance) best = middle;
  for (int guard = 0; !cells.empty() && guard < 4000; ++guard) {
    const Cell cell = cells.top();
    cells.pop();
    if (cell.distance > best.distance) best = cell;
    if (cell.best_possible - best.distance <= precision) break;
    const double h = cell.half / 2;
    for (const double dx : {-h, h}) {
      for (const double dy : {-h, h}) cells.emplace(geo::Point2{cell.center.x + dx, cell.center.y + dy}, h, rings);
    }
  }
  return best.center;
}

/// The largest outer ring and its holes; empty for a degenerate area.
Rings largest_part(const geo::Geometry& area) {
  std::size_t best = area.parts.size();
  double best_area = -1;
  for (std::size_t i = 0; i < area.parts.size(); ++i) {
    if (area.parts[i].hole || area.parts[i].points.size() < 3) continue;
    const double size = std::abs(geo::signed_area_x2(area.parts[i].points));
    if (size > best_area) {
      best_area = size;
      best = i;
    }
  }
  if (best == area.parts.size()) return {};
  std::size_t end = best + 1;
  while (end < area.parts.size() && area.parts[end].hole) ++end;
  return std::span(area.parts).subspan(best, end - best);
}

}  // namespace

double depth_in(const geo::Geometry& area, geo::Point2 at) { return signed_distance(at, area.parts); }

geo::Point2 pole_of_inaccessibility(const geo::Geometry& area) {
  const Rings rings = largest_part(area);
  return rings.empty() ? area.bounds().center() : pole_of_rings(rings);
}

geo::Point2 label_place(const geo::Geometry& area) {
  constexpr double k_nearly = 0.9;
  const Rings rings = largest_part(area);
  if (rings.empty()) return area.bounds().center();
  const geo::Point2 pole = pole_of_rings(rings);
  const geo::Point2 middle = centroid(rings[0]);
  return signed_distance(middle, rings) >= k_nearly * signed_distance(pole, rings) ? middle : pole;
}

}  // namespace skizze::scene
