// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsrectangle.h>
#include <QJsonObject>

#include "session.h"

class QgsCoordinateReferenceSystem;
class QgsProject;

namespace skizze::qgis_helper {

/// Web Mercator box of a layer's extent; null where it has none or it cannot be put there.
QgsRectangle mercator_extent(const QgsProject& project, const QgsRectangle& extent, const QgsCoordinateReferenceSystem& crs);

/// The open project as the window sees it (README, "open").
QJsonObject describe(const QgsProject& project, const Session& session);

}  // namespace skizze::qgis_helper
