// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/shapes.h"

#include <algorithm>
#include <cmath>

#include "scene/inner_borders.h"

namespace skizze::scene {

geo::Box Projection::inverse(const QRectF& rect) const {
  geo::Box box;
  box.add(inverse(rect.topLeft()));
  box.add(inverse(rect.bottomRight()));
  return box;
}

bool ShapeView::any_cut(const tiles::TilePart& part) const {
  if (cut_edge == nullptr) return false;
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if ((*cut_edge)[i]) return true;
  }
  return false;
}

TilePlace place_of(geo::TileId id, const Projection& projection) {
  const geo::Box box = geo::tile_bounds(id);
  return {projection({box.min_x, box.max_y}), geo::tile_size_m(id.z) / tiles::k_extent * projection.units_per_m};
}

std::vector<QPointF> project(const tiles::Tile& tile, const TilePlace& place) {
  std::vector<QPointF> points;
  points.reserve(tile.points.size());
  for (const tiles::TilePoint& p : tile.points)
    points.emplace_back(place.corner.x() + p.x * place.scale, place.corner.y() + p.y * place.scale);
  return points;
}

namespace {

/// Pack steps to painter units without a detour over metres per point.
struct StepProjection {
  StepProjection(const feature::LayerPack& pack, const Projection& projection)
      : zero(projection(pack.origin())), scale(pack.step_m() * projection.units_per_m) {}
  QPointF operator()(std::int32_t x, std::int32_t y) const { return {zero.x() + x * scale, zero.y() - y * scale}; }
  QPointF zero;
  double scale;
};

void append_simplified(std::vector<QPointF>& out, const feature::PartView& part, std::uint8_t min_rank, const StepProjection& at) {
  for (std::size_t i = 0; i < part.x.size(); ++i) {
    if (part.rank[i] >= min_rank) out.push_back(at(part.x[i], part.y[i]));
  }
}

void append_row(ShapeStore& store, const feature::LayerPack& pack, std::uint32_t row, std::uint8_t min_rank, const StepProjection& at) {
  tiles::TileFeature f;
  f.row = row;
  f.kind = pack.kind(row);
  f.part_begin = static_cast<std::uint32_t>(store.parts.size());
  bool outer_gone = false;
  for (std::uint32_t i = 0; i < pack.part_count(row); ++i) {
    const feature::PartView part = pack.part(row, i);
    if (part.hole && outer_gone) continue;
    const auto begin = static_cast<std::uint32_t>(store.points.size());
    append_simplified(store.points, part, min_rank, at);
    const auto count = store.points.size() - begin;
    const bool too_small = f.kind == geo::GeometryKind::area ? count < 3 : f.kind == geo::GeometryKind::line ? count < 2 : count < 1;
    if (!part.hole) outer_gone = too_small;
    if (too_small) {
      store.points.resize(begin);
      continue;
    }
    store.parts.push_back({begin, static_cast<std::uint32_t>(store.points.size()), part.hole});
  }
  f.part_end = static_cast<std::uint32_t>(store.parts.size());
  if (f.part_end > f.part_begin) store.features.push_back(f);
}

/// left_out: of the segments that start at each point; empty: none.
void add_runs(std::vector<LineRun>& runs, const std::vector<QPointF>& line, const std::vector<bool>& left_out, const QRectF& clip) {
  double length = 0;
  bool open = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const QPointF a = line[i];
    const QPointF b = line[i + 1];
    const QRectF box =
        QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())), QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
    const bool near = box.left() <= clip.right() && box.right() >= clip.left() && box.top() <= clip.bottom() && box.bottom() >= clip.top();
    const bool drawn = near && (left_out.empty() || !left_out[i]);
    if (drawn && !open) runs.push_back({{a}, length});
    if (drawn) runs.back().points.push_back(b);
    open = drawn;
    length += std::hypot(b.x() - a.x(), b.y() - a.y());
  }
}

}  // namespace

ShapeStore shapes_of(const feature::LayerPack& pack, const geo::Box& box, std::uint8_t max_min_zoom, double tolerance_m,
                     const Projection& projection) {
  ShapeStore store;
  const std::uint8_t min_rank = feature::rank_of_tolerance(tolerance_m);
  const StepProjection at(pack, projection);
  pack.query(box, max_min_zoom, [&](std::uint32_t row) { append_row(store, pack, row, min_rank, at); });
  return store;
}

namespace {

QPointF normal_of(QPointF a, QPointF b) {
  const QPointF d = b - a;
  const double length = std::hypot(d.x(), d.y());
  return length > 0 ? QPointF(-d.y() / length, d.x() / length) : QPointF(0, 0);
}

}  // namespace

std::vector<QPointF> offset_line(std::span<const QPointF> line, double d, bool closed) {
  const std::size_t n = line.size();
  std::vector<QPointF> moved;
  if (n < 2) return moved;
  moved.reserve(n);
  for (std::size_t i = 0; i < n; ++i) {
    const bool first = i == 0 && !closed;
    const bool last = i + 1 == n && !closed;
    const QPointF in = first ? QPointF() : normal_of(line[(i + n - 1) % n], line[i]);
    const QPointF out = last ? QPointF() : normal_of(line[i], line[(i + 1) % n]);
    QPointF sum = in + out;
    if (first || last) {
      moved.push_back(line[i] + sum * d);
      continue;
    }
    const double half_squared = (sum.x() * sum.x() + sum.y() * sum.y()) / 2;  // 1 + cos of the turn
    const double stretch = half_squared > 1e-9 ? std::min(1 / half_squared, 1.5) : 0;
    moved.push_back(line[i] + sum * (stretch * d));
  }
  return moved;
}

std::vector<std::vector<QPointF>> lines_of(const feature::LayerPack& pack, std::uint32_t row, double tolerance_m,
                                           const Projection& projection) {
  const std::uint8_t min_rank = feature::rank_of_tolerance(tolerance_m);
  const StepProjection at(pack, projection);
  std::vector<std::vector<QPointF>> lines(pack.part_count(row));
  for (std::uint32_t i = 0; i < lines.size(); ++i) append_simplified(lines[i], pack.part(row, i), min_rank, at);
  return lines;
}

std::vector<LineRun> runs_of(const feature::LayerPack& pack, std::uint32_t row, double tolerance_m, const Projection& projection,
                             const QRectF& clip, double side, const InnerBorders* without) {
  std::vector<LineRun> runs;
  for (auto& line : lines_of(pack, row, tolerance_m, projection)) {
    const bool closed = pack.kind(row) == geo::GeometryKind::area && line.size() >= 3;
    const std::vector<bool> left_out = without != nullptr ? without->of_ring(line) : std::vector<bool>();
    if (side != 0) line = offset_line(line, side, closed);
    if (closed && !line.empty()) line.push_back(line.front());
    add_runs(runs, line, left_out, clip);
  }
  return runs;
}

}  // namespace skizze::scene
