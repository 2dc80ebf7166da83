// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// identify: what QGIS draws at a place. {point: [2] and radius in Web Mercator metres, m_per_px: Mercator metres per css pixel} ->
/// {features: [{layer, name, crs, fields: [[name, text], ...], geometry}, ...]}, topmost first
#include <QJsonArray>

#include "look_up.h"
#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> identify(Session& session, const QJsonObject& request, Talk& talk) {
  if (session.file.isEmpty()) return base::fail(base::ErrorCode::invalid, "qgis.no_project");
  const QJsonArray point = request[QLatin1String("point")].toArray();
  const Place place{QgsPointXY(point.at(0).toDouble(), point.at(1).toDouble()), request[QLatin1String("radius")].toDouble(),
                    request[QLatin1String("m_per_px")].toDouble()};
  const auto features = look_up(place, talk);
  if (!features) return tl::unexpected(features.error());
  return Reply{{{QStringLiteral("features"), *features}}, {}};
}

}  // namespace skizze::qgis_helper
