// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/bound_snapshot.h"

#include <algorithm>

#include "tiles/cutter.h"

namespace skizze::scene {

namespace {

/// A whole style names the data layer of each of its layers; one that names none draws whatever it is put on.
bool draws(const style::StyleLayer& style_layer, const feature::LayerPack* pack) {
  if (style_layer.source_layer.empty() || pack == nullptr) return true;
  const feature::PackInfo& info = pack->info();
  return style_layer.source_layer == info.name || style_layer.source_layer == info.provenance.source_layer;
}

std::shared_ptr<const BoundLayer> bind_layer(const MapLayer& layer, const BoundSnapshot* previous) {
  auto bound = std::make_shared<BoundLayer>();
  bound->layer = layer;
  if (!layer.style) return bound;
  if (previous != nullptr) {
    for (const auto& old : previous->layers) {
      if (old->layer.id == layer.id && old->layer.pack == layer.pack && old->layer.style == layer.style) {
        bound->evaluators = old->evaluators;
        return bound;
      }
    }
  }
  for (std::size_t i = 0; i < layer.style->layers().size(); ++i) {
    if (!draws(layer.style->layers()[i], layer.pack.get())) continue;
    bound->evaluators.push_back(std::make_shared<const style::LayerEvaluator>(layer.style, i, layer.pack));
  }
  return bound;
}

}  // namespace

bool BoundLayer::is_hidden(std::uint32_t row) const {
  return !layer.hidden_rows.empty() && std::binary_search(layer.hidden_rows.begin(), layer.hidden_rows.end(), row);
}

std::shared_ptr<const BoundSnapshot> bind(MapSnapshot snapshot, const BoundSnapshot* previous) {
  auto bound = std::make_shared<BoundSnapshot>();
  for (const MapLayer& layer : snapshot.layers) {
    if (layer.visible && layer.opacity > 0 && (layer.pack || layer.raster || layer.style))
      bound->layers.push_back(bind_layer(layer, previous));
  }
  bound->snapshot = std::move(snapshot);
  return bound;
}

style::Color ground_color(const MapSnapshot& snapshot) {
  constexpr style::Color k_paper{0.957F, 0.949F, 0.925F, 1.0F};
  if (!snapshot.palette) return k_paper;
  return snapshot.palette->color("ground").value_or(snapshot.palette->dark ? style::Color{0.1F, 0.11F, 0.13F, 1.0F} : k_paper);
}

std::shared_ptr<const tiles::Tile> TileSource::tile(const std::shared_ptr<const feature::LayerPack>& pack, geo::TileId id,
                                                    base::CancelToken token) {
  // A held tile keeps its pack alive, so no two packs in the cache can have the same address.
  const tiles::TileKey key{reinterpret_cast<std::uintptr_t>(pack.get()), 0, id};
  if (auto held = m_cache.find(key)) return held;
  tiles::CutOptions options;
  options.cancel = token;
  auto cut = tiles::cut(pack, id, options);
  if (!cut || token.cancelled()) return nullptr;
  m_cache.insert(key, cut);
  return cut;
}

}  // namespace skizze::scene
