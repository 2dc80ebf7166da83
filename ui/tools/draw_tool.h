// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <functional>
#include <vector>

#include "tools/snap_guide.h"
#include "tools/tool.h"
#include "tools/typed_figure.h"

namespace skizze::ui {

/// Draws one point, line or area vertex by vertex and hands the finished shape on.
/// States: empty (no vertex), drawing (one or more), then done or empty again.
///   click, Enter with a typed length: adds a vertex     Backspace: takes the last vertex back (or the last typed figure)
///   double click, Enter: finishes                       a click on the first vertex closes an area
///   Ctrl + drag: follows the streets                Escape (also): gives up the drag
///   Escape: typed figure, then last vertex, then all    Alt: no snapping
class DrawTool : public Tool {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::DrawTool)

 public:
  struct Spec {
    QString id;
    geo::GeometryKind kind = geo::GeometryKind::line;
    /// What is drawn, for the status line ("bike lane"); asked each time, so that it follows the language.
    std::function<QString()> noun;
    /// Gives what is done with the finished shape (project CRS); it may add changes and a selection to the result.
    std::function<void(const geo::Geometry& shape, ToolResult& result)> done;
    /// Width of the strip shown while drawing, metres; empty or 0 for none.
    std::function<double()> strip_width_m;
    /// Told of the shape as it would be if the pointer's place were taken; for live figures. Empty shape: nothing is drawn now.
    std::function<void(const geo::Geometry& shape)> preview;
    /// The way along streets between two places, for lines: Ctrl + drag follows it over several segments. Empty result: no way.
    std::function<std::vector<geo::Point2>(geo::Point2 from, geo::Point2 to)> follow;
    /// More lines for the note beside the pointer (live figures).
    std::function<QString()> note;
  };

  explicit DrawTool(Spec spec) : m_spec(std::move(spec)) {}

  QString id() const override { return m_spec.id; }
  void activate(ToolContext& context) override;
  void deactivate() override;
  ToolResult handle(const ToolInput& input, ToolContext& context) override;
  ToolResult step_back(ToolContext& context) override;
  void paint(QPainter& painter, const ToolContext& context) const override;
  QString status_text() const override;
  QString pointer_note() const override;
  QCursor cursor() const override { return Qt::CrossCursor; }

  const std::vector<geo::Point2>& vertices() const { return m_points; }

 private:
  ToolResult move_to(const ToolInput& input, ToolContext& context);
  ToolResult begin_trace(const ToolInput& input);
  ToolResult trace(const ToolInput& input);
  ToolResult end_trace(const ToolInput& input);
  ToolResult add_vertex(ToolContext& context);
  ToolResult finish();
  ToolResult handle_key(const ToolInput& input, ToolContext& context);
  ToolResult take_back_vertex();
  geo::Geometry shape(bool with_pointer) const;
  std::size_t least_vertices() const;
  void tell_preview() const;
  void clear();

  Spec m_spec;
  std::vector<geo::Point2> m_points;
  std::optional<geo::Point2> m_trace_from;  ///< while a drag follows the streets
  std::vector<geo::Point2> m_trace;
  std::optional<geo::Point2> m_pointer;
  ToolInput m_last_input;            ///< the last one that said where the pointer is
  SnapGuide m_guide;
  TypedFigure m_typed;
};

}  // namespace skizze::ui
