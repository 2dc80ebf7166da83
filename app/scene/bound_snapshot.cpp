// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/bound_snapshot.h"

#include <algorithm>

namespace skizze::scene {

namespace {

/// A whole style names the data layer of each of its layers; one that names none draws whatever it is put on.
bool draws(const style::StyleLayer& style_layer, const feature::LayerPack* pack) {
  if (style_layer.source_layer.empty() || pack == nullptr) return true;
  const feature::PackInfo& info = pack->info();
  return style_layer.source_layer == info.name || style_layer.source_layer == info.provenance.source_layer;
}

constexpr std::size_t k_bound_tiles = 256;  // a full screen needs about 15

bool is_background(const style::StyleLayer& layer) { return layer.type == style::LayerType::background; }

std::shared_ptr<const BoundLayer> bind_foreign(const MapLayer& layer, const BoundSnapshot* previous) {
  if (previous != nullptr) {
    for (const auto& old : previous->layers) {
      if (old->layer == layer) return old;
    }
  }
  auto bound = std::make_shared<BoundLayer>();
  bound->layer = layer;
  for (std::size_t i = 0; i < layer.style->layers().size(); ++i) {
    if (is_background(layer.style->layers()[i]))
      bound->evaluators.push_back(std::make_shared<const style::LayerEvaluator>(layer.style, i, nullptr));
  }
  bound->foreign = std::make_shared<ForeignBinding>(layer);
  return bound;
}

/// Parts of one tile. A style layer without a source layer draws every layer of the tile.
class PartMaker {
 public:
  PartMaker(const MapLayer& layer, const tiles::ForeignTile& tile) : m_layer(layer), m_tile(tile) {}

  std::shared_ptr<const ForeignBinding::Parts> make() {
    const auto& layers = m_layer.style->layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
      if (is_background(layers[i])) continue;
      if (!layers[i].source_layer.empty()) {
        if (auto pack = m_tile.pack(layers[i].source_layer)) add(i, pack);
        continue;
      }
      for (const auto& pack : m_tile.packs) add(i, pack);
    }
    return m_parts;
  }

 private:
  void add(std::size_t style_layer, const std::shared_ptr<const feature::LayerPack>& pack) {
    const bool runs_on = m_open && m_open->layer.pack == pack && m_open->first_style_layer + m_open->evaluators.size() == style_layer;
    if (!runs_on) {
      m_open = std::make_shared<BoundLayer>();
      m_open->layer = m_layer;
      m_open->layer.foreign = nullptr;
      m_open->layer.pack = pack;
      m_open->part_of = m_tile.id;
      m_open->first_style_layer = static_cast<std::uint32_t>(style_layer);
      m_parts->push_back(m_open);
    }
    m_open->evaluators.push_back(std::make_shared<const style::LayerEvaluator>(m_layer.style, style_layer, pack));
  }

  const MapLayer& m_layer;
  const tiles::ForeignTile& m_tile;
  std::shared_ptr<ForeignBinding::Parts> m_parts = std::make_shared<ForeignBinding::Parts>();
  std::shared_ptr<BoundLayer> m_open;
};

std::shared_ptr<const BoundLayer> bind_layer(const MapLayer& layer, const BoundSnapshot* previous) {
  auto bound = std::make_shared<BoundLayer>();
  bound->layer = layer;
  if (!layer.style) return bound;
  if (layer.foreign) return bind_foreign(layer, previous);
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

std::shared_ptr<const ForeignBinding::Parts> ForeignBinding::parts(geo::TileId id) {
  const auto tile = m_layer.foreign->covering(id);
  if (!tile) return nullptr;
  const auto find = [&] { return std::find_if(m_recent.begin(), m_recent.end(), [&](const Entry& e) { return e.tile == tile; }); };
  {
    const std::lock_guard lock(m_mutex);
    if (const auto it = find(); it != m_recent.end()) {
      m_recent.splice(m_recent.begin(), m_recent, it);
      return it->parts;
    }
  }
  auto parts = PartMaker(m_layer, *tile).make();
  const std::lock_guard lock(m_mutex);
  if (const auto it = find(); it != m_recent.end()) return it->parts;
  m_recent.push_front({tile, parts});
  if (m_recent.size() > k_bound_tiles) m_recent.pop_back();
  return parts;
}

bool BoundLayer::is_hidden(std::uint32_t row) const {
  return !layer.hidden_rows.empty() && std::binary_search(layer.hidden_rows.begin(), layer.hidden_rows.end(), row);
}

std::shared_ptr<const BoundSnapshot> bind(MapSnapshot snapshot, const BoundSnapshot* previous) {
  auto bound = std::make_shared<BoundSnapshot>();
  for (const MapLayer& layer : snapshot.layers) {
    if (layer.visible && layer.opacity > 0 && (layer.pack || layer.raster || layer.foreign || layer.style))
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

}  // namespace skizze::scene
