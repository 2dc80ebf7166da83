// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QSizeF>

#include "canvas/canvas.h"

namespace skizze::ui {

/// The outline of the map on paper around the middle of the screen's map; what lies outside of it is dimmed.
class PaperFrame : public CanvasOverlay {
 public:
  explicit PaperFrame(Canvas& canvas);
  ~PaperFrame() override;

  /// Metres of the project's CRS; empty hides it.
  void show(QSizeF size_m);
  QSizeF size_m() const { return m_size_m; }
  void paint(QPainter& painter, const ToolContext& context) override;

 private:
  QPointer<Canvas> m_canvas;
  QSizeF m_size_m;
};

}  // namespace skizze::ui
