// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// run: one native algorithm. {algorithm, values: {parameter: value}, folder, title?, crs?, metadata?, invalid?: "stop" | "skip",
/// language?}
///   -> processing.h. Layers are files ("town.gpkg|layername=streets"); results lie in our folder, for the client to take over.
#include "processing.h"
#include "verb.h"

namespace skizze::qgis_helper {

base::Result<Reply> run(Session& session, const QJsonObject& request, Talk& talk) {
  const auto text = [&](const char* name) { return request[QLatin1String(name)].toString(); };
  speak(text("language"));
  RunWish wish;
  wish.algorithm = text("algorithm");
  wish.values = request[QLatin1String("values")].toObject();
  wish.crs = text("crs");
  wish.metadata = request[QLatin1String("metadata")].toObject();
  wish.title = text("title");
  wish.folder = text("folder");
  wish.skip_invalid = text("invalid") == QLatin1String("skip");
  auto report = run_algorithm(session, wish, talk);
  if (!report) return tl::unexpected(report.error());
  return Reply{std::move(*report), {}};
}

}  // namespace skizze::qgis_helper
