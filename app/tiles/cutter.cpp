// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/cutter.h"

#include <algorithm>
#include <array>

#include "tiles/clip.h"
#include "tiles/density_squares.h"
#include "tiles/large_rings.h"
#include "tiles/repair.h"
#include "tiles/rings.h"

namespace skizze::tiles {
namespace {

constexpr ClipBox k_clip{-k_buffer, k_extent + k_buffer};

/// Nearest whole unit of a value within the clip box (a pack whose boxes lie has others); halves go up, so that neighbouring tiles agree.
std::int16_t quantise(double unit) {
  const double inside = std::max<double>(k_clip.min, std::min<double>(k_clip.max, unit));
  return static_cast<std::int16_t>(static_cast<int>(inside + 1024.5) - 1024);
}
TilePoint quantise(UnitPoint p) { return {quantise(p.x), quantise(p.y)}; }

/// From steps of a pack to units of a tile: unit = step * scale + offset.
struct Grid {
  Grid(const feature::LayerPack& pack, geo::TileId id) {
    const geo::Box box = geo::tile_bounds(id);
    const double units_per_m = k_extent / box.width();
    scale_x = pack.step_m() * units_per_m;
    offset_x = (pack.origin().x - box.min_x) * units_per_m;
    scale_y = -scale_x;
    offset_y = (box.max_y - pack.origin().y) * units_per_m;
  }
  double x(std::int32_t step) const { return step * scale_x + offset_x; }
  double y(std::int32_t step) const { return step * scale_y + offset_y; }
  bool inside_clip(const feature::StepBox& box) const {
    return x(box.min_x) >= k_clip.min && x(box.max_x) <= k_clip.max && y(box.max_y) >= k_clip.min && y(box.min_y) <= k_clip.max;
  }

  double scale_x, offset_x, scale_y, offset_y;
};

/// Cuts the rows of one tile; holds the arrays that every row reuses.
class Cutter {
 public:
  Cutter(std::shared_ptr<const feature::LayerPack> pack, geo::TileId id, const CutOptions& options)
      : m_pack(*pack), m_options(options), m_grid(*pack, id), m_tile(std::make_shared<Tile>()) {
    m_tile->id = id;
    m_tile->pack = std::move(pack);
    const double unit_m = geo::tile_size_m(id.z) / k_extent;
    m_min_rank = options.tolerance > 0 ? feature::rank_of_tolerance(options.tolerance * unit_m) : 0;
  }

  void cut_row(std::uint32_t row);
  void add_density() { tiles::add_density(m_pack, *m_tile); }
  std::shared_ptr<const Tile> finish();
  const CutStats& stats() const { return m_stats; }

 private:
  void cut_points(std::uint32_t row);
  void cut_lines(std::uint32_t row, bool inside);
  void cut_areas(std::uint32_t row, bool inside);
  bool load_ring(std::uint32_t row, std::uint32_t index, const feature::PartView& part, bool inside);
  void load_large_ring(std::uint32_t row, std::uint32_t index, const feature::PartView& part);
  void load_units(const feature::PartView& part, bool line);
  void add_line(std::span<const UnitPoint> line);
  void validate();
  bool anchored_here(std::uint32_t row) const;
  void add_smallest(std::uint32_t row, geo::GeometryKind kind);
  std::uint32_t point_count() const { return static_cast<std::uint32_t>(m_tile->points.size()); }

  const feature::LayerPack& m_pack;
  const CutOptions& m_options;
  const Grid m_grid;
  std::uint8_t m_min_rank = 0;
  std::shared_ptr<Tile> m_tile;
  CutStats m_stats;
  Rings m_rings;
  std::vector<UnitPoint> m_units;
  std::vector<UnitPoint> m_scratch;
  std::vector<std::size_t> m_ends;
};

void Cutter::cut_row(std::uint32_t row) {
  const auto kind = m_pack.kind(row);
  if (kind == geo::GeometryKind::none) return;
  const auto part_begin = static_cast<std::uint32_t>(m_tile->parts.size());
  const bool inside = m_grid.inside_clip(m_pack.step_box(row));
  if (!inside) ++m_stats.clipped;
  switch (kind) {
    case geo::GeometryKind::point: cut_points(row); break;
    case geo::GeometryKind::line: cut_lines(row, inside); break;
    default: cut_areas(row, inside); break;
  }
  if (m_tile->parts.size() == part_begin && anchored_here(row)) {
    ++m_stats.collapsed;
    if (m_options.keep_collapsed) add_smallest(row, kind);
  }
  const auto part_end = static_cast<std::uint32_t>(m_tile->parts.size());
  if (part_end > part_begin) m_tile->features.push_back({row, kind, part_begin, part_end});
}

void Cutter::cut_points(std::uint32_t row) {
  const std::uint32_t begin = point_count();
  for (std::uint32_t i = 0; i < m_pack.part_count(row); ++i) {
    const auto part = m_pack.part(row, i);
    for (std::size_t k = 0; k < part.x.size(); ++k) {
      const UnitPoint p{m_grid.x(part.x[k]), m_grid.y(part.y[k])};
      if (p.x < k_clip.min || p.x > k_clip.max || p.y < k_clip.min || p.y > k_clip.max) continue;
      m_tile->points.push_back(quantise(p));
    }
  }
  if (point_count() > begin) m_tile->parts.push_back({begin, point_count(), false});
}

/// The part's vertices that this zoom keeps, in tile units; a line always keeps its ends.
void Cutter::load_units(const feature::PartView& part, bool line) {
  m_units.clear();
  const std::size_t size = part.x.size();
  for (std::size_t k = 0; k < size; ++k) {
    if (part.rank[k] < m_min_rank && !(line && (k == 0 || k + 1 == size))) continue;
    m_units.push_back({m_grid.x(part.x[k]), m_grid.y(part.y[k])});
  }
}

void Cutter::cut_lines(std::uint32_t row, bool inside) {
  for (std::uint32_t i = 0; i < m_pack.part_count(row); ++i) {
    load_units(m_pack.part(row, i), true);
    if (inside) {
      add_line(m_units);
      continue;
    }
    m_scratch.clear();
    m_ends.clear();
    clip_line(m_units, k_clip, m_scratch, m_ends);
    std::size_t begin = 0;
    for (const std::size_t end : m_ends) {
      add_line(std::span(m_scratch).subspan(begin, end - begin));
      begin = end;
    }
  }
}

void Cutter::add_line(std::span<const UnitPoint> line) {
  auto& points = m_tile->points;
  const std::uint32_t begin = point_count();
  for (const UnitPoint& unit : line) {
    const TilePoint p = quantise(unit);
    if (points.size() > begin && points.back() == p) continue;
    points.push_back(p);
  }
  if (points.size() < begin + 2U) {
    points.resize(begin);
  } else {
    m_tile->parts.push_back({begin, point_count(), false});
  }
}

/// The part of a large ring that the block of tiles around this one sees, in units of this tile.
void Cutter::load_large_ring(std::uint32_t row, std::uint32_t index, const feature::PartView& part) {
  constexpr unsigned levels = LargeRings::k_levels;
  const geo::TileId id = m_tile->id;
  const geo::TileId block{static_cast<std::uint8_t>(id.z - levels), id.x >> levels, id.y >> levels};
  const double shift_x = k_extent * static_cast<double>(id.x - (block.x << levels));
  const double shift_y = k_extent * static_cast<double>(id.y - (block.y << levels));
  const auto& ring = m_options.large_rings->find({&m_pack, row, index}, block, [&](std::vector<UnitPoint>& units) {
    load_units(part, false);
    for (const UnitPoint p : m_units) units.push_back({p.x + shift_x, p.y + shift_y});
    clip_ring(units, {-2.0 * k_buffer, k_extent * (1 << levels) + 2.0 * k_buffer}, m_scratch);
  });
  m_units.clear();
  for (const UnitPoint p : ring) m_units.push_back({p.x - shift_x, p.y - shift_y});
}

bool Cutter::load_ring(std::uint32_t row, std::uint32_t index, const feature::PartView& part, bool inside) {
  const auto begin = static_cast<std::uint32_t>(m_rings.points.size());
  if (inside) {
    for (std::size_t k = 0; k < part.x.size(); ++k) {
      if (part.rank[k] < m_min_rank) continue;
      m_rings.points.push_back(quantise(UnitPoint{m_grid.x(part.x[k]), m_grid.y(part.y[k])}));
    }
  } else {
    const bool large = m_options.large_rings != nullptr && part.x.size() >= LargeRings::k_vertices && m_tile->id.z >= LargeRings::k_levels;
    if (large) {
      load_large_ring(row, index, part);
    } else {
      load_units(part, false);
    }
    clip_ring(m_units, k_clip, m_scratch);
    for (const UnitPoint& unit : m_units) m_rings.points.push_back(quantise(unit));
  }
  return m_rings.close_ring(begin, part.hole);
}

void Cutter::cut_areas(std::uint32_t row, bool inside) {
  m_rings.clear();
  bool outer_kept = false;
  for (std::uint32_t i = 0; i < m_pack.part_count(row); ++i) {
    const auto part = m_pack.part(row, i);
    if (part.hole && !outer_kept) continue;
    const bool kept = load_ring(row, i, part, inside);
    if (!part.hole) outer_kept = kept;
  }
  if (m_rings.empty()) return;
  validate();
  const std::uint32_t offset = point_count();
  m_tile->points.insert(m_tile->points.end(), m_rings.points.begin(), m_rings.points.end());
  for (const TilePart& part : m_rings.parts) m_tile->parts.push_back({part.begin + offset, part.end + offset, part.hole});
}

void Cutter::validate() {
  if (clearly_valid(m_rings)) return;
  switch (repair(m_rings)) {
    case Repair::already_valid: break;
    case Repair::repaired:
    case Repair::empty: ++m_stats.repaired; break;
    case Repair::failed:
      ++m_stats.dropped;
      m_rings.clear();
      break;
  }
}

/// Whether the first vertex lies in this tile: true for exactly one tile of each zoom.
bool Cutter::anchored_here(std::uint32_t row) const {
  if (m_pack.part_count(row) == 0) return false;
  const auto part = m_pack.part(row, 0);
  if (part.x.empty()) return false;
  const geo::Point2 origin = m_pack.origin();
  const double step = m_pack.step_m();
  return geo::tile_at({origin.x + part.x[0] * step, origin.y + part.y[0] * step}, m_tile->id.z) == m_tile->id;
}

void Cutter::add_smallest(std::uint32_t row, geo::GeometryKind kind) {
  const auto part = m_pack.part(row, 0);
  const auto unit = [](double v) { return static_cast<std::int16_t>(std::clamp(v, 0.0, static_cast<double>(k_extent))); };
  const std::int16_t x = unit(m_grid.x(part.x[0]));
  const std::int16_t y = unit(m_grid.y(part.y[0]));
  const auto x1 = static_cast<std::int16_t>(x + 1);
  const auto y1 = static_cast<std::int16_t>(y + 1);
  const std::uint32_t begin = point_count();
  const std::array<TilePoint, 4> square{{{x, y}, {x1, y}, {x1, y1}, {x, y1}}};
  const std::size_t size = kind == geo::GeometryKind::area ? 4 : kind == geo::GeometryKind::line ? 2 : 1;
  m_tile->points.insert(m_tile->points.end(), square.begin(), square.begin() + static_cast<std::ptrdiff_t>(size));
  m_tile->parts.push_back({begin, point_count(), false});
}

/// A segment along the clip box was made by clipping (or is so far out that nobody sees its stroke).
bool along_clip(TilePoint a, TilePoint b) {
  constexpr int low = -k_buffer;
  constexpr int high = k_extent + k_buffer;
  return (a.x == b.x && (a.x == low || a.x == high)) || (a.y == b.y && (a.y == low || a.y == high));
}

std::shared_ptr<const Tile> Cutter::finish() {
  m_tile->cut_edge.assign(m_tile->points.size(), false);
  for (const TileFeature& feature : m_tile->features) {
    if (feature.kind != geo::GeometryKind::area) continue;
    for (std::uint32_t i = feature.part_begin; i < feature.part_end; ++i) {
      const TilePart& part = m_tile->parts[i];
      for (std::uint32_t k = part.begin; k < part.end; ++k) {
        const TilePoint next = m_tile->points[k + 1 == part.end ? part.begin : k + 1];
        if (along_clip(m_tile->points[k], next)) m_tile->cut_edge[k] = true;
      }
    }
  }
  return m_tile;
}

/// The rows that are worth most; given back in row order.
void keep_best(const feature::LayerPack& pack, std::vector<std::uint32_t>& rows, std::uint32_t max_features) {
  const auto better = [&](std::uint32_t a, std::uint32_t b) { return drop_rank(pack, a) < drop_rank(pack, b); };
  std::nth_element(rows.begin(), rows.begin() + max_features, rows.end(), better);
  rows.resize(max_features);
  std::sort(rows.begin(), rows.end());
}

}  // namespace

DropRank drop_rank(const feature::LayerPack& pack, std::uint32_t row) {
  const auto box = pack.step_box(row);
  const double extent = static_cast<double>(box.max_x) - box.min_x + static_cast<double>(box.max_y) - box.min_y;
  return {pack.min_zoom(row), -extent * pack.step_m(), row};
}

CutStats& CutStats::operator+=(const CutStats& o) {
  clipped += o.clipped;
  repaired += o.repaired;
  collapsed += o.collapsed;
  dropped += o.dropped;
  over_budget += o.over_budget;
  return *this;
}

geo::Box reach_of_tile(geo::TileId id) { return geo::tile_bounds(id).grown(geo::tile_size_m(id.z) * (k_buffer + 1) / k_extent); }

std::shared_ptr<const Tile> cut(std::shared_ptr<const feature::LayerPack> pack, geo::TileId id, const CutOptions& options,
                                CutStats* stats) {
  auto rows = pack->query(reach_of_tile(id), options.all_rows ? std::uint8_t{255} : id.z);
  if (options.max_features > 0 && rows.size() > options.max_features) {
    if (stats != nullptr) stats->over_budget += rows.size() - options.max_features;
    keep_best(*pack, rows, options.max_features);
  }
  return cut_rows(std::move(pack), id, rows, options, stats);
}

std::shared_ptr<const Tile> cut_rows(std::shared_ptr<const feature::LayerPack> pack, geo::TileId id, std::span<const std::uint32_t> rows,
                                     const CutOptions& options, CutStats* stats) {
  Cutter cutter(std::move(pack), id, options);
  if (options.density && !options.all_rows) cutter.add_density();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 256 == 0 && options.cancel.cancelled()) return nullptr;
    cutter.cut_row(rows[i]);
  }
  if (stats != nullptr) *stats += cutter.stats();
  return cutter.finish();
}

}  // namespace skizze::tiles
