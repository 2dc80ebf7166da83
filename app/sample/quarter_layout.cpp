// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/quarter_layout.h"

#include <algorithm>
#include <cmath>

#include "sample/random.h"

namespace skizze::sample {
namespace {

/// How a use cuts its land.
struct Grain {
  double length, width;  // of a block, middle to middle of the streets
  double skew_rad;       // how far a cut may turn
  double wander;         // how far it may move, share of a block
  StreetClass street_class;
};

Grain grain_of(Use use) {
  switch (use) {
    case Use::old_town: return {92, 62, 0.22, 0.22, StreetClass::living_street};
    case Use::perimeter: return {165, 100, 0.05, 0.08, StreetClass::residential};
    case Use::slabs: return {230, 150, 0.04, 0.08, StreetClass::residential};
    case Use::terraced: return {165, 70, 0.05, 0.06, StreetClass::residential};
    case Use::detached: return {185, 76, 0.09, 0.10, StreetClass::residential};
    case Use::industrial: return {300, 190, 0.03, 0.06, StreetClass::residential};
    case Use::allotments: return {150, 90, 0.03, 0.05, StreetClass::footway};
    case Use::forest: return {700, 500, 0.2, 0.2, StreetClass::track};
    case Use::farmland:
    case Use::meadow: return {380, 240, 0.1, 0.15, StreetClass::track};
    default: return {1e9, 1e9, 0, 0, StreetClass::footway};
  }
}

class Cutter {
 public:
  Cutter(const Quarter& quarter, std::uint64_t seed)
      : m_grain(grain_of(quarter.use)), m_random(mixed(seed, 211, quarter.id)), m_use(quarter.use) {}

  void cut_down(const Polygon& ring, int depth) {
    const Frame frame = frame_of(ring);
    const double along = frame.length / m_grain.length;
    const double across = frame.width / m_grain.width;
    if ((along < 1.35 && across < 1.35) || depth > 14 || signed_area(ring) < 0.55 * m_grain.length * m_grain.width) {
      m_blocks.push_back(ring);
      return;
    }
    const bool over = along >= across;  // cut over the long side
    const double parts = std::max(2.0, std::round(over ? along : across));
    const double share = std::floor(parts / 2) / parts - 0.5 + m_random.between(-m_grain.wander, m_grain.wander) / parts;
    const Vec direction = turned(over ? left(frame.along) : frame.along, m_random.between(-m_grain.skew_rad, m_grain.skew_rad));
    const Vec through = frame.middle + (over ? frame.along * (share * frame.length) : left(frame.along) * (share * frame.width));
    Cut pieces = cut(ring, through, direction);
    if (pieces.pieces.size() < 2) {
      m_blocks.push_back(ring);
      return;
    }
    const std::uint32_t line = m_lines++;
    for (const auto& [from, to] : pieces.segments) m_segments.push_back({from, to, class_at(depth), line});
    for (const auto& piece : pieces.pieces) cut_down(piece, depth + 1);
  }

  /// Streets cut at every junction, so that ends meet ends.
  std::vector<SideStreet> streets() const {
    std::vector<SideStreet> out;
    for (const auto& street : m_segments) {
      const Vec d = street.to - street.from;
      std::vector<double> stops{0, 1};
      for (const auto& other : m_segments) {
        if (&other == &street) continue;
        for (const Vec p : {other.from, other.to}) {
          const double t = dot(p - street.from, d) / dot(d, d);
          if (t > 1e-6 && t < 1 - 1e-6 && distance(p, street.from + d * t) < 0.01) stops.push_back(t);
        }
      }
      std::sort(stops.begin(), stops.end());
      for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        if ((stops[i + 1] - stops[i]) * length(d) < 0.05) continue;
        SideStreet piece = street;
        piece.from = street.from + d * stops[i];
        piece.to = street.from + d * stops[i + 1];
        out.push_back(piece);
      }
    }
    return out;
  }

  const std::vector<SideStreet>& segments() const { return m_segments; }
  const std::vector<Polygon>& blocks() const { return m_blocks; }
  std::uint32_t lines() const { return m_lines; }

 private:
  StreetClass class_at(int depth) {
    if (m_use == Use::old_town) return depth < 2 ? StreetClass::pedestrian : StreetClass::living_street;
    if (m_use == Use::detached && depth > 4 && m_random.chance(0.35)) return StreetClass::living_street;
    return m_grain.street_class;
  }

  Grain m_grain;
  Random m_random;
  Use m_use;
  std::vector<SideStreet> m_segments;
  std::vector<Polygon> m_blocks;
  std::uint32_t m_lines = 0;
};

/// Distance from the middle of the street around each edge to the front gardens.
std::vector<double> pavement_of(const Polygon& block, const Polygon& quarter, double side, double main) {
  std::vector<double> distances;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const Vec middle = (block[i] + block[(i + 1) % block.size()]) * 0.5;
    distances.push_back(distance_to_ring(quarter, middle) < 0.05 ? main : side);
  }
  return distances;
}

/// The block on the land: bent, and inset by the width of the streets.
Polygon block_on_land(const Landscape& landscape, const Polygon& block, const std::vector<double>& pavements) {
  constexpr double k_step = 24;
  Polygon ring;
  std::vector<double> distances;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const Polyline edge = densified_line({block[i], block[(i + 1) % block.size()]}, k_step);
    for (std::size_t k = 0; k + 1 < edge.size(); ++k) {
      ring.push_back(landscape.to_land(edge[k]));
      distances.push_back(pavements[i]);
    }
  }
  return inset(ring, distances).value_or(Polygon{});
}

}  // namespace

QuarterLayout lay_out(const TownPlan& plan, const Quarter& quarter) {
  Cutter cutter(quarter, plan.seed());
  cutter.cut_down(quarter.ring, 0);
  QuarterLayout layout;
  layout.streets = cutter.streets();
  layout.line_count = cutter.lines();
  for (const auto& segment : cutter.segments()) {
    for (const Vec p : {segment.from, segment.to}) {
      if (distance_to_ring(quarter.ring, p) < 0.01) layout.gates.push_back(p);
    }
  }
  const bool old_town = quarter.use == Use::old_town;
  const double side = old_town                                                         ? 4.2
                      : grain_of(quarter.use).street_class == StreetClass::residential ? width_of(StreetClass::residential) / 2
                                                                                       : 2.0;
  // The old town keeps a belt of green, its former walls, between the last houses and the ring road.
  const double main = old_town                                                                                   ? 12 + 30
                      : quarter.use == Use::farmland || quarter.use == Use::forest || quarter.use == Use::meadow ? 3
                                                                                                                 : 11;
  for (const auto& ring : cutter.blocks()) {
    Block block;
    block.plan = ring;
    block.land = block_on_land(plan.landscape(), ring, pavement_of(ring, quarter.ring, side, main));
    layout.blocks.push_back(std::move(block));
  }
  return layout;
}

}  // namespace skizze::sample
