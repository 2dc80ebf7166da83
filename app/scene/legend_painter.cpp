// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/legend_painter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QFontMetricsF>
#include <QPainterPath>

#include "scene/hatch_painter.h"
#include "scene/icons.h"
#include "scene/painter.h"
#include "scene/pattern_painter.h"

namespace skizze::scene {

namespace {

constexpr double k_widest_line_px = 7;

/// length: of what is drawn; a dash that would not show as a whole is drawn shorter.
QPen pen_of(const style::LinePaint& line, double width, double length) {
  QPen pen(to_qcolor(line.color, line.opacity), width, Qt::SolidLine, line.cap == style::LineCap::round ? Qt::RoundCap : Qt::FlatCap,
           Qt::RoundJoin);
  if (!line.dash.empty()) {
    QList<qreal> dash;
    const double period = std::accumulate(line.dash.begin(), line.dash.end(), 0.0) * width;
    const double shrink = period > length ? length / period : 1;
    for (const float part : line.dash) dash << std::max(0.1, static_cast<double>(part) * shrink);
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

/// What the small pictures of one painter have in common.
struct Swatch {
  QPainter& painter;
  const Sprites* sprites;
  double ratio;  ///< device pixels per painter unit
};

/// A picture that repeats, sharp on the screen it is drawn on; no brush for names that are no picture.
QBrush picture_brush(const Swatch& swatch, const std::string& name, const QColor& color) {
  QBrush brush = sprite_brush(swatch.sprites, name, color, swatch.ratio);
  brush.setTransform(QTransform::fromScale(1 / swatch.ratio, 1 / swatch.ratio));
  return brush;
}

void paint_fill(const Swatch& swatch, const QPainterPath& shape, const style::FillPaint& fill) {
  const QColor color = to_qcolor(fill.color, fill.opacity);
  const auto hatch = style::find_hatch(fill.pattern);
  const QRectF box = shape.boundingRect();
  if (!hatch) {
    if (fill.pattern.empty()) return swatch.painter.fillPath(shape, color);
    const QBrush brush = picture_brush(swatch, fill.pattern, color);
    swatch.painter.setBrushOrigin(box.topLeft());
    swatch.painter.fillPath(shape, brush.style() == Qt::NoBrush ? QBrush(color) : brush);
    return;
  }
  style::Hatch small = *hatch;  // closer together, so that a swatch shows three strokes
  small.spacing_px *= 0.6;
  swatch.painter.save();
  swatch.painter.setClipPath(shape, Qt::IntersectClip);
  draw_hatch(swatch.painter, small, color, 1, box, box.center());
  swatch.painter.restore();
}

/// A sign no larger than the area, in the middle of it.
void paint_icon(const Swatch& swatch, const QRectF& area, const style::LegendEntry& entry) {
  QPainter& painter = swatch.painter;
  const style::SymbolStyle& style = *entry.symbol;
  const auto wanted = static_cast<double>(style.icon_size);
  const auto fitting = [&](QSizeF size) {
    return std::min({wanted, (area.width() - 2) / std::max(1.0, size.width()), (area.height() - 2) / std::max(1.0, size.height())});
  };
  if (swatch.sprites != nullptr && swatch.sprites->contains(entry.icon)) {
    const QSizeF size = swatch.sprites->size(entry.icon);
    const double scale = fitting(size);
    const QImage picture = swatch.sprites->picture(entry.icon, scale * swatch.ratio, to_qcolor(style.icon_color));
    QRectF box(QPointF(0, 0), size * scale);
    box.moveCenter(area.center());
    painter.setOpacity(painter.opacity() * static_cast<double>(style.icon_opacity));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    return painter.drawImage(box, picture);
  }
  if (entry.icon.starts_with("data:")) {
    const QImage whole = IconSource().icon(entry.icon, style, 1);
    if (whole.isNull()) return;
    style::SymbolStyle small = style;
    small.icon_size *= static_cast<float>(std::min({1.0, (area.width() - 2) / whole.width(), (area.height() - 2) / whole.height()}));
    const QImage picture = IconSource().icon(entry.icon, small, swatch.ratio);
    return painter.drawImage(area.center() - QRectF(QPointF(0, 0), picture.deviceIndependentSize()).center(), picture);
  }
  const QPainterPath shape = icon_shape(entry.icon);
  if (shape.isEmpty()) return;
  const QRectF box = shape.boundingRect();
  painter.save();
  painter.translate(area.center());
  const double scale = fitting(box.size());
  painter.scale(scale, scale);
  painter.translate(-box.center());
  if (style.icon_halo_width > 0)
    painter.strokePath(shape, QPen(to_qcolor(style.icon_halo_color), 2 * static_cast<double>(style.icon_halo_width)));
  painter.fillPath(shape, to_qcolor(style.icon_color, style.icon_opacity));
  painter.restore();
}

/// A picture along a straight line, begun in its middle so that both ends look alike; false where the line has none.
bool paint_signs_along(const Swatch& swatch, const QLineF& line, const style::LinePaint& paint, double width) {
  const LinePattern pattern(swatch.sprites, paint.pattern, to_qcolor(paint.color, paint.opacity), width * swatch.ratio);
  if (!pattern.usable()) return false;
  swatch.painter.save();
  swatch.painter.scale(1 / swatch.ratio, 1 / swatch.ratio);
  LineRun run;
  run.points = {line.p1() * swatch.ratio, line.p2() * swatch.ratio};
  pattern.draw(swatch.painter, run);
  swatch.painter.restore();
  return true;
}

void paint_area(const Swatch& swatch, const QRectF& area, const style::LegendEntry& entry) {
  QPainter& painter = swatch.painter;
  const QRectF box = area.adjusted(1.5, 3, -1.5, -3);
  QPainterPath shape;
  shape.addRoundedRect(box, 2, 2);
  if (entry.fill) paint_fill(swatch, shape, *entry.fill);
  if (entry.hatch) paint_fill(swatch, shape, *entry.hatch);
  if (entry.fill && entry.fill->has_outline && !entry.line)
    painter.strokePath(shape, QPen(to_qcolor(entry.fill->outline_color, entry.fill->opacity), 1));
  if (entry.line) painter.strokePath(shape, pen_of(*entry.line, std::min(2.0F, entry.line->width), box.width()));
  if (entry.symbol) paint_icon(swatch, box, entry);
}

void paint_disc(QPainter& painter, const QRectF& area, const style::CirclePaint& circle) {
  const double radius = std::clamp(static_cast<double>(circle.radius), 2.5, area.height() / 2 - 1.5);
  painter.setBrush(to_qcolor(circle.color, circle.opacity));
  const double stroke = std::min(3.0F, circle.stroke_width);
  painter.setPen(stroke > 0 ? QPen(to_qcolor(circle.stroke_color, circle.stroke_opacity), stroke) : QPen(Qt::NoPen));
  painter.drawEllipse(area.center(), radius, radius);
}

void paint_line(const Swatch& swatch, const QRectF& area, const style::LegendEntry& entry) {
  const double shrink = shrink_of(entry);
  const QPointF left(area.left() + 2, area.center().y());
  const QPointF right(area.right() - 2, area.center().y());
  for (const auto& line : {entry.casing, entry.line}) {
    if (!line) continue;
    const double most = std::min(static_cast<double>(line->width), area.height() - 2);
    if (!line->pattern.empty() && paint_signs_along(swatch, {left, right}, *line, most)) continue;
    swatch.painter.setPen(pen_of(*line, std::max(1.0, static_cast<double>(line->width) * shrink), right.x() - left.x()));
    swatch.painter.drawLine(left, right);
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
  double swatch() const { return line * 1.7; }
  double gap() const { return line * 0.4; }
};

}  // namespace

void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry, const Sprites* sprites) {
  const double ratio = painter.device() != nullptr ? painter.device()->devicePixelRatioF() : 1;
  const double scale = std::hypot(painter.worldTransform().m11(), painter.worldTransform().m12());
  const Swatch swatch{painter, sprites, std::clamp(ratio * scale, 1.0, 8.0)};
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (entry.kind == geo::GeometryKind::area || (entry.fill && !entry.circle)) {
    paint_area(swatch, area, entry);
  } else if (entry.circle) {
    paint_disc(painter, area, *entry.circle);
    const double inset = area.height() * 0.25;  // the sign within a disc
    if (entry.symbol) paint_icon(swatch, area.adjusted(inset, inset, -inset, -inset), entry);
  } else if (entry.symbol && !entry.line) {
    paint_icon(swatch, area, entry);
  } else {
    paint_line(swatch, area, entry);
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
      paint_swatch(painter, QRectF(left, y, m.swatch(), m.line), line.entry, block.sprites.get());
      write(left + m.swatch() + m.gap(), line.words, false);
      y += m.line;
    }
    y += m.gap();
  }
  painter.restore();
}

}  // namespace skizze::scene
