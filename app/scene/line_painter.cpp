// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <optional>

#include <QPen>

#include "scene/painter_parts.h"
#include "scene/pattern_painter.h"
#include "scene/thin_lines.h"

namespace skizze::scene {

namespace {

using tiles::TileFeature;
using tiles::TilePart;

QPen pen_of(const style::LinePaint& paint, double px, double opacity) {
  QPen pen(to_qcolor(paint.color, static_cast<double>(paint.opacity) * opacity), static_cast<double>(paint.width) * px);
  const auto cap = paint.cap;
  pen.setCapStyle(cap == style::LineCap::round ? Qt::RoundCap : cap == style::LineCap::square ? Qt::SquareCap : Qt::FlatCap);
  const auto join = paint.join;
  pen.setJoinStyle(join == style::LineJoin::round ? Qt::RoundJoin : join == style::LineJoin::bevel ? Qt::BevelJoin : Qt::MiterJoin);
  pen.setMiterLimit(static_cast<double>(paint.miter_limit));
  return pen;
}

/// On a screen nobody can tell round corners of a thin line from cut ones, and those cost a fraction.
void simplify_thin(QPen& pen) {
  if (pen.widthF() < 2.5) pen.setJoinStyle(Qt::BevelJoin);
  if (pen.widthF() < 3.5 && pen.capStyle() == Qt::RoundCap) pen.setCapStyle(Qt::SquareCap);
}

QList<qreal> dash_pattern(const style::LinePaint& paint) {
  QList<qreal> dash;
  double sum = 0;
  for (const float length : paint.dash) {
    dash.push_back(static_cast<qreal>(std::max(length, 0.0F)));
    sum += dash.back();
  }
  if (dash.size() % 2 == 1) dash += dash;
  return sum > 0.01 ? dash : QList<qreal>();
}

/// How far each stroke of a line paint lies beside the line: one for a plain line, two for a casing with a gap.
std::vector<double> sides_of(const style::LinePaint& paint, double px) {
  const double offset = static_cast<double>(paint.offset) * px;
  if (paint.gap_width <= 0) return {offset};
  const double half = (static_cast<double>(paint.gap_width) + static_cast<double>(paint.width)) / 2 * px;
  return {offset - half, offset + half};
}

StrokeShape shape_of(const QPen& pen) {
  const auto join = pen.joinStyle();
  const auto cap = pen.capStyle();
  return {pen.widthF(),
          join == Qt::RoundJoin   ? Join::round
          : join == Qt::BevelJoin ? Join::bevel
                                  : Join::miter,
          cap == Qt::RoundCap    ? Cap::round
          : cap == Qt::SquareCap ? Cap::square
                                 : Cap::flat,
          pen.miterLimit()};
}

/// Draws solid lines of one look.
class LinePainter {
 public:
  LinePainter(const Stroke& s, const QPen& pen) : m_s(s), m_color(pen.color()), m_shape(shape_of(pen)) {
    s.painter.setPen(pen);
    s.painter.setBrush(Qt::NoBrush);
    if (s.raster != nullptr && ThinLines::can_draw(m_color, m_shape.width))
      m_thin.emplace(*s.context.picture, s.context.clip.toRect(), s.raster->shift());
  }

  void open_line(std::span<const QPointF> line) { stroke(line, false); }

  void ring(const TilePart& part) {
    visit_ring(m_s.shapes, part, [this](std::span<const QPointF> points, bool closed) { stroke(points, closed); });
  }

  void ring_beside(std::span<const QPointF> line, double side) { stroke(offset_line(line, side, true), true); }

 private:
  void stroke(std::span<const QPointF> points, bool closed) {
    if (m_thin) return m_thin->draw(points, m_shape.width, m_shape.cap, closed, m_color);
    if (m_s.raster != nullptr) return raster(points, closed);
    const auto count = static_cast<int>(points.size());
    closed ? m_s.painter.drawPolygon(points.data(), count) : m_s.painter.drawPolyline(points.data(), count);
  }

  void raster(std::span<const QPointF> points, bool closed) {
    const double reach = m_shape.width * (m_shape.join == Join::miter ? m_shape.miter_limit : 1);
    if (!m_s.raster->begin(CoverageRaster::box_of(points, reach))) return;
    m_s.raster->add_stroke(points, m_shape, closed);
    m_s.raster->fill(m_color);
  }

  const Stroke& m_s;
  QColor m_color;
  StrokeShape m_shape;
  std::optional<ThinLines> m_thin;
};

void paint_line(const Stroke& s, const TileFeature& f, const std::vector<double>& sides, LinePainter& painter) {
  for (std::uint32_t i = f.part_begin; i < f.part_end; ++i) {
    const TilePart& part = s.shapes.parts[i];
    const auto line = s.shapes.points_of(part);
    if (line.size() < 2) continue;
    for (const double side : sides) {
      if (f.kind == geo::GeometryKind::area) {
        side == 0 ? painter.ring(part) : painter.ring_beside(line, side);
      } else if (side == 0) {
        painter.open_line(line);
      } else {
        painter.open_line(offset_line(line, side, false));
      }
    }
  }
}

void paint_dashed(const Stroke& s, const style::LinePaint& paint, QPen pen, const TileFeature& f, const std::vector<double>& sides) {
  const double width = std::max(pen.widthF(), 1e-6);
  const double margin = width + std::abs(sides.front()) + std::abs(sides.back()) + 8 * s.context.px;
  const QRectF near = s.context.clip.adjusted(-margin, -margin, margin, margin);
  pen.setDashPattern(dash_pattern(paint));
  for (const double side : sides) {
    for (const LineRun& run : runs_of(*s.context.pack, f.row, s.context.tolerance_m, s.context.projection, near, side, s.without)) {
      pen.setDashOffset(run.start / width);
      s.painter.setPen(pen);
      s.painter.drawPolyline(run.points.data(), static_cast<int>(run.points.size()));
    }
  }
}

void paint_patterned(const Stroke& s, const LinePattern& pattern, const TileFeature& f, const std::vector<double>& sides, double width) {
  const double margin = width + std::abs(sides.front()) + std::abs(sides.back()) + 8 * s.context.px;
  const QRectF near = s.context.clip.adjusted(-margin, -margin, margin, margin);
  for (const double side : sides) {
    for (const LineRun& run : runs_of(*s.context.pack, f.row, s.context.tolerance_m, s.context.projection, near, side, s.without))
      pattern.draw(s.painter, run);
  }
}

/// Lines with edges that fade, one pen after the other over all of them.
void paint_soft_lines(const Stroke& s, const std::vector<QPen>& pens, std::span<const std::uint32_t> features,
                      const std::vector<double>& sides, const base::CancelToken& token) {
  for (const QPen& pen : pens) {
    if (token.cancelled()) return;
    LinePainter painter(s, pen);
    for (const auto i : features) paint_line(s, s.shapes.features[i], sides, painter);
  }
}

}  // namespace

void paint_lines(const Stroke& s, const style::LinePaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token) {
  QPen pen = pen_of(paint, s.context.px, s.context.opacity);
  if (!s.context.as_vectors) simplify_thin(pen);
  const bool dashed = s.context.pack != nullptr && !dash_pattern(paint).isEmpty();
  const std::vector<double> sides = sides_of(paint, s.context.px);
  s.painter.setBrush(Qt::NoBrush);
  if (paint.blur > 0 && !dashed && paint.pattern.empty())
    return paint_soft_lines(s, soft_pens(pen, static_cast<double>(paint.blur) * s.context.px), features, sides, token);
  const LinePattern pattern(s.context.pack != nullptr ? s.context.sprites : nullptr, paint.pattern, pen.color(), pen.widthF());
  LinePainter painter(s, pen);
  int n = 0;
  for (const auto i : features) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) return;
    if (pattern.usable()) {
      paint_patterned(s, pattern, s.shapes.features[i], sides, pen.widthF());
    } else if (dashed) {
      paint_dashed(s, paint, pen, s.shapes.features[i], sides);
    } else {
      paint_line(s, s.shapes.features[i], sides, painter);
    }
  }
}

void paint_outer_borders(const Stroke& s, const style::LinePaint& paint, std::span<const std::uint32_t> features,
                         const base::CancelToken& token) {
  InnerBorders shared;
  const bool along_course = s.context.pack != nullptr && (!dash_pattern(paint).isEmpty() || !paint.pattern.empty());
  if (along_course) shared.add_rows(*s.context.pack, s.shapes, features, s.context.tolerance_m, s.context.projection);
  InnerBorders cut;  // of what the tile has of them
  for (const auto i : features) cut.add(s.shapes, s.shapes.features[i]);
  const std::vector<bool> edges = cut.with_cut_edges(s.shapes, features);
  ShapeView shapes = s.shapes;
  shapes.cut_edge = &edges;
  paint_lines({s.painter, shapes, s.context, s.raster, along_course ? &shared : nullptr}, paint, features, token);
}

}  // namespace skizze::scene
