// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/plots.h"

#include <algorithm>
#include <cmath>

namespace skizze::sample {
namespace {

/// The block's outline as lines from corner to corner.
std::vector<Polyline> sides_of(const Polygon& block) {
  constexpr double k_corner = 0.45;  // 26 degrees
  const std::size_t n = block.size();
  std::vector<std::size_t> corners;
  for (std::size_t i = 0; i < n; ++i) {
    const Vec d0 = unit(block[i] - block[(i + n - 1) % n]);
    const Vec d1 = unit(block[(i + 1) % n] - block[i]);
    if (std::abs(std::atan2(cross(d0, d1), dot(d0, d1))) > k_corner) corners.push_back(i);
  }
  std::vector<Polyline> sides;
  if (corners.empty()) corners.push_back(0);
  for (std::size_t c = 0; c < corners.size(); ++c) {
    const std::size_t end = c + 1 < corners.size() ? corners[c + 1] : corners[0] + n;
    Polyline side;
    for (std::size_t i = corners[c]; i <= end; ++i) side.push_back(block[i % n]);
    sides.push_back(std::move(side));
  }
  std::stable_sort(sides.begin(), sides.end(), [](const Polyline& a, const Polyline& b) { return line_length(a) > line_length(b); });
  return sides;
}

}  // namespace

bool Plots::within(const Polygon& block, const Polygon& ring) const {
  return std::all_of(ring.begin(), ring.end(), [&](Vec p) { return inside(block, p) || distance_to_ring(block, p) < 0.4; });
}

bool Plots::free_of_buildings(const Polygon& ring, std::size_t first, double grace_m) const {
  for (std::size_t i = first; i < m_content.buildings.size(); ++i) {
    for (const auto& body : m_content.buildings[i].bodies) {
      if (convex_overlap(ring, footprint(body), grace_m)) return false;
    }
  }
  return true;
}

std::vector<Plots::Lot> Plots::lots_along(const Polygon& block, const LotRule& rule) {
  const double half = frame_of(block).width * 0.5;
  const double depth = half < rule.depth * 0.62 ? std::min(rule.depth, 2 * half - 1) : std::min(rule.depth, half - 0.2);
  std::vector<Lot> lots;
  for (const auto& side : sides_of(block)) {
    const double total = line_length(side);
    const auto count = static_cast<std::size_t>(std::max(1.0, std::round(total / ((rule.narrow + rule.wide) / 2))));
    double s = 0;
    std::size_t number = 0;
    while (s + rule.narrow * 0.9 < total) {
      if (rule.gap_every > 0 && number > 0 && number % static_cast<std::size_t>(rule.gap_every) == 0) s += rule.gap;
      double width = std::max(rule.narrow, total / static_cast<double>(count) * m_random.between(0.85, 1.15));
      width = std::clamp(width, rule.narrow, rule.wide);
      if (total - s - width < rule.narrow * 0.6) width = std::min(total - s, rule.wide * 1.3);
      if (s + width > total + 0.01) break;
      const Station from = station(side, s);
      const Station to = station(side, s + width);
      Lot lot;
      lot.a = from.point;
      lot.b = to.point;
      const Vec inwards = unit(left(from.direction) + left(to.direction));
      lot.ring = {lot.a, lot.b, lot.b + inwards * depth, lot.a + inwards * depth};
      lot.width = distance(lot.a, lot.b);
      lot.depth = depth;
      lot.number = number;
      // Where a side bends inwards sharply, the rear corners of a lot can change places: no lot there.
      const bool sound = dot(lot.ring[2] - lot.ring[3], lot.b - lot.a) > 0.3 * lot.width * lot.width;
      const bool fits = sound && within(block, lot.ring) &&
                        std::none_of(lots.begin(), lots.end(), [&](const Lot& other) { return convex_overlap(lot.ring, other.ring, 0.8); });
      if (!fits) {
        s += 2.5;
        continue;
      }
      lots.push_back(lot);
      add_parcel(lot.ring);
      s += width;
      ++number;
    }
  }
  return lots;
}

Building Plots::house(const Body& body, const char* function, int storeys, int year) const {
  Building building;
  building.bodies = {body};
  building.function = function;
  building.storeys = storeys;
  building.year = year;
  return building;
}

void Plots::tree(Vec point, const char* place, double size, int species) {
  Tree t;
  t.point = point;
  t.species = static_cast<std::uint8_t>(species >= 0 ? static_cast<std::size_t>(species) : m_random.below(tree_species().size()));
  const auto& kind = tree_species()[t.species];
  const double grown = size * m_random.between(0.55, 1.05);
  t.crown_m = std::max(2.0, kind.crown_m * grown);
  t.height_m = std::max(3.0, kind.height_m * grown);
  t.planted = 2024 - static_cast<int>(grown * 75 * m_random.between(0.6, 1.2));
  t.place = place;
  m_content.trees.push_back(t);
}

void Plots::trees_in(const Polygon& ring, double per_m2, const char* place, double keep_from_edge) {
  const geo::Box box = bounds(ring);
  const auto tries = static_cast<int>(box.width() * box.height() * per_m2);
  for (int i = 0; i < tries; ++i) {
    const Vec p{m_random.between(box.min_x, box.max_x), m_random.between(box.min_y, box.max_y)};
    const double size = m_random.between(0.6, 1.0);
    if (!inside(ring, p) || (keep_from_edge > 0 && distance_to_ring(ring, p) < keep_from_edge)) continue;
    tree(p, place, size);
  }
}

void Plots::green(const Polygon& ring, const char* kind, const std::string& name) { m_content.green.push_back({kind, name, {ring}}); }

void Plots::place(const Polygon& block, const char* kind, const std::string& name) {
  m_content.places.push_back({centroid(block), kind, name});
}

Body Plots::body_in(const Frame& frame, double u, double v, double width, double depth, double eaves) const {
  Body body;
  body.along = frame.along;
  body.corner = frame.middle + frame.along * (u - width / 2) + left(frame.along) * (v - depth / 2);
  body.width_m = width;
  body.depth_m = depth;
  body.eaves_m = eaves;
  return body;
}

}  // namespace skizze::sample
