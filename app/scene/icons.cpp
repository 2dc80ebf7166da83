// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/icons.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPolygonF>

#include "scene/painter.h"
#include "scene/sprites.h"

namespace skizze::scene {

namespace {

QPainterPath polygon(std::initializer_list<QPointF> points) {
  QPainterPath path;
  path.addPolygon(QPolygonF(QList<QPointF>(points)));
  path.closeSubpath();
  return path;
}

QPainterPath stroked(std::initializer_list<QPointF> points, double width) {
  QPainterPath path;
  for (const QPointF& p : points) {
    if (path.elementCount() == 0) {
      path.moveTo(p);
    } else {
      path.lineTo(p);
    }
  }
  QPainterPathStroker stroker;
  stroker.setWidth(width);
  stroker.setCapStyle(Qt::RoundCap);
  stroker.setJoinStyle(Qt::RoundJoin);
  return stroker.createStroke(path).simplified();
}

QPainterPath star() {
  QPolygonF points;
  for (int i = 0; i < 10; ++i) {
    const double r = i % 2 == 0 ? 8 : 3.4;
    const double a = i * M_PI / 5 - M_PI / 2;
    points << QPointF(r * std::cos(a), r * std::sin(a));
  }
  QPainterPath path;
  path.addPolygon(points);
  path.closeSubpath();
  return path;
}

/// A drop with a hole; its tip lies at (0, 12).
QPainterPath pin() {
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  path.moveTo(0, 12);
  path.cubicTo(-2, 6, -8, 3, -8, -4);
  path.arcTo(QRectF(-8, -12, 16, 16), 180, -180);
  path.cubicTo(8, 3, 2, 6, 0, 12);
  path.closeSubpath();
  path.addEllipse(QPointF(0, -4), 3, 3);
  return path;
}

}  // namespace

QPainterPath icon_shape(const std::string& name) {
  QPainterPath path;
  if (name == "pin") return pin();
  if (name == "dot") path.addEllipse(QPointF(0, 0), 6, 6);
  if (name == "square") path.addRoundedRect(QRectF(-7, -7, 14, 14), 2, 2);
  if (name == "diamond") return polygon({{0, -8}, {8, 0}, {0, 8}, {-8, 0}});
  if (name == "triangle") return polygon({{0, -7}, {8, 7}, {-8, 7}});
  if (name == "pentagon") return polygon({{0, -8}, {7.6, -2.5}, {4.7, 6.5}, {-4.7, 6.5}, {-7.6, -2.5}});
  if (name == "hexagon") return polygon({{-4, -7}, {4, -7}, {8, 0}, {4, 7}, {-4, 7}, {-8, 0}});
  if (name == "star") return star();
  if (name == "cross") return stroked({{-5, -5}, {5, 5}}, 3).united(stroked({{5, -5}, {-5, 5}}, 3));
  if (name == "tick") return stroked({{-6, 0}, {-2, 5}, {6, -5}}, 3);
  if (name == "arrow") return polygon({{-6, -6}, {8, 0}, {-6, 6}, {-3, 0}});
  return path;
}

namespace {

/// Turned and faded as the style wants it.
QImage finished(QImage image, const style::SymbolStyle& style, double dpr) {
  if (style.icon_rotate_deg != 0) {
    QTransform turn;
    turn.rotate(static_cast<double>(style.icon_rotate_deg));
    image = image.transformed(turn, Qt::SmoothTransformation);
  }
  if (style.icon_opacity < 1) {
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    painter.fillRect(image.rect(), QColor::fromRgbF(0, 0, 0, style.icon_opacity));
  }
  image.setDevicePixelRatio(dpr);
  return image;
}

QImage sprite_icon(const Sprites& sprites, const std::string& name, const style::SymbolStyle& style, const QColor& color, double dpr) {
  return finished(sprites.picture(name, dpr * static_cast<double>(style.icon_size), color), style, dpr);
}

constexpr std::string_view k_data = "data:image/png;base64,";
constexpr double k_css_height = 16;

/// A picture within the style itself, as high as a shape.
QImage picture_in_name(const std::string& name, const style::SymbolStyle& style, double dpr) {
  const auto coded = QByteArray::fromRawData(name.data() + k_data.size(), static_cast<qsizetype>(name.size() - k_data.size()));
  QImage image = QImage::fromData(QByteArray::fromBase64(coded), "PNG").convertToFormat(QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  const double size = std::clamp(static_cast<double>(style.icon_size), 0.05, 50.0);
  image = image.scaledToHeight(std::max(1, static_cast<int>(std::lround(k_css_height * size * dpr))), Qt::SmoothTransformation);
  return finished(std::move(image), style, dpr);
}

}  // namespace

QImage IconSource::icon(const std::string& name, const style::SymbolStyle& style, double dpr, const Sprites* sprites) {
  if (sprites != nullptr && sprites->contains(name)) return sprite_icon(*sprites, name, style, to_qcolor(style.icon_color), dpr);
  style::Color color = style.icon_color;
  color.a *= style.icon_opacity;
  const QColor fill = to_qcolor(color);
  const QColor halo = to_qcolor(style.icon_halo_color, static_cast<double>(style.icon_opacity));
  const double size = static_cast<double>(style.icon_size);
  const double halo_px = static_cast<double>(style.icon_halo_width);
  const QString key = QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
                          .arg(QString::fromStdString(name), fill.name(QColor::HexArgb), halo.name(QColor::HexArgb))
                          .arg(size)
                          .arg(halo_px)
                          .arg(static_cast<double>(style.icon_rotate_deg))
                          .arg(dpr);
  if (const auto it = m_icons.constFind(key); it != m_icons.constEnd()) return it.value();
  if (name.starts_with(k_data)) return m_icons.insert(key, picture_in_name(name, style, dpr)).value();
  QTransform turn;
  turn.rotate(static_cast<double>(style.icon_rotate_deg));
  turn.scale(size, size);
  const QPainterPath path = turn.map(icon_shape(name));
  QImage image;
  if (!path.isEmpty()) {
    const QRectF box = path.boundingRect().adjusted(-halo_px - 1, -halo_px - 1, halo_px + 1, halo_px + 1);
    image = QImage((box.size() * dpr).toSize() + QSize(1, 1), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(dpr);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-box.topLeft());
    if (halo_px > 0) painter.strokePath(path, QPen(halo, 2 * halo_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, fill);
  }
  m_icons.insert(key, image);
  return image;
}

}  // namespace skizze::scene
