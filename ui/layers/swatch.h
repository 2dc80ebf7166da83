// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QRectF>
#include <QSize>
#include <QString>

#include "scene/sprites.h"
#include "style/classify.h"
#include "style/legend.h"

class QPainter;

namespace skizze::ui {

QColor to_qcolor(const style::Color& color, double opacity = 1);
style::Color from_qcolor(const QColor& color);
/// Draws what a legend entry says: an area as a small shape with its pattern and sign, a line as a stroke, a point as its disc or sign.
/// sprites: of the layer; null: our own.
void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry, const scene::Sprites* sprites = nullptr);
/// A legend's swatches are wider than high, so that a pattern or the letters of a plan sign have room.
QSize swatch_size(int height_px);
QPixmap swatch_pixmap(const style::LegendEntry& entry, QSize size_px, double device_pixel_ratio, const scene::Sprites* sprites = nullptr);
/// The picture of one symbol, as its legend would show it.
QPixmap symbol_pixmap(const style::SimpleSymbol& symbol, geo::GeometryKind kind, QSize size_px, double device_pixel_ratio);
/// "1,5 – 20": a class of numbers in the language of the window.
QString range_text(double from, double to);
QString label_of(const style::LegendEntry& entry);

}  // namespace skizze::ui
