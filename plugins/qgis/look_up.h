// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgspointxy.h>
#include <QJsonArray>

#include "base/result.h"
#include "talk.h"

namespace skizze::qgis_helper {

struct Place {
  QgsPointXY at;        ///< Web Mercator metres
  double radius_m = 0;  ///< of Web Mercator
  double m_per_px = 0;  ///< of Web Mercator, css pixels: decides about scale limits
};

/// Features that the open project shows at a place, topmost layer first, at most k_most_found; what a renderer, a filter or a scale limit
/// leaves out is not among them. Fields as QGIS's forms show them: aliases, texts of value maps, hidden ones left out, none without a
/// value; numbers with decimals as numbers, the rest as texts. Rasters give their bands' values. Geometry: {kind: "point" | "line" |
/// "area", parts: [{hole, xy: [x, y, ...]}]} in Web Mercator; a shape of more than k_most_vertices is left out. Errors: invalid, cancelled.
base::Result<QJsonArray> look_up(const Place& place, Talk& talk);
inline constexpr int k_most_found = 32;
inline constexpr int k_most_vertices = 100'000;

}  // namespace skizze::qgis_helper
