// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "canvas/canvas.h"
#include "participation/contribution.h"
#include "shell/workspace.h"

namespace skizze::ui {

/// The contribution that is being written and not yet handed in: its place is drawn over the map. At most one.
class Draft : public QObject, public CanvasOverlay {
  Q_OBJECT
 public:
  explicit Draft(Workspace& workspace);
  bool active() const { return !m_contribution.geometry.empty(); }
  const participation::Contribution& contribution() const { return m_contribution; }
  /// A place was chosen (project CRS); texts typed so far stay.
  void place(const geo::Geometry& geometry);
  void set_category(const std::string& category);
  void drop();
  /// Adds it to the document. Gives the error (and stays) where something is missing.
  base::Result<base::Uuid> hand_in(const std::string& text, const std::string& author);

  void paint(QPainter& painter, const ToolContext& context) override;

 Q_SIGNALS:
  void changed();

 private:
  Workspace& m_workspace;
  participation::Contribution m_contribution;
};

/// The marker of a category, centred at a point; radius in CSS pixels.
void paint_marker(QPainter& painter, const participation::Category& category, QPointF at, double radius, const QColor& halo);
/// The same as a picture for lists and forms.
QIcon marker_icon(const participation::Category& category);

}  // namespace skizze::ui
