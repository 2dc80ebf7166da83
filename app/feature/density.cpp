// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/density.h"

#include <algorithm>
#include <cmath>

namespace skizze::feature {
namespace {

constexpr int k_key_bits = 58;  ///< two coordinates of 29 bits below the zoom
constexpr std::size_t k_most_classes = 24;

std::uint64_t spread(std::uint64_t v) {
  v &= 0xFFFFFFFF;
  v = (v | v << 16) & 0x0000FFFF0000FFFFU;
  v = (v | v << 8) & 0x00FF00FF00FF00FFU;
  v = (v | v << 4) & 0x0F0F0F0F0F0F0F0FU;
  v = (v | v << 2) & 0x3333333333333333U;
  return (v | v << 1) & 0x5555555555555555U;
}

std::uint32_t gather(std::uint64_t v) {
  v &= 0x5555555555555555U;
  v = (v | v >> 1) & 0x3333333333333333U;
  v = (v | v >> 2) & 0x0F0F0F0F0F0F0F0FU;
  v = (v | v >> 4) & 0x00FF00FF00FF00FFU;
  v = (v | v >> 8) & 0x0000FFFF0000FFFFU;
  return static_cast<std::uint32_t>(v | v >> 16);
}

struct Sum {
  std::uint64_t place;  // Morton, at the zoom at hand
  std::uint32_t class_index;
  std::uint32_t row;
  double area_m2;
  double largest_m2;

  bool same_cell(const Sum& o) const { return place == o.place && class_index == o.class_index; }
  void add(const Sum& o) {
    area_m2 += o.area_m2;
    if (o.largest_m2 > largest_m2 || (o.largest_m2 == largest_m2 && o.row < row)) {
      largest_m2 = o.largest_m2;
      row = o.row;
    }
  }
};

void combine(std::vector<Sum>& sums) {
  std::sort(sums.begin(), sums.end(), [](const Sum& a, const Sum& b) {
    if (a.place != b.place) return a.place < b.place;
    return a.class_index != b.class_index ? a.class_index < b.class_index : a.row < b.row;
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (kept > 0 && sums[kept - 1].same_cell(sums[i])) {
      sums[kept - 1].add(sums[i]);
    } else {
      sums[kept++] = sums[i];
    }
  }
  sums.resize(kept);
}

std::uint32_t cell_of(double from_edge_m, int zoom) {
  const double cells = std::ldexp(1.0, zoom + k_density_bits);
  return static_cast<std::uint32_t>(std::clamp(std::floor(from_edge_m / (2 * geo::k_mercator_half_m) * cells), 0.0, cells - 1));
}

}  // namespace

std::uint64_t density_key(int zoom, std::uint32_t x, std::uint32_t y) {
  return static_cast<std::uint64_t>(zoom) << k_key_bits | spread(y) << 1 | spread(x);
}

CellPlace place_of_key(std::uint64_t key) {
  const std::uint64_t place = key & ((std::uint64_t{1} << k_key_bits) - 1);
  return {static_cast<int>(key >> k_key_bits), gather(place), gather(place >> 1)};
}

std::optional<std::size_t> density_column(std::span<const Column> columns, std::span<const std::size_t> distinct) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].type == ColumnType::text && distinct[i] >= 2 && distinct[i] <= k_most_classes) return i;
  }
  return std::nullopt;
}

std::vector<DensityCell> density_cells(std::vector<SmallArea> areas) {
  std::erase_if(areas, [](const SmallArea& a) { return !(a.area_m2 > 0) || a.min_zoom == 0; });
  // From the highest zoom up: a zoom's sums are those of the zoom below it in fourfold cells, and what is first too small here.
  std::stable_sort(areas.begin(), areas.end(), [](const SmallArea& a, const SmallArea& b) { return a.min_zoom > b.min_zoom; });
  std::vector<DensityCell> cells;
  std::vector<Sum> sums;
  auto next = areas.begin();
  for (int zoom = areas.empty() ? -1 : std::min<int>(areas.front().min_zoom - 1, k_density_zoom); zoom >= 0; --zoom) {
    for (Sum& sum : sums) sum.place >>= 2;
    for (; next != areas.end() && next->min_zoom > zoom; ++next) {
      const std::uint32_t x = cell_of(next->centre.x + geo::k_mercator_half_m, zoom);
      const std::uint32_t y = cell_of(geo::k_mercator_half_m - next->centre.y, zoom);
      sums.push_back({density_key(0, x, y), next->class_index, next->row, next->area_m2, next->area_m2});
    }
    combine(sums);
    const double side = geo::tile_size_m(zoom) / (1 << k_density_bits);
    for (const Sum& sum : sums) {
      const auto cover = static_cast<float>(std::min(1.0, sum.area_m2 / (side * side)));
      if (cover >= k_least_cover) cells.push_back({static_cast<std::uint64_t>(zoom) << k_key_bits | sum.place, sum.row, cover});
    }
  }
  std::stable_sort(cells.begin(), cells.end(), [](const DensityCell& a, const DensityCell& b) { return a.key < b.key; });
  return cells;
}

}  // namespace skizze::feature
