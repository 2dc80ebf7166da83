// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A mesh of parcels that share every border, and a count of what lies between or over one another after cutting.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>
#include <vector>

#include "geo/geometry.h"
#include "tiles/tile.h"

namespace skizze::tiles::samples {

/// side * side parcels of about 30 m; every border has bends, the same for both neighbours. The last row is the land they lie in:
/// its ring runs along the outer borders, so that parcels minus land is nothing.
inline std::vector<geo::Geometry> parcel_mesh(int side, geo::Point2 south_west, unsigned seed) {
  constexpr double k_size = 30;
  constexpr int k_bends = 3;
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> shift(-6, 6);
  std::uniform_real_distribution<double> bend(-1.5, 1.5);
  const int nodes = side + 1;
  std::vector<geo::Point2> corner(static_cast<std::size_t>(nodes) * static_cast<std::size_t>(nodes));
  const auto at = [&](int i, int j) -> geo::Point2& { return corner[static_cast<std::size_t>(j * nodes + i)]; };
  for (int j = 0; j < nodes; ++j) {
    for (int i = 0; i < nodes; ++i) at(i, j) = {south_west.x + i * k_size + shift(random), south_west.y + j * k_size + shift(random)};
  }
  using Bends = std::vector<geo::Point2>;
  const auto bends_of = [&](geo::Point2 a, geo::Point2 b) {
    Bends bends;
    for (int k = 1; k <= k_bends; ++k) {
      const double t = k / (k_bends + 1.0);
      bends.push_back({a.x + (b.x - a.x) * t + bend(random), a.y + (b.y - a.y) * t + bend(random)});
    }
    return bends;
  };
  std::vector<Bends> east(corner.size());   // from (i, j) to (i + 1, j)
  std::vector<Bends> north(corner.size());  // from (i, j) to (i, j + 1)
  for (int j = 0; j < nodes; ++j) {
    for (int i = 0; i < nodes; ++i) {
      const auto place = static_cast<std::size_t>(j * nodes + i);
      if (i < side) east[place] = bends_of(at(i, j), at(i + 1, j));
      if (j < side) north[place] = bends_of(at(i, j), at(i, j + 1));
    }
  }
  std::vector<geo::Point2> ring;
  const auto go = [&](geo::Point2 from, const Bends& bends, bool backwards) {
    ring.push_back(from);
    if (backwards) {
      ring.insert(ring.end(), bends.rbegin(), bends.rend());
    } else {
      ring.insert(ring.end(), bends.begin(), bends.end());
    }
  };
  const auto place = [&](int i, int j) { return static_cast<std::size_t>(j * nodes + i); };
  std::vector<geo::Geometry> rows;
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i) {
      ring.clear();
      go(at(i, j), east[place(i, j)], false);
      go(at(i + 1, j), north[place(i + 1, j)], false);
      go(at(i + 1, j + 1), east[place(i, j + 1)], true);
      go(at(i, j + 1), north[place(i, j)], true);
      rows.push_back(geo::make_area({ring}));
    }
  }
  ring.clear();
  for (int i = 0; i < side; ++i) go(at(i, 0), east[place(i, 0)], false);
  for (int j = 0; j < side; ++j) go(at(side, j), north[place(side, j)], false);
  for (int i = side; i > 0; --i) go(at(i, side), east[place(i - 1, side)], true);
  for (int j = side; j > 0; --j) go(at(0, j), north[place(0, j - 1)], true);
  rows.push_back(geo::make_area({ring}));
  return rows;
}

/// Units of a tile that no parcel covers although the land does, or that two cover: the borders of the parcels, each cut into its
/// steps from grid point to grid point, cancel one another and the land's where neighbours fit. What is left encloses the rest.
class Misfit {
 public:
  void add(const Tile& tile, std::uint32_t land_row) {
    for (const TileFeature& feature : tile.features) {
      const int sign = feature.row == land_row ? -1 : 1;
      for (std::uint32_t p = feature.part_begin; p < feature.part_end; ++p) {
        const auto points = tile.points_of(tile.parts[p]);
        for (std::size_t i = 0; i < points.size(); ++i) add_side(points[i], points[i + 1 == points.size() ? 0 : i + 1], sign);
      }
    }
  }

  /// Unit squares whose middle is covered once too often or too rarely.
  std::uint64_t squares() const {
    std::map<int, std::vector<std::pair<double, int>>> crossings;  // per row of squares: where, and in which direction
    for (const auto& [step, count] : m_steps) {
      if (count == 0) continue;
      const auto [x0, y0, dx, dy] = step;
      for (int y = 0; y < dy; ++y) crossings[y0 + y].emplace_back(x0 + dx * (y + 0.5) / dy, count);
    }
    std::uint64_t sum = 0;
    for (auto& [row, xs] : crossings) {
      std::sort(xs.begin(), xs.end());
      int winding = 0;
      for (std::size_t i = 0; i + 1 < xs.size(); ++i) {
        winding += xs[i].second;
        if (winding != 0)
          sum += static_cast<std::uint64_t>(std::max(0.0, std::floor(xs[i + 1].first - 0.5) - std::ceil(xs[i].first - 0.5) + 1));
      }
    }
    return sum;
  }
  std::uint64_t sides_left() const {
    return static_cast<std::uint64_t>(std::count_if(m_steps.begin(), m_steps.end(), [](const auto& s) { return s.second != 0; }));
  }

 private:
  struct Step {
    int x, y, dx, dy;  // upwards in y; level ones do not matter for the area
    auto operator<=>(const Step&) const = default;
  };

  void add_side(TilePoint a, TilePoint b, int sign) {
    if (a.y == b.y) return;
    if (a.y > b.y) {
      std::swap(a, b);
      sign = -sign;
    }
    const int dx = b.x - a.x;
    const int dy = b.y - a.y;
    const int steps = std::gcd(std::abs(dx), dy);
    for (int i = 0; i < steps; ++i) m_steps[{a.x + dx / steps * i, a.y + dy / steps * i, dx / steps, dy / steps}] += sign;
  }

  std::map<Step, int> m_steps;
};

}  // namespace skizze::tiles::samples
