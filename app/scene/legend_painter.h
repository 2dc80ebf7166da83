// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QFont>
#include <QPainter>
#include <QString>

#include "scene/sprites.h"
#include "style/legend.h"

namespace skizze::scene {

/// A small picture of a legend entry within an area (painter units), as the map draws it but never wider than the area. sprites: where
/// patterns and signs come from; null leaves them out.
void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry, const Sprites* sprites);

/// The legend of one layer: its name, then one line for each entry. Words are the caller's, in the reader's language.
struct LegendBlock {
  QString title;
  std::shared_ptr<const Sprites> sprites;  ///< of the layer; may be null
  struct Line {
    style::LegendEntry entry;
    QString words;
  };
  std::vector<Line> lines;
};

/// Size of the legend in painter units at this font; blocks below each other.
QSizeF legend_size(const std::vector<LegendBlock>& blocks, const QFont& font);
/// Draws it at a point on a plate of its own.
void paint_legend(QPainter& painter, QPointF at, const std::vector<LegendBlock>& blocks, const QFont& font, const QColor& ground,
                  const QColor& ink);

}  // namespace skizze::scene
