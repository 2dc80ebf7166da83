// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// algorithms: QGIS's native algorithms with their parameters. {language?: "de" | "en", algorithm?: the id of the only one that is wanted}
///   -> {qgis, algorithms: [..] (processing.h, with the English name beside where another language is spoken), translated: bool}
#include <qgis.h>

#include "processing.h"
#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> algorithms(Session&, const QJsonObject& request, Talk& talk) {
  const QString only = request[QLatin1String("algorithm")].toString();
  const QString language = request[QLatin1String("language")].toString(QStringLiteral("en"));
  std::vector<const QgsProcessingAlgorithm*> all;
  if (only.isEmpty()) {
    all = offered_algorithms();
  } else if (const auto* one = algorithm_named(only)) {
    all.push_back(one);
  } else {
    return base::fail(base::ErrorCode::not_found, "qgis.no_such_algorithm", {{"algorithm", only.toStdString()}});
  }
  speak(QStringLiteral("en"));
  std::vector<QString> english;
  for (const auto* algorithm : all) english.push_back(algorithm->displayName());
  speak(language);
  QJsonArray list;
  bool translated = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (talk.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    QJsonObject json = describe(*all[i]);
    json[QStringLiteral("english")] = english[i];
    translated = translated || json[QStringLiteral("name")].toString() != english[i];
    list << json;
  }
  return Reply{
      {{QStringLiteral("qgis"), Qgis::version()}, {QStringLiteral("algorithms"), list}, {QStringLiteral("translated"), translated}}, {}};
}

}  // namespace skizze::qgis_helper
