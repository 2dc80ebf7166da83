// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze tile FILE... -o OUT: vector tiles of foreign files.
#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/output.h"
#include "feature/layer_pack.h"
#include "sources/prepare_client.h"
#include "tiles/export.h"
#include "tiles/tile_archive.h"

namespace skizze::cli {
namespace {

struct Args {
  std::vector<std::string> files;
  std::vector<std::string> layers;
  std::string output;
  std::string assumed_crs;
  int min_zoom = 0;
  int max_zoom = 14;
  bool all_features = false;
  bool no_density = false;
  std::uint32_t max_tile_features = tiles::ExportOptions().max_features;
  std::size_t max_tile_bytes = tiles::ExportOptions().max_tile_bytes;
  unsigned threads = 0;
};

bool wanted(const Args& args, const std::string& layer) {
  return args.layers.empty() || std::find(args.layers.begin(), args.layers.end(), layer) != args.layers.end();
}

/// Opens the vector layers of one file that were asked for; what the import wants known is appended to notices.
base::Result<std::vector<tiles::LayerToExport>> layers_of(const Context& context, const std::string& file, const Args& args,
                                                          std::vector<feature::Notice>& notices) {
  sources::PrepareOptions options;
  options.assumed_crs = args.assumed_crs;
  const auto source = sources::PrepareClient().prepare(
      file, options, context.cancel(), [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!source) return tl::unexpected(source.error());
  const auto summary = sources::summarise(*source);
  print_notices(context, summary.notices, QStringLiteral("  "));
  notices.insert(notices.end(), summary.notices.begin(), summary.notices.end());
  std::vector<tiles::LayerToExport> layers;
  for (const auto& layer : source->layers) {
    if (layer.raster || !wanted(args, layer.name)) continue;
    auto pack = feature::LayerPack::open(layer.pack);
    if (!pack) return tl::unexpected(std::move(pack.error()));
    layers.push_back({layer.name, std::move(*pack)});
  }
  return layers;
}

/// What each zoom holds, and what it leaves to higher ones or to the budgets.
QJsonArray zooms_json(const tiles::ExportReport& report) {
  QJsonArray zooms;
  for (const auto& zoom : report.zooms) {
    zooms.append(QJsonObject{{QStringLiteral("zoom"), zoom.zoom},
                             {QStringLiteral("tiles"), count_json(zoom.tiles)},
                             {QStringLiteral("tile_features"), count_json(zoom.tile_features)},
                             {QStringLiteral("bytes"), count_json(zoom.bytes)},
                             {QStringLiteral("largest_tile_bytes"), count_json(zoom.largest_tile)},
                             {QStringLiteral("hidden_rows"), count_json(zoom.hidden_rows)},
                             {QStringLiteral("summed_rows"), count_json(zoom.summed_rows)},
                             {QStringLiteral("over_feature_budget"), count_json(zoom.over_feature_budget)},
                             {QStringLiteral("over_byte_budget"), count_json(zoom.over_byte_budget)}});
  }
  return zooms;
}

QJsonObject report_json(const Args& args, const tiles::ExportReport& report) {
  QJsonArray layers;
  for (const auto& layer : report.layers) {
    layers.append(QJsonObject{{QStringLiteral("name"), q(layer.name)},
                              {QStringLiteral("rows"), count_json(layer.rows)},
                              {QStringLiteral("rows_with_geometry"), count_json(layer.rows_with_geometry)},
                              {QStringLiteral("rows_at_max_zoom"), count_json(layer.rows_at_max_zoom)}});
  }
  return {{QStringLiteral("output"), q(args.output)},
          {QStringLiteral("min_zoom"), args.min_zoom},
          {QStringLiteral("max_zoom"), args.max_zoom},
          {QStringLiteral("tiles"), count_json(report.tiles)},
          {QStringLiteral("tile_features"), count_json(report.tile_features)},
          {QStringLiteral("bytes"), count_json(report.bytes)},
          {QStringLiteral("clipped"), count_json(report.cut.clipped)},
          {QStringLiteral("repaired"), count_json(report.cut.repaired)},
          {QStringLiteral("collapsed"), count_json(report.cut.collapsed)},
          {QStringLiteral("dropped"), count_json(report.cut.dropped)},
          {QStringLiteral("zooms"), zooms_json(report)},
          {QStringLiteral("layers"), layers}};
}

void print_report(const Context& context, const Args& args, const tiles::ExportReport& report) {
  context.line(base::Message{"tiles.written",
                             {{"file", args.output},
                              {"tiles", plain(static_cast<double>(report.tiles), 0)},
                              {"mb", plain(static_cast<double>(report.bytes) / 1e6, 1)}}});
  for (const auto& layer : report.layers) {
    context.line(QStringLiteral("  ") +
                 context.text("tiles.written_layer", {{"layer", layer.name},
                                                      {"rows", plain(static_cast<double>(layer.rows_at_max_zoom), 0)},
                                                      {"of", plain(static_cast<double>(layer.rows), 0)},
                                                      {"zoom", std::to_string(args.max_zoom)}}));
  }
}

bool complete(const tiles::ExportReport& report) {
  return std::all_of(report.layers.begin(), report.layers.end(),
                     [](const auto& layer) { return layer.rows_at_max_zoom == layer.rows_with_geometry; });
}

int run(Context& context, const Args& args) {
  std::vector<tiles::LayerToExport> layers;
  std::vector<feature::Notice> notices;
  for (const auto& file : args.files) {
    auto more = layers_of(context, file, args, notices);
    if (!more) return context.fail(more.error());
    std::move(more->begin(), more->end(), std::back_inserter(layers));
  }
  if (layers.empty() && !args.layers.empty()) {
    return context.fail(base::ErrorCode::not_found, "tiles.no_such_layer", {{"layer", args.layers.front()}});
  }
  tiles::ExportOptions options;
  options.target = args.output;
  options.name = std::filesystem::path(args.files.front()).stem().string();
  options.min_zoom = args.min_zoom;
  options.max_zoom = args.max_zoom;
  options.all_rows = args.all_features;
  options.density = !args.no_density;
  options.max_features = args.max_tile_features;
  options.max_tile_bytes = args.max_tile_bytes;
  options.threads = args.threads;
  const auto report = tiles::export_tiles(layers, options, context.cancel(), [&](double fraction) {
    context.progress(fraction, base::Message{"tiles.writing", {{"file", args.output}}});
  });
  if (!report) return context.fail(report.error());
  print_report(context, args, *report);
  auto json = report_json(args, *report);
  json[QStringLiteral("warnings")] = notices_json(context, notices);
  context.result(json);
  return complete(*report) && !anything_lost(notices) ? k_done : k_partly;
}

}  // namespace

Verb tile_verb() {
  return {"tile", "tiles.verb_tile", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            const auto text = [&](const char* id) { return context.text(id).toStdString(); };
            app.add_option("FILE", args->files, text("tiles.option_files"))->required();
            app.add_option("-o,--output", args->output, text("tiles.option_output"))->required();
            app.add_option("--min-zoom", args->min_zoom, text("tiles.option_min_zoom"))->check(CLI::Range(0, 22));
            app.add_option("--max-zoom", args->max_zoom, text("tiles.option_max_zoom"))->check(CLI::Range(0, 22));
            app.add_option("--layer", args->layers, text("tiles.option_layer"))->allow_extra_args(false);
            app.add_option("--crs", args->assumed_crs, text("tiles.option_crs"));
            app.add_flag("--all-features", args->all_features, text("tiles.option_all_features"));
            app.add_option("--max-tile-features", args->max_tile_features, text("tiles.option_max_tile_features"));
            app.add_option("--max-tile-bytes", args->max_tile_bytes, text("tiles.option_max_tile_bytes"));
            app.add_flag("--no-density", args->no_density, text("tiles.option_no_density"));
            app.add_option("--threads", args->threads, text("tiles.option_threads"))->check(CLI::Range(0, 256));
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
