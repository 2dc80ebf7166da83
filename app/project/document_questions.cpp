// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Questions to the document: identify, figures, search. Workers answer; answers to older questions are dropped.
#include <mutex>

#include "project/document_impl.h"
#include "qgis/look_up.h"

namespace skizze::project {

Identified Document::identify(const base::Uuid& id, std::uint32_t row, const std::shared_ptr<const feature::LayerPack>& part) const {
  const auto* entry = layer(id);
  if (!entry) return {};
  const auto& pack = entry->foreign ? part : entry->pack;
  if (!pack || row >= pack->size()) return {};
  auto identified = identify_row(*pack, row);
  identified.layer_name = entry->name;
  identified.provenance = entry->provenance;
  identified.fields = entry->fields;
  if (!entry->foreign) return identified;
  identified.part_of = pack->info().name;
  identified.cut = pack->info().provenance.driver != "QGIS";  // which gives whole shapes
  identified.crs = entry->crs();
  if (identified.provenance.source_path.empty()) identified.provenance.source_path = entry->path;
  return identified;
}

namespace {

/// Answers of several helpers to one question, on their threads.
struct LookUp {
  struct Asked {
    base::Uuid layer;
    base::Result<std::vector<qgis::Found>> answer;
  };
  std::mutex mutex;           // guards everything below
  std::vector<Asked> layers;  // topmost first
  std::size_t open = 0;

  std::vector<LookedUp> found() const {
    std::vector<LookedUp> found;
    for (const auto& asked : layers)
      if (asked.answer)
        for (const auto& feature : *asked.answer) found.push_back({asked.layer, feature.pack});
    return found;
  }
  /// A question that was taken back (its layer was removed or opened anew) is no trouble.
  std::vector<NotLookedUp> unanswered() const {
    std::vector<NotLookedUp> troubles;
    for (const auto& asked : layers)
      if (!asked.answer && asked.answer.error().code != base::ErrorCode::cancelled) troubles.push_back({asked.layer, asked.answer.error()});
    return troubles;
  }
};

}  // namespace

quint64 Document::look_up(geo::Point2 mercator, double radius_m, double m_per_px, const QString& above_map_layer) {
  auto& d = *m_impl;
  const auto request = d.next_request++;
  d.latest_look_up = request;
  std::vector<std::pair<base::Uuid, std::shared_ptr<qgis::QgisTiles>>> asked;
  for (auto it = d.model.layers.rbegin(); it != d.model.layers.rend(); ++it) {
    if (it->map_id() == above_map_layer.toStdString()) break;
    if (auto tiles = std::dynamic_pointer_cast<qgis::QgisTiles>(it->foreign); tiles && it->visible) asked.emplace_back(it->id, tiles);
  }
  if (asked.empty()) return 0;
  const auto all = std::make_shared<LookUp>();
  for (const auto& [id, tiles] : asked) all->layers.push_back({id, {}});
  all->open = asked.size();
  {
    const std::lock_guard lock(d.asker->mutex);
    d.asker->document = this;
  }
  const auto give = [asker = d.asker, request, all] {
    const std::lock_guard lock(asker->mutex);
    if (asker->document == nullptr) return;
    QMetaObject::invokeMethod(
        asker->document,
        [document = asker->document, request, all] {
          if (request != document->m_impl->latest_look_up) return;
          Q_EMIT document->looked_up(request, all->found(), all->unanswered());
        },
        Qt::QueuedConnection);
  };
  for (std::size_t i = 0; i < asked.size(); ++i) {
    qgis::look_up(asked[i].second->project(), {mercator, radius_m, m_per_px},
                  [all, give, i](base::Result<std::vector<qgis::Found>> answer) {
                    const std::lock_guard lock(all->mutex);
                    all->layers[i].answer = std::move(answer);
                    if (--all->open == 0) give();
                  });
  }
  return request;
}

quint64 Document::request_figures(const geo::Geometry& shape) {
  auto& d = *m_impl;
  d.figures_cancel.cancel();
  d.figures_cancel = {};
  const auto request = d.next_request++;
  if (!d.is_open) return request;
  std::vector<std::shared_ptr<const feature::LayerPack>> packs;
  for (const auto& entry : d.model.layers)
    if (entry.pack) packs.push_back(entry.pack);
  d.workers->submit(
      base::Priority::visible, d.figures_cancel.token(),
      [this, &d, request, shape, packs = std::move(packs), crs = "EPSG:" + std::to_string(d.epsg), token = d.figures_cancel.token()] {
        const auto transform = geo::Transform::make(crs, "EPSG:3857");
        if (!transform) return;
        const auto figures = figures_of(shape, *transform, packs, d.roofs, token);
        if (token.cancelled()) return;
        QMetaObject::invokeMethod(
            this,
            [this, request, figures, token] {
              if (!token.cancelled()) Q_EMIT figures_ready(request, figures);
            },
            Qt::QueuedConnection);
      });
  return request;
}

quint64 Document::search(const QString& text, std::size_t limit) {
  auto& d = *m_impl;
  cancel_search();
  const auto request = d.next_request++;
  std::vector<SearchLayer> layers;
  const auto measures = d.measure_layers.find(d.view.active_scenario);
  if (measures != d.measure_layers.end() && measures->second.pack.pack)
    layers.push_back({k_measures_layer, {}, measures->second.pack.pack});
  if (d.contribution_layer.pack.pack) layers.push_back({k_contributions_layer, {}, d.contribution_layer.pack.pack});
  for (auto it = d.model.layers.rbegin(); it != d.model.layers.rend(); ++it)
    if (it->pack) layers.push_back({it->map_id(), it->name, it->pack});
  d.workers->submit(
      base::Priority::visible, d.search_cancel.token(),
      [this, request, layers = std::move(layers), needle = text.trimmed().toStdString(), limit, token = d.search_cancel.token()] {
        auto result = search_layers(layers, needle, limit, token);
        if (token.cancelled()) return;
        QMetaObject::invokeMethod(
            this,
            [this, request, result = std::move(result), token] {
              if (!token.cancelled()) Q_EMIT found(request, result.hits, result.more);
            },
            Qt::QueuedConnection);
      });
  return request;
}

void Document::cancel_search() {
  m_impl->search_cancel.cancel();
  m_impl->search_cancel = {};
}

}  // namespace skizze::project
