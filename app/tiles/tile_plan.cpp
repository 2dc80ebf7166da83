// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/tile_plan.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "tiles/tile.h"
#include "tiles/tile_archive.h"

namespace skizze::tiles {
namespace {

constexpr std::int64_t k_small_box = 9;  ///< tiles; a row of so many is not looked at closer
constexpr std::uint64_t k_most_bits = std::uint64_t{1} << 29;
constexpr double k_buffer_tiles = (k_buffer + 1.0) / k_extent;

struct Range {
  std::int64_t min_x, min_y, max_x, max_y;
  std::int64_t count() const { return (max_x - min_x + 1) * (max_y - min_y + 1); }
};

/// A set of tiles of one zoom inside a range: bits where the range allows, else a list.
class TileSet {
 public:
  TileSet(Range range, int zoom) : m_range(range), m_zoom(zoom), m_width(static_cast<std::uint64_t>(range.max_x - range.min_x + 1)) {
    const std::uint64_t bits = m_width * static_cast<std::uint64_t>(range.max_y - range.min_y + 1);
    if (bits <= k_most_bits) m_bits.resize((bits + 63) / 64);
  }

  void add(std::int64_t x, std::int64_t y) {
    x = std::clamp(x, m_range.min_x, m_range.max_x);
    y = std::clamp(y, m_range.min_y, m_range.max_y);
    if (m_bits.empty()) {
      m_list.push_back(id_of(x, y));
      if (m_list.size() >= m_compact_at) compact();
      return;
    }
    const std::uint64_t place = static_cast<std::uint64_t>(y - m_range.min_y) * m_width + static_cast<std::uint64_t>(x - m_range.min_x);
    m_bits[place / 64] |= std::uint64_t{1} << (place % 64);
  }

  std::uint64_t size() {
    if (m_bits.empty()) {
      compact();
      return m_list.size();
    }
    std::uint64_t size = 0;
    for (const std::uint64_t word : m_bits) size += static_cast<std::uint64_t>(std::popcount(word));
    return size;
  }

  std::vector<std::uint64_t> take() {
    for (std::size_t i = 0; i < m_bits.size(); ++i) {
      for (std::uint64_t word = m_bits[i]; word != 0; word &= word - 1) {
        const std::uint64_t place = i * 64 + static_cast<std::uint64_t>(std::countr_zero(word));
        m_list.push_back(
            id_of(m_range.min_x + static_cast<std::int64_t>(place % m_width), m_range.min_y + static_cast<std::int64_t>(place / m_width)));
      }
    }
    compact();
    return std::move(m_list);
  }

 private:
  std::uint64_t id_of(std::int64_t x, std::int64_t y) const {
    return pmtiles_id({static_cast<std::uint8_t>(m_zoom), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)});
  }
  void compact() {
    std::sort(m_list.begin(), m_list.end());
    m_list.erase(std::unique(m_list.begin(), m_list.end()), m_list.end());
    m_compact_at = std::max<std::size_t>(k_compact, m_list.size() * 2);
  }

  static constexpr std::size_t k_compact = 1 << 22;
  Range m_range;
  int m_zoom;
  std::uint64_t m_width;
  std::vector<std::uint64_t> m_bits;
  std::vector<std::uint64_t> m_list;
  std::size_t m_compact_at = k_compact;
};

/// Positions in tiles of one zoom, y southwards.
struct Scale {
  Scale(const feature::LayerPack& pack, int zoom) {
    const double tiles_per_m = 1 / geo::tile_size_m(zoom);
    factor = pack.step_m() * tiles_per_m;
    offset_x = (pack.origin().x + geo::k_mercator_half_m) * tiles_per_m;
    offset_y = (geo::k_mercator_half_m - pack.origin().y) * tiles_per_m;
    last = (std::int64_t{1} << zoom) - 1;
  }
  double x(std::int32_t step) const { return step * factor + offset_x; }
  double y(std::int32_t step) const { return offset_y - step * factor; }
  Range range(double min_x, double min_y, double max_x, double max_y) const {
    const auto tile = [this](double v) { return std::clamp(static_cast<std::int64_t>(std::floor(v)), std::int64_t{0}, last); };
    return {tile(min_x - k_buffer_tiles), tile(min_y - k_buffer_tiles), tile(max_x + k_buffer_tiles), tile(max_y + k_buffer_tiles)};
  }
  Range range(const feature::StepBox& box) const { return range(x(box.min_x), y(box.max_y), x(box.max_x), y(box.min_y)); }

  double factor, offset_x, offset_y;
  std::int64_t last;
};

void add_range(const Range& range, TileSet& set) {
  for (std::int64_t y = range.min_y; y <= range.max_y; ++y) {
    for (std::int64_t x = range.min_x; x <= range.max_x; ++x) set.add(x, y);
  }
}

/// Halves a segment until its box is small.
void add_segment(const Scale& scale, geo::Point2 a, geo::Point2 b, TileSet& set) {
  const Range range = scale.range(std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y));
  if (range.count() <= 4 || (std::abs(a.x - b.x) < 1 && std::abs(a.y - b.y) < 1)) return add_range(range, set);
  const geo::Point2 middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
  add_segment(scale, a, middle, set);
  add_segment(scale, middle, b, set);
}

/// The tiles whose centre lies in the area, row by row (even-odd); those that its border touches are added by the segments.
void add_inside(const Scale& scale, const feature::LayerPack& pack, std::uint32_t row, const Range& range, TileSet& set) {
  std::vector<std::vector<double>> crossings(static_cast<std::size_t>(range.max_y - range.min_y + 1));
  for (std::uint32_t i = 0; i < pack.part_count(row); ++i) {
    const auto part = pack.part(row, i);
    for (std::size_t k = 0, j = part.x.size() - 1; k < part.x.size(); j = k++) {
      const geo::Point2 a{scale.x(part.x[j]), scale.y(part.y[j])};
      const geo::Point2 b{scale.x(part.x[k]), scale.y(part.y[k])};
      const double low = std::min(a.y, b.y);
      const double high = std::max(a.y, b.y);
      for (auto y = std::max(range.min_y, static_cast<std::int64_t>(std::ceil(low - 0.5))); y <= range.max_y; ++y) {
        const double centre = static_cast<double>(y) + 0.5;
        if (centre >= high) break;
        crossings[static_cast<std::size_t>(y - range.min_y)].push_back(a.x + (b.x - a.x) * (centre - a.y) / (b.y - a.y));
      }
    }
  }
  for (std::int64_t y = range.min_y; y <= range.max_y; ++y) {
    auto& xs = crossings[static_cast<std::size_t>(y - range.min_y)];
    std::sort(xs.begin(), xs.end());
    for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
      const auto end = std::min(range.max_x, static_cast<std::int64_t>(std::floor(xs[i + 1])));
      for (auto x = std::max(range.min_x, static_cast<std::int64_t>(std::floor(xs[i]))); x <= end; ++x) set.add(x, y);
    }
  }
}

void add_row(const Scale& scale, const feature::LayerPack& pack, std::uint32_t row, TileSet& set) {
  const Range range = scale.range(pack.step_box(row));
  if (range.count() <= k_small_box) return add_range(range, set);
  const auto kind = pack.kind(row);
  for (std::uint32_t i = 0; i < pack.part_count(row); ++i) {
    const auto part = pack.part(row, i);
    const std::size_t size = part.x.size();
    for (std::size_t k = 0; k < size; ++k) {
      const bool joined = kind == geo::GeometryKind::area || (kind == geo::GeometryKind::line && k + 1 < size);
      const std::size_t next = !joined ? k : k + 1 == size ? 0 : k + 1;
      add_segment(scale, {scale.x(part.x[k]), scale.y(part.y[k])}, {scale.x(part.x[next]), scale.y(part.y[next])}, set);
    }
  }
  if (kind == geo::GeometryKind::area) add_inside(scale, pack, row, range, set);
}

Range whole_range(const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, int zoom) {
  Range all{INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN};
  for (const auto& pack : packs) {
    const geo::Box b = pack->info().bounds;
    if (b.empty()) continue;
    const double size = geo::tile_size_m(zoom);
    const Range r = Scale(*pack, zoom)
                        .range((b.min_x + geo::k_mercator_half_m) / size, (geo::k_mercator_half_m - b.max_y) / size,
                               (b.max_x + geo::k_mercator_half_m) / size, (geo::k_mercator_half_m - b.min_y) / size);
    all = {std::min(all.min_x, r.min_x), std::min(all.min_y, r.min_y), std::max(all.max_x, r.max_x), std::max(all.max_y, r.max_y)};
  }
  return all;
}

}  // namespace

TilePlan plan_tiles(const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, int zoom, bool all_rows, std::uint64_t max_tiles,
                    const base::CancelToken& cancel) {
  TilePlan plan;
  const Range range = whole_range(packs, zoom);
  if (range.min_x > range.max_x) return plan;
  TileSet set(range, zoom);
  for (const auto& pack : packs) {
    const Scale scale(*pack, zoom);
    for (std::uint32_t row = 0; row < pack->size(); ++row) {
      if (row % 4096 == 0 && cancel.cancelled()) return {};
      if ((all_rows || pack->min_zoom(row) <= zoom) && pack->kind(row) != geo::GeometryKind::none) add_row(scale, *pack, row, set);
    }
    if (all_rows) continue;
    for (const auto& cell : pack->density(zoom)) {
      const auto place = feature::place_of_key(cell.key);
      set.add(place.x >> feature::k_density_bits, place.y >> feature::k_density_bits);
    }
  }
  plan.too_many = set.size() > max_tiles;
  if (!plan.too_many) plan.ids = set.take();
  return plan;
}

}  // namespace skizze::tiles
