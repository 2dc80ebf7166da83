// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include <QPen>

#include "scene/painter_parts.h"
#include "scene/pattern_painter.h"

namespace skizze::scene {

namespace {

using tiles::TileFeature;

/// A small disc drawn once for each of 4 x 4 places within a pixel, then copied: for trees by the thousand.
class DiscStamp {
 public:
  DiscStamp(const QBrush& brush, const QPen& pen, double radius)
      : m_brush(brush), m_pen(pen), m_radius(radius), m_reach(static_cast<int>(std::ceil(radius + pen.widthF() / 2)) + 1) {}
  QBrush brush_at(QPointF middle) const {
    QBrush brush = m_brush;
    if (brush.gradient() != nullptr) brush.setTransform(QTransform::fromTranslate(middle.x(), middle.y()));
    return brush;
  }
  void draw_whole(QPainter& painter, QPointF at) const {
    if (m_brush.gradient() != nullptr) painter.setBrush(brush_at(at));
    painter.drawEllipse(at, m_radius, m_radius);
  }

  void draw(QPainter& painter, QPointF at) {
    const double x = std::floor(at.x() * 4 + 0.5) / 4;
    const double y = std::floor(at.y() * 4 + 0.5) / 4;
    const double left = std::floor(x);
    const double top = std::floor(y);
    const auto column = static_cast<std::size_t>((x - left) * 4);
    const auto row = static_cast<std::size_t>((y - top) * 4);
    painter.drawImage(QPoint(static_cast<int>(left) - m_reach, static_cast<int>(top) - m_reach), image(column, row));
  }

 private:
  const QImage& image(std::size_t column, std::size_t row) {
    QImage& image = m_images[row * 4 + column];
    if (!image.isNull()) return image;
    const int side = 2 * m_reach + 2;
    image = QImage(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle(m_reach + static_cast<double>(column) / 4, m_reach + static_cast<double>(row) / 4);
    painter.setBrush(brush_at(middle));
    painter.setPen(m_pen);
    painter.drawEllipse(middle, m_radius, m_radius);
    return image;
  }

  QBrush m_brush;
  QPen m_pen;
  double m_radius;
  int m_reach;
  std::array<QImage, 16> m_images;
};

/// MapLibre lets the edge of a disc fade inwards over one device pixel; the hard disc of as much ink has this radius. So dots on phones and
/// here are equally large. Radii in device pixels; on paper there is no such edge.
double inked_radius(double radius, bool as_vectors) {
  return as_vectors || radius <= 0 ? radius : std::sqrt(std::max(radius * radius - radius + 1.0 / 3, radius * radius / 3));
}

}  // namespace

void paint_circles(const Stroke& s, const style::CirclePaint& paint, std::span<const std::uint32_t> features,
                   const base::CancelToken& token) {
  constexpr double k_largest_stamp = 24;
  const double px = s.context.px;
  const double wide = static_cast<double>(paint.stroke_width) * px;
  const double inner = static_cast<double>(paint.radius) * px;  // the stroke lies outside of it
  const double outer = inked_radius(inner + wide, s.context.as_vectors);
  const double stroke = wide > 0 ? outer - inked_radius(inner, s.context.as_vectors) : 0;
  const bool soft = paint.blur > 0;
  const double radius = soft ? inner + wide : outer - stroke / 2;
  const QPointF shift(static_cast<double>(paint.translate[0]) * px, static_cast<double>(paint.translate[1]) * px);
  const QBrush brush = soft ? soft_disc(paint, radius, s.context.opacity)
                            : QBrush(to_qcolor(paint.color, static_cast<double>(paint.opacity) * s.context.opacity));
  const QPen pen = stroke > 0 && !soft
                       ? QPen(to_qcolor(paint.stroke_color, static_cast<double>(paint.stroke_opacity) * s.context.opacity), stroke)
                       : QPen(Qt::NoPen);
  const bool stamped = !s.context.as_vectors && radius < k_largest_stamp;
  DiscStamp stamp(brush, pen, radius);
  s.painter.setBrush(brush);
  s.painter.setPen(pen);
  int n = 0;
  for (const auto i : features) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) return;
    const TileFeature& f = s.shapes.features[i];
    for (std::uint32_t k = f.part_begin; k < f.part_end; ++k) {
      for (const QPointF& p : s.shapes.points_of(s.shapes.parts[k])) {
        if (stamped) {
          stamp.draw(s.painter, p + shift);
        } else {
          stamp.draw_whole(s.painter, p + shift);
        }
      }
    }
  }
}
}  // namespace skizze::scene
