// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Several layers of the document at once: their order and groups, and whether they are shown.
#include <algorithm>

#include "project/document_impl.h"

namespace skizze::project {

void Document::arrange_layers(const LayerOrder& order, const base::Message& message) {
  m_impl->when_free([this, order, message] {
    auto& d = *m_impl;
    const auto is_named = [&](const auto& layer) {
      return std::any_of(order.begin(), order.end(), [&](const LayerPlace& place) { return place.id == layer.id; });
    };
    std::vector<store::LayerEntry> wanted;
    for (auto place = order.rbegin(); place != order.rend(); ++place) {
      const auto* layer = std::as_const(d.model).layer(place->id);
      if (layer == nullptr) continue;
      wanted.push_back(*layer);
      wanted.back().groups = place->groups;
    }
    for (const auto& layer : d.model.layers)
      if (!is_named(layer)) wanted.push_back(layer);
    d.send(d.reordered(std::move(wanted), message));
  });
}

void Document::show_layers(const std::vector<base::Uuid>& ids, bool visible, const base::Message& message) {
  m_impl->when_free([this, ids, visible, message] {
    std::vector<store::LayerEntry> wanted(m_impl->model.layers.begin(), m_impl->model.layers.end());
    for (auto& layer : wanted)
      if (std::find(ids.begin(), ids.end(), layer.id) != ids.end()) layer.visible = visible;
    m_impl->send(m_impl->reordered(std::move(wanted), message));
  });
}

}  // namespace skizze::project
