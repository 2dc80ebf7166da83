// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/id.h"
#include "feature/layer_pack.h"
#include "sketch/snap.h"
#include "tools/tool.h"

namespace skizze::ui {

/// Snapping as tools need it: gathers what lies around the pointer from the map's packs and the project's measures, asks sketch::snap, and
/// paints the hints. Alt switches snapping off while it is held. Coordinates are in the project's CRS.
class SnapGuide {
 public:
  /// Shapes that must not attract (the one being changed).
  void set_excluded(std::vector<base::Uuid> measures) { m_excluded = std::move(measures); }
  /// Where the pointer is meant to be. drawn: vertices so far; typed figures decide over everything.
  sketch::SnapResult snap(const ToolInput& input, const ToolContext& context, std::span<const geo::Point2> drawn, bool area,
                          std::optional<double> typed_length_m = {}, std::optional<double> typed_bearing_deg = {});
  /// Remembers the edge that was snapped to last; the next segment can run parallel or square to it.
  void keep_reference() { m_reference = m_candidate; }
  void reset();
  void paint(QPainter& painter, const ToolContext& context) const;
  /// Of the canvas, what paint() paints on.
  QRegion painted_on(const ToolContext& context) const;
  const sketch::SnapResult& last() const { return m_last; }

 private:
  void gather(const ToolInput& input, const ToolContext& context);
  /// A row of a pack in the project's CRS.
  const geo::Geometry& shape_of(const std::shared_ptr<const feature::LayerPack>& pack, std::uint32_t row,
                                const project::Document& document);

  std::vector<base::Uuid> m_excluded;
  std::vector<geo::Geometry> m_nearby;
  /// Shapes that lay near before: from one movement to the next they are mostly the same, and transforming them is most of the work.
  std::map<std::pair<std::shared_ptr<const feature::LayerPack>, std::uint32_t>, geo::Geometry> m_known;
  int m_known_epsg = 0;  ///< their CRS
  std::optional<sketch::Segment> m_candidate;
  std::optional<sketch::Segment> m_reference;
  sketch::SnapResult m_last;
};

}  // namespace skizze::ui
