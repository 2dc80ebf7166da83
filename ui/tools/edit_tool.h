// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include <functional>
#include <optional>

#include "base/id.h"
#include "sketch/edit_geometry.h"
#include "tools/snap_guide.h"
#include "tools/tool.h"

namespace skizze::ui {

/// Selects, reshapes and moves measures and contributions.
/// States: idle, pressed (on a grip or on the selected shape, nothing moved yet), dragging (the shape follows the pointer in the overlay;
/// the tiles are drawn without it).
///   click: select what is there, measures and contributions before features of layers     drag a square: move the vertex
///   drag a round grip: insert a vertex there     drag the selected shape: move it        arrows + Ctrl: nudge by 10 cm (Shift 1 m)
///   Delete: the vertex under the pointer, else the whole thing                            Escape: gives up the drag, then the selection
class EditTool : public Tool {
  Q_DECLARE_TR_FUNCTIONS(skizze::ui::EditTool)

 public:
  QString id() const override { return QStringLiteral("select"); }
  /// Told of a shape while it is dragged; for live figures.
  void set_preview(std::function<void(const Selection& what, const geo::Geometry& shape)> preview) { m_preview = std::move(preview); }
  /// More lines for the note beside the pointer while dragging.
  void set_note(std::function<QString()> note) { m_note = std::move(note); }
  void deactivate() override;
  ToolResult handle(const ToolInput& input, ToolContext& context) override;
  ToolResult step_back(ToolContext& context) override;
  void paint(QPainter& painter, const ToolContext& context) const override;
  QString status_text() const override;
  QString pointer_note() const override;
  QCursor cursor() const override;
  bool paints_selection() const override { return m_state == State::dragging; }

 private:
  enum class State { idle, pressed, dragging };
  enum class Target { none, vertex, midpoint, body };

  ToolResult press(const ToolInput& input, ToolContext& context);
  ToolResult move(const ToolInput& input, ToolContext& context);
  ToolResult release(const ToolInput& input, ToolContext& context);
  ToolResult click(const ToolInput& input, ToolContext& context);
  ToolResult key(const ToolInput& input, ToolContext& context);
  ToolResult remove(const ToolContext& context);
  ToolResult commit(const geo::Geometry& geometry);
  HeldShape held(const geo::Geometry& shape) const;
  void hover(const ToolInput& input, const ToolContext& context);
  bool begin_drag(const ToolContext& context);
  /// The selected measure's or contribution's shape; empty where nothing that can be changed is selected.
  geo::Geometry selected_shape(const ToolContext& context) const;
  Target target_at(const geo::Geometry& shape, geo::Point2 p, const ToolContext& context);

  State m_state = State::idle;
  Target m_target = Target::none;
  sketch::VertexId m_vertex;  ///< of the target; for midpoints the segment
  Selection m_edited;         ///< what is being dragged
  geo::Geometry m_before;
  geo::Geometry m_now;
  geo::Point2 m_grabbed;  ///< project CRS, where the drag began
  SnapGuide m_guide;
  bool m_over_shape = false;
  std::function<void(const Selection&, const geo::Geometry&)> m_preview;
  std::function<QString()> m_note;
};

}  // namespace skizze::ui
