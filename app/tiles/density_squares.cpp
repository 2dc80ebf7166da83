// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/density_squares.h"

#include <algorithm>
#include <cmath>

namespace skizze::tiles {
namespace {

using feature::DensityCell;

constexpr int k_cell = k_extent >> feature::k_density_bits;  ///< units

struct Square {
  std::uint32_t class_index;
  std::uint32_t row;
  int x, y, width, height;
};

/// The classes of one cell as strips of one square around its middle.
void add_cell(std::span<const DensityCell> classes, std::span<const std::uint32_t> class_of, std::vector<Square>& squares) {
  float cover = 0;
  for (const DensityCell& c : classes) cover += c.cover;
  const double area = std::min(1.0F, cover) * k_cell * k_cell;
  // One unit stays free, so that neighbours of one class never touch.
  const int height = std::clamp(static_cast<int>(std::lround(std::sqrt(area))), 1, k_cell - 1);
  const int width = std::clamp(static_cast<int>(std::lround(area / height)), 1, k_cell - 1);
  const auto place = feature::place_of_key(classes.front().key);
  constexpr std::uint32_t k_inside = (1U << feature::k_density_bits) - 1;
  const int left = static_cast<int>(place.x & k_inside) * k_cell + (k_cell - width) / 2;
  const int top = static_cast<int>(place.y & k_inside) * k_cell + (k_cell - height) / 2;
  float before = 0;
  int from = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    before += classes[i].cover;
    const int to = static_cast<int>(std::lround(static_cast<double>(width) * before / cover));
    if (to > from) squares.push_back({class_of[i], classes[i].row, left + from, top, to - from, height});
    from = to;
  }
}

void add_square(const Square& s, Tile& tile) {
  const auto begin = static_cast<std::uint32_t>(tile.points.size());
  const auto x0 = static_cast<std::int16_t>(s.x);
  const auto y0 = static_cast<std::int16_t>(s.y);
  const auto x1 = static_cast<std::int16_t>(s.x + s.width);
  const auto y1 = static_cast<std::int16_t>(s.y + s.height);
  tile.points.insert(tile.points.end(), {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});  // positive area, y down
  tile.parts.push_back({begin, begin + 4, false});
}

}  // namespace

void add_density(const feature::LayerPack& pack, Tile& tile) {
  const auto cells = pack.density(tile.id);
  if (cells.empty()) return;
  const auto column = pack.density_class();
  std::vector<std::uint32_t> classes;
  classes.reserve(cells.size());
  for (const DensityCell& cell : cells) {
    classes.push_back(column ? pack.dictionary_index(cell.row, *column).value_or(UINT32_MAX) : 0);
  }
  std::vector<Square> squares;
  for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
    while (end < cells.size() && cells[end].key == cells[begin].key) ++end;
    add_cell(cells.subspan(begin, end - begin), std::span(classes).subspan(begin, end - begin), squares);
  }
  std::stable_sort(squares.begin(), squares.end(), [](const Square& a, const Square& b) { return a.class_index < b.class_index; });
  for (std::size_t begin = 0, end = 0; begin < squares.size(); begin = end) {
    const auto part_begin = static_cast<std::uint32_t>(tile.parts.size());
    std::uint32_t row = squares[begin].row;
    for (; end < squares.size() && squares[end].class_index == squares[begin].class_index; ++end) {
      add_square(squares[end], tile);
      row = std::min(row, squares[end].row);
    }
    tile.features.push_back({row, geo::GeometryKind::area, part_begin, static_cast<std::uint32_t>(tile.parts.size()), true});
  }
}

}  // namespace skizze::tiles
