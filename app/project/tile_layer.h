// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles of somebody else, vectors or pictures, as a layer: what their metadata say, and how they look where nobody gave a style.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "feature/pack_info.h"
#include "project/layer_style.h"
#include "tiles/foreign_tiles.h"

namespace skizze::project {

/// What an archive or a TileJSON says of itself. Everything may be missing.
struct TileMetadata {
  std::string name;
  std::string description;
  std::string attribution;  ///< plain words: links and markup taken off
  std::optional<int> min_zoom, max_zoom;
  geo::Box lon_lat;                       ///< degrees; empty where it is not said
  std::vector<std::string> urls;          ///< TileJSON "tiles"
  bool tms = false;                       ///< TileJSON "scheme"
  bool pictures = false;                  ///< PNG, JPEG or WebP instead of vectors
  std::vector<feature::PackInfo> layers;  ///< name, kind (none: not known) and columns
};

/// TileJSON, PMTiles metadata, or MBTiles rows as one object (whose "json" row is JSON in a text). Errors: damaged (not an object).
base::Result<TileMetadata> parse_tile_metadata(const std::string& json);

/// Whether the path is meant to be read as tiles: *.mbtiles, *.pmtiles, or a folder of zooms.
bool is_tile_archive(const std::filesystem::path& path);

/// Whether the path of a tile's address ends as that of a picture.
bool is_picture_address(const std::string& url);

/// One style for all layers of the tiles (without layers for pictures): the city's template for each, in the city's order, with
/// "source-layer" set.
base::Result<std::string> default_tile_style(const TileMetadata& metadata, StyleCache& styles);

/// An archive as something to draw.
struct TileLayer {
  std::shared_ptr<tiles::ForeignTiles> tiles;
  TileMetadata metadata;
};
/// Errors: those of open_archive.
base::Result<TileLayer> open_tile_layer(const std::filesystem::path& path);

}  // namespace skizze::project
