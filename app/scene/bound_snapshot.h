// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A snapshot made ready for drawing: styles bound to packs, tiles cut once for everybody who draws.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/cancel.h"
#include "scene/map_view.h"
#include "style/evaluate.h"
#include "tiles/tile.h"

namespace skizze::scene {

class ForeignBinding;

/// A layer with one evaluator for each layer of its style, in style order. Of a layer of foreign tiles only the backgrounds: the rest is
/// bound tile by tile (ForeignBinding).
struct BoundLayer {
  MapLayer layer;
  std::vector<std::shared_ptr<const style::LayerEvaluator>> evaluators;
  std::shared_ptr<ForeignBinding> foreign;  ///< null for packs and rasters
  std::optional<geo::TileId> part_of;       ///< the foreign tile this is a part of: rows are drawn in their order, unsimplified
  std::uint32_t first_style_layer = 0;      ///< of a part: the style layer of its first evaluator
  bool is_hidden(std::uint32_t row) const;
};

/// The tiles of a foreign layer bound to its style; any thread.
class ForeignBinding {
 public:
  ForeignBinding(MapLayer layer) : m_layer(std::move(layer)) {}
  using Parts = std::vector<std::shared_ptr<const BoundLayer>>;
  /// What the tile that covers `id` has for this style, in style order: one part for each run of style layers of one source layer.
  /// Null where there is no tile (yet).
  std::shared_ptr<const Parts> parts(geo::TileId id);

 private:
  struct Entry {
    std::shared_ptr<const tiles::ForeignTile> tile;
    std::shared_ptr<const Parts> parts;
  };
  const MapLayer m_layer;
  std::mutex m_mutex;         // guards the list
  std::list<Entry> m_recent;  // most recently used first
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

}  // namespace skizze::scene
