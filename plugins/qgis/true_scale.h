// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QgsProject;

namespace skizze::qgis_helper {

/// QGIS takes the scale of a picture from the metres of its projection. Those of Web Mercator, in which the canvas is drawn, are longer
/// than true ones (by 1.5 to 1.7 in Germany), so every scale limit of the project (layers, rules, labels, reference scales) is stretched by
/// what holds in the middle of its data. A project that is in Web Mercator itself means Mercator's scales and stays as it is.
void hold_scales_in_mercator(QgsProject& project);

}  // namespace skizze::qgis_helper
