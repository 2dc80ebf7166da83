// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <vector>

#include "base/result.h"
#include "talk.h"

class QgsProject;

namespace skizze::qgis_helper {

/// Fills an empty project from a description (app/project/qgis_export.h) whose tables lie in the GeoPackage: title, CRS, groups, layers
/// with styles, labels, aliases, words, joins, licences; its default view shows all. Gives the number of layers; what cannot be shown is
/// added to `lost`. Errors: cancelled, unreadable (a table is missing).
base::Result<int> build_project(QgsProject& project, const QJsonObject& description, const QString& gpkg, Talk& talk,
                                std::vector<base::Message>& lost);

}  // namespace skizze::qgis_helper
