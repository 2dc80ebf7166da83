// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/density_squares.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "tiles/rings.h"

namespace skizze::tiles {
namespace {

/// What one class covers in one cell of the tile's grid, in square units.
struct Share {
  std::uint32_t cell;  // y * 2^bits + x
  std::uint32_t class_index;
  std::uint32_t row;
  double area;
};

struct Square {
  std::uint32_t class_index;
  std::uint32_t row;
  int x, y, width, height;
};

/// Shares of a tile at some fineness, and the features they become.
class Grid {
 public:
  Grid(const feature::LayerPack& pack, int bits) : m_pack(pack), m_bits(bits), m_side(k_extent >> bits), m_column(pack.density_class()) {}

  void add(double x, double y, std::uint32_t row, double area) {
    const auto cell = [this](double v) { return static_cast<std::uint32_t>(static_cast<int>(v) / m_side); };
    m_shares.push_back({cell(y) << m_bits | cell(x), class_of(row), row, area});
  }

  void add_cells(geo::TileId id) {
    constexpr std::uint32_t k_inside = (1U << feature::k_density_bits) - 1;
    constexpr double k_cell = k_extent >> feature::k_density_bits;
    for (const auto& cell : m_pack.density(id)) {
      const auto place = feature::place_of_key(cell.key);
      add((place.x & k_inside) * k_cell, (place.y & k_inside) * k_cell, cell.row, static_cast<double>(cell.cover) * k_cell * k_cell);
    }
  }

  void write(Tile& tile) {
    combine();
    for (std::size_t begin = 0, end = 0; begin < m_shares.size(); begin = end) {
      while (end < m_shares.size() && m_shares[end].cell == m_shares[begin].cell) ++end;
      fill_cell(std::span(m_shares).subspan(begin, end - begin));
    }
    std::stable_sort(m_squares.begin(), m_squares.end(), [](const Square& a, const Square& b) { return a.class_index < b.class_index; });
    for (std::size_t begin = 0, end = 0; begin < m_squares.size(); begin = end) {
      const auto part_begin = static_cast<std::uint32_t>(tile.parts.size());
      std::uint32_t row = m_squares[begin].row;
      for (; end < m_squares.size() && m_squares[end].class_index == m_squares[begin].class_index; ++end) {
        write_square(m_squares[end], tile);
        row = std::min(row, m_squares[end].row);
      }
      tile.features.push_back({row, geo::GeometryKind::area, part_begin, static_cast<std::uint32_t>(tile.parts.size()), true});
    }
  }

 private:
  std::uint32_t class_of(std::uint32_t row) const { return m_column ? m_pack.dictionary_index(row, *m_column).value_or(UINT32_MAX) : 0; }

  void combine() {
    std::sort(m_shares.begin(), m_shares.end(), [](const Share& a, const Share& b) {
      return std::tie(a.cell, a.class_index, a.row, a.area) < std::tie(b.cell, b.class_index, b.row, b.area);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_shares.size(); ++i) {
      if (kept > 0 && m_shares[kept - 1].cell == m_shares[i].cell && m_shares[kept - 1].class_index == m_shares[i].class_index) {
        m_shares[kept - 1].area += m_shares[i].area;
      } else {
        m_shares[kept++] = m_shares[i];
      }
    }
    m_shares.resize(kept);
  }

  /// The classes of one cell as strips of one square around its middle.
  void fill_cell(std::span<const Share> classes) {
    double sum = 0;
    for (const Share& c : classes) sum += c.area;
    const double area = std::min(sum, static_cast<double>(m_side) * m_side);
    if (area < 0.5) return;
    // One unit stays free, so that neighbours of one class never touch.
    const int height = std::clamp(static_cast<int>(std::lround(std::sqrt(area))), 1, m_side - 1);
    const int width = std::clamp(static_cast<int>(std::lround(area / height)), 1, m_side - 1);
    const int cells = 1 << m_bits;
    const int left = static_cast<int>(classes.front().cell) % cells * m_side + (m_side - width) / 2;
    const int top = static_cast<int>(classes.front().cell) / cells * m_side + (m_side - height) / 2;
    double before = 0;
    int from = 0;
    for (const Share& c : classes) {
      before += c.area;
      const int to = static_cast<int>(std::lround(width * before / sum));
      if (to > from) m_squares.push_back({c.class_index, c.row, left + from, top, to - from, height});
      from = to;
    }
  }

  static void write_square(const Square& s, Tile& tile) {
    const auto begin = static_cast<std::uint32_t>(tile.points.size());
    const auto x0 = static_cast<std::int16_t>(s.x);
    const auto y0 = static_cast<std::int16_t>(s.y);
    const auto x1 = static_cast<std::int16_t>(s.x + s.width);
    const auto y1 = static_cast<std::int16_t>(s.y + s.height);
    tile.points.insert(tile.points.end(), {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});  // positive area, y down
    tile.parts.push_back({begin, begin + 4, false});
  }

  const feature::LayerPack& m_pack;
  int m_bits;
  int m_side;  // units of a cell
  std::optional<std::size_t> m_column;
  std::vector<Share> m_shares;
  std::vector<Square> m_squares;
};

/// A dropped area counts where the middle of its first ring lies, if that is in this tile.
void add_area(const Tile& tile, const TileFeature& feature, Grid& grid) {
  std::int64_t area_x2_sum = 0;
  for (std::uint32_t p = feature.part_begin; p < feature.part_end; ++p) area_x2_sum += area_x2(tile.points_of(tile.parts[p]));
  const auto ring = tile.points_of(tile.parts[feature.part_begin]);
  const auto [min_x, max_x] = std::minmax_element(ring.begin(), ring.end(), [](TilePoint a, TilePoint b) { return a.x < b.x; });
  const auto [min_y, max_y] = std::minmax_element(ring.begin(), ring.end(), [](TilePoint a, TilePoint b) { return a.y < b.y; });
  const double x = (min_x->x + max_x->x) / 2.0;
  const double y = (min_y->y + max_y->y) / 2.0;
  if (x < 0 || y < 0 || x >= k_extent || y >= k_extent) return;
  grid.add(x, y, feature.row, static_cast<double>(area_x2_sum) / 2);
}

}  // namespace

void add_density(const feature::LayerPack& pack, Tile& tile) {
  Grid grid(pack, feature::k_density_bits);
  grid.add_cells(tile.id);
  grid.write(tile);
}

std::shared_ptr<const Tile> into_density(const Tile& tile, std::span<const std::uint8_t> marked, int bits) {
  auto out = std::make_shared<Tile>();
  out->id = tile.id;
  out->pack = tile.pack;
  Grid grid(*tile.pack, bits);
  grid.add_cells(tile.id);
  for (std::size_t i = 0; i < tile.features.size(); ++i) {
    const auto& feature = tile.features[i];
    if (marked[i] != 0 && !feature.density && feature.kind == geo::GeometryKind::area) add_area(tile, feature, grid);
  }
  grid.write(*out);
  for (std::size_t i = 0; i < tile.features.size(); ++i) {
    TileFeature feature = tile.features[i];
    if (marked[i] != 0 || feature.density) continue;
    const auto part_begin = static_cast<std::uint32_t>(out->parts.size());
    for (std::uint32_t p = feature.part_begin; p < feature.part_end; ++p) {
      const auto points = tile.points_of(tile.parts[p]);
      const auto begin = static_cast<std::uint32_t>(out->points.size());
      out->points.insert(out->points.end(), points.begin(), points.end());
      out->parts.push_back({begin, static_cast<std::uint32_t>(out->points.size()), tile.parts[p].hole});
    }
    feature.part_begin = part_begin;
    feature.part_end = static_cast<std::uint32_t>(out->parts.size());
    out->features.push_back(feature);
  }
  return out;
}

}  // namespace skizze::tiles
