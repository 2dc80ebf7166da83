// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QBrush>
#include <QColor>
#include <QPainter>
#include <QPainterPath>

#include "style/hatch.h"

namespace skizze::scene {

/// Whether a small square of it is repeated; otherwise it is drawn stroke by stroke.
bool is_texture(const style::Hatch& hatch);
/// Between the strokes of a hatch that starts with each area, painter units: QGIS 3.22 repeats a picture of whole pixels.
double own_spacing(const style::Hatch& hatch, double px);
/// Side of the square that repeats, whole painter units.
double hatch_period(const style::Hatch& hatch, double px);

/// A hatch over a rectangle (painter units; px of them per css pixel); origin: a point where a stroke or dot lies. The period is
/// rounded to whole units so that textures and lines agree.
void draw_hatch(QPainter& painter, const style::Hatch& hatch, const QColor& color, double px, const QRectF& area, QPointF origin);

/// The part of a hatch that lies inside a path, as lines of their own: for painters that cannot clip (SVG), and smaller files.
void draw_hatch_inside(QPainter& painter, const style::Hatch& hatch, const QColor& color, double px, const QPainterPath& path,
                       const QRectF& area, QPointF origin);

/// A hatch as texture brush; a plain brush for names that are no hatch.
QBrush hatch_brush(const std::string& name, const QColor& color, double px);

}  // namespace skizze::scene
