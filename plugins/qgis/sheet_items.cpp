// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet_items.h"

#include <qgsbasicnumericformat.h>
#include <qgsfillsymbol.h>
#include <qgslayoutitemmapgrid.h>
#include <qgslayoutitempolyline.h>
#include <qgslinesymbol.h>
#include <qgsscalebarsettings.h>
#include <qgstextformat.h>
#include <QFontMetricsF>

#include "qgis_names.h"

namespace skizze::qgis_helper {

namespace {

constexpr double k_mm_per_point = 25.4 / 72;
constexpr auto k_mm = k_on_paper_mm;
const QColor k_hairline(0x8a, 0x91, 0x99);

std::unique_ptr<QgsLineSymbol> line(const QColor& color, double width_mm) {
  return std::unique_ptr<QgsLineSymbol>(QgsLineSymbol::createSimple({{QStringLiteral("color"), color.name()},
                                                                     {QStringLiteral("width"), QString::number(width_mm)},
                                                                     {QStringLiteral("width_unit"), QStringLiteral("MM")}}));
}

QgsTextFormat text_format(const Ink& ink) {
  QgsTextFormat format;
  format.setFont(sheet_font(ink));
  format.setSize(ink.points);
  format.setSizeUnit(k_unit_pt);
  format.setColor(ink.color);
  return format;
}

}  // namespace

QFont sheet_font(const Ink& ink) {
  QFont font;
  font.setFamilies({QStringLiteral("Liberation Sans"), QStringLiteral("Arial"), QStringLiteral("DejaVu Sans")});
  font.setFamily(QStringLiteral("Liberation Sans"));
  font.setStyleHint(QFont::SansSerif);
  font.setPointSizeF(ink.points);
  font.setBold(ink.bold);
  return font;
}

double text_height_mm(const QString& text, const Ink& ink, double width_mm) {
  if (text.isEmpty()) return 0;
  constexpr int k_fine = 20;  // pixels a point, so that hinting does not count
  QFont font = sheet_font(ink);
  font.setPixelSize(static_cast<int>(ink.points * k_fine));
  const double mm_per_px = k_mm_per_point / k_fine;
  const QRectF room(0, 0, width_mm / mm_per_px * 0.98, 1e7);
  return QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text).height() * mm_per_px + 0.6;
}

void place(QgsLayoutItem& item, const QRectF& mm) {
  item.attemptResize(QgsLayoutSize(mm.width(), mm.height(), k_mm));
  item.attemptMove(QgsLayoutPoint(mm.x(), mm.y(), k_mm));
}

QgsLayoutItemLabel* add_label(QgsPrintLayout& layout, const QString& id, const QString& text, const Ink& ink, const QRectF& mm) {
  auto* label = new QgsLayoutItemLabel(&layout);
  label->setId(id);
  label->setFont(sheet_font(ink));
  label->setFontColor(ink.color);
  label->setText(text);
  label->setHAlign(Qt::AlignLeft);
  label->setMarginX(0);
  label->setMarginY(0);
  layout.addLayoutItem(label);
  place(*label, mm);
  return label;
}

void add_line(QgsPrintLayout& layout, QPointF from, QPointF to) {
  auto* item = new QgsLayoutItemPolyline(QPolygonF(QVector<QPointF>{from, to}), &layout);
  item->setSymbol(line(k_hairline, 0.2).get());
  layout.addLayoutItem(item);
}

QgsLayoutItemMap* add_map(QgsPrintLayout& layout, const QRectF& mm) {
  auto* map = new QgsLayoutItemMap(&layout);
  map->setId(k_map_id);
  map->setFrameEnabled(true);
  map->setFrameStrokeColor(QColor(0x33, 0x38, 0x3e));
  map->setFrameStrokeWidth(QgsLayoutMeasurement(0.25, k_mm));
  map->setBackgroundColor(Qt::white);
  map->setMapFlags({});
  layout.addLayoutItem(map);
  place(*map, mm);
  return map;
}

void add_grid(QgsLayoutItemMap& map, double interval_m) {
  using Grid = QgsLayoutItemMapGrid;
  auto* grid = new Grid(QStringLiteral("grid"), &map);
  grid->setIntervalX(interval_m);
  grid->setIntervalY(interval_m);
  grid->setStyle(Grid::Cross);
  grid->setCrossLength(2);
  grid->setLineSymbol(line(QColor(0x33, 0x38, 0x3e), 0.12).release());
  grid->setAnnotationEnabled(true);
  grid->setAnnotationTextFormat(text_format({6, false, QColor(0x55, 0x5b, 0x62)}));
  grid->setAnnotationPrecision(0);
  grid->setAnnotationFrameDistance(0.8);
  for (const auto side : {Grid::Left, Grid::Right, Grid::Bottom, Grid::Top}) {
    grid->setAnnotationPosition(Grid::OutsideMapFrame, side);
    grid->setAnnotationDisplay(side == Grid::Left ? Grid::LatitudeOnly : side == Grid::Bottom ? Grid::LongitudeOnly : Grid::HideAll, side);
  }
  grid->setAnnotationDirection(Grid::Vertical, Grid::Left);
  map.grids()->addGrid(grid);
}

QgsLayoutItemScaleBar* add_scale_bar(QgsPrintLayout& layout, QgsLayoutItemMap& map, double segment_m, QPointF at) {
  auto* bar = new QgsLayoutItemScaleBar(&layout);
  layout.addLayoutItem(bar);
  bar->setId(QStringLiteral("scale_bar"));
  bar->setStyle(QStringLiteral("Single Box"));
  bar->setLinkedMap(&map);
  const bool kilometres = segment_m >= 1000;
  bar->setUnits(kilometres ? k_kilometres : k_metres);
  bar->setUnitLabel(kilometres ? QStringLiteral("km") : QStringLiteral("m"));
  bar->setMapUnitsPerScaleBarUnit(1);
  bar->setNumberOfSegmentsLeft(0);
  bar->setNumberOfSegments(2);
  bar->setUnitsPerSegment(kilometres ? segment_m / 1000 : segment_m);
  auto number = std::make_unique<QgsBasicNumericFormat>();
  number->setShowThousandsSeparator(true);
  bar->setNumericFormat(number.release());
  bar->setTextFormat(text_format({7, false, QColor(0x22, 0x26, 0x2b)}));
  bar->setHeight(1.6);
  bar->setLabelBarSpace(0.8);
  bar->setBoxContentSpace(0.2);
  bar->setLineSymbol(line(QColor(0x22, 0x26, 0x2b), 0.2).release());
  bar->setFillSymbol(QgsFillSymbol::createSimple(
      {{QStringLiteral("color"), QStringLiteral("#22262b")}, {QStringLiteral("outline_style"), QStringLiteral("no")}}));
  bar->update();
  bar->attemptMove(QgsLayoutPoint(at.x(), at.y(), k_mm));
  return bar;
}

void add_north_arrow(QgsPrintLayout& layout, QgsLayoutItemMap& map, const QString& svg, const QRectF& mm) {
  auto* arrow = new QgsLayoutItemPicture(&layout);
  arrow->setId(QStringLiteral("north_arrow"));
  layout.addLayoutItem(arrow);
  place(*arrow, mm);
  arrow->setPicturePath(svg, k_svg_picture);
  arrow->setLinkedMap(&map);
  arrow->setNorthMode(QgsLayoutItemPicture::GridNorth);
}

}  // namespace skizze::qgis_helper
