// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QgsRasterLayer;

namespace skizze::qgis_helper {

/// Heights as a light relief, as our canvas draws them; anything but one band of numbers stays as it is.
void draw_as_relief(QgsRasterLayer& layer);

}  // namespace skizze::qgis_helper
