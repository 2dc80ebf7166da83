// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "feature/pack_info.h"
#include "feature/raster_pack.h"
#include "scene/sprites.h"
#include "store/layer_entry.h"
#include "tiles/foreign_tiles.h"

namespace skizze::project {

/// What the window can do with a layer just now.
enum class LayerState : std::uint8_t {
  loading,  ///< its pack is being opened or made anew
  ready,    ///< pack, raster or tiles are there
  missing,  ///< its file is not there; shown grey, everything else works
  failed,   ///< its file is there but cannot be read; problem says why
};

/// One layer of the open project: the stored reference (store::LayerEntry: name, path, style_json, visible, opacity, ...) and
/// what is found again at each opening.
struct LayerEntry : store::LayerEntry {
  std::string filter;  ///< filter_json as a person types it, e.g. "class = primary" (filter_text.h); empty shows all
  LayerState state = LayerState::loading;
  base::Error problem;  ///< for missing and failed
  std::optional<base::Error> trouble;  ///< of a ready layer: why QGIS cannot draw it just now; it is tried again
  std::shared_ptr<const feature::LayerPack> pack;
  std::filesystem::path pack_file;  ///< what it was opened from, in the cache
  std::shared_ptr<const feature::RasterPack> raster_pack;
  std::shared_ptr<tiles::ForeignTiles> foreign;   ///< vector tiles of somebody else, from an archive or a service
  std::shared_ptr<const scene::Sprites> sprites;  ///< of a service's style, with our own behind them; null: our own alone
  bool connected = false;                         ///< of a service: it is asked; otherwise only the offline copy is shown
  std::string default_style;                      ///< of its pack; empty for rasters and while nothing is open
  bool in_work = false;                           ///< a job is opening it

  /// The layer's id in the map snapshot.
  std::string map_id() const { return base::to_string(id); }
  /// Whether its tiles come from the web (path is an address).
  bool is_service() const;
  /// Whether QGIS draws it (path is a .qgz or .qgs).
  bool is_qgis() const;
  /// What the opened pack says; empty while nothing is open.
  std::string crs() const;
  geo::Box bounds() const;  ///< Web Mercator
  std::uint64_t feature_count() const;
};

/// One layer of a file that was prepared but is not yet part of the project: what the preview shows.
struct LayerPreview {
  std::string name;
  bool raster = false;
  geo::GeometryKind kind = geo::GeometryKind::none;
  feature::PackRole role = feature::PackRole::features;
  std::uint64_t rows = 0;
  std::vector<feature::Column> columns;
  std::string crs;   ///< empty where the file has none
  geo::Box bounds;   ///< Web Mercator
  geo::Box lon_lat;  ///< degrees
  std::vector<feature::Notice> notices;
  feature::Provenance provenance;
  std::filesystem::path pack_file;
  bool tiles = false;  ///< vector tiles that stay where they are: no rows, one layer for all that is in them
  std::shared_ptr<tiles::ForeignTiles> foreign;
  std::shared_ptr<const scene::Sprites> sprites;  ///< of a service's style; may be null
  std::string style_json;                         ///< of tiles: the style to draw them with; what a service brings, else the default
  bool own_style = false;                         ///< the service brought the style
};

/// One prepared file, or why it could not be read.
struct FilePreview {
  std::filesystem::path file;
  std::string driver;
  std::string key;  ///< in the cache
  std::vector<LayerPreview> layers;
  std::vector<feature::Notice> notices;
  std::vector<std::pair<std::string, std::uint64_t>> class_counts;  ///< city models: "Building" 83, ...
  base::Status status;
};

}  // namespace skizze::project
