// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A vector tile that somebody else made, ready to be styled and drawn: each of its layers as a small pack in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/layer_pack.h"
#include "geo/mercator.h"

namespace skizze::tiles {

/// Immutable. Rows of a pack are the features of the MVT layer of its name, in the tile's order (which is the order of drawing). Row ids
/// are the tile's; a feature without one has -1 - its index. A key whose values differ in type becomes a text column.
struct ForeignTile {
  geo::TileId id;
  std::vector<std::shared_ptr<const feature::LayerPack>> packs;
  std::string picture;              ///< the bytes of a tile that is a picture; no packs then
  std::size_t bytes = 0;            ///< held in memory
  std::uint64_t problem_count = 0;  ///< what the reader had to leave out or put up with (mvt_reader.h)

  /// Null where the tile has no such layer.
  std::shared_ptr<const feature::LayerPack> pack(std::string_view layer) const;
};

/// MVT bytes (gzip is taken off) of the tile at this place. Errors: those of decode_mvt.
base::Result<std::shared_ptr<const ForeignTile>> read_foreign_tile(geo::TileId id, std::string_view mvt);

}  // namespace skizze::tiles
