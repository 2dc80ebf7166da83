// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The document's own rows as map layers, and the snapshot of everything that is drawn.
#include <algorithm>

#include "project/document_impl.h"

namespace skizze::project {

OwnLayer& Document::Impl::own_layer(const std::string& map_layer_id, const base::Uuid& scenario) {
  return map_layer_id == k_contributions_layer ? contribution_layer : measure_layers[scenario];
}

void Document::Impl::rebuild_measures(const base::Uuid& scenario) { submit_build(k_measures_layer, scenario); }
void Document::Impl::rebuild_contributions() { submit_build(k_contributions_layer, {}); }

void Document::Impl::rebuild_all() {
  for (const auto& scenario : model.scenarios) rebuild_measures(scenario.id);
  rebuild_contributions();
}

bool Document::Impl::building() const {
  return contribution_layer.building ||
         std::any_of(measure_layers.begin(), measure_layers.end(), [](const auto& item) { return item.second.building; });
}

/// Whether a pack with the present shape of a measure or contribution is still on its way.
bool Document::Impl::building(const base::Uuid& row) const {
  const auto measure = std::find_if(model.measures.begin(), model.measures.end(), [&](const auto& m) { return m.id == row; });
  if (measure == model.measures.end()) return contribution_layer.building;
  const auto layer = measure_layers.find(measure->scenario);
  return layer != measure_layers.end() && layer->second.building;
}

void Document::Impl::submit_build(const std::string& map_layer_id, const base::Uuid& scenario) {
  auto& layer = own_layer(map_layer_id, scenario);
  if (layer.building) {
    layer.stale = true;
    return;
  }
  layer.building = true;
  layer.stale = false;
  const auto reply = [this, map_layer_id, scenario, s = session](base::Result<OwnPack> built) {
    QMetaObject::invokeMethod(
        &q,
        [this, map_layer_id, scenario, s, built = std::move(built)]() mutable { on_built(map_layer_id, scenario, std::move(built), s); },
        Qt::QueuedConnection);
  };
  if (map_layer_id == k_contributions_layer) {
    workers->submit(base::Priority::edited, {},
                    [rows = model.contributions, code = epsg, reply] { reply(contributions_pack(rows, code)); });
    return;
  }
  std::vector<sketch::Measure> rows;
  std::copy_if(model.measures.begin(), model.measures.end(), std::back_inserter(rows),
               [&](const auto& m) { return m.scenario == scenario; });
  workers->submit(base::Priority::edited, {}, [rows = std::move(rows), code = epsg, reply] { reply(measures_pack(rows, code)); });
}

void Document::Impl::on_built(const std::string& map_layer_id, const base::Uuid& scenario, base::Result<OwnPack> built,
                              std::uint64_t from_session) {
  if (from_session != session) return;
  auto& layer = own_layer(map_layer_id, scenario);
  layer.building = false;
  if (!layer.stale) std::erase_if(settling, [this](const base::Uuid& row) { return !building(row); });
  if (layer.stale) return submit_build(map_layer_id, scenario);  // the box goes on growing until a build is current
  if (!built) {
    Q_EMIT q.snapshot_changed();  // what was settling is seen again as it was
    Q_EMIT q.failed(built.error());
    return;
  }
  layer.pack = std::move(*built);
  geo::Geometry corners = geo::make_line({{layer.changed.min_x, layer.changed.min_y},
                                          {layer.changed.max_x, layer.changed.max_y},
                                          {layer.changed.min_x, layer.changed.max_y},
                                          {layer.changed.max_x, layer.changed.min_y}});
  const auto box = layer.changed.empty() ? layer.pack.pack->info().bounds : q.to_mercator(corners).bounds();
  layer.changed = {};
  ++snapshot_version;
  Q_EMIT q.region_changed(QString::fromStdString(map_layer_id), box);
}

// --- the snapshot -------------------------------------------------------------------------------------------------------

scene::MapSnapshot Document::map_snapshot(Theme theme, const base::Uuid& scenario) const {
  auto& d = *m_impl;
  scene::MapSnapshot snapshot;
  snapshot.palette = d.styles.palette(theme);
  snapshot.version = ++d.snapshot_version;
  for (const auto& layer : d.model.layers) {
    if (layer.state != LayerState::ready) continue;
    scene::MapLayer drawn;
    drawn.id = layer.map_id();
    drawn.pack = layer.pack;
    drawn.raster = layer.raster_pack;
    drawn.foreign = layer.foreign;
    if (layer.pack || layer.foreign) drawn.style = d.sheet_of(layer, theme);
    drawn.sprites = layer.sprites ? layer.sprites : d.styles.sprites();
    drawn.opacity = layer.opacity;
    drawn.visible = layer.visible;
    snapshot.layers.push_back(std::move(drawn));
  }
  std::vector<base::Uuid> hidden = d.checked_out;
  hidden.insert(hidden.end(), d.settling.begin(), d.settling.end());
  const auto add_own = [&](const char* id, const OwnPack& own, const char* template_id) {
    if (!own.pack || own.pack->size() == 0) return;
    scene::MapLayer drawn;
    drawn.id = id;
    drawn.pack = own.pack;
    if (const auto json = d.styles.template_json(template_id))
      if (const auto sheet = d.styles.sheet(*json, {}, theme)) drawn.style = *sheet;
    drawn.sprites = d.styles.sprites();
    drawn.hidden_rows = own.rows_of(hidden);
    snapshot.layers.push_back(std::move(drawn));
  };
  const auto measures = d.measure_layers.find(scenario.is_null() ? d.view.active_scenario : scenario);
  if (measures != d.measure_layers.end()) add_own(k_measures_layer, measures->second.pack, "measures");
  for (const auto& [id, extra] : d.extra_layers) {
    scene::MapLayer drawn;
    drawn.id = id;
    drawn.pack = extra.pack;
    if (const auto json = d.styles.template_json(extra.template_id))
      if (const auto sheet = d.styles.sheet(*json, {}, theme)) drawn.style = *sheet;
    snapshot.layers.push_back(std::move(drawn));
  }
  add_own(k_contributions_layer, d.contribution_layer.pack, "comments");
  return snapshot;
}

void Document::set_extra_layer(const std::string& id, std::shared_ptr<const feature::LayerPack> pack, const std::string& template_id) {
  auto& extras = m_impl->extra_layers;
  if (!pack && !extras.contains(id)) return;
  if (pack)
    extras[id] = {std::move(pack), template_id};
  else
    extras.erase(id);
  Q_EMIT snapshot_changed();
}

void Document::set_checked_out(const std::vector<base::Uuid>& rows) {
  Impl& d = *m_impl;
  if (rows == d.checked_out) return;
  bool seen = false;
  for (const auto& row : d.checked_out) {
    if (std::find(rows.begin(), rows.end(), row) != rows.end()) continue;
    if (d.building(row)) {
      d.settling.push_back(row);
    } else {
      seen = true;
    }
  }
  seen = seen || std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
           return std::find(d.checked_out.begin(), d.checked_out.end(), row) == d.checked_out.end();
         });
  d.checked_out = rows;
  if (seen) Q_EMIT snapshot_changed();
}

bool Document::is_settled(const base::Uuid& row) const {
  const auto has = [&](const std::vector<base::Uuid>& rows) { return std::find(rows.begin(), rows.end(), row) != rows.end(); };
  const bool coming = row.is_null() ? m_impl->building() : m_impl->building(row);
  return !has(m_impl->checked_out) && !has(m_impl->settling) && !coming;
}

base::Uuid Document::id_of_row(const std::string& map_layer_id, std::uint32_t row) const {
  if (map_layer_id == k_contributions_layer) return m_impl->contribution_layer.pack.id_of(row);
  if (map_layer_id != k_measures_layer) return {};
  const auto it = m_impl->measure_layers.find(m_impl->view.active_scenario);
  return it == m_impl->measure_layers.end() ? base::Uuid{} : it->second.pack.id_of(row);
}

}  // namespace skizze::project
