// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/painter.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <QPainterPath>
#include <QPen>

#include "scene/hatch_painter.h"

namespace skizze::scene {

namespace {

using tiles::TileFeature;
using tiles::TilePart;

constexpr int k_cancel_interval = 256;

/// What the pieces of a painter share while one draw list is painted.
struct Stroke {
  QPainter& painter;
  const ShapeView& shapes;
  const PaintContext& context;
};

// --- areas --------------------------------------------------------------------------------------------------------------

QPainterPath path_with_holes(const ShapeView& shapes, std::uint32_t begin, std::uint32_t end) {
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  for (std::uint32_t i = begin; i < end; ++i) {
    const auto ring = shapes.points_of(shapes.parts[i]);
    path.moveTo(ring[0]);
    for (std::size_t k = 1; k < ring.size(); ++k) path.lineTo(ring[k]);
    path.closeSubpath();
  }
  return path;
}

/// One past the holes that follow an outer ring.
std::uint32_t end_of_polygon(const ShapeView& shapes, std::uint32_t outer, std::uint32_t end) {
  std::uint32_t i = outer + 1;
  while (i < end && shapes.parts[i].hole) ++i;
  return i;
}

/// Strokes a ring, leaving out the edges that clipping made.
void stroke_ring(const Stroke& s, const TilePart& part) {
  const auto ring = s.shapes.points_of(part);
  const auto n = ring.size();
  if (!s.shapes.any_cut(part)) {
    s.painter.setBrush(Qt::NoBrush);
    s.painter.drawPolygon(ring.data(), static_cast<int>(n));
    return;
  }
  std::size_t start = 0;  // begin behind a cut edge, so that no run is torn at the ring's own start
  while (start < n && !s.shapes.is_cut(part.begin + start)) ++start;
  std::vector<QPointF> run;
  for (std::size_t k = 1; k <= n; ++k) {
    const std::size_t i = (start + k) % n;
    run.push_back(ring[i]);
    if (!s.shapes.is_cut(part.begin + i) && k < n) continue;
    if (run.size() >= 2) s.painter.drawPolyline(run.data(), static_cast<int>(run.size()));
    run.clear();
  }
}

void fill_polygon(const Stroke& s, std::uint32_t begin, std::uint32_t end) {
  if (end - begin == 1) {
    const auto ring = s.shapes.points_of(s.shapes.parts[begin]);
    s.painter.drawPolygon(ring.data(), static_cast<int>(ring.size()));
  } else {
    s.painter.drawPath(path_with_holes(s.shapes, begin, end));
  }
}

/// A point of the endless hatch near the painter's origin.
QPointF pattern_origin(const PaintContext& context, const style::Hatch* hatch) {
  if (hatch == nullptr) return {};
  const double period = hatch_period(*hatch, context.px);
  return {std::fmod(context.world_origin.x(), period), std::fmod(context.world_origin.y(), period)};
}

void hatch_polygon(const Stroke& s, const style::Hatch& hatch, const QColor& color, std::uint32_t begin, std::uint32_t end) {
  const QPainterPath path = path_with_holes(s.shapes, begin, end);
  s.painter.save();
  s.painter.setClipPath(path, Qt::IntersectClip);
  draw_hatch(s.painter, hatch, color, s.context.px, path.boundingRect().intersected(s.context.clip),
             pattern_origin(s.context, &hatch));
  s.painter.restore();
}

void paint_area(const Stroke& s, const style::FillPaint& paint, const QColor& color, const QPen& outline, const QBrush& brush,
                const TileFeature& f) {
  const style::Hatch* hatch = s.context.as_vectors && !paint.pattern.empty() ? style::find_hatch(paint.pattern) : nullptr;
  for (std::uint32_t i = f.part_begin; i < f.part_end;) {
    const std::uint32_t end = end_of_polygon(s.shapes, i, f.part_end);
    const bool stroke_apart = paint.has_outline && (end - i > 1 || s.shapes.any_cut(s.shapes.parts[i]));
    s.painter.setPen(paint.has_outline && !stroke_apart ? outline : QPen(Qt::NoPen));
    s.painter.setBrush(hatch != nullptr ? QBrush(Qt::NoBrush) : brush);
    if (hatch != nullptr) hatch_polygon(s, *hatch, color, i, end);
    fill_polygon(s, i, end);
    if (stroke_apart) {
      s.painter.setPen(outline);
      for (std::uint32_t k = i; k < end; ++k) stroke_ring(s, s.shapes.parts[k]);
    }
    i = end;
  }
}

void paint_areas(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token) {
  const double opacity = static_cast<double>(paint.opacity) * s.context.opacity;
  const QColor color = to_qcolor(paint.color, opacity);
  QPen outline(to_qcolor(paint.outline_color, opacity), s.context.px);
  outline.setJoinStyle(Qt::MiterJoin);
  const QBrush brush = paint.pattern.empty() ? QBrush(color) : hatch_brush(paint.pattern, color, s.context.px);
  s.painter.setRenderHint(QPainter::Antialiasing, paint.antialias);
  s.painter.setBrushOrigin(pattern_origin(s.context, style::find_hatch(paint.pattern)));
  int n = 0;
  for (const auto i : features) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) break;
    paint_area(s, paint, color, outline, brush, s.shapes.features[i]);
  }
  s.painter.setRenderHint(QPainter::Antialiasing, true);
}

// --- lines --------------------------------------------------------------------------------------------------------------

QPen pen_of(const style::LinePaint& paint, double px, double opacity) {
  QPen pen(to_qcolor(paint.color, static_cast<double>(paint.opacity) * opacity), static_cast<double>(paint.width) * px);
  const auto cap = paint.cap;
  pen.setCapStyle(cap == style::LineCap::round ? Qt::RoundCap : cap == style::LineCap::square ? Qt::SquareCap : Qt::FlatCap);
  const auto join = paint.join;
  pen.setJoinStyle(join == style::LineJoin::round ? Qt::RoundJoin : join == style::LineJoin::bevel ? Qt::BevelJoin : Qt::MiterJoin);
  pen.setMiterLimit(static_cast<double>(paint.miter_limit));
  if (static_cast<double>(paint.width) * px < 1.5) pen.setJoinStyle(Qt::BevelJoin);  // nobody can tell, and it is much faster
  return pen;
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

void draw_beside(QPainter& painter, std::span<const QPointF> line, double side, bool closed) {
  if (side == 0) {
    if (closed) {
      painter.drawPolygon(line.data(), static_cast<int>(line.size()));
    } else {
      painter.drawPolyline(line.data(), static_cast<int>(line.size()));
    }
    return;
  }
  const auto moved = offset_line(line, side, closed);
  draw_beside(painter, moved, 0, closed);
}

/// A line of a few pixels is still seen when it has become a point.
void paint_line(const Stroke& s, const TileFeature& f, const std::vector<double>& sides) {
  for (std::uint32_t i = f.part_begin; i < f.part_end; ++i) {
    const TilePart& part = s.shapes.parts[i];
    const auto line = s.shapes.points_of(part);
    if (line.size() < 2) continue;
    for (const double side : sides) {
      if (f.kind != geo::GeometryKind::area) {
        draw_beside(s.painter, line, side, false);
      } else if (side == 0) {
        stroke_ring(s, part);
      } else {
        draw_beside(s.painter, line, side, true);
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
    for (const LineRun& run : runs_of(*s.context.pack, f.row, s.context.tolerance_m, s.context.projection, near, side)) {
      pen.setDashOffset(run.start / width);
      s.painter.setPen(pen);
      draw_beside(s.painter, run.points, 0, false);
    }
  }
}

void paint_lines(const Stroke& s, const style::LinePaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token) {
  const QPen pen = pen_of(paint, s.context.px, s.context.opacity);
  const bool dashed = s.context.pack != nullptr && !dash_pattern(paint).isEmpty();
  const std::vector<double> sides = sides_of(paint, s.context.px);
  s.painter.setPen(pen);
  s.painter.setBrush(Qt::NoBrush);
  int n = 0;
  for (const auto i : features) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) return;
    if (dashed) {
      paint_dashed(s, paint, pen, s.shapes.features[i], sides);
    } else {
      paint_line(s, s.shapes.features[i], sides);
    }
  }
}

// --- circles ------------------------------------------------------------------------------------------------------------

void paint_circles(const Stroke& s, const style::CirclePaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token) {
  const double px = s.context.px;
  const double stroke = static_cast<double>(paint.stroke_width) * px;
  const double radius = static_cast<double>(paint.radius) * px + stroke / 2;  // the stroke lies outside the radius
  const QPointF shift(static_cast<double>(paint.translate[0]) * px, static_cast<double>(paint.translate[1]) * px);
  s.painter.setBrush(to_qcolor(paint.color, static_cast<double>(paint.opacity) * s.context.opacity));
  s.painter.setPen(stroke > 0 ? QPen(to_qcolor(paint.stroke_color, static_cast<double>(paint.stroke_opacity) * s.context.opacity), stroke)
                              : QPen(Qt::NoPen));
  int n = 0;
  for (const auto i : features) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) return;
    const TileFeature& f = s.shapes.features[i];
    for (std::uint32_t k = f.part_begin; k < f.part_end; ++k) {
      for (const QPointF& p : s.shapes.points_of(s.shapes.parts[k])) s.painter.drawEllipse(p + shift, radius, radius);
    }
  }
}

void paint_translated(const Stroke& s, const std::array<float, 2>& translate, const std::function<void()>& paint) {
  const QPointF shift(static_cast<double>(translate[0]) * s.context.px, static_cast<double>(translate[1]) * s.context.px);
  if (shift.isNull()) return paint();
  s.painter.translate(shift);
  paint();
  s.painter.translate(-shift);
}

}  // namespace

QColor to_qcolor(const style::Color& color, double opacity) {
  return QColor::fromRgbF(color.r, color.g, color.b, static_cast<float>(std::clamp(static_cast<double>(color.a) * opacity, 0.0, 1.0)));
}

void paint_draw_list(QPainter& painter, const DrawList& list, const ShapeView& shapes, const PaintContext& context, base::CancelToken token) {
  const Stroke s{painter, shapes, context};
  for (const style::BackgroundPaint& ground : list.backgrounds) {
    const QColor color = to_qcolor(ground.color, static_cast<double>(ground.opacity) * context.opacity);
    painter.fillRect(context.clip, ground.pattern.empty() ? QBrush(color) : hatch_brush(ground.pattern, color, context.px));
  }
  for (const DrawBucket& bucket : list.buckets) {
    if (token.cancelled()) return;
    const auto features = std::span(list.features).subspan(bucket.begin, bucket.end - bucket.begin);
    switch (bucket.type) {
      case style::LayerType::fill: {
        const auto& paint = list.fills[bucket.paint];
        paint_translated(s, paint.translate, [&] { paint_areas(s, paint, features, token); });
        break;
      }
      case style::LayerType::line: {
        const auto& paint = list.lines[bucket.paint];
        paint_translated(s, paint.translate, [&] { paint_lines(s, paint, features, token); });
        break;
      }
      case style::LayerType::circle: paint_circles(s, list.circles[bucket.paint], features, token); break;
      default: break;
    }
  }
}

}  // namespace skizze::scene
