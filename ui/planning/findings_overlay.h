// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/canvas.h"
#include "planning/lane_watch.h"

namespace skizze::ui {

/// On the map: the lane's strips to scale from zoom 17 where its section puts them, its sign, a mark for each finding that asks for
/// something (cross or warning, never by colour alone), and the stretch of the current finding.
class FindingsOverlay : public CanvasOverlay {
 public:
  explicit FindingsOverlay(LaneWatch& watch) : m_watch(watch) {}
  void paint(QPainter& painter, const ToolContext& context) override;
  /// Of the canvas, where the newest answer looks other than what was painted last; empty: perhaps everywhere.
  std::optional<QRegion> changed(const ToolContext& context) const;

 private:
  struct Mark {
    QPointF at;
    int severity;
    bool current;
    bool operator==(const Mark&) const = default;
  };
  /// From the first to be painted to the last.
  std::vector<Mark> marks(const ToolContext& context) const;
  /// Whether more than marks is painted: strips, a stretch, a place that is pointed at.
  bool more_than_marks(const ToolContext& context) const;
  void paint_strips(QPainter& painter, const ToolContext& context) const;
  void paint_stretch(QPainter& painter, const ToolContext& context) const;
  void paint_pointed(QPainter& painter, const ToolContext& context) const;
  void paint_marks(QPainter& painter, const ToolContext& context);

  LaneWatch& m_watch;
  std::vector<Mark> m_painted;
  bool m_painted_more = true;
  scene::Camera m_painted_for;
};

/// The colours of facility types as the city style has them (palette_light.json), the same to scale and in the cross-section.
QColor facility_color(sketch::FacilityType facility);

}  // namespace skizze::ui
