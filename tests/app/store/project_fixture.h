// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Entities to fill projects with, and a model of a project in plain memory that the store is held against.
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <map>
#include <string>

#include "store/project_store.h"

namespace skizze::test {

/// Ids in a fixed order, so that a session repeats when the counter starts anew.
inline std::uint64_t& id_counter() {
  static std::uint64_t counter = 0;
  return counter;
}
inline base::Uuid next_id() {
  const auto n = ++id_counter();
  return base::make_uuid(1'795'000'000'000 + n, n, n * 0x9E3779B97F4A7C15ULL);
}

inline geo::Point2 place(double dx = 0, double dy = 0) { return {565000 + dx, 5934000 + dy}; }

inline sketch::Measure lane(const base::Uuid& scenario, double length = 100, std::string name = "Hauptstraße") {
  sketch::Measure measure;
  measure.id = next_id();
  measure.scenario = scenario;
  measure.name = std::move(name);
  measure.geometry = geo::make_line({place(), place(length / 2, 0.1), place(length, 0.37)});
  measure.created_at_ms = measure.updated_at_ms = 1'795'000'000'123;
  measure.lane.width_m = 2.25;
  measure.lane.surface = sketch::Surface::asphalt;
  measure.lane.street_name = "Haupt\"straße; --'";
  return measure;
}

inline sketch::Measure solar(const base::Uuid& scenario, double side = 20) {
  sketch::Measure measure = lane(scenario);
  measure.kind = sketch::MeasureKind::solar_area;
  measure.lane = {};
  measure.geometry =
      geo::make_area({{place(), place(side), place(side, side), place(0, side)}, {place(2, 2), place(2, 4), place(4, 4), place(4, 2)}});
  measure.solar.tilt_deg = 35;
  measure.solar.roof_id = "DENW_1";
  measure.solar.place = sketch::SolarPlace::canopy;
  measure.solar.row_pitch_m = 6.5;
  measure.solar.row_depth_m = 5;
  measure.solar.density_kwp_ha = 1250;
  return measure;
}

inline participation::Contribution pin(std::string text = "Hier fehlt ein Übergang 🚸") {
  participation::Contribution contribution;
  contribution.id = next_id();
  contribution.geometry = geo::make_point(place(5, 5));
  contribution.category = "walking";
  contribution.text = std::move(text);
  contribution.created_at_ms = contribution.updated_at_ms = 1'795'000'000'000;
  return contribution;
}

inline store::LayerEntry layer(std::string path = "/data/streets.geojson") {
  store::LayerEntry entry;
  entry.id = next_id();
  entry.name = "Straßen";
  entry.path = std::move(path);
  entry.pack_key = "0123abcd";
  entry.role = feature::PackRole::city_objects;
  entry.opacity = 0.75;
  entry.provenance = {"/data/streets.geojson", "streets", "GeoJSON",    "dl-de/by-2-0", "© Stadt", "2026-01-01",
                      "2026-11-21T20:00:00Z",  12345,     1'700'000'000};
  entry.notices = {{feature::Severity::lost, {"readers.curves", {{"count", "3"}}}, 3, "id7"}};
  entry.groups = {"Verkehr / Rad", "Wege/", " / "};
  entry.fields = {{"art", "Art der Nutzung", {{"WA", "Wohngebiet"}, {"", "ohne"}}}, {"h", "Höhe", {}}};
  entry.links = {{"streets_0815", "/data/streets (1).gpkg"}};
  return entry;
}

template <class T>
store::Transaction one(std::string message, base::Change<T> change) {
  store::Transaction transaction;
  transaction.message = {std::move(message), {{"name", "x"}}};
  transaction.changes.emplace_back(std::move(change));
  return transaction;
}

/// What a project holds, as text: equal exactly when two projects are alike.
inline std::string state_text(const store::ProjectContent& content) {
  std::string text;
  const auto geometry = [&](const geo::Geometry& g) {
    char number[64];
    for (const auto& part : g.parts) {
      text += part.hole ? "(hole" : "(";
      for (const auto& p : part.points) {
        std::snprintf(number, sizeof number, " %a %a", p.x, p.y);
        text += number;
      }
      text += ")";
    }
  };
  for (const auto& s : content.scenarios) text += "S " + base::to_string(s.id) + s.name + std::to_string(s.position) + "\n";
  for (const auto& m : content.measures) {
    text += "M " + base::to_string(m.id) + base::to_string(m.scenario) + m.name + std::to_string(m.updated_at_ms) +
            std::to_string(m.lane.width_m.value_or(-1)) + m.solar.roof_id;
    geometry(m.geometry);
    text += "\n";
  }
  for (const auto& c : content.contributions) {
    text += "C " + base::to_string(c.id) + c.text + std::string(participation::word_of(c.state)) + c.reply;
    geometry(c.geometry);
    text += "\n";
  }
  for (const auto& l : content.layers) text += "L " + base::to_string(l.id) + l.name + std::to_string(l.opacity) + "\n";
  for (const auto& [key, value] : content.settings) {
    if (!key.starts_with("project.")) text += "X " + key + "=" + value + "\n";
  }
  return text + "undo " + std::to_string(content.revision.undo_depth) + " redo " + std::to_string(content.revision.redo_depth);
}

/// A project in memory, written as plainly as possible: maps by id and two stacks.
class Model {
 public:
  explicit Model(const store::ProjectContent& start) {
    for (const auto& s : start.scenarios) m_scenarios[s.id] = s;
  }

  void apply(const store::Transaction& transaction) {
    run(transaction);
    m_done.push_back(transaction);
    m_undone.clear();
  }
  bool undo() {
    if (m_done.empty()) return false;
    run(store::inverse(m_done.back()));
    m_undone.push_back(std::move(m_done.back()));
    m_done.pop_back();
    return true;
  }
  bool redo() {
    if (m_undone.empty()) return false;
    run(m_undone.back());
    m_done.push_back(std::move(m_undone.back()));
    m_undone.pop_back();
    return true;
  }

  store::ProjectContent content() const {
    store::ProjectContent content;
    for (const auto& [id, v] : m_scenarios) content.scenarios.push_back(v);
    for (const auto kind : {sketch::MeasureKind::bike_lane, sketch::MeasureKind::solar_area}) {
      for (const auto& [id, v] : m_measures)
        if (v.kind == kind) content.measures.push_back(v);
    }
    for (const auto kind : {geo::GeometryKind::point, geo::GeometryKind::line, geo::GeometryKind::area}) {
      for (const auto& [id, v] : m_contributions)
        if (v.geometry.kind == kind) content.contributions.push_back(v);
    }
    for (const auto& [id, v] : m_layers) content.layers.push_back(v);
    for (const auto& [key, v] : m_settings) content.settings[key] = v.value;
    content.revision = {0, m_done.size(), m_undone.size()};
    return content;
  }

  const auto& measures() const { return m_measures; }
  const auto& contributions() const { return m_contributions; }
  const auto& settings() const { return m_settings; }

 private:
  auto& map_of(const sketch::Scenario&) { return m_scenarios; }
  auto& map_of(const sketch::Measure&) { return m_measures; }
  auto& map_of(const participation::Contribution&) { return m_contributions; }
  auto& map_of(const store::LayerEntry&) { return m_layers; }
  auto& map_of(const store::Setting&) { return m_settings; }
  template <class T>
  static const base::Uuid& key_of(const T& v) {
    return v.id;
  }
  static const std::string& key_of(const store::Setting& v) { return v.key; }

  void run(const store::Transaction& transaction) {
    for (const auto& any : transaction.changes) {
      std::visit(
          [&](const auto& change) {
            if (change.before) map_of(*change.before).erase(key_of(*change.before));
            if (change.after) map_of(*change.after)[key_of(*change.after)] = *change.after;
          },
          any);
    }
  }

  std::map<base::Uuid, sketch::Scenario> m_scenarios;
  std::map<base::Uuid, sketch::Measure> m_measures;
  std::map<base::Uuid, participation::Contribution> m_contributions;
  std::map<base::Uuid, store::LayerEntry> m_layers;
  std::map<std::string, store::Setting> m_settings;
  std::vector<store::Transaction> m_done;
  std::vector<store::Transaction> m_undone;
};

/// What a session does next; every choice comes from pick(n), a number below n.
enum class Act { apply, undo, redo };
struct Step {
  Act act = Act::apply;
  store::Transaction transaction;
};
template <class Pick>
Step next_step(const Model& model, const base::Uuid& scenario, Pick&& pick) {
  const auto nth = [&](const auto& map) { return std::next(map.begin(), static_cast<std::ptrdiff_t>(pick(map.size())))->second; };
  switch (pick(10)) {
    case 0: return {Act::undo, {}};
    case 1: return {Act::redo, {}};
    case 2: return {Act::apply, one("t.solar", base::added(solar(scenario, 5.0 + static_cast<double>(pick(40)))))};
    case 3: return {Act::apply, one("t.pin", base::added(pin("Beitrag " + std::to_string(pick(1000)))))};
    case 4: return {Act::apply, one("t.layer", base::added(layer()))};
    case 5:
      if (!model.measures().empty()) {
        const auto before = nth(model.measures());
        auto after = before;
        const double dy = 1 + static_cast<double>(pick(5));
        for (auto& part : after.geometry.parts)
          for (auto& p : part.points) p.y += dy;
        return {Act::apply, one("t.move", base::changed(before, after))};
      }
      break;
    case 6:
      if (!model.measures().empty()) return {Act::apply, one("t.remove", base::removed(nth(model.measures())))};
      break;
    case 7:
      if (!model.contributions().empty()) {
        const auto before = nth(model.contributions());
        auto after = before;
        after.state = participation::State::answered;
        after.reply = "Danke " + std::to_string(pick(100));
        if (pick(3) == 0) after.geometry = geo::make_line({place(), place(9, 9)});
        return {Act::apply, one("t.answer", base::changed(before, after))};
      }
      break;
    case 8: {
      const std::string key = "ui.key" + std::to_string(pick(3));
      const auto old = model.settings().find(key);
      base::Change<store::Setting> change;
      if (old != model.settings().end()) change.before = old->second;
      change.after = store::Setting{key, std::to_string(pick(1000))};
      return {Act::apply, one("t.setting", change)};
    }
    default: break;
  }
  return {Act::apply, one("t.lane", base::added(lane(scenario, 10.0 + static_cast<double>(pick(200)))))};
}

/// Memory, where there is a memory disk: flushing costs nothing there, so that many sessions fit into a test.
enum class Disk { memory, real };
inline QString folder_template(Disk disk) {
  const bool memory = disk == Disk::memory && QFileInfo("/dev/shm").isWritable();
  return (memory ? QString("/dev/shm") : QDir::tempPath()) + "/skizze-test-XXXXXX";
}

/// A folder with a fresh project in it.
struct Fixture {
  explicit Fixture(Disk disk = Disk::memory) : folder(folder_template(disk)) {}
  QTemporaryDir folder;
  std::filesystem::path file(const char* name = "projekt.gpkg") const { return std::filesystem::path(folder.path().toStdString()) / name; }
  store::ProjectStore make() const {
    auto made = store::ProjectStore::create(file(), {25832, "Musterstadt", "Bestand", true});
    if (!made) qFatal("%s", made.error().message.id.c_str());
    return std::move(*made);
  }
};

inline base::Uuid first_scenario(store::ProjectStore& store) { return store.load()->scenarios.front().id; }

}  // namespace skizze::test
