// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The parts a sheet is put together from: millimetres from the page's top left corner, text sizes in points.
#pragma once

#include <qgslayoutitem.h>
#include <qgslayoutitemlabel.h>
#include <qgslayoutitemlegend.h>
#include <qgslayoutitemmap.h>
#include <qgslayoutitempicture.h>
#include <qgslayoutitemscalebar.h>
#include <qgsprintlayout.h>
#include <QColor>
#include <QFont>
#include <QRectF>

namespace skizze::qgis_helper {

/// Ids of items that are filled in; templates use the same.
inline const QString k_map_id = QStringLiteral("map");
inline const QString k_attribution_id = QStringLiteral("attribution");

struct Ink {
  double points = 8;
  bool bold = false;
  QColor color = QColor(0x22, 0x26, 0x2b);
};

QFont sheet_font(const Ink& ink);
/// How high the text stands in a column of this width.
double text_height_mm(const QString& text, const Ink& ink, double width_mm);

void place(QgsLayoutItem& item, const QRectF& mm);
QgsLayoutItemLabel* add_label(QgsPrintLayout& layout, const QString& id, const QString& text, const Ink& ink, const QRectF& mm);
/// A hairline from one point to another.
void add_line(QgsPrintLayout& layout, QPointF from, QPointF to);
QgsLayoutItemMap* add_map(QgsPrintLayout& layout, const QRectF& mm);
/// Crosses at round coordinates, with their numbers at the left and the lower edge.
void add_grid(QgsLayoutItemMap& map, double interval_m);
QgsLayoutItemScaleBar* add_scale_bar(QgsPrintLayout& layout, QgsLayoutItemMap& map, double segment_m, QPointF at);
/// svg: a file.
void add_north_arrow(QgsPrintLayout& layout, QgsLayoutItemMap& map, const QString& svg, const QRectF& mm);

/// The legend of the layers on the map, without headings and doubles, made smaller until it fits; false where it does not even so.
/// only_seen: without what lies nowhere on the map.
bool add_legend(QgsPrintLayout& layout, QgsLayoutItemMap& map, const QRectF& mm, int columns, bool only_seen);

}  // namespace skizze::qgis_helper
