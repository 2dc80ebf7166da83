// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles as drawing needs them: shapes that can be seen, and what the others cover.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/cancel.h"
#include "tiles/tile.h"
#include "tiles/tile_cache.h"

namespace skizze::scene {

/// An area too small to have a shape at a tile's zoom; tile units.
struct Speck {
  std::uint32_t row = 0;
  float x = 0;  ///< left
  float y = 0;  ///< top
  float width = 0;
  float height = 0;
  float area = 0;  ///< that it covers of its box; a multiple where it stands for others too
};

struct DrawTile {
  std::shared_ptr<const tiles::Tile> shapes;
  std::vector<Speck> specks;  ///< by row, and so neighbours mostly side by side

  /// The specks that touch a box, tile units. O(those + number of blocks).
  std::vector<Speck> specks_in(float left, float top, float right, float bottom) const;
  /// Must be called once the specks are complete.
  void index_specks();

 private:
  struct Block {
    float left, top, right, bottom;  ///< of k_block specks
  };
  static constexpr std::size_t k_block = 64;
  std::vector<Block> m_blocks;
};

/// Areas whose box is smaller both ways are specks (tile units: 1.5 css px at the tile's own zoom).
inline constexpr double k_speck_units = 12;
/// Of more specks in one tile only a part is kept, evenly spread, each standing for its neighbours.
inline constexpr std::size_t k_most_specks = 1U << 17;

/// The tile of a pack. Areas that the pack does not show at this zoom are specks too, so that a town never vanishes from afar, it only gets
/// fainter. whole: every row and vertex as a shape, as for the packs of foreign tiles. Null when cancelled.
std::shared_ptr<const DrawTile> make_draw_tile(const std::shared_ptr<const feature::LayerPack>& pack, geo::TileId id,
                                               base::CancelToken token, bool whole = false);

/// Tiles for drawing, shared by squares and by everybody else who asks, the least recently used dropped first. Any thread; who asks for a
/// tile that another thread is making waits for it.
class TileSource {
 public:
  explicit TileSource(std::size_t max_bytes) : m_max_bytes(max_bytes) {}
  /// Null only when cancelled.
  std::shared_ptr<const DrawTile> tile(const std::shared_ptr<const feature::LayerPack>& pack, geo::TileId id, base::CancelToken token,
                                       bool whole = false);

 private:
  struct Entry {
    tiles::TileKey key;
    std::shared_ptr<const DrawTile> tile;
    std::size_t bytes;
  };
  using Entries = std::list<Entry>;
  void insert(const tiles::TileKey& key, std::shared_ptr<const DrawTile> tile);

  const std::size_t m_max_bytes;
  std::mutex m_mutex;  // guards everything below
  std::condition_variable m_made;
  std::unordered_set<tiles::TileKey, tiles::TileKeyHash> m_in_work;
  Entries m_entries;  // most recently used first
  std::unordered_map<tiles::TileKey, Entries::iterator, tiles::TileKeyHash> m_by_key;
  std::size_t m_bytes = 0;
};

}  // namespace skizze::scene
