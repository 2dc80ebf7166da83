// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <optional>

#include <QPainterPath>
#include <QPen>

#include "scene/hatch_painter.h"
#include "scene/painter_parts.h"
#include "scene/pattern_painter.h"
#include "scene/specks.h"
#include "scene/thin_lines.h"

namespace skizze::scene {

namespace {

using tiles::TileFeature;
using tiles::TilePart;

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

/// A point that a stroke of a feature goes through: QGIS 3.22 begins at the first corner (measured at five scales).
QPointF start_of(const Stroke& s, const style::Hatch& hatch, const TileFeature& f) {
  if (!hatch.own_start || s.context.pack == nullptr || f.density) return hatch_origin(s.context, hatch);
  const feature::LayerPack& pack = *s.context.pack;
  const feature::PartView part = pack.part(f.row, 0);
  return s.context.projection({pack.origin().x + part.x[0] * pack.step_m(), pack.origin().y + part.y[0] * pack.step_m()});
}

void hatch_polygon(const Stroke& s, const style::Hatch& hatch, const QColor& color, QPointF start, std::uint32_t begin, std::uint32_t end) {
  const QPainterPath path = path_with_holes(s.shapes, begin, end);
  draw_hatch_inside(s.painter, hatch, color, s.context.px, path, path.boundingRect().intersected(s.context.clip), start);
}

constexpr double k_hairline_px = 0.8;

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
    // A hairline on any screen: a device pixel, but four fifths of its ink, as the one pixel of a graphics card has on average.
    m_outline = QPen(to_qcolor(paint.outline_color, opacity),
                     s.context.as_vectors ? 0.75 * s.context.px : std::max(k_hairline_px, s.context.px * k_hairline_px / 2));
    m_outline.setJoinStyle(Qt::MiterJoin);
    if (!paint.pattern.empty()) m_hatch = style::find_hatch(paint.pattern);
    if (m_hatch && !s.context.as_vectors && is_texture(*m_hatch)) m_hatch.reset();
    m_raster = paint.pattern.empty() && paint.antialias ? s.raster : nullptr;
    m_outline_shape = {m_outline.widthF(), Join::miter, Cap::flat};
    if (m_raster != nullptr && ThinLines::can_draw(m_outline.color(), m_outline_shape.width))
      m_thin.emplace(*s.context.picture, s.context.clip.toRect(), s.raster->shift());
    if (!m_hatch) m_brush = paint.pattern.empty() ? QBrush(m_color) : pattern_brush(s.painter, s.context, paint.pattern, m_color);
  }

  void paint(const TileFeature& f) {
    for (std::uint32_t i = f.part_begin; i < f.part_end;) {
      const std::uint32_t end = end_of_polygon(m_s.shapes, i, f.part_end);
      if (m_hatch) {
        hatch_polygon(m_s, *m_hatch, m_color, start_of(m_s, *m_hatch, f), i, end);
        m_mode = Mode::none;
      }
      if (m_raster != nullptr) {
        raster(i, end);
      } else if (end - i == 1) {
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

  void raster(std::uint32_t begin, std::uint32_t end) {
    const auto outer = m_s.shapes.points_of(m_s.shapes.parts[begin]);
    const QRectF box = CoverageRaster::box_of(outer);
    const double reach = m_outline_shape.width;
    if (m_color.alpha() > 0 && m_raster->begin(box)) {
      for (std::uint32_t i = begin; i < end; ++i) m_raster->add_ring(m_s.shapes.points_of(m_s.shapes.parts[i]));
      m_raster->fill(m_color);
    }
    const bool outlined = m_paint.has_outline && m_outline.color().alpha() > 0 && (end - begin > 1 || !is_speck(outer));
    if (!outlined) return;
    if (m_thin) {
      for (std::uint32_t i = begin; i < end; ++i) {
        visit_ring(m_s.shapes, m_s.shapes.parts[i], [this](std::span<const QPointF> run, bool closed) {
          m_thin->draw(run, m_outline_shape.width, m_outline_shape.cap, closed, m_outline.color());
        });
      }
      return;
    }
    if (!m_raster->begin(box.adjusted(-reach, -reach, reach, reach))) return;
    for (std::uint32_t i = begin; i < end; ++i) {
      visit_ring(m_s.shapes, m_s.shapes.parts[i],
                 [this](std::span<const QPointF> run, bool closed) { m_raster->add_stroke(run, m_outline_shape, closed); });
    }
    m_raster->fill(m_outline.color());
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
  std::optional<style::Hatch> m_hatch;  // drawn stroke by stroke
  CoverageRaster* m_raster = nullptr;   // null: the painter does it
  StrokeShape m_outline_shape;
  std::optional<ThinLines> m_thin;
  Mode m_mode = Mode::none;
};

/// What cannot be summed into a picture is drawn as a box of the same grey.
void draw_specks(const Stroke& s, const QColor& color, std::span<const std::uint32_t> specks) {
  for (const auto i : specks) {
    const Speck& speck = s.shapes.specks[i];
    QColor faint = color;
    faint.setAlphaF(color.alphaF() * std::min(1.0F, speck.area / std::max(1e-3F, speck.width * speck.height)));
    s.painter.fillRect(s.shapes.speck_box(speck), faint);
  }
}

}  // namespace

void visit_ring(const ShapeView& shapes, const TilePart& part,
                const std::function<void(std::span<const QPointF> points, bool closed)>& visit) {
  const auto ring = shapes.points_of(part);
  if (!shapes.any_cut(part)) return visit(ring, true);
  const auto n = ring.size();
  std::size_t start = 0;  // begin behind a cut edge
  while (start < n && !shapes.is_cut(part.begin + start)) ++start;
  std::vector<QPointF> run;
  for (std::size_t k = 1; k <= n; ++k) {
    const std::size_t i = (start + k) % n;
    run.push_back(ring[i]);
    if (!shapes.is_cut(part.begin + i) && k < n) continue;
    if (run.size() >= 2) visit(run, false);
    run.clear();
  }
}

void stroke_ring(const Stroke& s, const TilePart& part) {
  visit_ring(s.shapes, part, [&](std::span<const QPointF> points, bool closed) {
    const auto count = static_cast<int>(points.size());
    closed ? s.painter.drawPolygon(points.data(), count) : s.painter.drawPolyline(points.data(), count);
  });
}

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

}  // namespace skizze::scene
