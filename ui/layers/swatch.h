// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include "style/classify.h"
#include "style/legend.h"

class QPainter;

namespace skizze::ui {

QColor to_qcolor(const style::Color& color, double opacity = 1);
style::Color from_qcolor(const QColor& color);
/// Draws what a legend entry says: an area as a small shape, a line as a wave, a point as its circle.
void paint_swatch(QPainter& painter, const QRectF& area, const style::LegendEntry& entry);
QPixmap swatch_pixmap(const style::LegendEntry& entry, int size_px, double device_pixel_ratio);
/// The picture of one symbol, as its legend would show it.
QPixmap symbol_pixmap(const style::SimpleSymbol& symbol, geo::GeometryKind kind, int size_px, double device_pixel_ratio);
/// "1,5 – 20": a class of numbers in the language of the window.
QString range_text(double from, double to);
QString label_of(const style::LegendEntry& entry);

}  // namespace skizze::ui
