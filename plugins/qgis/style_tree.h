// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDomElement>
#include <QJsonObject>

namespace skizze::qgis_helper {

/// A QGIS style as a JSON tree, {"tag", "attributes": {...}, "text", "children": [...]}: what skizze-prepare makes of a .qml file
/// (app/readers/qml.h). Attributes longer than 10,000 characters (symbols within callouts) are left out, and what lies deeper than 64.
/// Markers that are more than one simple shape carry their picture: the attribute "picture" of the symbol holds a PNG in base64, four
/// pixels to a css pixel, around the marker's place in its middle.
QJsonObject style_tree(const QDomElement& root);

}  // namespace skizze::qgis_helper
