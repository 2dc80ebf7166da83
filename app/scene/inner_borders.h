// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include <QPointF>

#include "scene/shapes.h"

namespace skizze::scene {

/// The segments that two of several areas share: where they meet in the same points. Neighbours keep those at every zoom (the cutter
/// simplifies a shared border once), so which ones are found does not depend on the tile. Borders of areas that overlap are not shared.
class InnerBorders {
 public:
  void add_ring(std::span<const QPointF> ring);
  /// All rings of a feature.
  void add(const ShapeView& shapes, const tiles::TileFeature& feature);
  /// Whole rows instead of what a tile has of them, simplified as runs_of() does.
  void add_rows(const feature::LayerPack& pack, const ShapeView& shapes, std::span<const std::uint32_t> features, double tolerance_m,
                const Projection& projection);

  bool has(QPointF a, QPointF b) const;
  /// For each point of an open ring whether the segment that starts there is shared; the last one closes it.
  std::vector<bool> of_ring(std::span<const QPointF> ring) const;
  /// ShapeView::cut_edge, and in these features the shared segments beside it.
  std::vector<bool> with_cut_edges(const ShapeView& shapes, std::span<const std::uint32_t> features) const;

 private:
  struct Segment {
    QPointF from;  // the lesser one
    QPointF to;
    bool operator==(const Segment& o) const {
      return from.x() == o.from.x() && from.y() == o.from.y() && to.x() == o.to.x() && to.y() == o.to.y();
    }
  };
  struct Hash {
    std::size_t operator()(const Segment& s) const noexcept;
  };
  static Segment segment(QPointF a, QPointF b);
  std::unordered_map<Segment, std::uint32_t, Hash> m_times;
};

}  // namespace skizze::scene
