// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsvectorlayer.h>
#include <QJsonObject>
#include <vector>

#include "base/result.h"

namespace skizze::qgis_helper {

/// Gives the layer renderer and labels as app/style/qgis_spec.h writes them. What cannot be shown is added to `lost`.
void style_layer(QgsVectorLayer& layer, const QJsonObject& spec, std::vector<base::Message>& lost);

}  // namespace skizze::qgis_helper
