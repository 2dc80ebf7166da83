// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the pieces of the QPainter backend share; for painter.cpp and its neighbours alone.
#pragma once

#include <functional>
#include <span>

#include "scene/coverage.h"
#include "scene/inner_borders.h"
#include "scene/painter.h"
#include "style/hatch.h"

namespace skizze::scene {

inline constexpr int k_cancel_interval = 256;

/// While one draw list is painted.
struct Stroke {
  QPainter& painter;
  const ShapeView& shapes;
  const PaintContext& context;
  CoverageRaster* raster = nullptr;       ///< for plain colours on pictures; null elsewhere
  const InnerBorders* without = nullptr;  ///< segments that are not stroked; null: none
};

/// A point of the endless hatch near the painter's origin.
QPointF hatch_origin(const PaintContext& context, const style::Hatch& hatch);
/// Hatch or sprite; sets the brush's origin. Names that are neither give the plain colour.
QBrush pattern_brush(QPainter& painter, const PaintContext& context, const std::string& name, const QColor& color);
/// All that can be seen in one colour or pattern.
void fill_clip(QPainter& painter, const PaintContext& context, const QColor& color, const std::string& pattern);
/// What is stroked of a ring: all of it, or the runs between the edges that clipping made, none of them torn at the ring's own start.
void visit_ring(const ShapeView& shapes, const tiles::TilePart& part,
                const std::function<void(std::span<const QPointF> points, bool closed)>& visit);
/// Strokes a ring with the pen set (no brush), leaving out the edges that clipping made.
void stroke_ring(const Stroke& s, const tiles::TilePart& part);

void paint_areas(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token);
/// All that can be seen but these areas, as one shape.
void paint_surroundings(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> features);
/// Borders of areas that are drawn as one: without those that two of them share.
void paint_outer_borders(const Stroke& s, const style::LinePaint& paint, std::span<const std::uint32_t> features,
                         const base::CancelToken& token);
void paint_specks(const Stroke& s, const style::FillPaint& paint, std::span<const std::uint32_t> specks, const base::CancelToken& token);
void paint_lines(const Stroke& s, const style::LinePaint& paint, std::span<const std::uint32_t> features, const base::CancelToken& token);
void paint_circles(const Stroke& s, const style::CirclePaint& paint, std::span<const std::uint32_t> features,
                   const base::CancelToken& token);

}  // namespace skizze::scene
