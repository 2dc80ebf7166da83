// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/model.h"

#include <algorithm>
#include <type_traits>

#include "project/filter_text.h"

namespace skizze::project {

namespace {

template <class Rows>
auto find_by_id(Rows& rows, const base::Uuid& id) {
  return std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
}

template <class Rows>
auto* pointer_by_id(Rows& rows, const base::Uuid& id) {
  const auto it = find_by_id(rows, id);
  return it == rows.end() ? nullptr : &*it;
}

/// Puts one change into a list of plain rows.
template <class T>
void apply_change(std::vector<T>& rows, const base::Change<T>& change) {
  const auto& id = change.after ? change.after->id : change.before->id;
  const auto it = find_by_id(rows, id);
  if (!change.after) {
    if (it != rows.end()) rows.erase(it);
  } else if (it != rows.end()) {
    *it = *change.after;
  } else {
    rows.push_back(*change.after);
  }
}

void sort_by_position(auto& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
}

bool same_source(const store::LayerEntry& a, const store::LayerEntry& b) {
  return a.path == b.path && a.source_layer == b.source_layer && a.assumed_crs == b.assumed_crs && a.raster == b.raster && a.links == b.links;
}

void apply_layer(std::vector<LayerEntry>& layers, const store::LayerChange& change, Touched& touched) {
  const auto& id = change.after ? change.after->id : change.before->id;
  const auto it = find_by_id(layers, id);
  if (!change.after) {
    if (it != layers.end()) layers.erase(it);
    touched.layer_list = true;
    return;
  }
  if (it == layers.end()) {
    LayerEntry entry;
    static_cast<store::LayerEntry&>(entry) = *change.after;
    entry.filter = filter_to_text(entry.filter_json);
    layers.push_back(std::move(entry));
    touched.layer_list = true;
    return;
  }
  touched.layer_list |= it->position != change.after->position;
  if (!same_source(*it, *change.after)) {
    it->pack.reset();
    it->raster_pack.reset();
    it->foreign.reset();
    it->sprites.reset();
    it->state = LayerState::loading;
    touched.layer_list = true;
  }
  static_cast<store::LayerEntry&>(*it) = *change.after;
  it->filter = filter_to_text(it->filter_json);
  touched.layers.push_back(id);
}

void note_measure(const sketch::MeasureChange& change, Touched& touched) {
  touched.measures = true;
  for (const auto* side : {&change.before, &change.after}) {
    if (!*side) continue;
    touched.measure_box.add((*side)->geometry.bounds());
    if (std::find(touched.measure_scenarios.begin(), touched.measure_scenarios.end(), (*side)->scenario) == touched.measure_scenarios.end())
      touched.measure_scenarios.push_back((*side)->scenario);
  }
}

}  // namespace

Model Model::from(store::ProjectContent content) {
  Model model;
  model.scenarios = std::move(content.scenarios);
  model.measures = std::move(content.measures);
  model.contributions = std::move(content.contributions);
  model.settings = std::move(content.settings);
  for (auto& stored : content.layers) {
    LayerEntry entry;
    static_cast<store::LayerEntry&>(entry) = std::move(stored);
    entry.filter = filter_to_text(entry.filter_json);
    model.layers.push_back(std::move(entry));
  }
  sort_by_position(model.scenarios);
  sort_by_position(model.layers);
  return model;
}

Touched Model::apply(const store::Transaction& transaction) {
  Touched touched;
  for (const auto& any : transaction.changes) {
    std::visit(
        [&](const auto& change) {
          using Change = std::decay_t<decltype(change)>;
          if constexpr (std::is_same_v<Change, sketch::ScenarioChange>) {
            apply_change(scenarios, change);
            touched.scenarios = true;
          } else if constexpr (std::is_same_v<Change, sketch::MeasureChange>) {
            apply_change(measures, change);
            note_measure(change, touched);
          } else if constexpr (std::is_same_v<Change, participation::ContributionChange>) {
            apply_change(contributions, change);
            touched.contributions = true;
            for (const auto* side : {&change.before, &change.after})
              if (*side) touched.contribution_box.add((*side)->geometry.bounds());
          } else if constexpr (std::is_same_v<Change, store::LayerChange>) {
            apply_layer(layers, change, touched);
          } else {
            const auto& setting = change.after ? *change.after : *change.before;
            if (change.after)
              settings[setting.key] = setting.value;
            else
              settings.erase(setting.key);
            touched.settings = true;
          }
        },
        any);
  }
  if (touched.scenarios) sort_by_position(scenarios);
  if (touched.layer_list) sort_by_position(layers);
  return touched;
}

const sketch::Scenario* Model::scenario(const base::Uuid& id) const { return pointer_by_id(scenarios, id); }
const sketch::Measure* Model::measure(const base::Uuid& id) const { return pointer_by_id(measures, id); }
const participation::Contribution* Model::contribution(const base::Uuid& id) const { return pointer_by_id(contributions, id); }
const LayerEntry* Model::layer(const base::Uuid& id) const { return pointer_by_id(layers, id); }
LayerEntry* Model::layer(const base::Uuid& id) { return pointer_by_id(layers, id); }

}  // namespace skizze::project
