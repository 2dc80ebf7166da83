// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A snapshot made ready for drawing: styles bound to packs, tiles cut once for everybody who draws.
#pragma once

#include <memory>
#include <vector>

#include "base/cancel.h"
#include "scene/map_view.h"
#include "style/evaluate.h"
#include "tiles/tile.h"
#include "tiles/tile_cache.h"

namespace skizze::scene {

/// A layer with one evaluator for each layer of its style, in style order.
struct BoundLayer {
  MapLayer layer;
  std::vector<std::shared_ptr<const style::LayerEvaluator>> evaluators;
  bool is_hidden(std::uint32_t row) const;
};

/// Immutable; shared by all workers that draw one state of the map.
struct BoundSnapshot {
  MapSnapshot snapshot;
  std::vector<std::shared_ptr<const BoundLayer>> layers;  ///< visible ones only, bottom first
};

/// Binds what is new; layers that `previous` already had (same pack, same style) keep their evaluators. previous may be null.
std::shared_ptr<const BoundSnapshot> bind(MapSnapshot snapshot, const BoundSnapshot* previous = nullptr);

/// The colour of the ground where nothing is drawn.
style::Color ground_color(const MapSnapshot& snapshot);

/// Cut tiles for drawing, shared by squares and by everybody else who asks; any thread.
class TileSource {
 public:
  explicit TileSource(std::size_t max_bytes) : m_cache(max_bytes) {}
  /// Null only when cancelled.
  std::shared_ptr<const tiles::Tile> tile(const std::shared_ptr<const feature::LayerPack>& pack, geo::TileId id, base::CancelToken token);

 private:
  tiles::TileCache m_cache;
};

}  // namespace skizze::scene
