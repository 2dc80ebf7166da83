// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Integer rings of one area feature while it is being cut, and the cheap test whether they are valid as they stand.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tiles/tile.h"

namespace skizze::tiles {

/// Twice the signed area by the surveyor's formula, y down; positive for outer rings (MVT 2.1, 4.3.3.3).
std::int64_t area_x2(std::span<const TilePoint> ring);

/// Open rings in one array: an outer ring, its holes, the next outer ring, ...
struct Rings {
  std::vector<TilePoint> points;
  std::vector<TilePart> parts;

  void clear() {
    points.clear();
    parts.clear();
  }
  bool empty() const { return parts.empty(); }
  std::span<const TilePoint> ring(const TilePart& part) const { return std::span(points).subspan(part.begin, part.end - part.begin); }

  /// Makes a ring of the points added since `begin`: drops equal neighbours, spikes and points on a straight line, and winds it
  /// (outer positive, hole negative). A ring that is only a point or a line is taken back; then false.
  bool close_ring(std::uint32_t begin, bool hole);
};

/// Whether no ring touches or crosses itself or another, every hole lies in its outer ring and in no other hole, and no
/// outer ring lies in another polygon. True means valid for OGC and MVT 2.1; false means "look closer": a hole that touches its
/// ring in one point is also sent there. O(n^2) up to 32 segments, then a sweep over the segments sorted by x.
bool clearly_valid(const Rings& rings);

}  // namespace skizze::tiles
