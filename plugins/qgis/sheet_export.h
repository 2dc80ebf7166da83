// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsprintlayout.h>
#include <qgsvectorlayer.h>
#include <QByteArray>

#include "base/result.h"
#include "sheet.h"
#include "sheet_layout.h"
#include "talk.h"

namespace skizze::qgis_helper {

/// The layer of a series. Errors: invalid (no such layer, or nothing in it).
base::Result<QgsVectorLayer*> series_layer(const QgsProject& project, const Series& series);
/// A box as wide as the widest and as high as the highest feature, with some room around it: at a scale at which it fits, all do.
QgsRectangle largest_of(QgsVectorLayer& layer);
/// Makes the layout a series: its atlas goes over the features at one scale; the surroundings of areas are paled. Gives the number of pages
/// and adds to what is lost that some features are larger than the map.
int make_series(QgsPrintLayout& layout, LaidOut& out, QgsVectorLayer& layer, const Series& series);

/// Vectors, text as text with its fonts.
base::Result<QByteArray> pdf_of(QgsPrintLayout& layout, double dpi, const QString& file);
/// All pages of a series; progress counts them, and a cancel ends it after the page that is at work.
base::Result<QByteArray> series_pdf(QgsPrintLayout& layout, double dpi, const QString& file, Talk& talk);
/// The first page as it is; too_large where it would have more than 200 million pixels.
base::Result<QByteArray> png_of_page(QgsPrintLayout& layout, double dpi);

}  // namespace skizze::qgis_helper
