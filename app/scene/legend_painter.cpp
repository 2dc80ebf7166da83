// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/legend_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainterPath>

#include "scene/hatch_painter.h"
#include "scene/icons.h"
#include "scene/painter.h"

namespace skizze::scene {

namespace {

constexpr double k_widest_line_px = 7;

QPen pen_of(const style::LinePaint& line, double width) {
  QPen pen(to_qcolor(line.color, line.opacity), width, Qt::SolidLine, line.cap == style::LineCap::round ? Qt::RoundCap : Qt::FlatCap,
           Qt::RoundJoin);
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

void paint_fill(QPainter& painter, const QPainterPath& shape, const style::FillPaint& fill) {
  const QColor color = to_qcolor(fill.color, fill.opacity);
  const style::Hatch* hatch = style::find_hatch(fill.pattern);
  if (hatch == nullptr) {
    if (fill.pattern.empty()) painter.fillPath(shape, color);
    return;
  }
  style::Hatch small = *hatch;  // closer together, so that a swatch shows three strokes
  small.spacing_px *= 0.6;
  painter.save();
  painter.setClipPath(shape, Qt::IntersectClip);
  draw_hatch(painter, small, color, 1, shape.boundingRect(), shape.boundingRect().center());
  painter.restore();
}

void paint_area(QPainter& painter, const QRectF& area, const style::LegendEntry& entry) {
  QPainterPath shape;
  shape.addRoundedRect(area.adjusted(1.5, 3, -1.5, -3), 3, 3);
  if (entry.fill) paint_fill(painter, shape, *entry.fill);
  if (entry.hatch) paint_fill(painter, shape, *entry.hatch);
  if (entry.fill && entry.fill->has_outline && !entry.line)
    painter.strokePath(shape, QPen(to_qcolor(entry.fill->outline_color, entry.fill->opacity), 1));
  if (entry.line) painter.strokePath(shape, pen_of(*entry.line, std::min(2.0F, entry.line->width)));
}

void paint_disc(QPainter& painter, const QRectF& area, const style::CirclePaint& circle) {
  const double radius = std::clamp(static_cast<double>(circle.radius), 2.5, area.height() / 2 - 1.5);
  painter.setBrush(to_qcolor(circle.color, circle.opacity));
  const double stroke = std::min(3.0F, circle.stroke_width);
  painter.setPen(stroke > 0 ? QPen(to_qcolor(circle.stroke_color, circle.stroke_opacity), stroke) : QPen(Qt::NoPen));
  painter.drawEllipse(area.center(), radius, radius);
}

void paint_icon(QPainter& painter, const QRectF& area, const style::LegendEntry& entry) {
  const QPainterPath shape = icon_shape(entry.icon);
  if (shape.isEmpty()) return;
  const double size = static_cast<double>(entry.symbol->icon_size);
  const QRectF box = shape.boundingRect();
  const double scale = std::min(size, (std::min(area.width(), area.height()) - 2) / std::max(box.width(), box.height()));
  painter.translate(area.center());
  painter.scale(scale, scale);
  painter.translate(-box.center());
  if (entry.symbol->icon_halo_width > 0)
    painter.strokePath(shape, QPen(to_qcolor(entry.symbol->icon_halo_color), 2 * static_cast<double>(entry.symbol->icon_halo_width)));
  painter.fillPath(shape, to_qcolor(entry.symbol->icon_color, entry.symbol->icon_opacity));
}

void paint_line(QPainter& painter, const QRectF& area, const style::LegendEntry& entry) {
  const double shrink = shrink_of(entry);
  const QPointF left(area.left() + 2, area.center().y());
  const QPointF right(area.right() - 2, area.center().y());
  for (const auto& line : {entry.casing, entry.line}) {
    if (!line) continue;
    painter.setPen(pen_of(*line, std::max(1.0, static_cast<double>(line->width) * shrink)));
    painter.drawLine(left, right);
  }
}

/// Lengths of a legend at a font.
struct Measures {
  explicit Measures(const QFont& font) : plain(font), strong(with_weight(font)), line(plain.height() * 1.45) {}
  static QFont with_weight(QFont font) {
    font.setBold(true);
    return font;
  }
  QFontMetricsF plain, strong;
  double line;
  double swatch() const { return line * 1.2; }
  double gap() const { return line * 0.4; }
};

}  // namespace

void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (entry.kind == geo::GeometryKind::area || (entry.fill && !entry.circle)) {
    paint_area(painter, area, entry);
  } else if (entry.circle) {
    paint_disc(painter, area, *entry.circle);
    const double inset = area.height() * 0.25;  // the sign within a disc
    if (entry.symbol) paint_icon(painter, area.adjusted(inset, inset, -inset, -inset), entry);
  } else if (entry.symbol && !entry.line) {
    paint_icon(painter, area, entry);
  } else {
    paint_line(painter, area, entry);
  }
  painter.restore();
}

QSizeF legend_size(const std::vector<LegendBlock>& blocks, const QFont& font) {
  const Measures m(font);
  double width = 0;
  double height = 2 * m.gap();
  for (const auto& block : blocks) {
    if (!block.title.isEmpty()) {
      width = std::max(width, m.strong.horizontalAdvance(block.title));
      height += m.line;
    }
    for (const auto& line : block.lines) width = std::max(width, m.swatch() + m.gap() + m.plain.horizontalAdvance(line.words));
    height += static_cast<double>(block.lines.size()) * m.line;
  }
  if (blocks.size() > 1) height += static_cast<double>(blocks.size() - 1) * m.gap();
  return {width + 3 * m.gap(), height};
}

void paint_legend(QPainter& painter, QPointF at, const std::vector<LegendBlock>& blocks, const QFont& font, const QColor& ground,
                  const QColor& ink) {
  const Measures m(font);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(ink.red(), ink.green(), ink.blue(), 60), 1));
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(at, legend_size(blocks, font)), 4, 4);
  double y = at.y() + m.gap();
  const double left = at.x() + 1.5 * m.gap();
  const auto write = [&](double x, const QString& words, bool strong) {
    painter.setFont(strong ? Measures::with_weight(font) : font);
    painter.setPen(ink);
    painter.drawText(QPointF(x, y + (m.line + m.plain.ascent() - m.plain.descent()) / 2), words);
  };
  for (const auto& block : blocks) {
    if (!block.title.isEmpty()) {
      write(left, block.title, true);
      y += m.line;
    }
    for (const auto& line : block.lines) {
      paint_swatch(painter, QRectF(left, y, m.swatch(), m.line), line.entry);
      write(left + m.swatch() + m.gap(), line.words, false);
      y += m.line;
    }
    y += m.gap();
  }
  painter.restore();
}

}  // namespace skizze::scene
