// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What QGIS draws at a place of its project.
#pragma once

#include <QtCore/QJsonObject>
#include <memory>
#include <string>
#include <vector>

#include "feature/layer_pack.h"
#include "qgis/qgis_project.h"

namespace skizze::qgis {

struct Place {
  geo::Point2 mercator;  ///< Web Mercator metres
  double radius_m = 0;   ///< of Web Mercator
  double m_per_px = 0;   ///< of Web Mercator, css pixels: decides about scale limits
};

/// A feature as a pack of one row: its shape, and its fields under the names that QGIS's forms give them, real numbers or texts. The pack's
/// name is the layer's; what the layer calls the feature is the first column.
struct Found {
  std::shared_ptr<const feature::LayerPack> pack;
};

/// Asks the helper; done is called once, on the helper's thread, topmost first. Gives a number for Helper::cancel(). Errors: those of
/// Helper::submit.
std::uint64_t look_up(QgisProject& project, const Place& place, std::function<void(base::Result<std::vector<Found>>)> done);

/// Total: what makes no sense is left out.
std::vector<Found> read_found(const QJsonObject& report, const std::string& file);

}  // namespace skizze::qgis
