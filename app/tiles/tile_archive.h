// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles in a file: MBTiles 1.3, PMTiles v3, or a folder z/x/y.pbf with metadata.json. One interface to write, one to read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "geo/mercator.h"

namespace skizze::tiles {

enum class ArchiveKind : std::uint8_t { mbtiles, pmtiles, folder };

/// By the name's ending; anything but .mbtiles and .pmtiles is a folder.
ArchiveKind archive_kind(const std::filesystem::path& path);

/// One vector layer as the metadata lists it; field types are "String", "Number", "Boolean" (TileJSON 3.0, 3.3.2).
struct VectorLayer {
  std::string id;
  std::string description;
  int min_zoom = 0;
  int max_zoom = 0;
  std::vector<std::pair<std::string, std::string>> fields;
  geo::GeometryKind geometry = geo::GeometryKind::none;  ///< none where rows differ; readers such as GDAL type the layer by it
  std::uint64_t count = 0;                               ///< rows of the source
  bool operator==(const VectorLayer&) const = default;
};

struct ArchiveInfo {
  std::string name;
  std::string description;
  std::string attribution;
  int min_zoom = 0;
  int max_zoom = 0;
  geo::Box bounds_lon_lat;  ///< degrees
  std::vector<VectorLayer> vector_layers;
};

/// Receives tiles and becomes a file when finish() succeeds; before, and when it is destroyed unfinished, nothing is
/// to be seen at the target path. One thread at a time. Errors: no_space, unreadable.
class TileArchiveWriter {
 public:
  virtual ~TileArchiveWriter() = default;
  /// Whether add() wants gzipped bytes (MBTiles, PMTiles) or plain ones (a folder, so that any web server can serve it).
  virtual bool stores_gzip() const { return true; }
  /// Each id once, in any order (PMTiles is clustered when ids come in the order of pmtiles_id).
  virtual base::Status add(geo::TileId id, std::string_view stored) = 0;
  virtual base::Status finish(const ArchiveInfo& info) = 0;
};

/// target: a file is replaced when finish() succeeds; a folder must not exist, or be empty, or hold an earlier export
/// (metadata.json), else refused.
base::Result<std::unique_ptr<TileArchiveWriter>> create_archive(const std::filesystem::path& target);

/// What the tiles of an archive are.
enum class TileContent : std::uint8_t { vector, picture };

/// Reads tiles; foreign bytes, so everything is checked. One thread at a time.
class TileArchiveReader {
 public:
  virtual ~TileArchiveReader() = default;
  virtual ArchiveKind kind() const = 0;
  /// picture: PNG, JPEG or WebP, each tile as its own bytes say.
  virtual TileContent content() const { return TileContent::vector; }
  virtual int min_zoom() const = 0;
  virtual int max_zoom() const = 0;
  /// Degrees; the whole world where the archive does not say.
  virtual geo::Box bounds_lon_lat() const = 0;
  /// The metadata as JSON text, as stored (MBTiles: its rows as one object).
  virtual const std::string& metadata_json() const = 0;
  /// The tile as stored but unwrapped from gzip; empty where there is none. Errors: damaged, too_large.
  virtual base::Result<std::optional<std::string>> tile(geo::TileId id) = 0;
  /// Every tile once, in the order of storage. Stops early with the visitor's error.
  virtual base::Status for_each(const std::function<base::Status(geo::TileId, std::string_view bytes)>& visit) = 0;
};

enum class Accept : std::uint8_t { vectors, vectors_and_pictures };
/// Recognised by content. Errors: not_found, unreadable, damaged, unsupported (other tile types than those accepted are named).
base::Result<std::unique_ptr<TileArchiveReader>> open_archive(const std::filesystem::path& path, Accept accept = Accept::vectors);

/// PMTiles v3: position on the Hilbert curve over all zooms. id.z <= 31.
std::uint64_t pmtiles_id(geo::TileId id);
/// Empty for numbers beyond zoom 31.
std::optional<geo::TileId> tile_of_pmtiles_id(std::uint64_t id);

}  // namespace skizze::tiles
