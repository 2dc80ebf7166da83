// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/info_parts.h"

#include "cli/output.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

QJsonArray layers_json(const Context& context, const std::vector<store::LayerEntry>& layers) {
  QJsonArray array;
  for (const auto& layer : layers) {
    array.append(QJsonObject{{QStringLiteral("id"), q(base::to_string(layer.id))},
                             {QStringLiteral("name"), q(layer.name)},
                             {QStringLiteral("groups"), groups_json(layer.groups)},
                             {QStringLiteral("path"), q(layer.path)},
                             {QStringLiteral("source_layer"), q(layer.source_layer)},
                             {QStringLiteral("visible"), layer.visible},
                             {QStringLiteral("opacity"), layer.opacity},
                             {QStringLiteral("driver"), q(layer.provenance.driver)},
                             {QStringLiteral("licence"), q(layer.provenance.licence)},
                             {QStringLiteral("warnings"), notices_json(context, layer.notices)}});
  }
  return array;
}

QJsonArray scenarios_json(const store::ProjectContent& content) {
  QJsonArray array;
  for (const auto& scenario : content.scenarios) {
    std::uint64_t count = 0;
    for (const auto& measure : content.measures) count += measure.scenario == scenario.id ? 1 : 0;
    array.append(QJsonObject{{QStringLiteral("id"), q(base::to_string(scenario.id))},
                             {QStringLiteral("name"), q(scenario.name)},
                             {QStringLiteral("measures"), count_json(count)}});
  }
  return array;
}

}  // namespace

FileInfo describe_project(const Context& context, const std::string& file) {
  auto opened = store::ProjectStore::open(file, store::OpenMode::read_only);
  if (!opened) return {{{QStringLiteral("file"), q(file)}}, context.fail(opened.error())};
  std::vector<feature::Notice> notices;
  const auto content = opened->load(&notices);
  if (!content) return {{{QStringLiteral("file"), q(file)}}, context.fail(content.error())};
  context.line(base::Message{"cli.info_project",
                             {{"file", file},
                              {"epsg", std::to_string(opened->epsg())},
                              {"layers_n", std::to_string(content->layers.size())},
                              {"scenarios_n", std::to_string(content->scenarios.size())},
                              {"measures_n", std::to_string(content->measures.size())},
                              {"contributions_n", std::to_string(content->contributions.size())}}});
  for (const auto& layer : content->layers)
    context.line(QStringLiteral("  ") + q(path_text(layer.groups, layer.name)) + QStringLiteral("  ") + q(layer.path));
  print_notices(context, notices, QStringLiteral("  "));
  return {{{QStringLiteral("file"), q(file)},
           {QStringLiteral("driver"), QStringLiteral("Stadtskizze")},
           {QStringLiteral("crs"), QStringLiteral("EPSG:%1").arg(opened->epsg())},
           {QStringLiteral("layers"), layers_json(context, content->layers)},
           {QStringLiteral("scenarios"), scenarios_json(*content)},
           {QStringLiteral("measures"), count_json(content->measures.size())},
           {QStringLiteral("contributions"), count_json(content->contributions.size())},
           {QStringLiteral("history"), count_json(content->history.size())},
           {QStringLiteral("warnings"), notices_json(context, notices)}},
          anything_lost(notices) ? k_partly : k_done};
}

}  // namespace skizze::cli
