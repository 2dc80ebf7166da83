// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "geo/mercator.h"
#include "tiles/clip.h"

namespace skizze::feature {
class LayerPack;
}

namespace skizze::tiles {

/// Large rings (a lake, a border), clipped once for a block of 4 x 4 tiles, so that not every tile walks the whole ring. Serves
/// one thread, while tiles of one block are cut one after the other, as an export does; the packs must outlive it.
class LargeRings {
 public:
  static constexpr std::size_t k_vertices = 2048;  ///< smaller rings are not worth it
  static constexpr int k_levels = 2;               ///< the block is the tile so many zooms above

  struct Key {
    const feature::LayerPack* pack;
    std::uint32_t row;
    std::uint32_t part;
    auto operator<=>(const Key&) const = default;
  };

  /// The ring in the units of the tiles, from the block's north-west corner. make(ring) fills it when the block does not have it yet.
  template <class Make>
  const std::vector<UnitPoint>& find(const Key& key, geo::TileId block, Make&& make) {
    if (block != m_block) {
      m_rings.clear();
      m_block = block;
    }
    const auto [entry, is_new] = m_rings.try_emplace(key);
    if (is_new) make(entry->second);
    return entry->second;
  }

 private:
  geo::TileId m_block{255, 0, 0};
  std::map<Key, std::vector<UnitPoint>> m_rings;
};

}  // namespace skizze::tiles
