// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace maker {

/// Runs an algorithm by QGIS alone and prints what came of it: field names, then one line for each feature, or name=value for figures.
/// arguments: id, "PARAM=VALUE"...
bool print_result(const QStringList& arguments);

/// Prints the features of a file in the same way.
bool print_features(const QString& file);

}  // namespace maker
