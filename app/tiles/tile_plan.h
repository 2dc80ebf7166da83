// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/cancel.h"
#include "feature/layer_pack.h"
#include "geo/mercator.h"

namespace skizze::tiles {

struct TilePlan {
  std::vector<std::uint64_t> ids;  ///< pmtiles ids, ascending, each once
  bool too_many = false;           ///< more than max_tiles; ids is empty then
};

/// The tiles of one zoom that rows touch, buffers included. all_rows: also rows whose min_zoom lies above the zoom.
/// Small rows count with their box; large ones with their segments and, for areas, what lies between, so that a long
/// diagonal line does not mark a square of empty tiles. Some tiles may turn out empty; none is missing.
TilePlan plan_tiles(const std::vector<std::shared_ptr<const feature::LayerPack>>& packs, int zoom, bool all_rows, std::uint64_t max_tiles,
                    const base::CancelToken& cancel);

}  // namespace skizze::tiles
