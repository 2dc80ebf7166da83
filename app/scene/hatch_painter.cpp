// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <QImage>
#include <QLineF>
#include <QPainterPath>

#include "scene/hatch_painter.h"
#include "style/hatch.h"

namespace skizze::scene {

namespace {

using Kind = style::Hatch::Kind;

bool diagonal(const style::Hatch& hatch) { return std::fmod(std::abs(hatch.angle_deg), 90.0) > 1; }

/// Calls draw(line) for every stroke of a hatch that meets the area.
template <class Draw>
void on_strokes(const QRectF& area, QPointF origin, double angle_deg, double spacing, Draw draw) {
  const double angle = angle_deg * M_PI / 180;
  const QPointF along(std::cos(angle), -std::sin(angle));
  const QPointF across(std::sin(angle), std::cos(angle));
  const double reach = std::hypot(area.width(), area.height());
  const QPointF middle = area.center() - origin;
  const double at = QPointF::dotProduct(middle, across);
  const auto from = static_cast<std::int64_t>(std::floor((at - reach / 2) / spacing)) - 1;
  const auto to = static_cast<std::int64_t>(std::ceil((at + reach / 2) / spacing)) + 1;
  const double foot = QPointF::dotProduct(middle, along);
  for (std::int64_t i = from; i <= to; ++i) {
    const QPointF p = origin + across * (static_cast<double>(i) * spacing) + along * foot;
    draw(QLineF(p - along * reach, p + along * reach));
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

/// The pieces of a line inside rings, even-odd.
std::vector<QLineF> inside(const QList<QPolygonF>& rings, const QLineF& line) {
  const QPointF way = line.p2() - line.p1();
  const QPointF across(-way.y(), way.x());
  const double squared = QPointF::dotProduct(way, way);
  std::vector<double> crossings;
  for (const QPolygonF& ring : rings) {
    for (qsizetype i = 0; i + 1 < ring.size(); ++i) {
      const double a = QPointF::dotProduct(ring[i] - line.p1(), across);
      const double b = QPointF::dotProduct(ring[i + 1] - line.p1(), across);
      if ((a < 0) == (b < 0)) continue;
      const QPointF at = ring[i] + (ring[i + 1] - ring[i]) * (a / (a - b));
      crossings.push_back(QPointF::dotProduct(at - line.p1(), way) / squared);
    }
  }
  std::sort(crossings.begin(), crossings.end());
  std::vector<QLineF> pieces;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const double from = std::max(0.0, crossings[i]);
    const double to = std::min(1.0, crossings[i + 1]);
    if (from < to) pieces.emplace_back(line.pointAt(from), line.pointAt(to));
  }
  return pieces;
}

/// What draw_hatch and draw_hatch_inside have in common: stroke(line) and dot(middle, radius) put the marks down.
template <class Stroke, class Dot>
void on_marks(const style::Hatch& hatch, double px, const QRectF& area, QPointF origin, Stroke stroke, Dot dot) {
  const double period = hatch_period(hatch, px);
  const double spacing = !is_texture(hatch) ? own_spacing(hatch, px) : diagonal(hatch) ? period / std::sqrt(2.0) : period;
  switch (hatch.kind) {
    case Kind::lines: on_strokes(area, origin, hatch.angle_deg, spacing, stroke); break;
    case Kind::cross:
      on_strokes(area, origin, hatch.angle_deg, spacing, stroke);
      on_strokes(area, origin, hatch.angle_deg + 90, spacing, stroke);
      break;
    case Kind::dots:
      on_staggered_grid(area, origin, period, [&](double x, double y) { dot(QPointF(x, y), hatch.width_px * px / 2); });
      break;
    case Kind::dashes:
      on_staggered_grid(area, origin, period, [&](double x, double y) { stroke(QLineF(x - period / 4, y, x + period / 4, y)); });
      break;
  }
}

void set_pen(QPainter& painter, const style::Hatch& hatch, const QColor& color, double px) {
  const bool dots = hatch.kind == Kind::dots;
  painter.setPen(dots ? QPen(Qt::NoPen) : QPen(color, hatch.width_px * px, Qt::SolidLine, Qt::FlatCap));
  painter.setBrush(dots ? QBrush(color) : QBrush(Qt::NoBrush));
}

}  // namespace

bool is_texture(const style::Hatch& hatch) { return !hatch.own_start; }

double own_spacing(const style::Hatch& hatch, double px) {
  const double exact = hatch.spacing_px * px;
  if (!diagonal(hatch)) return std::max(2.0, std::floor(exact));
  const double angle = hatch.angle_deg * M_PI / 180;
  const double height = std::max(1.0, std::floor(std::abs(exact / std::cos(angle))));
  const double width = std::max(1.0, std::floor(std::abs(exact / std::sin(angle))));
  return height * width / std::hypot(height, width);
}

double hatch_period(const style::Hatch& hatch, double px) {
  const double exact = hatch.spacing_px * px * (diagonal(hatch) ? std::sqrt(2.0) : 1.0);
  return std::max(2.0, std::round(exact));
}

void draw_hatch(QPainter& painter, const style::Hatch& hatch, const QColor& color, double px, const QRectF& area, QPointF origin) {
  set_pen(painter, hatch, color, px);
  on_marks(
      hatch, px, area, origin, [&](const QLineF& line) { painter.drawLine(line); },
      [&](QPointF middle, double r) { painter.drawEllipse(middle, r, r); });
}

void draw_hatch_inside(QPainter& painter, const style::Hatch& hatch, const QColor& color, double px, const QPainterPath& path,
                       const QRectF& area, QPointF origin) {
  const QList<QPolygonF> rings = path.toSubpathPolygons();
  set_pen(painter, hatch, color, px);
  on_marks(
      hatch, px, area, origin,
      [&](const QLineF& line) {
        for (const QLineF& piece : inside(rings, line)) painter.drawLine(piece);
      },
      [&](QPointF middle, double r) {
        if (path.contains(middle)) painter.drawEllipse(middle, r, r);
      });
}

QBrush hatch_brush(const std::string& name, const QColor& color, double px) {
  const auto hatch = style::find_hatch(name);
  if (!hatch) return QBrush(color);
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
