// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The QPainter backend: draw lists onto pictures, paper and files.
#pragma once

#include <QPainter>

#include "base/cancel.h"
#include "scene/draw_list.h"
#include "scene/shapes.h"

namespace skizze::scene {

struct PaintContext {
  double px = 1;                             ///< painter units per css pixel
  double opacity = 1;                        ///< multiplied into every colour (vector output; pictures fade whole layers instead)
  Projection projection;                     ///< of the shapes that are painted
  QRectF clip;                               ///< what can be seen, painter units
  const feature::LayerPack* pack = nullptr;  ///< where dashed lines fetch their whole course
  double tolerance_m = 0;                    ///< simplification that the shapes were made with
  QPointF world_origin;                      ///< where the world's north-west corner lies: hatches start there and join across squares
  bool as_vectors = false;                   ///< hatches as lines instead of as texture
  QImage* picture = nullptr;                 ///< what the painter paints on, so that specks can be summed into it; null: they are drawn
  const Sprites* sprites = nullptr;          ///< pictures that patterns may name; may be null
};

QColor to_qcolor(const style::Color& color, double opacity = 1);

/// Fills all that can be seen.
void paint_backgrounds(QPainter& painter, const std::vector<style::BackgroundPaint>& grounds, const PaintContext& context);
/// Paints buckets in order; the painter is in painter units, antialiasing on. Stops when cancelled.
void paint_draw_list(QPainter& painter, const DrawList& list, const ShapeView& shapes, const PaintContext& context,
                     base::CancelToken token = {});

}  // namespace skizze::scene
