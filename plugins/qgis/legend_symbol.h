// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgssymbol.h>
#include <qgsvectorlayer.h>
#include <QString>
#include <memory>

namespace skizze::qgis_helper {

/// A symbol for the legend: what depends on features is taken from one that the filter lets through, what depends on the scale from this
/// one, and lines are no thicker than a legend can bear.
std::unique_ptr<QgsSymbol> legend_symbol(const QgsSymbol& symbol, QgsVectorLayer& layer, const QString& filter, double scale);

/// Draws the second over the first: a street over its casing.
void put_over(QgsSymbol& below, const QgsSymbol& above);

/// Makes the thickest line this thick at most and the others thinner with it.
void thin_lines(QgsSymbol& symbol, double most_mm);

}  // namespace skizze::qgis_helper
