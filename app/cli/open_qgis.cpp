// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze open-qgis FILE.qgz [--convert -o PROJECT.gpkg] [--link ID=PATH...] [--look-in FOLDER]: what is in a QGIS project, as QGIS reads
/// it after it was cleaned; or a new project of ours with its layers.
#include <functional>
#include <map>
#include <memory>

#include "cli/output.h"
#include "cli/qgis_conversion.h"
#include "project/qgis_links.h"
#include "qgis/project_notices.h"
#include "qgis/qgis_project.h"

namespace skizze::cli {

namespace {

struct Args {
  std::string file;
  bool convert = false;
  std::string output;
  std::vector<std::string> links;
  std::string folder;
};

/// "ID=PATH" each, then what is found in a folder for the rest.
base::Result<std::vector<store::FileLink>> links_for(Context& context, const Args& args) {
  std::vector<store::FileLink> links;
  for (const auto& link : args.links) {
    const auto sign = link.find('=');
    std::error_code ignored;
    const std::filesystem::path path = sign == std::string::npos ? std::string() : link.substr(sign + 1);
    if (sign == std::string::npos || !std::filesystem::is_regular_file(path, ignored))
      return base::fail(base::ErrorCode::invalid, "cli.qgis_link", {{"what", link}});
    links.push_back({link.substr(0, sign), std::filesystem::absolute(path).lexically_normal().string()});
  }
  if (args.folder.empty()) return links;
  const auto project = qgis::QgisProject::open(args.file, context.cancel(), {}, {}, project::links_of(links));
  if (!project) return tl::unexpected(project.error());
  auto found = project::look_for(project::missing_layers((*project)->info()), args.folder, context.cancel());
  if (!found) return tl::unexpected(found.error());
  return project::with_found(std::move(links), *found);
}

QString state_word(qgis::LayerState state) {
  switch (state) {
    case qgis::LayerState::ready: break;
    case qgis::LayerState::missing: return QStringLiteral("missing");
    case qgis::LayerState::network: return QStringLiteral("network");
  }
  return QStringLiteral("ready");
}

QJsonValue number(const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

QJsonArray fields_json(const qgis::LayerInfo& layer) {
  QJsonArray fields;
  for (const auto& field : layer.fields) {
    QJsonObject object{{QStringLiteral("name"), q(field.name)}, {QStringLiteral("type"), q(field.type)}};
    if (!field.alias.empty()) object[QStringLiteral("alias")] = q(field.alias);
    QJsonArray values;
    for (const auto& [value, word] : field.values) values.append(QJsonArray{q(value), q(word)});
    if (!values.isEmpty()) object[QStringLiteral("values")] = values;
    fields.append(object);
  }
  return fields;
}

/// Features can be counted where QGIS reads them.
bool is_counted(const qgis::LayerInfo& layer) { return layer.type == "vector" && layer.state == qgis::LayerState::ready; }

bool is_sized(const qgis::LayerInfo& layer) { return layer.width > 0 && layer.height > 0; }

QJsonObject layer_json(const qgis::LayerInfo& layer) {
  QJsonArray joins;
  for (const auto& join : layer.joins)
    joins.append(QJsonObject{{QStringLiteral("layer"), q(join.layer)},
                             {QStringLiteral("field"), q(join.field)},
                             {QStringLiteral("other_field"), q(join.other_field)}});
  QJsonObject json{{QStringLiteral("id"), q(layer.id)},
                   {QStringLiteral("name"), q(layer.name)},
                   {QStringLiteral("type"), q(layer.type)},
                   {QStringLiteral("provider"), q(layer.provider)},
                   {QStringLiteral("state"), state_word(layer.state)},
                   {QStringLiteral("visible"), layer.visible},
                   {QStringLiteral("file"), q(layer.file)},
                   {QStringLiteral("geometry"), q(layer.geometry)},
                   {QStringLiteral("renderer"), q(layer.renderer)},
                   {QStringLiteral("labels"), layer.labels},
                   {QStringLiteral("features"), is_counted(layer) ? count_json(layer.count) : QJsonValue()},
                   {QStringLiteral("crs"), q(layer.crs)},
                   {QStringLiteral("extent"), extent_json(layer.bounds)},
                   {QStringLiteral("opacity"), layer.opacity},
                   {QStringLiteral("min_scale"), number(layer.min_scale)},
                   {QStringLiteral("max_scale"), number(layer.max_scale)},
                   {QStringLiteral("attribution"), q(layer.attribution)},
                   {QStringLiteral("licence"), q(layer.licence)},
                   {QStringLiteral("fields"), fields_json(layer)},
                   {QStringLiteral("joins"), joins}};
  if (is_sized(layer)) {
    json[QStringLiteral("width")] = count_json(layer.width);
    json[QStringLiteral("height")] = count_json(layer.height);
  }
  return json;
}

QJsonArray tree_json(const std::vector<qgis::TreeNode>& nodes) {
  QJsonArray array;
  for (const auto& node : nodes) {
    QJsonObject object{{QStringLiteral("visible"), node.visible}};
    if (node.layer.empty()) {
      object[QStringLiteral("group")] = q(node.group);
      object[QStringLiteral("children")] = tree_json(node.children);
    } else {
      object[QStringLiteral("layer")] = q(node.layer);
    }
    array.append(object);
  }
  return array;
}

QJsonArray removed_json(const qgis::ProjectInfo& info) {
  QJsonArray array;
  for (const auto& removed : info.removed)
    array.append(QJsonObject{
        {QStringLiteral("kind"), q(removed.kind)}, {QStringLiteral("layer"), q(removed.where)}, {QStringLiteral("name"), q(removed.name)}});
  return array;
}

QString layer_text(const Context& context, const qgis::LayerInfo& layer) {
  const char* what = is_counted(layer) ? "cli.qgis_layer" : is_sized(layer) ? "cli.qgis_raster" : "cli.qgis_uncounted";
  return context.text(what, {{"name", layer.name},
                             {"count", std::to_string(layer.count)},
                             {"width", std::to_string(layer.width)},
                             {"height", std::to_string(layer.height)},
                             {"renderer", layer.renderer.empty() ? layer.type : layer.renderer}});
}

/// The tree as indented lines, layers with what they are.
void print_tree(const Context& context, const std::map<std::string, const qgis::LayerInfo*>& layers,
                const std::vector<qgis::TreeNode>& nodes, const QString& indent) {
  for (const auto& node : nodes) {
    if (node.layer.empty()) {
      context.line(indent + q(node.group));
      print_tree(context, layers, node.children, indent + QStringLiteral("  "));
      continue;
    }
    const auto found = layers.find(node.layer);
    if (found == layers.end()) continue;
    const auto& layer = *found->second;
    const QString text = layer_text(context, layer);
    const char* note = layer.state == qgis::LayerState::missing   ? "cli.qgis_missing"
                       : layer.state == qgis::LayerState::network ? "cli.qgis_network"
                       : !layer.visible                           ? "cli.qgis_hidden"
                                                                  : nullptr;
    context.line(indent + text + (note != nullptr ? QStringLiteral(" ") + context.text(note) : QString()));
  }
}

int run(Context& context, const Args& args) {
  const auto links = links_for(context, args);
  if (!links) return context.fail(links.error());
  if (args.convert) return convert_qgis_project(context, args.file, args.output, *links);
  const auto progress = [&](double fraction, const base::Message& what) { context.progress(fraction, what); };
  const auto project = qgis::QgisProject::open(args.file, context.cancel(), progress, {}, project::links_of(*links));
  if (!project) return context.fail(project.error());
  const auto& info = (*project)->info();
  const auto notices = qgis::notices_of(info);
  context.line(base::Message{"cli.qgis_project", {{"file", args.file}, {"count", std::to_string(info.layers.size())}, {"crs", info.crs}}});
  std::map<std::string, const qgis::LayerInfo*> layers;
  QJsonArray all;
  for (const auto& layer : info.layers) {
    layers[layer.id] = &layer;
    all.append(layer_json(layer));
  }
  print_tree(context, layers, info.tree, QStringLiteral("  "));
  print_notices(context, notices, QStringLiteral("  "));
  context.result({{QStringLiteral("file"), q(args.file)},
                  {QStringLiteral("title"), q(info.title)},
                  {QStringLiteral("crs"), q(info.crs)},
                  {QStringLiteral("extent"), extent_json(info.bounds)},
                  {QStringLiteral("layers"), all},
                  {QStringLiteral("tree"), tree_json(info.tree)},
                  {QStringLiteral("removed"), removed_json(info)},
                  {QStringLiteral("warnings"), notices_json(context, notices)}});
  return anything_lost(notices) ? k_partly : k_done;
}

}  // namespace

Verb open_qgis_verb() {
  return {"open-qgis", "cli.verb_open_qgis", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("FILE", args->file, context.text("cli.option_qgis_file").toStdString())->required();
            auto* convert = app.add_flag("--convert", args->convert, context.text("cli.option_qgis_convert").toStdString());
            auto* output = app.add_option("-o,--output", args->output, context.text("cli.option_qgis_output").toStdString());
            convert->needs(output);
            app.add_option("--link", args->links, context.text("cli.option_qgis_link").toStdString())->allow_extra_args(false);
            app.add_option("--look-in", args->folder, context.text("cli.option_qgis_look_in").toStdString());
            output->needs(convert);
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
