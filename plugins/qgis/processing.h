// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS's native algorithms: which of them are offered, what they want, and running one.
#pragma once

#include <qgsprocessingalgorithm.h>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <vector>

#include "base/result.h"
#include "session.h"
#include "talk.h"

namespace skizze::qgis_helper {

/// QGIS speaks this language from now on, as far as its translations are installed ("de", "en"; unknown ones change nothing).
void speak(const QString& language);

/// Whether an algorithm is offered: see algorithms.cpp for what is left out and why.
bool is_offered(const QgsProcessingAlgorithm& algorithm);
/// Those that are offered, in QGIS's order. They live as long as the process.
std::vector<const QgsProcessingAlgorithm*> offered_algorithms();
/// Null where there is none of that id, or it is not offered.
const QgsProcessingAlgorithm* algorithm_named(const QString& id);

/// {id, name, group, help, tags: [..], english: the English name, parameters: [..], outputs: [{name, description, type}]}
QJsonObject describe(const QgsProcessingAlgorithm& algorithm);
/// {name, description, type, optional, advanced, default?, multiple?, options?, minimum?, maximum?, integer?, geometry?, parent?, fields?,
/// help?}
QJsonObject describe(const QgsProcessingParameterDefinition& parameter);

/// What a person asked for.
struct RunWish {
  QString algorithm;
  QJsonObject values;         ///< by parameter; a destination that is true is wanted although it is optional
  QJsonObject metadata;       ///< {history, licence, attribution, date} of such a layer; empty texts are left out
  QString crs;                ///< of the project, for ellipsoid and units; empty: that of the first layer
  QString title;              ///< of a layer that comes of it; empty: the word of the algorithm
  QString folder;             ///< a name of 8 to 64 letters, digits and '-', for the folder the results are written to
  bool skip_invalid = false;  ///< features with invalid geometry are left out and named; otherwise the algorithm stops at them
};

/// -> {outputs: [{name, description, type: "vector" | "raster" | "file", file, layer, count, geometry, crs}], values: {name: value},
/// log: [{level: "info" | "warning" | "error", text}], lost: count}
/// Files lie in session.folder/wish.folder. Errors: not_found (algorithm, input), invalid (parameters, geometry), cancelled, no_space.
base::Result<QJsonObject> run_algorithm(Session& session, const RunWish& wish, Talk& talk);

}  // namespace skizze::qgis_helper
