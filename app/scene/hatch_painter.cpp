// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QImage>
#include <QPainterPath>

#include "scene/hatch_painter.h"
#include "style/hatch.h"

namespace skizze::scene {

namespace {

using Kind = style::Hatch::Kind;

bool diagonal(const style::Hatch& hatch) { return std::fmod(std::abs(hatch.angle_deg), 90.0) > 1; }

void draw_strokes(QPainter& painter, const QRectF& area, QPointF origin, double angle_deg, double spacing) {
  const double angle = angle_deg * M_PI / 180;
  const QPointF along(std::cos(angle), -std::sin(angle));
  const QPointF across(std::sin(angle), std::cos(angle));
  const double reach = std::hypot(area.width(), area.height());
  const QPointF middle = area.center() - origin;
  const double at = QPointF::dotProduct(middle, across);
  const auto from = static_cast<int>(std::floor((at - reach / 2) / spacing)) - 1;
  const auto to = static_cast<int>(std::ceil((at + reach / 2) / spacing)) + 1;
  const double foot = QPointF::dotProduct(middle, along);
  for (int i = from; i <= to; ++i) {
    const QPointF p = origin + across * (i * spacing) + along * foot;
    painter.drawLine(QLineF(p - along * reach, p + along * reach));
  }
}

/// Calls draw(x, y) for the points of a grid whose odd rows are shifted by half a period.
template <class Draw>
void on_staggered_grid(const QRectF& area, QPointF origin, double period, Draw draw) {
  const double half = period / 2;
  const auto row_from = static_cast<int>(std::floor((area.top() - origin.y()) / half)) - 1;
  const auto row_to = static_cast<int>(std::ceil((area.bottom() - origin.y()) / half)) + 1;
  for (int row = row_from; row <= row_to; ++row) {
    const double shift = row % 2 == 0 ? 0 : half;
    const auto from = static_cast<int>(std::floor((area.left() - origin.x() - shift) / period)) - 1;
    const auto to = static_cast<int>(std::ceil((area.right() - origin.x() - shift) / period)) + 1;
    for (int column = from; column <= to; ++column) draw(origin.x() + shift + column * period, origin.y() + row * half);
  }
}

}  // namespace

double hatch_period(const style::Hatch& hatch, double px) {
  const double exact = hatch.spacing_px * px * (diagonal(hatch) ? std::sqrt(2.0) : 1.0);
  return std::max(2.0, std::round(exact));
}

void draw_hatch(QPainter& painter, const style::Hatch& hatch, const QColor& color, double px, const QRectF& area, QPointF origin) {
  const double period = hatch_period(hatch, px);
  const double spacing = diagonal(hatch) ? period / std::sqrt(2.0) : period;
  painter.setPen(QPen(color, hatch.width_px * px, Qt::SolidLine, Qt::FlatCap));
  switch (hatch.kind) {
    case Kind::lines: draw_strokes(painter, area, origin, hatch.angle_deg, spacing); break;
    case Kind::cross:
      draw_strokes(painter, area, origin, hatch.angle_deg, spacing);
      draw_strokes(painter, area, origin, hatch.angle_deg + 90, spacing);
      break;
    case Kind::dots: {
      painter.setPen(Qt::NoPen);
      painter.setBrush(color);
      const double r = hatch.width_px * px / 2;
      on_staggered_grid(area, origin, period, [&](double x, double y) { painter.drawEllipse(QPointF(x, y), r, r); });
      break;
    }
    case Kind::dashes:
      on_staggered_grid(area, origin, period, [&](double x, double y) { painter.drawLine(QLineF(x - period / 4, y, x + period / 4, y)); });
      break;
  }
}

QBrush hatch_brush(const std::string& name, const QColor& color, double px) {
  const style::Hatch* hatch = style::find_hatch(name);
  if (hatch == nullptr) return QBrush(color);
  const int side = static_cast<int>(hatch_period(*hatch, px));
  QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_hatch(painter, *hatch, color, px, QRectF(0, 0, side, side), QPointF(side / 4.0, side / 4.0));
  painter.end();
  return QBrush(image);
}

}  // namespace skizze::scene
