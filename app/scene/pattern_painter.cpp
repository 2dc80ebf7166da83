// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/pattern_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QRadialGradient>

#include "scene/painter.h"

namespace skizze::scene {

namespace {

QImage faded(QImage image, double opacity) {
  if (image.isNull() || opacity >= 1) return image;
  QPainter painter(&image);
  painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
  painter.fillRect(image.rect(), QColor::fromRgbF(0, 0, 0, static_cast<float>(opacity)));
  return image;
}

QImage picture(const Sprites* sprites, const std::string& name, const QColor& color, double scale) {
  if (sprites == nullptr || name.empty()) return {};
  QColor opaque = color;
  opaque.setAlpha(255);
  return faded(sprites->picture(name, scale, opaque), static_cast<double>(color.alphaF()));
}

}  // namespace

QBrush sprite_brush(const Sprites* sprites, const std::string& name, const QColor& color, double px) {
  const QImage image = picture(sprites, name, color, px);
  return image.isNull() ? QBrush(Qt::NoBrush) : QBrush(image);
}

QPointF pattern_origin(QPointF world_origin, QSizeF period) {
  return {std::fmod(world_origin.x(), period.width()), std::fmod(world_origin.y(), period.height())};
}

LinePattern::LinePattern(const Sprites* sprites, const std::string& name, const QColor& color, double width) : m_width(width) {
  if (sprites == nullptr || name.empty() || width <= 0) return;
  const double height = sprites->size(name).height();
  if (height > 0) m_picture = picture(sprites, name, color, width / height);
}

void LinePattern::draw(QPainter& painter, const LineRun& run) const {
  const auto& line = run.points;
  const std::vector<QPointF> right = offset_line(line, m_width / 2, false);
  const std::vector<QPointF> left = offset_line(line, -m_width / 2, false);
  painter.setPen(Qt::NoPen);
  painter.setBrushOrigin(0, 0);
  double length = run.start;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const QPointF way = line[i + 1] - line[i];
    QTransform along;
    along.translate(line[i].x(), line[i].y());
    along.rotateRadians(std::atan2(way.y(), way.x()));
    along.translate(-std::fmod(length, static_cast<double>(m_picture.width())), -m_width / 2);
    along.scale(1, m_width / m_picture.height());
    QBrush brush(m_picture);
    brush.setTransform(along);
    painter.setBrush(brush);
    const std::array<QPointF, 4> quad{left[i], left[i + 1], right[i + 1], right[i]};
    painter.drawConvexPolygon(quad.data(), 4);
    length += std::hypot(way.x(), way.y());
  }
}

std::vector<QPen> soft_pens(const QPen& pen, double blur) {
  const int steps = std::clamp(static_cast<int>(std::ceil(blur * 1.5)), 3, 10);
  const double alpha = static_cast<double>(pen.color().alphaF());
  std::vector<QPen> pens;
  for (int i = 1; i <= steps; ++i) {
    const double width = pen.widthF() - 2 * blur * (i - 0.5) / steps;
    if (width <= 0) break;
    const double before = alpha * (i - 1) / steps;
    QColor color = pen.color();
    color.setAlphaF(static_cast<float>((alpha * i / steps - before) / (1 - before)));
    QPen soft = pen;
    soft.setColor(color);
    soft.setWidthF(width);
    pens.push_back(soft);
  }
  return pens;
}

QBrush soft_disc(const style::CirclePaint& paint, double radius, double opacity) {
  constexpr int k_stops = 16;
  const double whole = static_cast<double>(paint.radius + paint.stroke_width);
  const double rim = whole > 0 ? static_cast<double>(paint.radius) / whole : 1;
  const double blur = std::max(0.01, static_cast<double>(paint.blur));
  QRadialGradient gradient(QPointF(0, 0), radius);
  for (int i = 0; i <= k_stops; ++i) {
    const double at = static_cast<double>(i) / k_stops;
    const double t = std::clamp((1 - at) / blur, 0.0, 1.0);
    const double soft = t * t * (3 - 2 * t);  // as MapLibre's circle shader does
    const bool stroke = paint.stroke_width > 0 && at > rim;
    gradient.setColorAt(at, to_qcolor(stroke ? paint.stroke_color : paint.color,
                                      soft * opacity * static_cast<double>(stroke ? paint.stroke_opacity : paint.opacity)));
  }
  return QBrush(gradient);
}

}  // namespace skizze::scene
