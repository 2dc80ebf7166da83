// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/info_parts.h"

#include <QFile>
#include <QJsonDocument>

#include "cli/output.h"
#include "tiles/mvt_reader.h"

namespace skizze::cli {

FileInfo describe_tile(const Context& context, const std::string& file) {
  QFile input(q(file));
  if (!input.exists()) return {{}, context.fail(base::ErrorCode::not_found, "base.file_missing", {{"file", file}})};
  if (!input.open(QIODevice::ReadOnly)) return {{}, context.fail(base::ErrorCode::unreadable, "base.file_unreadable", {{"file", file}})};
  const auto bytes = input.readAll();
  const auto decoded = tiles::describe_mvt(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
  if (!decoded) {
    auto error = decoded.error();
    if (error.where.file.empty()) error.where.file = file;
    return {{{QStringLiteral("file"), q(file)}, {QStringLiteral("status"), QStringLiteral("refused")}}, context.fail(error)};
  }
  context.line(base::Message{"cli.info_tile", {{"file", file}, {"count", std::to_string(decoded->tile.layers.size())}}});
  for (const auto& layer : decoded->tile.layers)
    context.line(QStringLiteral("  ") + context.text("cli.info_tile_layer", {{"name", layer.name},
                                                                             {"count", std::to_string(layer.features.size())},
                                                                             {"extent", std::to_string(layer.extent)}}));
  std::vector<feature::Notice> problems;
  for (const auto& problem : decoded->problems)
    problems.push_back({feature::Severity::lost, problem.message, 1,
                        problem.layer.empty() ? std::string() : problem.layer + "/" + std::to_string(problem.feature)});
  print_notices(context, problems, QStringLiteral("  "));
  auto json = QJsonDocument::fromJson(QByteArray::fromStdString(tiles::to_json(*decoded))).object();
  json[QStringLiteral("file")] = q(file);
  json[QStringLiteral("driver")] = QStringLiteral("MVT");
  json[QStringLiteral("warnings")] = notices_json(context, problems);
  return {json, decoded->complete() ? k_done : k_partly};
}

}  // namespace skizze::cli
