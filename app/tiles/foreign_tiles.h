// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles of somebody else as a source of drawing, vectors or pictures: an archive on disk, or a service whose answers arrive by and by.
#pragma once

#include <cstddef>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "tiles/foreign_tile.h"
#include "tiles/tile_archive.h"

namespace skizze::tiles {

class ViewLabels;

/// Where the tiles are.
struct ForeignInfo {
  int min_zoom = 0;
  int max_zoom = 14;      ///< beyond it tiles are magnified
  geo::Box bounds;        ///< Web Mercator metres
  bool pictures = false;  ///< tiles are PNG, JPEG or WebP and are kept as they came
  int picture_px = 256;   ///< width of such a tile
};

/// Any thread. Decoded tiles are kept, limited by bytes; one that cannot be read counts as not there (and is counted).
class ForeignTiles {
 public:
  ForeignTiles(ForeignInfo info, std::size_t max_bytes = 96U << 20);
  virtual ~ForeignTiles();
  ForeignTiles(const ForeignTiles&) = delete;
  ForeignTiles& operator=(const ForeignTiles&) = delete;

  const ForeignInfo& info() const { return m_info; }
  /// The tile that draws `id`: itself, or its ancestor at the highest zoom; while that one is on its way, the nearest ancestor that is
  /// held. Null where there is nothing (yet). Waits for a disk, never for a network.
  std::shared_ptr<const ForeignTile> covering(geo::TileId id);
  /// What belongs above the tiles and is made for a view as a whole (view_labels.h); null: nothing. Lives as long as the tiles.
  virtual ViewLabels* view_labels() { return nullptr; }
  /// Tiles that could not be decoded so far.
  std::size_t damaged_count() const;

 protected:
  struct Answer {
    bool pending = false;  ///< asked for, not there yet
    std::string mvt;       ///< empty: there is no such tile
  };
  /// Called without locks held.
  virtual Answer fetch(geo::TileId id) = 0;

 private:
  struct Entry {
    geo::TileId id;
    std::shared_ptr<const ForeignTile> tile;  // null: known to be absent
  };
  using Entries = std::list<Entry>;
  /// The entry, moved to the front; null when it is not held.
  const Entry* held(geo::TileId id);
  void keep(geo::TileId id, std::shared_ptr<const ForeignTile> tile);

  const ForeignInfo m_info;
  const std::size_t m_max_bytes;
  mutable std::mutex m_mutex;  // guards everything below
  Entries m_entries;           // most recently used first
  std::map<geo::TileId, Entries::iterator> m_by_id;
  std::size_t m_bytes = 0;
  std::size_t m_damaged = 0;
};

/// An archive on disk (tile_archive.h).
class ArchiveTiles final : public ForeignTiles {
 public:
  /// Errors: those of open_archive.
  static base::Result<std::shared_ptr<ArchiveTiles>> open(const std::filesystem::path& path);
  /// As the archive stores it: MBTiles rows, PMTiles metadata, TileJSON.
  const std::string& metadata_json() const;

 private:
  ArchiveTiles(std::unique_ptr<TileArchiveReader> reader, ForeignInfo info);
  Answer fetch(geo::TileId id) override;

  std::mutex m_reader_mutex;  // guards the reader: it serves one thread at a time
  std::unique_ptr<TileArchiveReader> m_reader;
};

}  // namespace skizze::tiles
