// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Tiles to MVT 2.1 bytes. Everything written passes check_mvt().
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tiles/filled_columns.h"
#include "tiles/mvt.h"
#include "tiles/tile.h"

namespace skizze::tiles {

/// How the rows of a pack are numbered in tiles. MVT ids are unsigned and should be unique in a layer (4.2), so the
/// source's ids are used only where they are; else row + 1.
class FeatureIds {
 public:
  explicit FeatureIds(const feature::LayerPack& pack);
  std::uint64_t of(const feature::LayerPack& pack, std::uint32_t row) const {
    return m_use_rows ? row + 1ULL : static_cast<std::uint64_t>(pack.id(row));
  }
  bool uses_rows() const { return m_use_rows; }

 private:
  bool m_use_rows = false;
};

/// One layer to write. The tile must be one of the cutter's.
struct LayerToEncode {
  std::string name;  ///< unique within the tile
  std::shared_ptr<const Tile> tile;
  const FeatureIds* ids = nullptr;        ///< null: row + 1
  const FilledColumns* filled = nullptr;  ///< of the tile's pack; null: every column of every row is looked at
};

/// Features of density have no id and one tag, the value of their class. Uncompressed MVT bytes; empty when no layer has a feature (an MVT
/// tile has at least one layer with at least one feature, 4.1, so there is nothing to write). Columns become keys; rows without a value
/// have no tag for it.
std::string encode_mvt(std::span<const LayerToEncode> layers);

/// What a tile may hold, and what it cost to keep to it.
struct EncodeBudget {
  std::size_t max_bytes = 0;              ///< of the uncompressed tile; 0 for no limit
  std::size_t max_features = 0;           ///< of each layer; 0 for no limit
  bool density = false;                   ///< areas left out count in the density
  std::uint64_t over_feature_budget = 0;  ///< out: features left out for max_features
  std::uint64_t over_byte_budget = 0;     ///< out: features left out for max_bytes
};

/// The same within a budget. Where it does not hold everything, features are taken in the order of their worth (drop_rank, over all
/// layers) until the next one would not fit: nothing is cut again, no setting is tried twice. Areas left out go into the density, for which
/// a third of the bytes stays free; its cells are made larger where that is not enough.
std::string encode_mvt(std::span<const LayerToEncode> layers, EncodeBudget& budget);

/// A tile of values as bytes, for tests and for rewriting foreign tiles. Layers and features are written as they are,
/// also where they break a rule; parts without points are left out.
std::string encode_mvt(const MvtTile& tile);

}  // namespace skizze::tiles
