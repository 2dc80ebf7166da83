// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/dissolve.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace skizze::readers {
namespace {

using geo::Point3;
using Ring = std::vector<Point3>;
using Key = std::pair<std::int64_t, std::int64_t>;

/// Steps per unit: millimetres, or about as much where the coordinates can only be degrees (or lie close to zero).
double steps_per_unit(const std::vector<Ring>& rings) {
  for (const auto& ring : rings) {
    for (const auto& p : ring) {
      if (std::abs(p.x) > 360 || std::abs(p.y) > 360) return 1e3;
    }
  }
  return 1e8;
}

/// Edges that are left after opposite ones have cancelled out, by their start.
class EdgeSet {
 public:
  explicit EdgeSet(double steps) : m_steps(steps) {}

  Key key_of(const Point3& p) const { return {std::llround(p.x * m_steps), std::llround(p.y * m_steps)}; }

  void add(const Point3& from, const Point3& to) {
    const Key a = key_of(from);
    const Key b = key_of(to);
    if (a == b) return;
    const auto opposite = m_edges.equal_range(b);
    for (auto it = opposite.first; it != opposite.second; ++it) {
      if (key_of(it->second.second) == a) {
        m_edges.erase(it);
        return;
      }
    }
    m_edges.emplace(a, std::pair{from, to});
  }

  bool empty() const { return m_edges.empty(); }

  /// Takes one edge out: any.
  std::pair<Point3, Point3> take_any() {
    const auto it = m_edges.begin();
    const auto edge = it->second;
    m_edges.erase(it);
    return edge;
  }

  /// Takes the edge out that leaves `at` with the sharpest turn to the left, coming from `before`; false if there is none.
  bool take_next(const Point3& before, const Point3& at, Point3& to) {
    const auto leaving = m_edges.equal_range(key_of(at));
    auto best = m_edges.end();
    double best_turn = -10;
    for (auto it = leaving.first; it != leaving.second; ++it) {
      const double turn = turn_of(before, at, it->second.second);
      if (turn > best_turn) {
        best_turn = turn;
        best = it;
      }
    }
    if (best == m_edges.end()) return false;
    to = best->second.second;
    m_edges.erase(best);
    return true;
  }

 private:
  static double turn_of(const Point3& before, const Point3& at, const Point3& to) {
    const double ax = at.x - before.x;
    const double ay = at.y - before.y;
    const double bx = to.x - at.x;
    const double by = to.y - at.y;
    return std::atan2(ax * by - ay * bx, ax * bx + ay * by);
  }

  double m_steps;
  std::multimap<Key, std::pair<Point3, Point3>> m_edges;
};

bool contains(const Ring& ring, const Point3& p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].y > p.y) != (ring[j].y > p.y) && p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x) {
      inside = !inside;
    }
  }
  return inside;
}

/// Outer rings first, each followed by the holes that lie in it; a hole that lies in none is left out.
geo::Geometry assembled(std::vector<Ring> outers, std::vector<Ring> holes) {
  std::vector<std::vector<Ring>> holes_of(outers.size());
  for (auto& hole : holes) {
    const Point3 middle{(hole[0].x + hole[1].x) / 2, (hole[0].y + hole[1].y) / 2, 0};
    for (std::size_t i = 0; i < outers.size(); ++i) {
      if (!contains(outers[i], middle)) continue;
      holes_of[i].push_back(std::move(hole));
      break;
    }
  }
  geo::Geometry geometry;
  geometry.kind = geo::GeometryKind::area;
  for (std::size_t i = 0; i < outers.size(); ++i) {
    geometry.parts.push_back({std::move(outers[i]), false});
    for (auto& hole : holes_of[i]) geometry.parts.push_back({std::move(hole), true});
  }
  if (geometry.parts.empty()) geometry.kind = geo::GeometryKind::none;
  return geometry;
}

}  // namespace

geo::Geometry dissolved(std::vector<Ring> rings) {
  EdgeSet edges(steps_per_unit(rings));
  for (auto& ring : rings) {
    if (geo::signed_area_x2(ring) < 0) std::reverse(ring.begin(), ring.end());
    for (std::size_t i = 0; i < ring.size(); ++i) edges.add(ring[i], ring[(i + 1) % ring.size()]);
  }
  std::vector<Ring> outers;
  std::vector<Ring> holes;
  while (!edges.empty()) {
    const auto first = edges.take_any();
    Ring ring{first.first};
    Point3 before = first.first;
    Point3 at = first.second;
    bool closed = true;
    while (edges.key_of(at) != edges.key_of(first.first)) {
      ring.push_back(at);
      Point3 to;
      if (!edges.take_next(before, at, to)) {
        closed = false;
        break;
      }
      before = at;
      at = to;
    }
    if (!closed || ring.size() < 3) continue;
    const double area = geo::signed_area_x2(ring);
    if (area > 0) outers.push_back(std::move(ring));
    if (area < 0) holes.push_back(std::move(ring));
  }
  return assembled(std::move(outers), std::move(holes));
}

}  // namespace skizze::readers
