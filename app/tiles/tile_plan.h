// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/cancel.h"
#include "feature/layer_pack.h"
#include "geo/mercator.h"

namespace skizze::tiles {

/// The tiles of one zoom that the boxes of rows touch (buffers included), as ascending pmtiles ids without repetition.
/// all_rows: also rows whose min_zoom lies above. A row wider than 64 tiles is followed down the quadtree along its
/// own segments' boxes instead of its whole box, so that a long diagonal line does not mark a square of empty tiles.
/// Empty also when there would be more than max_tiles (then too_many is set) or when cancelled.
struct TilePlan {
  std::vector<std::uint64_t> ids;
  bool too_many = false;
};
TilePlan plan_tiles(const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, int zoom, bool all_rows, std::uint64_t max_tiles,
                    const base::CancelToken& cancel);

}  // namespace skizze::tiles
