// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/swatch.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

#include "shell/language.h"
#include "style/hatch.h"

namespace skizze::ui {
namespace {

constexpr double k_widest_line_px = 7;

QPen pen_of(const style::LinePaint& line, double width) {
  QPen pen(to_qcolor(line.color, line.opacity), width, Qt::SolidLine, line.cap == style::LineCap::round ? Qt::RoundCap : Qt::FlatCap, Qt::RoundJoin);
  if (!line.dash.empty()) {
    QList<qreal> dash;
    for (const float part : line.dash) dash << std::max(0.1, static_cast<double>(part));
    if (dash.size() % 2 != 0) dash << dash.back();
    pen.setDashPattern(dash);
  }
  return pen;
}

/// Thick lines are drawn thinner, in proportion with their casing.
double shrink_of(const style::LegendEntry& entry) {
  double widest = 0;
  for (const auto& line : {entry.casing, entry.line})
    if (line) widest = std::max(widest, static_cast<double>(line->width + 2 * line->gap_width));
  return widest > k_widest_line_px ? k_widest_line_px / widest : 1;
}

void paint_hatch(QPainter& painter, const QPainterPath& shape, const style::FillPaint& fill) {
  const style::Hatch* hatch = style::find_hatch(fill.pattern);
  if (hatch == nullptr) return;
  painter.save();
  painter.setClipPath(shape);
  const QRectF box = shape.boundingRect();
  painter.translate(box.center());
  painter.rotate(-hatch->angle_deg);
  painter.setPen(QPen(to_qcolor(fill.color, fill.opacity), hatch->width_px));
  const double reach = std::hypot(box.width(), box.height());
  for (double y = -reach; y < reach; y += std::max(3.0, hatch->spacing_px * 0.6)) painter.drawLine(QPointF(-reach, y), QPointF(reach, y));
  painter.restore();
}

void paint_area(QPainter& painter, const QRectF& area, const style::LegendEntry& entry) {
  QPainterPath shape;
  shape.addRoundedRect(area.adjusted(1.5, 3, -1.5, -3), 3, 3);
  if (entry.fill) {
    if (entry.fill->pattern.empty())
      painter.fillPath(shape, to_qcolor(entry.fill->color, entry.fill->opacity));
    else
      paint_hatch(painter, shape, *entry.fill);
    if (entry.fill->has_outline && !entry.line) painter.strokePath(shape, QPen(to_qcolor(entry.fill->outline_color, entry.fill->opacity), 1));
  }
  if (entry.line) painter.strokePath(shape, pen_of(*entry.line, std::min(2.0F, entry.line->width)));
}

}  // namespace

QColor to_qcolor(const style::Color& color, double opacity) {
  return QColor::fromRgbF(color.r, color.g, color.b, std::clamp(static_cast<float>(color.a * opacity), 0.0F, 1.0F));
}

style::Color from_qcolor(const QColor& color) { return {color.redF(), color.greenF(), color.blueF(), color.alphaF()}; }

QString label_of(const style::LegendEntry& entry) {
  return entry.is_message ? text_of(base::Message{entry.label, {}}) : QString::fromStdString(entry.label);
}

void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (entry.kind == geo::GeometryKind::area || (entry.fill && !entry.circle)) {
    paint_area(painter, area, entry);
  } else if (entry.circle) {
    const double radius = std::clamp(static_cast<double>(entry.circle->radius), 2.5, area.height() / 2 - 1.5);
    painter.setBrush(to_qcolor(entry.circle->color, entry.circle->opacity));
    const double stroke = std::min(3.0F, entry.circle->stroke_width);
    painter.setPen(stroke > 0 ? QPen(to_qcolor(entry.circle->stroke_color, entry.circle->stroke_opacity), stroke) : QPen(Qt::NoPen));
    painter.drawEllipse(area.center(), radius, radius);
  } else {
    const double shrink = shrink_of(entry);
    const QPointF left(area.left() + 2, area.center().y());
    const QPointF right(area.right() - 2, area.center().y());
    for (const auto& line : {entry.casing, entry.line}) {
      if (!line) continue;
      painter.setPen(pen_of(*line, std::max(1.0, static_cast<double>(line->width) * shrink)));
      painter.drawLine(left, right);
    }
  }
  painter.restore();
}

QPixmap swatch_pixmap(const style::LegendEntry& entry, int size_px, double device_pixel_ratio) {
  QPixmap pixmap(QSize(size_px, size_px) * device_pixel_ratio);
  pixmap.setDevicePixelRatio(device_pixel_ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  paint_swatch(painter, QRectF(0, 0, size_px, size_px), entry);
  return pixmap;
}

}  // namespace skizze::ui
