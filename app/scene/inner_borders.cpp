// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/inner_borders.h"

#include <functional>

namespace skizze::scene {

std::size_t InnerBorders::Hash::operator()(const Segment& s) const noexcept {
  std::size_t h = 0;
  for (const double v : {s.from.x(), s.from.y(), s.to.x(), s.to.y()}) h = h * 0x9E3779B97F4A7C15ULL + std::hash<double>()(v);
  return h ^ (h >> 32U);
}

InnerBorders::Segment InnerBorders::segment(QPointF a, QPointF b) {
  const bool in_order = a.x() < b.x() || (a.x() == b.x() && a.y() < b.y());
  return in_order ? Segment{a, b} : Segment{b, a};
}

void InnerBorders::add_ring(std::span<const QPointF> ring) {
  for (std::size_t i = 0; i < ring.size(); ++i) ++m_times[segment(ring[i], ring[(i + 1) % ring.size()])];
}

void InnerBorders::add(const ShapeView& shapes, const tiles::TileFeature& feature) {
  if (feature.kind != geo::GeometryKind::area) return;
  for (std::uint32_t i = feature.part_begin; i < feature.part_end; ++i) add_ring(shapes.points_of(shapes.parts[i]));
}

void InnerBorders::add_rows(const feature::LayerPack& pack, const ShapeView& shapes, std::span<const std::uint32_t> features,
                            double tolerance_m, const Projection& projection) {
  for (const auto i : features) {
    if (shapes.features[i].kind != geo::GeometryKind::area) continue;
    for (const auto& ring : lines_of(pack, shapes.features[i].row, tolerance_m, projection)) add_ring(ring);
  }
}

bool InnerBorders::has(QPointF a, QPointF b) const {
  const auto found = m_times.find(segment(a, b));
  return found != m_times.end() && found->second > 1;
}

std::vector<bool> InnerBorders::of_ring(std::span<const QPointF> ring) const {
  std::vector<bool> shared(ring.size());
  for (std::size_t i = 0; i < ring.size(); ++i) shared[i] = has(ring[i], ring[(i + 1) % ring.size()]);
  return shared;
}

std::vector<bool> InnerBorders::with_cut_edges(const ShapeView& shapes, std::span<const std::uint32_t> features) const {
  std::vector<bool> edges = shapes.cut_edge != nullptr ? *shapes.cut_edge : std::vector<bool>();
  edges.resize(shapes.points.size());
  for (const auto i : features) {
    const auto& feature = shapes.features[i];
    if (feature.kind != geo::GeometryKind::area) continue;
    for (std::uint32_t p = feature.part_begin; p < feature.part_end; ++p) {
      const auto ring = shapes.points_of(shapes.parts[p]);
      for (std::size_t k = 0; k < ring.size(); ++k) {
        if (has(ring[k], ring[(k + 1) % ring.size()])) edges[shapes.parts[p].begin + k] = true;
      }
    }
  }
  return edges;
}

}  // namespace skizze::scene
