// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Packs and rings that several tests of tiles use.
#pragma once

#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include "feature/layer_pack.h"
#include "feature/pack_builder.h"
#include "geo/mercator.h"

namespace skizze::tiles::samples {

inline constexpr double k_pi = 3.14159265358979323846;

using Ring = std::vector<geo::Point2>;

/// A pack of rows with ids 1.. and no attributes.
inline std::shared_ptr<const feature::LayerPack> pack_of(const std::vector<geo::Geometry>& rows) {
  feature::PackInfo info;
  info.name = "test";
  feature::PackBuilder builder(info);
  std::int64_t id = 0;
  for (const auto& row : rows) builder.add(++id, row, {});
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  return pack ? *pack : nullptr;
}

/// The Mercator point that lies at a position in a tile, in units of 1/4096 of its side, y southwards.
inline geo::Point2 at(geo::TileId tile, double x, double y) {
  const geo::Box box = geo::tile_bounds(tile);
  return {box.min_x + box.width() * x / 4096, box.max_y - box.height() * y / 4096};
}

inline Ring ring_at(geo::TileId tile, const Ring& units) {
  Ring ring;
  for (const auto p : units) ring.push_back(at(tile, p.x, p.y));
  return ring;
}

/// A star-shaped ring with jagged edges around a point, in tile units; spikes makes it thin and likely to touch itself when rounded.
inline Ring star(std::mt19937& random, geo::Point2 centre, double radius, int points, bool spikes) {
  std::uniform_real_distribution<double> share(spikes ? 0.02 : 0.6, 1.0);
  Ring ring;
  for (int i = 0; i < points; ++i) {
    const double angle = 2 * k_pi * i / points;
    const double r = radius * share(random);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  return ring;
}

}  // namespace skizze::tiles::samples
