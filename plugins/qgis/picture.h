// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qgsrectangle.h>
#include <QByteArray>
#include <QImage>
#include <QStringList>

#include "base/result.h"
#include "talk.h"

namespace skizze::qgis_helper {

struct View {
  QgsRectangle box;  ///< Web Mercator metres
  int width_px = 0;
  int height_px = 0;
  double dpi = 96;
  double buffer_px = 0;       ///< symbols of what lies so far outside are drawn too
  bool labels = true;         ///< and diagrams; only whole ones: what does not fit into the view is not written
  bool part_of_more = false;  ///< a tile: nothing may depend on the view's edges
  QStringList layers;         ///< ids, topmost first; empty: those that the project shows
};

/// The view of the open project, drawn by QGIS; transparent ground. Errors: cancelled, too_large (more than k_most_px), invalid.
base::Result<QImage> draw(const View& view, Talk& talk);
inline constexpr int k_most_px = 8192;

/// Only what QGIS places on the view as a whole, labels and diagrams, as it lies in draw() of the same view; null picture where no layer
/// has any. Errors: as draw().
base::Result<QImage> draw_labels(const View& view, Talk& talk);

/// PNG, packed quickly; empty for a picture in which nothing is to be seen.
QByteArray png_of(const QImage& image);

}  // namespace skizze::qgis_helper
