// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgssymbol.h>
#include <QJsonObject>
#include <memory>

namespace skizze::qgis_helper {

/// A symbol as app/style/qgis_spec.h writes it; null where it has no layer that QGIS could draw. Lengths are millimetres; a value that is
/// {"expression": "..."} becomes a data-defined override.
std::unique_ptr<QgsSymbol> symbol_of(const QJsonObject& spec);

/// "r,g,b,a".
QColor color_of(const QJsonValue& value, const QColor& otherwise = Qt::black);
/// The text of {"expression": "..."}; empty for plain values.
QString expression_of(const QJsonValue& value);

}  // namespace skizze::qgis_helper
