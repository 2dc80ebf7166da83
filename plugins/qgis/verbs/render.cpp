// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// render: one picture of a view. {box: [4] in Web Mercator metres, width, height, dpi?, labels?: true, false or "only", layers?: [ids]} ->
/// {width, height}, body: PNG; "only" without any: 0 bytes
#include <QJsonArray>

#include "picture.h"
#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> render(Session& session, const QJsonObject& request, Talk& talk) {
  if (session.file.isEmpty()) return base::fail(base::ErrorCode::invalid, "qgis.no_project");
  const QJsonArray box = request[QLatin1String("box")].toArray();
  View view;
  view.box = QgsRectangle(box.at(0).toDouble(), box.at(1).toDouble(), box.at(2).toDouble(), box.at(3).toDouble(), false);
  view.width_px = request[QLatin1String("width")].toInt();
  view.height_px = request[QLatin1String("height")].toInt();
  view.dpi = request[QLatin1String("dpi")].toDouble(96);
  view.labels = request[QLatin1String("labels")].toBool(true);
  for (const auto& id : request[QLatin1String("layers")].toArray()) view.layers << id.toString();
  const bool only_labels = request[QLatin1String("labels")].toString() == QLatin1String("only");
  const auto image = only_labels ? draw_labels(view, talk) : draw(view, talk);
  if (!image) return tl::unexpected(image.error());
  return Reply{{{QStringLiteral("width"), view.width_px}, {QStringLiteral("height"), view.height_px}}, png_of(*image)};
}

}  // namespace skizze::qgis_helper
