// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "print/paper_frame.h"

#include <QPainter>
#include <QPainterPath>

#include "widgets/theme.h"

namespace skizze::ui {

PaperFrame::PaperFrame(Canvas& canvas) : m_canvas(&canvas) { canvas.add_overlay(this); }

PaperFrame::~PaperFrame() {
  if (!m_canvas) return;
  m_canvas->remove_overlay(this);
  m_canvas->update();
}

void PaperFrame::show(QSizeF size_m) {
  m_size_m = size_m;
  if (m_canvas) m_canvas->update();
}

void PaperFrame::paint(QPainter& painter, const ToolContext& context) {
  if (m_size_m.isEmpty()) return;
  const auto center = context.to_project(context.camera().center);
  QPolygonF sheet;
  for (const auto& [x, y] : {std::pair{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}})
    sheet << context.screen_of_project({center.x + x * m_size_m.width(), center.y + y * m_size_m.height()});
  QPainterPath around;
  around.addRect(QRectF(0, 0, context.camera().width_px, context.camera().height_px));
  QPainterPath inside;
  inside.addPolygon(sheet);
  inside.closeSubpath();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillPath(around.subtracted(inside), QColor(0, 0, 0, 60));
  painter.setPen(QPen(context.theme().accent, 2));
  painter.drawPath(inside);
  painter.restore();
}

}  // namespace skizze::ui
