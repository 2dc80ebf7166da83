// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgspointxy.h>
#include <qgsrectangle.h>
#include <QJsonObject>
#include <QString>
#include <QVector>

#include "base/result.h"

namespace skizze::qgis_helper {

/// A map on paper, as it is asked for. Texts come in the person's language; "[%" in them is not QGIS's.
struct Sheet {
  QString paper = QStringLiteral("A4");  ///< "A4" or "A3"
  bool landscape = true;
  QString template_file;  ///< a .qpt of the city's own; empty: ours
  double scale = 0;       ///< denominator; 0: the largest usual one at which `box` fits
  QgsPointXY center;      ///< in the project's CRS
  QgsRectangle box;       ///< in the project's CRS; null: center counts
  bool grid = true;
  bool legend = true;
  QJsonObject texts;  ///< title, subtitle, author, date, project, attribution, crs
  QJsonObject words;  ///< headings: legend, scale, author, date, project, crs, sources, page ("{n}", "{count}"), grid_north
  QString language;   ///< for numbers

  QString text(const char* name) const;
  QString word(const char* name) const;
};

/// One page for each feature of a layer.
struct Series {
  QString layer;  ///< id of the description; empty: no series
  QString name;   ///< attribute that names the pages; empty: their numbers do
};

/// A paper's width and height in millimetres as it lies.
QSizeF paper_mm(const Sheet& sheet);
/// The usual scales, the largest first: 1:250 to 1:100.000.
const QVector<double>& usual_scales();
/// The first of them at which the box fits on a map of this size.
double scale_that_fits(const QgsRectangle& box, const QSizeF& map_mm);
/// The box around the centre that a map of this size shows.
QgsRectangle extent_at(const QgsPointXY& center, double scale, const QSizeF& map_mm);
/// 1, 2 or 5 times a power of ten, not above the value.
double round_below(double value);

/// Errors: invalid (what is missing or out of range is named).
base::Result<Sheet> read_sheet(const QJsonObject& request);
Series read_series(const QJsonObject& request);

}  // namespace skizze::qgis_helper
