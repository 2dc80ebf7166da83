// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Pictures and soft edges: what a plain brush or pen cannot do.
#pragma once

#include <span>
#include <vector>

#include <QBrush>
#include <QImage>
#include <QPainter>
#include <QPen>

#include "scene/shapes.h"
#include "scene/sprites.h"
#include "style/evaluate.h"

namespace skizze::scene {

/// A sprite as texture brush, `px` painter units per css pixel; no brush for names that are no sprite. The picture's corner lies on the
/// point that QPainter::setBrushOrigin gets from pattern_origin().
QBrush sprite_brush(const Sprites* sprites, const std::string& name, const QColor& color, double px);

/// A point near the painter's origin where an endless pattern of this size has its corner, so that it goes on across squares.
QPointF pattern_origin(QPointF world_origin, QSizeF period);

/// Draws a sprite along lines, its height as wide as the line; the first picture begins where a line begins.
class LinePattern {
 public:
  LinePattern(const Sprites* sprites, const std::string& name, const QColor& color, double width);
  bool usable() const { return !m_picture.isNull(); }
  void draw(QPainter& painter, const LineRun& run) const;

 private:
  QImage m_picture;
  double m_width;
};

/// Pens that, drawn one after the other, give a line whose edges fade over `blur` painter units.
std::vector<QPen> soft_pens(const QPen& pen, double blur);

/// A disc that fades towards its rim, around (0, 0); radius with the stroke.
QBrush soft_disc(const style::CirclePaint& paint, double radius, double opacity);

}  // namespace skizze::scene
