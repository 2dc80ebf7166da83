// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/shape_paint.h"

#include <QPainter>

#include "sketch/edit_geometry.h"
#include "widgets/theme.h"

namespace skizze::ui {

QPainterPath screen_path(const geo::Geometry& project, const ToolContext& context) {
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  for (const auto& part : project.parts) {
    QPolygonF polygon;
    polygon.reserve(static_cast<qsizetype>(part.points.size()) + 1);
    for (const auto& p : part.points) polygon << context.screen_of_project(p.xy());
    if (polygon.isEmpty()) continue;
    path.addPolygon(polygon);
    if (project.kind == geo::GeometryKind::area) path.closeSubpath();
  }
  return path;
}

void paint_sketch(QPainter& painter, const geo::Geometry& project, const ToolContext& context) {
  const Theme& theme = context.theme();
  const double scale = context.ui_scale();
  const QPainterPath path = screen_path(project, context);
  if (project.kind == geo::GeometryKind::area) {
    QColor fill = theme.sketch;
    fill.setAlphaF(0.25F);
    painter.fillPath(path, fill);
  }
  painter.setBrush(Qt::NoBrush);
  // Bevelled, not round: at this width nobody sees the difference, and a long line costs half.
  painter.setPen(QPen(theme.sketch_halo, 6 * scale, Qt::SolidLine, Qt::RoundCap, Qt::BevelJoin));
  painter.drawPath(path);
  painter.setPen(QPen(theme.sketch, 3 * scale, Qt::SolidLine, Qt::RoundCap, Qt::BevelJoin));
  painter.drawPath(path);
}

void paint_strip(QPainter& painter, const geo::Geometry& line, double width_m, const ToolContext& context) {
  if (width_m / context.metres_per_px() < 2) return;
  QColor fill = context.theme().sketch;
  fill.setAlphaF(0.3F);
  painter.fillPath(screen_path(sketch::strip(line, width_m), context), fill);
}

void paint_grip(QPainter& painter, QPointF at, Grip grip, bool strong, const ToolContext& context) {
  const Theme& theme = context.theme();
  const double r = (grip == Grip::vertex ? 5 : 4) * context.ui_scale() * (strong ? 1.4 : 1);
  painter.setPen(QPen(theme.sketch, 2 * context.ui_scale()));
  painter.setBrush(strong ? theme.sketch : theme.sketch_halo);
  if (grip == Grip::vertex)
    painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
  else
    painter.drawEllipse(at, r, r);
}

}  // namespace skizze::ui
