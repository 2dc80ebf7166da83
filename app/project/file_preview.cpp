// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/file_preview.h"

#include "geo/crs.h"
#include "geo/mercator.h"
#include "project/qgis_layer.h"

namespace skizze::project {

namespace {

geo::Box lon_lat_box(const geo::Box& mercator) {
  geo::Box box;
  if (mercator.empty()) return box;
  box.add(geo::to_lon_lat({mercator.min_x, mercator.min_y}));
  box.add(geo::to_lon_lat({mercator.max_x, mercator.max_y}));
  return box;
}

LayerPreview preview_of(const sources::PreparedLayer& layer) {
  LayerPreview preview;
  preview.name = layer.name;
  preview.raster = layer.raster;
  preview.kind = layer.kind;
  preview.role = layer.role;
  preview.rows = layer.count;
  preview.crs = layer.crs;
  preview.bounds = layer.bounds;
  preview.lon_lat = lon_lat_box(layer.bounds);
  preview.notices = layer.notices;
  preview.pack_file = layer.pack;
  if (layer.raster) {
    if (const auto raster = feature::RasterPack::open(layer.pack)) preview.provenance = (*raster)->info().provenance;
  } else if (const auto pack = feature::LayerPack::open(layer.pack)) {
    preview.provenance = (*pack)->info().provenance;
    preview.columns = (*pack)->info().columns;
  }
  return preview;
}

feature::PackInfo info_of(const LayerPreview& layer) {
  feature::PackInfo info;
  info.name = layer.name;
  info.role = layer.role;
  info.kind = layer.kind;
  info.crs = layer.crs;
  info.columns = layer.columns;
  info.provenance = layer.provenance;
  info.bounds = layer.bounds;
  info.feature_count = layer.rows;
  return info;
}

constexpr const char* k_raster_template = "raster";
constexpr const char* k_tiles_template = "tiles";

/// Heights and whole maps of others lie below everything that is laid upon them.
int stacking(const std::string& template_id) {
  if (template_id == k_tiles_template) return 2;
  return template_id == k_raster_template ? 1 : style::stacking_order(template_id);
}

}  // namespace

FilePreview preview_of(const sources::PreparedSource& source) {
  FilePreview preview;
  preview.file = source.file;
  preview.driver = source.driver;
  preview.key = source.key;
  preview.notices = source.notices;
  preview.class_counts = source.class_counts;
  for (const auto& layer : source.layers) preview.layers.push_back(preview_of(layer));
  return preview;
}

FilePreview preview_of_tiles(const std::filesystem::path& path, const Web& web, base::CancelToken token,
                             const std::function<void(double fraction, const base::Message& what)>& progress) {
  FilePreview preview;
  preview.file = path;
  LayerPreview layer;
  layer.tiles = true;
  layer.crs = "EPSG:3857";
  TileMetadata metadata;
  if (sources::is_web_address(path.string())) {
    auto offer = describe_service(path.string(), web, true, token);
    if (!offer) return failed_preview(path, offer.error());
    preview.driver = "MVT";
    metadata = std::move(offer->metadata);
    const auto tiles = std::make_shared<ServiceTiles>(ServiceOffer{path.string(), metadata, {}, {}, nullptr}, web);
    tiles->service().set_online(true);
    layer.foreign = tiles;
    layer.style_json = std::move(offer->style_json);
    layer.own_style = !layer.style_json.empty();
    layer.notices = std::move(offer->notices);
    layer.sprites = std::move(offer->sprites);
  } else if (qgis::is_qgis_project(path)) {
    auto opened = open_qgis_layer(path, web, token, progress);
    if (!opened) return failed_preview(path, opened.error());
    preview.driver = "QGIS";
    metadata = std::move(opened->metadata);
    layer.crs = opened->tiles->project().info().crs;
    for (const auto& part : opened->tiles->project().info().layers) layer.rows += part.count;
    layer.notices = std::move(opened->notices);
    layer.provenance.licence = std::move(opened->licence);
    layer.foreign = std::move(opened->tiles);
  } else {
    auto opened = open_tile_layer(path);
    if (!opened) return failed_preview(path, opened.error());
    preview.driver = path.extension() == ".pmtiles" ? "PMTiles" : path.extension() == ".mbtiles" ? "MBTiles" : "MVT";
    metadata = std::move(opened->metadata);
    layer.foreign = std::move(opened->tiles);
  }
  layer.bounds = layer.foreign->info().bounds;
  if (layer.style_json.empty()) {
    StyleCache styles;
    layer.style_json = default_tile_style(metadata, styles).value_or(std::string());
  }
  layer.name = metadata.name;
  layer.lon_lat = lon_lat_box(layer.bounds);
  layer.provenance.attribution = metadata.attribution;
  layer.provenance.driver = preview.driver;
  preview.layers.push_back(std::move(layer));
  return preview;
}

FilePreview failed_preview(const std::filesystem::path& file, const base::Error& error) {
  FilePreview preview;
  preview.file = file;
  preview.status = tl::unexpected(error);
  return preview;
}

store::LayerEntry entry_for(const FilePreview& file, const LayerPreview& layer, const std::string& assumed_crs, int taken_hues,
                            StyleCache& styles) {
  store::LayerEntry entry;
  entry.id = base::new_uuid();
  entry.name = layer.name.empty() ? file.file.stem().string() : layer.name;
  entry.path = file.file.string();
  entry.source_layer = layer.name;
  entry.pack_key = file.key;
  entry.raster = layer.raster;
  entry.role = layer.role;
  entry.assumed_crs = assumed_crs;
  entry.provenance = layer.provenance;
  if (entry.provenance.source_path.empty()) entry.provenance.source_path = file.file.string();
  if (entry.provenance.driver.empty()) entry.provenance.driver = file.driver;
  entry.notices = layer.notices;
  entry.notices.insert(entry.notices.end(), file.notices.begin(), file.notices.end());
  if (layer.tiles) {
    entry.source_layer.clear();
    if (layer.own_style) entry.style_json = layer.style_json;
    return entry;
  }
  // A style of its own only where the default depends on how many there are: otherwise better defaults reach old projects too.
  if (!layer.raster && template_of(layer).starts_with("generic"))
    if (auto json = styles.default_json(info_of(layer), taken_hues)) entry.style_json = std::move(*json);
  return entry;
}

std::string template_of(const LayerPreview& layer) {
  if (layer.tiles) return k_tiles_template;
  return layer.raster ? k_raster_template : style::choose_template(info_of(layer));
}

std::string template_of(const LayerEntry& layer) {
  if (layer.raster) return k_raster_template;
  if (layer.foreign || layer.is_service() || is_tile_archive(layer.path) || layer.is_qgis()) return k_tiles_template;
  if (layer.pack) return style::choose_template(layer.pack->info());
  feature::PackInfo info;
  info.name = layer.name;
  info.role = layer.role;
  return style::choose_template(info);
}

namespace {

/// Whether what comes in here, lowest first, would stand between two layers of one group.
bool splits_a_group(const std::vector<store::LayerEntry>& order, std::size_t place) {
  if (place == 0 || place >= order.size()) return false;
  const auto &below = order[place - 1].groups, &above = order[place].groups;
  return !below.empty() && !above.empty() && below.front() == above.front();
}

}  // namespace

std::vector<store::LayerEntry> with_new_layers(const std::vector<LayerEntry>& layers, const std::vector<NewLayer>& added) {
  std::vector<store::LayerEntry> order(layers.begin(), layers.end());
  std::vector<int> heights;
  for (const auto& layer : layers) heights.push_back(stacking(template_of(layer)));
  for (const auto& layer : added) {
    const int height = stacking(layer.template_id);
    std::ptrdiff_t place = 0;
    for (std::size_t i = 0; i < heights.size(); ++i)
      if (heights[i] <= height) place = static_cast<std::ptrdiff_t>(i) + 1;
    while (splits_a_group(order, static_cast<std::size_t>(place))) ++place;
    order.insert(order.begin() + place, layer.entry);
    heights.insert(heights.begin() + place, height);
  }
  return order;
}

geo::Point2 middle_of(const std::vector<FilePreview>& files) {
  geo::Box box;
  for (const auto& file : files)
    for (const auto& layer : file.layers) box.add(layer.lon_lat);
  return box.empty() ? geo::Point2{10, 51.2} : box.center();
}

std::optional<int> stated_utm(const std::vector<FilePreview>& files) {
  for (const auto& file : files)
    for (const auto& layer : file.layers)
      if (const auto epsg = geo::epsg_from_name(layer.crs); epsg && *epsg >= 25831 && *epsg <= 25833) return epsg;
  return std::nullopt;
}

}  // namespace skizze::project
