// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "geo/geometry.h"

namespace skizze::ui {

/// "32U 456.789,0 5.678.901,0"-like text of a place in ETRS89/UTM: zone, easting, northing in whole metres. epsg 25831..25833, or 0 for the
/// zone that suits the place. Empty where it cannot be computed.
QString utm_text(geo::Point2 mercator, int epsg);
/// "52,51234° N  13,40123° E".
QString degrees_text(geo::Point2 mercator);
/// The same for machines and other programs, with a point: "52.512340, 13.401230".
QString degrees_plain(geo::Point2 mercator);
/// "EPSG:25832" as people say it: "ETRS89 / UTM 32N".
QString crs_text(int epsg);

}  // namespace skizze::ui
