// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "tools/tool.h"

namespace skizze::ui {

/// Geodesic distance along a line or area of a polygon on the GRS80 ellipsoid (Karney 2013, through PROJ); nothing is stored.
/// States: empty; drawing (each click adds a point, double click or Enter ends); done (the next click starts anew).
class MeasureTool : public Tool {
 public:
  enum class What { distance, area };
  explicit MeasureTool(What what) : m_what(what) {}

  QString id() const override { return m_what == What::distance ? QStringLiteral("measure_distance") : QStringLiteral("measure_area"); }
  void deactivate() override;
  ToolResult handle(const ToolInput& input, ToolContext& context) override;
  ToolResult step_back(ToolContext& context) override;
  void paint(QPainter& painter, const ToolContext& context) const override;
  QString status_text() const override;
  QString pointer_note() const override;
  QCursor cursor() const override { return Qt::CrossCursor; }

  /// Metres; with the pointer's place while drawing.
  double length_m() const;
  /// Square metres; 0 below three points.
  double area_m2() const;

 private:
  enum class State { empty, drawing, done };
  std::vector<geo::Point2> points() const;
  void add(geo::Point2 mercator, const ToolContext& context);
  void paint_segment_figures(QPainter& painter, const ToolContext& context) const;

  What m_what;
  State m_state = State::empty;
  std::vector<geo::Point2> m_points;   ///< Web Mercator
  geo::Point2 m_pointer;
};

}  // namespace skizze::ui
