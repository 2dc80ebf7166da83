// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include <optional>
#include <vector>

#include "base/id.h"
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

  std::vector<base::Uuid> m_excluded;
  std::vector<geo::Geometry> m_nearby;
  std::optional<sketch::Segment> m_candidate;
  std::optional<sketch::Segment> m_reference;
  sketch::SnapResult m_last;
};

}  // namespace skizze::ui
