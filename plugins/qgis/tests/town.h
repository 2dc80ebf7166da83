// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QgsVectorLayer;

namespace maker {

/// Writes town.gpkg (districts, blocks, parcels, streets, trees, stops, in EPSG:25832) and people.csv into a folder. Always the same.
bool write_data(const QString& folder);

/// Ten layers of it with eight kinds of renderer, labels, groups, a join, aliases, a value map, scale limits, a macro and an action, as
/// town.qgz in the folder.
bool write_project(const QString& folder);

/// The symbology and labels of one layer by its name.
void dress(QgsVectorLayer& layer);

}  // namespace maker
