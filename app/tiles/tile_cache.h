// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "tiles/tile.h"

namespace skizze::tiles {

/// Bytes a tile holds in memory.
std::size_t bytes_of_tile(const Tile& tile);

/// What a cut tile is kept under. version changes when the layer's pack is replaced.
struct TileKey {
  std::uint64_t layer = 0;
  std::uint64_t version = 0;
  geo::TileId id;
  bool operator==(const TileKey&) const = default;
};
struct TileKeyHash {
  std::size_t operator()(const TileKey& key) const noexcept;
};

/// The most recently used tiles, limited by bytes (not by number). Any thread.
class TileCache {
 public:
  explicit TileCache(std::size_t max_bytes) : m_max_bytes(max_bytes) {}
  /// Null where it is not held; moves it to the front otherwise.
  std::shared_ptr<const Tile> find(const TileKey& key);
  /// A tile larger than the whole cache is not kept.
  void insert(const TileKey& key, std::shared_ptr<const Tile> tile);
  /// Forgets every tile of a layer.
  void erase_layer(std::uint64_t layer);
  /// Forgets a layer's tiles that meet a box (Mercator metres), buffers included; all zooms.
  void erase(std::uint64_t layer, const geo::Box& mercator);
  void clear();
  std::size_t bytes() const;
  std::size_t size() const;

 private:
  struct Entry {
    TileKey key;
    std::shared_ptr<const Tile> tile;
    std::size_t bytes;
  };
  using Entries = std::list<Entry>;
  Entries::iterator remove(Entries::iterator entry);

  const std::size_t m_max_bytes;
  mutable std::mutex m_mutex;  // guards everything below
  Entries m_entries;           // most recently used first
  std::unordered_map<TileKey, Entries::iterator, TileKeyHash> m_by_key;
  std::size_t m_bytes = 0;
};

}  // namespace skizze::tiles
