// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Pack to tile: query, simplify by vertex rank, clip, quantise, wind, test, and repair only what fails.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <span>

#include "base/cancel.h"
#include "tiles/tile.h"

namespace skizze::tiles {

class LargeRings;

struct CutOptions {
  double tolerance = 2.0;          ///< tile units (1/4096 of a side) by which shapes may move to be simpler; 0 keeps every vertex
  std::uint32_t max_features = 0;  ///< keep at most so many rows, those visible from the lowest zoom first; 0 keeps all
  bool all_rows = false;           ///< also rows whose min_zoom lies above the tile's zoom
  bool density = false;            ///< areas not yet drawn at this zoom appear as squares of the share they cover, one feature per class
  bool keep_collapsed = false;     ///< a shape smaller than the grid becomes the smallest valid shape instead of vanishing
  base::CancelToken cancel;
  LargeRings* large_rings = nullptr;  ///< saves work when many neighbouring tiles are cut by one thread; may be null
};

/// What a row is worth when a tile is full: those visible from the lowest zoom first, then the largest. The same at every zoom and in
/// every tile, so that nothing comes and goes while the map moves.
struct DropRank {
  std::uint8_t min_zoom = 0;
  double minus_extent_m = 0;
  std::uint32_t row = 0;
  auto operator<=>(const DropRank&) const = default;
};
DropRank drop_rank(const feature::LayerPack& pack, std::uint32_t row);

/// What happened on the way; counts of features.
struct CutStats {
  std::uint64_t clipped = 0;      ///< went through the clipper (the others lay inside)
  std::uint64_t repaired = 0;     ///< failed the integer validity test and were repaired
  std::uint64_t collapsed = 0;    ///< smaller than the grid: drawn as the smallest shape or left out
  std::uint64_t dropped = 0;      ///< could not be repaired in three rounds; left out
  std::uint64_t over_budget = 0;  ///< beyond max_features; left out
  CutStats& operator+=(const CutStats& o);
};

/// The tile of a pack; never null unless cancelled. Features come in row order, those of density first. Rows that lie outside the tile and
/// its buffer have no feature. Pure and thread-safe; cost grows with the vertices of the rows that meet the tile. With keep_collapsed and
/// all_rows every row appears in at least one tile of its zoom: in that of its first vertex.
std::shared_ptr<const Tile> cut(std::shared_ptr<const feature::LayerPack> pack, geo::TileId id, const CutOptions& options = {},
                                CutStats* stats = nullptr);

/// The same of these rows (ascending) alone, whoever chose them: max_features and all_rows do not count.
std::shared_ptr<const Tile> cut_rows(std::shared_ptr<const feature::LayerPack> pack, geo::TileId id, std::span<const std::uint32_t> rows,
                                     const CutOptions& options = {}, CutStats* stats = nullptr);

/// The box (Mercator metres) of everything that a tile may hold, buffer included.
geo::Box reach_of_tile(geo::TileId id);

}  // namespace skizze::tiles
