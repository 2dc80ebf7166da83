// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/solar_input.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "cli/output.h"
#include "cli/project_file.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "project/tile_layer.h"
#include "qgis/qgis_project.h"
#include "sources/prepare_client.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

using base::ErrorCode;
using base::fail;

base::Result<sources::PreparedSource> prepared(const Context& context, const std::string& file, const std::string& crs) {
  sources::PrepareOptions options;
  options.assumed_crs = crs;
  const sources::PrepareClient client;
  return client.prepare(file, options, context.cancel(),
                        [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
}

base::Status open_into(project::LayerEntry& entry, const sources::PreparedLayer& layer) {
  if (layer.raster) {
    auto raster = feature::RasterPack::open(layer.pack);
    if (!raster) return tl::unexpected(raster.error());
    entry.raster_pack = std::move(*raster);
  } else {
    auto pack = feature::LayerPack::open(layer.pack);
    if (!pack) return tl::unexpected(pack.error());
    entry.pack = std::move(*pack);
  }
  return {};
}

/// Layers that can matter: models, heights, points (they may be trees). A layer that cannot be read is named and left out.
base::Status read_project(const Context& context, const std::string& file, SolarInput& input) {
  auto store = store::ProjectStore::open(file, store::OpenMode::read_only);
  if (!store) return tl::unexpected(store.error());
  auto content = store->load();
  if (!content) return tl::unexpected(content.error());
  input.from_project = true;
  input.epsg = store->epsg();
  input.scenarios = std::move(content->scenarios);
  for (auto& measure : content->measures)
    if (measure.kind == sketch::MeasureKind::solar_area) input.areas.push_back(std::move(measure));
  std::vector<project::LayerEntry> layers;
  std::map<std::pair<std::string, std::string>, base::Result<sources::PreparedSource>> read;  // by path and assumed CRS
  for (const auto& stored : content->layers) {
    const auto path = (std::filesystem::absolute(file).parent_path() / stored.path).lexically_normal();
    std::error_code ignored;
    // Tiles of others carry neither roofs nor heights.
    if (project::is_tile_archive(path) || qgis::is_qgis_project(path) || stored.path.find("://") != std::string::npos) continue;
    const std::pair key{path.string(), stored.assumed_crs};
    if (!read.contains(key)) read.emplace(key, prepared(context, key.first, key.second));
    const auto& source = read.at(key);
    if (!source && source.error().code == ErrorCode::cancelled) return tl::unexpected(source.error());
    const auto found = [&]() -> const sources::PreparedLayer* {
      if (!source) return nullptr;
      const auto it = std::find_if(source->layers.begin(), source->layers.end(), [&](const auto& layer) {
        return layer.name == stored.source_layer && layer.raster == stored.raster && layer.role == stored.role;
      });
      return it == source->layers.end() ? nullptr : &*it;
    }();
    project::LayerEntry entry;
    if (found == nullptr || !open_into(entry, *found)) {
      context.note(base::Message{"scene.layer_missing", {{"layer", stored.name}}});
      input.lost = true;
      continue;
    }
    layers.push_back(std::move(entry));
  }
  input.sources = project::solar_sources(layers);
  if (input.sources.empty() && input.areas.empty()) return fail(ErrorCode::unsupported, "solar.no_roofs", {}, {file, {}, {}, -1});
  return {};
}

base::Status read_model(const Context& context, const SolarArgs& args, SolarInput& input) {
  const auto source = prepared(context, args.input, args.assumed_crs);
  if (!source) return tl::unexpected(source.error());
  input.lost = anything_lost(source->notices);
  for (const auto& layer : source->layers) {
    if (layer.role != feature::PackRole::city_surfaces) continue;
    auto pack = feature::LayerPack::open(layer.pack);
    if (!pack) return tl::unexpected(pack.error());
    input.sources.models.push_back(std::move(*pack));
  }
  if (input.sources.empty()) return fail(ErrorCode::unsupported, "solar.no_surfaces", {}, {args.input, {}, {}, -1});
  return {};
}

/// The heights that a person names come first.
base::Status read_heights(const Context& context, const SolarArgs& args, SolarInput& input) {
  const auto source = prepared(context, args.dsm, args.assumed_crs);
  if (!source) return tl::unexpected(source.error());
  for (const auto& layer : source->layers) {
    if (!layer.raster) continue;
    auto raster = feature::RasterPack::open(layer.pack);
    if (!raster) return tl::unexpected(raster.error());
    input.sources.rasters.insert(input.sources.rasters.begin(), std::move(*raster));
    return {};
  }
  return fail(ErrorCode::unsupported, "solar.no_raster", {}, {args.dsm, {}, {}, -1});
}

}  // namespace

base::Result<SolarInput> read_solar_input(const Context& context, const SolarArgs& args) {
  SolarInput input;
  const auto status = is_project(args.input) ? read_project(context, args.input, input) : read_model(context, args, input);
  if (!status) return tl::unexpected(status.error());
  if (!args.dsm.empty()) {
    if (auto heights = read_heights(context, args, input); !heights) return tl::unexpected(heights.error());
  }
  return input;
}

}  // namespace skizze::cli
