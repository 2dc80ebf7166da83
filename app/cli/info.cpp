// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include "cli/info_parts.h"
#include "cli/output.h"
#include "cli/project_file.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "geo/geometry.h"
#include "sources/prepare_client.h"

namespace skizze::cli {

namespace {

struct Args {
  std::vector<std::string> files;
  std::string assumed_crs;
};

QString name_of_role(feature::PackRole role) {
  switch (role) {
    case feature::PackRole::features: return QStringLiteral("features");
    case feature::PackRole::city_objects: return QStringLiteral("city_objects");
    case feature::PackRole::city_surfaces: return QStringLiteral("city_surfaces");
  }
  return {};
}

QString name_of_type(feature::ColumnType type) {
  switch (type) {
    case feature::ColumnType::text: return QStringLiteral("text");
    case feature::ColumnType::integer: return QStringLiteral("integer");
    case feature::ColumnType::real: return QStringLiteral("real");
    case feature::ColumnType::boolean: return QStringLiteral("boolean");
  }
  return {};
}

QString geometry_word(const sources::PreparedLayer& layer) {
  return layer.raster ? QStringLiteral("raster") : QString::fromUtf8(geo::name_of(layer.kind).data());
}

void add_pack_details(QJsonObject& json, const sources::PreparedLayer& layer) {
  if (layer.raster) {
    if (const auto raster = feature::RasterPack::open(layer.pack)) {
      const auto& info = (*raster)->info();
      json[QStringLiteral("width")] = count_json(info.source_width);
      json[QStringLiteral("height")] = count_json(info.source_height);
      json[QStringLiteral("pixel_m")] = info.pixel_m;
      json[QStringLiteral("min")] = static_cast<double>(info.min_value);
      json[QStringLiteral("max")] = static_cast<double>(info.max_value);
    }
    return;
  }
  const auto pack = feature::LayerPack::open(layer.pack);
  if (!pack) return;
  QJsonArray columns;
  for (const auto& column : (*pack)->info().columns)
    columns.append(QJsonObject{{QStringLiteral("name"), q(column.name)}, {QStringLiteral("type"), name_of_type(column.type)}});
  json[QStringLiteral("columns")] = columns;
  json[QStringLiteral("has_z")] = (*pack)->info().has_z;
  const auto& provenance = (*pack)->info().provenance;
  if (!provenance.licence.empty()) json[QStringLiteral("licence")] = q(provenance.licence);
  if (!provenance.attribution.empty()) json[QStringLiteral("attribution")] = q(provenance.attribution);
  if (!provenance.data_date.empty()) json[QStringLiteral("data_date")] = q(provenance.data_date);
}

QJsonObject layer_json(const Context& context, const sources::PreparedLayer& layer) {
  QJsonObject json{{QStringLiteral("name"), q(layer.name)},
                   {QStringLiteral("geometry"), geometry_word(layer)},
                   {QStringLiteral("role"), name_of_role(layer.role)},
                   {QStringLiteral("features"), count_json(layer.count)},
                   {QStringLiteral("vertices"), count_json(layer.vertex_count)},
                   {QStringLiteral("crs"), layer.crs.empty() ? QJsonValue() : QJsonValue(q(layer.crs))},
                   {QStringLiteral("extent"), extent_json(layer.bounds)},
                   {QStringLiteral("warnings"), notices_json(context, layer.notices)}};
  add_pack_details(json, layer);
  return json;
}

void print_layer(const Context& context, const sources::PreparedLayer& layer) {
  const std::string kind = layer.raster ? "cli.kind_raster" : "cli.kind_" + std::string(geo::name_of(layer.kind));
  context.line(QStringLiteral("  ") + context.text("cli.info_layer", {{"name", layer.name},
                                                                      {"kind", kind},
                                                                      {"count", std::to_string(layer.count)},
                                                                      {"crs", layer.crs.empty() ? "cli.crs_unknown" : layer.crs}}));
  context.line(QStringLiteral("    ") + extent_text(context, layer.bounds));
  print_notices(context, layer.notices, QStringLiteral("    "));
}

void print_source(const Context& context, const sources::PreparedSource& source) {
  context.line(base::Message{"cli.info_file", {{"file", source.file.string()}, {"driver", source.driver}}});
  for (const auto& layer : source.layers) print_layer(context, layer);
  if (!source.class_counts.empty()) {
    context.line(QStringLiteral("  ") + context.text("cli.info_classes"));
    for (const auto& [name, count] : source.class_counts)
      context.line(QStringLiteral("    %1  %2").arg(q(name), context.number(static_cast<double>(count), 0)));
  }
  print_notices(context, source.notices, QStringLiteral("  "));
}

QJsonObject source_json(const Context& context, const sources::PreparedSource& source) {
  QJsonArray layers;
  for (const auto& layer : source.layers) layers.append(layer_json(context, layer));
  const auto summary = sources::summarise(source);
  QJsonObject json{{QStringLiteral("file"), q(source.file.string())},
                   {QStringLiteral("driver"), q(source.driver)},
                   {QStringLiteral("features"), count_json(summary.rows)},
                   {QStringLiteral("crs"), summary.crs.empty() ? QJsonValue() : QJsonValue(q(summary.crs.front()))},
                   {QStringLiteral("extent"), extent_json(summary.bounds)},
                   {QStringLiteral("layers"), layers},
                   {QStringLiteral("warnings"), notices_json(context, summary.notices)}};
  if (!source.class_counts.empty()) {
    QJsonObject classes;
    for (const auto& [name, count] : source.class_counts) classes[q(name)] = count_json(count);
    json[QStringLiteral("classes")] = classes;
  }
  return json;
}

FileInfo describe_source(const Context& context, const sources::PrepareClient& client, const std::string& file, const Args& args) {
  sources::PrepareOptions options;
  options.assumed_crs = args.assumed_crs;
  const auto source = client.prepare(file, options, context.cancel(),
                                     [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!source) return {QJsonObject{{QStringLiteral("file"), q(file)}}, context.fail(source.error())};
  print_source(context, *source);
  const auto lost = anything_lost(sources::summarise(*source).notices);
  return {source_json(context, *source), lost ? k_partly : k_done};
}

bool ends_with(const std::string& file, const char* suffix) { return q(file).endsWith(QLatin1String(suffix), Qt::CaseInsensitive); }

FileInfo describe(const Context& context, const sources::PrepareClient& client, const std::string& file, const Args& args) {
  if (ends_with(file, ".mvt") || ends_with(file, ".mvt.gz")) return describe_tile(context, file);
  if (ends_with(file, ".gpkg") && is_project(file)) return describe_project(context, file);
  return describe_source(context, client, file, args);
}

int run(Context& context, const Args& args) {
  const sources::PrepareClient client;
  QJsonArray all;
  int code = k_done;
  for (const auto& file : args.files) {
    const auto info = describe(context, client, file, args);
    if (info.code == k_failed && args.files.size() == 1) return k_failed;
    all.append(info.json);
    if (info.code != k_done) code = info.code == k_failed || code == k_failed ? k_failed : k_partly;
  }
  context.result(all.size() == 1 ? all[0].toObject() : QJsonObject{{QStringLiteral("files"), all}});
  return code;
}

}  // namespace

Verb info_verb() {
  return {"info", "cli.verb_info", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("FILE", args->files, context.text("cli.option_files").toStdString())->required();
            app.add_option("--crs", args->assumed_crs, context.text("cli.option_crs").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
