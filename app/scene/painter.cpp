// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <QPainterPath>
#include <QPen>

#include "scene/hatch_painter.h"
#include "scene/pattern_painter.h"
#include "scene/specks.h"

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

/// Strokes a ring with the pen set (no brush), leaving out the edges that clipping made.
void stroke_ring(const Stroke& s, const TilePart& part) {
  const auto ring = s.shapes.points_of(part);
  const auto n = ring.size();
  if (!s.shapes.any_cut(part)) {
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

/// A point of the endless hatch near the painter's origin.
QPointF hatch_origin(const PaintContext& context, const style::Hatch& hatch) {
  const double period = hatch_period(hatch, context.px);
  return pattern_origin(context.world_origin, {period, period});
}

/// Hatch or sprite; sets the brush's origin. Names that are neither give the plain colour.
QBrush pattern_brush(QPainter& painter, const PaintContext& context, const std::string& name, const QColor& color) {
  if (const style::Hatch* hatch = style::find_hatch(name)) {
    painter.setBrushOrigin(hatch_origin(context, *hatch));
    return hatch_brush(name, color, context.px);
  }
  QBrush brush = sprite_brush(context.sprites, name, color, context.px);
  if (brush.style() != Qt::TexturePattern) return QBrush(color);
  painter.setBrushOrigin(pattern_origin(context.world_origin, brush.textureImage().size()));
  return brush;
}

void hatch_polygon(const Stroke& s, const style::Hatch& hatch, const QColor& color, std::uint32_t begin, std::uint32_t end) {
  const QPainterPath path = path_with_holes(s.shapes, begin, end);
  draw_hatch_inside(s.painter, hatch, color, s.context.px, path, path.boundingRect().intersected(s.context.clip),
                    hatch_origin(s.context, hatch));
}

/// Whether a ring is so small that an outline would only blot it.
bool is_speck(std::span<const QPointF> ring) {
  constexpr double k_blot_px = 3;
  double min_x = ring[0].x(), max_x = min_x, min_y = ring[0].y(), max_y = min_y;
  for (const QPointF& p : ring) {
    min_x = std::min(min_x, p.x());
    max_x = std::max(max_x, p.x());
    min_y = std::min(min_y, p.y());
    max_y = std::max(max_y, p.y());
  }
  return max_x - min_x < k_blot_px && max_y - min_y < k_blot_px;
}

/// Paints areas of one look. Pens and brushes are changed as seldom as possible: a change costs as much as a small polygon.
class AreaPainter {
 public:
  AreaPainter(const Stroke& s, const style::FillPaint& paint) : m_s(s), m_paint(paint) {
    const double opacity = static_cast<double>(paint.opacity) * s.context.opacity;
    m_color = to_qcolor(paint.color, opacity);
    // One device pixel is a hairline on any screen, and by far the fastest to draw.
    m_outline = QPen(to_qcolor(paint.outline_color, opacity), s.context.as_vectors ? 0.75 * s.context.px : std::max(1.0, s.context.px / 2));
    m_outline.setJoinStyle(Qt::MiterJoin);
    m_hatch = s.context.as_vectors && !paint.pattern.empty() ? style::find_hatch(paint.pattern) : nullptr;
    if (m_hatch == nullptr) m_brush = paint.pattern.empty() ? QBrush(m_color) : pattern_brush(s.painter, s.context, paint.pattern, m_color);
  }

  void paint(const TileFeature& f) {
    for (std::uint32_t i = f.part_begin; i < f.part_end;) {
      const std::uint32_t end = end_of_polygon(m_s.shapes, i, f.part_end);
      if (m_hatch != nullptr) {
        hatch_polygon(m_s, *m_hatch, m_color, i, end);
        m_mode = Mode::none;
      }
      if (end - i == 1) {
        paint_simple(m_s.shapes.parts[i]);
      } else {
        paint_with_holes(i, end);
      }
      i = end;
    }
  }

 private:
  enum class Mode { none, fill, fill_and_outline, outline };

  void use(Mode mode) {
    if (mode == m_mode) return;
    m_s.painter.setPen(mode == Mode::fill ? QPen(Qt::NoPen) : m_outline);
    m_s.painter.setBrush(mode == Mode::outline ? QBrush(Qt::NoBrush) : m_brush);
    m_mode = mode;
  }

  void paint_simple(const TilePart& part) {
    const auto ring = m_s.shapes.points_of(part);
    const bool outlined = m_paint.has_outline && (m_s.context.as_vectors || !is_speck(ring));
    const bool apart = outlined && m_s.shapes.any_cut(part);
    use(outlined && !apart ? Mode::fill_and_outline : Mode::fill);
    m_s.painter.drawPolygon(ring.data(), static_cast<int>(ring.size()));
    if (!apart) return;
    use(Mode::outline);
    stroke_ring(m_s, part);
  }

  void paint_with_holes(std::uint32_t begin, std::uint32_t end) {
    use(Mode::fill);
    m_s.painter.drawPath(path_with_holes(m_s.shapes, begin, end));
    if (!m_paint.has_outline) return;
    use(Mode::outline);
    for (std::uint32_t i = begin; i < end; ++i) stroke_ring(m_s, m_s.shapes.parts[i]);
  }

  const Stroke& m_s;
  const style::FillPaint& m_paint;
  QColor m_color;
  QPen m_outline;
  QBrush m_brush;
  const style::Hatch* m_hatch = nullptr;
  Mode m_mode = Mode::none;
};

void paint_areas(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token) {
  s.painter.setRenderHint(QPainter::Antialiasing, paint.antialias);
  AreaPainter areas(s, paint);
  int n = 0;
  for (const auto i : features) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) break;
    areas.paint(s.shapes.features[i]);
  }
  s.painter.setRenderHint(QPainter::Antialiasing, true);
}

/// What cannot be summed into a picture is drawn as a box of the same grey.
void draw_specks(const Stroke& s, const QColor& color, std::span<const std::uint32_t> specks) {
  for (const auto i : specks) {
    const Speck& speck = s.shapes.specks[i];
    QColor faint = color;
    faint.setAlphaF(color.alphaF() * std::min(1.0F, speck.area / std::max(1e-3F, speck.width * speck.height)));
    s.painter.fillRect(s.shapes.speck_box(speck), faint);
  }
}

void paint_specks(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> specks, const base::CancelToken& token) {
  constexpr double k_patterned = 0.25;  // of an area is ink
  const double ink = paint.pattern.empty() ? 1 : k_patterned;
  const QColor color = to_qcolor(paint.color, static_cast<double>(paint.opacity) * s.context.opacity * ink);
  if (s.context.picture == nullptr) return draw_specks(s, color, specks);
  const double k = s.shapes.units_per_tile_unit;
  SpeckPainter painter(*s.context.picture, s.context.clip.toRect(), color);
  int n = 0;
  for (const auto i : specks) {
    if (++n % k_cancel_interval == 0 && token.cancelled()) return;
    const Speck& speck = s.shapes.specks[i];
    painter.add(s.shapes.speck_box(speck), static_cast<double>(speck.area) * k * k, speck.row);
  }
}

// --- lines --------------------------------------------------------------------------------------------------------------

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

/// Whether a line turns so gently that mitred corners look round.
bool is_gentle(std::span<const QPointF> line) {
  constexpr double k_cos_squared = 0.67;  // 35 degrees
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    const QPointF a = line[i] - line[i - 1];
    const QPointF b = line[i + 1] - line[i];
    const double dot = QPointF::dotProduct(a, b);
    if (dot < 0 || dot * dot < k_cos_squared * QPointF::dotProduct(a, a) * QPointF::dotProduct(b, b)) return false;
  }
  return true;
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

/// Draws solid lines of one look: gentle ones as filled outlines, which is several times faster than Qt's stroker, all others with a pen.
/// Pen and brush are changed only when needed.
class LinePainter {
 public:
  LinePainter(const Stroke& s, const QPen& pen) : m_s(s), m_pen(pen) {
    const auto cap = pen.capStyle();
    m_ends = cap == Qt::RoundCap ? Ends::round : cap == Qt::SquareCap ? Ends::square : Ends::flat;
    m_may_fill = !s.context.as_vectors && pen.widthF() > 1;  // Qt has a quick way of its own for hairlines
  }

  void open_line(std::span<const QPointF> line) {
    if (!m_may_fill || !is_gentle(line)) {
      use(Mode::stroke);
      m_s.painter.drawPolyline(line.data(), static_cast<int>(line.size()));
      return;
    }
    use(Mode::fill);
    const std::vector<QPointF> outline = outline_of_line(line, m_pen.widthF(), m_ends);
    m_s.painter.drawPolygon(outline.data(), static_cast<int>(outline.size()), Qt::WindingFill);
  }

  void ring(const TilePart& part) {
    use(Mode::stroke);
    stroke_ring(m_s, part);
  }

  void ring_beside(std::span<const QPointF> line, double side) {
    use(Mode::stroke);
    const auto moved = offset_line(line, side, true);
    m_s.painter.drawPolygon(moved.data(), static_cast<int>(moved.size()));
  }

 private:
  enum class Mode { none, stroke, fill };

  void use(Mode mode) {
    if (mode == m_mode) return;
    m_s.painter.setPen(mode == Mode::stroke ? m_pen : QPen(Qt::NoPen));
    m_s.painter.setBrush(mode == Mode::stroke ? QBrush(Qt::NoBrush) : QBrush(m_pen.color()));
    m_mode = mode;
  }

  const Stroke& m_s;
  QPen m_pen;
  Ends m_ends;
  bool m_may_fill;
  Mode m_mode = Mode::none;
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
    for (const LineRun& run : runs_of(*s.context.pack, f.row, s.context.tolerance_m, s.context.projection, near, side)) {
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
    for (const LineRun& run : runs_of(*s.context.pack, f.row, s.context.tolerance_m, s.context.projection, near, side))
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

// --- circles ------------------------------------------------------------------------------------------------------------

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

void paint_draw_list(QPainter& painter, const DrawList& list, const ShapeView& shapes, const PaintContext& context,
                     base::CancelToken token) {
  const Stroke s{painter, shapes, context};
  for (const style::BackgroundPaint& ground : list.backgrounds) {
    const QColor color = to_qcolor(ground.color, static_cast<double>(ground.opacity) * context.opacity);
    const style::Hatch* hatch = style::find_hatch(ground.pattern);
    if (context.as_vectors && hatch != nullptr) {
      draw_hatch(painter, *hatch, color, context.px, context.clip, hatch_origin(context, *hatch));
    } else {
      painter.fillRect(context.clip, ground.pattern.empty() ? QBrush(color) : pattern_brush(painter, context, ground.pattern, color));
    }
  }
  for (const DrawBucket& bucket : list.buckets) {
    if (token.cancelled()) return;
    const auto features = std::span(list.features).subspan(bucket.begin, bucket.end - bucket.begin);
    switch (bucket.type) {
      case style::LayerType::fill: {
        const auto& paint = list.fills[bucket.paint];
        if (bucket.specks) {
          paint_specks(s, paint, features, token);
          break;
        }
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
