// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/painter.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "scene/hatch_painter.h"
#include "scene/painter_parts.h"
#include "scene/pattern_painter.h"

namespace skizze::scene {

namespace {

/// Plain colours can be laid straight onto a picture that nothing but a shift lies before.
bool may_raster(const QPainter& painter, const PaintContext& context) {
  const bool straight = painter.worldTransform().type() <= QTransform::TxTranslate && painter.opacity() == 1;
  return context.picture != nullptr && !context.as_vectors && straight;
}

void paint_translated(const Stroke& s, const std::array<float, 2>& translate, const std::function<void()>& paint) {
  const QPointF shift(static_cast<double>(translate[0]) * s.context.px, static_cast<double>(translate[1]) * s.context.px);
  if (shift.isNull()) return paint();
  s.painter.translate(shift);
  if (s.raster != nullptr) s.raster->move_by(shift);
  paint();
  if (s.raster != nullptr) s.raster->move_by(-shift);
  s.painter.translate(-shift);
}

}  // namespace

QPointF hatch_origin(const PaintContext& context, const style::Hatch& hatch) {
  if (!is_texture(hatch)) return context.world_origin;
  const double period = hatch_period(hatch, context.px);
  return pattern_origin(context.world_origin, {period, period});
}

QBrush pattern_brush(QPainter& painter, const PaintContext& context, const std::string& name, const QColor& color) {
  if (const auto hatch = style::find_hatch(name)) {
    painter.setBrushOrigin(hatch_origin(context, *hatch));
    return hatch_brush(name, color, context.px);
  }
  QBrush brush = sprite_brush(context.sprites, name, color, context.px);
  if (brush.style() != Qt::TexturePattern) return QBrush(color);
  painter.setBrushOrigin(pattern_origin(context.world_origin, brush.textureImage().size()));
  return brush;
}

void fill_clip(QPainter& painter, const PaintContext& context, const QColor& color, const std::string& pattern) {
  const auto hatch = style::find_hatch(pattern);
  if (hatch && (context.as_vectors || !is_texture(*hatch))) {
    draw_hatch(painter, *hatch, color, context.px, context.clip, hatch_origin(context, *hatch));
  } else {
    painter.fillRect(context.clip, pattern.empty() ? QBrush(color) : pattern_brush(painter, context, pattern, color));
  }
}

QColor to_qcolor(const style::Color& color, double opacity) {
  return QColor::fromRgbF(color.r, color.g, color.b, static_cast<float>(std::clamp(static_cast<double>(color.a) * opacity, 0.0, 1.0)));
}

void paint_backgrounds(QPainter& painter, const std::vector<style::BackgroundPaint>& grounds, const PaintContext& context) {
  for (const style::BackgroundPaint& ground : grounds) {
    fill_clip(painter, context, to_qcolor(ground.color, static_cast<double>(ground.opacity) * context.opacity), ground.pattern);
  }
}

void paint_draw_list(QPainter& painter, const DrawList& list, const ShapeView& shapes, const PaintContext& context,
                     base::CancelToken token) {
  std::optional<CoverageRaster> raster;
  if (may_raster(painter, context)) {
    raster.emplace(*context.picture, context.clip.toRect());
    raster->move_by({painter.worldTransform().dx(), painter.worldTransform().dy()});
  }
  const Stroke s{painter, shapes, context, raster ? &*raster : nullptr};
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
        const bool around = bucket.areas == style::AreaScope::surroundings;
        paint_translated(s, paint.translate,
                         [&] { around ? paint_surroundings(s, paint, features) : paint_areas(s, paint, features, token); });
        break;
      }
      case style::LayerType::line: {
        const auto& paint = list.lines[bucket.paint];
        const bool merged = bucket.areas == style::AreaScope::merged;
        paint_translated(s, paint.translate,
                         [&] { merged ? paint_outer_borders(s, paint, features, token) : paint_lines(s, paint, features, token); });
        break;
      }
      case style::LayerType::circle: paint_circles(s, list.circles[bucket.paint], features, token); break;
      default: break;
    }
  }
}

}  // namespace skizze::scene
