// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace maker {

/// Edits a layer of a project as a person does in QGIS, by name of the feature: "set|NAME|FIELD|VALUE", "shift|NAME|DX|DY", "delete|NAME",
/// "add|NAME|WKT".
bool edit_project(const QString& file, const QString& layer_name, const QStringList& steps);

}  // namespace maker
