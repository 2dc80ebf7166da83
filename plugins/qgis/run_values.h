// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsprocessingcontext.h>
#include <QDir>
#include <QVariantMap>

#include "processing.h"

namespace skizze::qgis_helper {

/// The values of a request as QGIS wants them: every one checked against its parameter (known, of its kind, in its range, a file that is
/// there and can be read), destinations put into the folder or into memory. Numbers, yes/no and choices may be texts; a choice is the
/// number or the words of an option. Lists are arrays or texts with ';'. Errors name the parameter: not_found, invalid, unreadable.
base::Result<QVariantMap> read_values(const QgsProcessingAlgorithm& algorithm, const QJsonObject& values, const QDir& folder,
                                      QgsProcessingContext& context);

}  // namespace skizze::qgis_helper
