// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The pipeline's tile in memory: integer geometry of one layer inside one square of the grid, ready to draw or to encode.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "feature/layer_pack.h"
#include "geo/mercator.h"

namespace skizze::tiles {

inline constexpr int k_extent = 4096;  ///< tile units per side (MVT 2.1 default)
inline constexpr int k_buffer = 128;   ///< units cut beyond each side, so that strokes and corners join across tiles

/// Tile units; y grows southwards. Coordinates lie within [-k_buffer, k_extent + k_buffer].
struct TilePoint {
  std::int16_t x = 0;
  std::int16_t y = 0;
  bool operator==(const TilePoint&) const = default;
};

/// One ring, line or point set of a tile feature.
struct TilePart {
  std::uint32_t begin = 0;  ///< first point
  std::uint32_t end = 0;    ///< one past the last; rings are open (the first point is not repeated)
  bool hole = false;
};

struct TileFeature {
  std::uint32_t row = 0;  ///< row in the pack; its attributes are looked up there
  geo::GeometryKind kind = geo::GeometryKind::none;
  std::uint32_t part_begin = 0;
  std::uint32_t part_end = 0;
  bool density = false;  ///< not the row itself, but squares that stand for many areas of its class too small to be drawn
};

/// Immutable after the cutter made it. Polygons are valid (MVT 2.1, 4.3.3.3): outer rings of positive area in y-down
/// coordinates, holes negative, inside and disjoint, no self-intersection.
struct Tile {
  geo::TileId id;
  std::shared_ptr<const feature::LayerPack> pack;
  std::vector<TileFeature> features;
  std::vector<TilePart> parts;
  std::vector<TilePoint> points;
  /// Per point, whether the segment that starts there was made by clipping (it must not be stroked).
  std::vector<bool> cut_edge;

  std::span<const TilePoint> points_of(const TilePart& part) const { return std::span(points).subspan(part.begin, part.end - part.begin); }
};

}  // namespace skizze::tiles
