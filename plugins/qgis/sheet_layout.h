// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsprintlayout.h>
#include <QDir>
#include <vector>

#include "base/result.h"
#include "clean.h"
#include "sheet.h"

class QgsLayoutItemMap;

namespace skizze::qgis_helper {

/// What a sheet came to.
struct LaidOut {
  QgsLayoutItemMap* map = nullptr;
  double scale = 0;
  std::vector<base::Message> lost;
};

/// Puts our own sheet onto an empty layout: map, title block, legend, scale bar, north arrow, sources. folder: for the files that QGIS
/// wants to read.
base::Result<LaidOut> lay_out(QgsPrintLayout& layout, const Sheet& sheet, const Series& series, const QDir& folder);

/// The same with a template of the city's own, cleaned by the allow-list of projects (clean.h): labels with our ids get our texts, the map
/// called "map" (or the largest) gets the place, and sources are added where the template has no room for them. Errors: those of
/// reading; damaged, invalid (no map in it), refused (a template of QGIS 2).
base::Result<LaidOut> lay_out_template(QgsPrintLayout& layout, const Sheet& sheet, const Series& series);

/// Gives the map its place at exactly this scale.
void look_at(LaidOut& out, const Sheet& sheet);
/// "1 : 1.000", as the map has it when it is drawn.
QString scale_expression();
/// What stands under the title of a page of a series.
QString page_expression(const Sheet& sheet);
/// The sources with their heading; empty where there are none.
QString sources_text(const Sheet& sheet);

}  // namespace skizze::qgis_helper
