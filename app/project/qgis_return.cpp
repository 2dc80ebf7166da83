// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_return.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "feature/layer_pack.h"
#include "geo/crs.h"
#include "project/qgis_measures.h"
#include "sources/prepare_client.h"

namespace skizze::project {
namespace {

using sketch::Measure;

constexpr double k_grid_m = 0.003;  // of packs, in any direction

/// A row as it lies in the file.
struct Row {
  Measure measure;
  std::set<std::string> known;  ///< columns that are there
  std::vector<std::string> not_understood;
};
using Rows = std::vector<Row>;

double gap(geo::Point3 a, geo::Point3 b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Rings may begin elsewhere and run the other way round: the same points and the same measure of the whole make the same shape.
bool same_shape(const geo::Geometry& a, const geo::Geometry& b) {
  if (a.kind != b.kind || a.parts.size() != b.parts.size()) return false;
  std::size_t points = 0;
  for (std::size_t i = 0; i < a.parts.size(); ++i) {
    const auto& left = a.parts[i].points;
    const auto& right = b.parts[i].points;
    if (left.size() != right.size()) return false;
    points += left.size();
    for (const auto& p : left)
      if (std::none_of(right.begin(), right.end(), [&](const auto& q) { return gap(p, q) <= k_grid_m; })) return false;
  }
  const double slack = k_grid_m * static_cast<double>(points);
  return std::abs(geo::planar_length(a) - geo::planar_length(b)) <= 2 * slack;
}

bool same_value(const feature::Value& a, const feature::Value& b) {
  const auto* x = std::get_if<double>(&a);
  const auto* y = std::get_if<double>(&b);
  if (x != nullptr && y != nullptr) return std::abs(*x - *y) <= 1e-9 * std::max({1.0, std::abs(*x), std::abs(*y)});
  return a == b;
}

Rows rows_of(const feature::LayerPack& pack, sketch::MeasureKind kind, const geo::Transform& to_mercator) {
  Rows rows;
  const auto fields = measure_fields(kind);
  const auto id_column = pack.column_index(k_id_field);
  // Rows lie along a curve in the pack; the file's own order is that of their ids.
  std::map<std::int64_t, std::uint32_t> in_order;
  for (std::uint32_t row = 0; row < pack.size(); ++row) in_order.emplace(pack.id(row), row);
  for (const auto& [fid, row] : in_order) {
    Row one;
    one.measure.kind = kind;
    one.measure.geometry = pack.geometry(row);
    for (auto& part : one.measure.geometry.parts) to_mercator.inverse(std::span<geo::Point3>(part.points));
    if (id_column) one.measure.id = base::parse_uuid(feature::to_text(pack.value(row, *id_column))).value_or(base::Uuid{});
    for (const auto& field : fields) {
      const auto column = pack.column_index(field.name);
      if (!column || field.take == nullptr) continue;
      if (field.take(one.measure, pack.value(row, *column)))
        one.known.insert(field.name);
      else if (!std::holds_alternative<std::monostate>(pack.value(row, *column)))
        one.not_understood.emplace_back(field.name);
    }
    rows.push_back(std::move(one));
  }
  return rows;
}

/// One table now and at the export, and our measures of its kind.
class Comparison {
 public:
  Comparison(sketch::MeasureKind kind, const Rows& now, const Rows& before, const QgisHere& here, QgisReturn& out)
      : m_fields(measure_fields(kind)), m_here(here), m_out(out) {
    for (const auto& row : before) m_before.emplace(row.measure.id, &row);
    for (const auto& measure : here.measures)
      if (measure.kind == kind) m_ours.emplace(measure.id, &measure);
    for (const auto& row : now) compare(row);
    for (const auto& [id, row] : m_before)
      if (!m_seen.contains(id)) removed(id, *row);
  }

 private:
  void compare(const Row& row) {
    const auto before = m_before.find(row.measure.id);
    for (const auto& field : row.not_understood)
      m_out.problems.push_back({"project.qgis_not_understood", {{"name", row.measure.name}, {"what", field}}});
    // A row without an id, or one more with the same (split in QGIS), is a new measure.
    if (before == m_before.end() || !m_seen.insert(row.measure.id).second) return added(row);
    const auto ours = m_ours.find(row.measure.id);
    QgisChange change;
    if (ours != m_ours.end()) change.ours = *ours->second;
    auto merged = change.ours.value_or(row.measure);
    auto theirs = merged;
    for (const auto& field : m_fields) take_field(field, row, before->second->measure, change, merged, theirs);
    take_shape(row, before->second->measure, change, merged, theirs);
    if (change.fields.empty()) return;
    change.removal_conflict = !change.ours;
    keep(std::move(change), std::move(merged), std::move(theirs));
  }

  void take_field(const MeasureField& field, const Row& row, const Measure& before, QgisChange& change, Measure& merged, Measure& theirs) {
    if (field.take == nullptr || !row.known.contains(field.name)) return;
    const auto now = field.value(row.measure);
    if (same_value(now, field.value(before))) return;
    const bool also_here = change.ours && !same_value(field.value(*change.ours), field.value(before));
    if (also_here && same_value(field.value(*change.ours), now)) return;
    change.fields.emplace_back(field.name);
    if (also_here) change.conflicts.emplace_back(field.name);
    const auto view = feature::view(now);
    if (!also_here) field.take(merged, view);
    field.take(theirs, view);
  }
  void take_shape(const Row& row, const Measure& before, QgisChange& change, Measure& merged, Measure& theirs) {
    if (same_shape(row.measure.geometry, before.geometry)) return;
    const bool also_here = change.ours && !same_shape(change.ours->geometry, before.geometry);
    if (also_here && same_shape(change.ours->geometry, row.measure.geometry)) return;
    change.fields.emplace_back(k_shape_field);
    if (also_here) change.conflicts.emplace_back(k_shape_field);
    if (!also_here) merged.geometry = row.measure.geometry;
    theirs.geometry = row.measure.geometry;
  }

  void added(const Row& row) {
    QgisChange change;
    change.kind = QgisChange::Kind::added;
    auto measure = row.measure;
    measure.id = base::new_uuid();
    keep(std::move(change), measure, measure);
  }
  void removed(const base::Uuid& id, const Row& before) {
    const auto ours = m_ours.find(id);
    if (ours == m_ours.end()) return;  // here, too
    QgisChange change;
    change.kind = QgisChange::Kind::removed;
    change.ours = *ours->second;
    change.removal_conflict = !same_shape(ours->second->geometry, before.measure.geometry);
    for (const auto& field : m_fields)
      if (field.take != nullptr && before.known.contains(field.name) &&
          !same_value(field.value(*ours->second), field.value(before.measure)))
        change.removal_conflict = true;
    m_out.changes.push_back(std::move(change));
  }

  void keep(QgisChange change, Measure merged, Measure theirs) {
    for (auto* one : {&merged, &theirs}) {
      const bool there = std::find(m_here.scenarios.begin(), m_here.scenarios.end(), one->scenario) != m_here.scenarios.end();
      if (!there && !m_here.scenarios.empty()) one->scenario = m_here.scenarios.front();
      if (const auto valid = sketch::validate(*one); !valid) {
        m_out.problems.push_back({"project.qgis_invalid", {{"name", one->name}}});
        return;
      }
    }
    change.merged = merged;
    change.theirs = theirs;
    m_out.changes.push_back(std::move(change));
  }

  std::vector<MeasureField> m_fields;
  const QgisHere& m_here;
  QgisReturn& m_out;
  std::map<base::Uuid, const Row*> m_before;
  std::map<base::Uuid, const Measure*> m_ours;
  std::set<base::Uuid> m_seen;
};

}  // namespace

base::Result<QgisReturn> read_qgis_changes(const std::filesystem::path& gpkg, const QgisHere& here, const base::CancelToken& token,
                                           const std::function<void(double, const base::Message&)>& progress) {
  const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(here.epsg), "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  const sources::PrepareClient client;
  const auto source = client.prepare(gpkg, {}, token, progress);
  if (!source) return tl::unexpected(source.error());
  const auto table = [&](const std::string& name, sketch::MeasureKind kind) -> std::optional<Rows> {
    for (const auto& layer : source->layers) {
      if (layer.name != name || layer.raster) continue;
      const auto pack = feature::LayerPack::open(layer.pack);
      if (pack) return rows_of(**pack, kind, *to_mercator);
    }
    return std::nullopt;
  };
  QgisReturn out;
  int found = 0;
  for (const auto& [name, kind] :
       {std::pair{k_lanes_table, sketch::MeasureKind::bike_lane}, std::pair{k_solar_table, sketch::MeasureKind::solar_area}}) {
    const auto now = table(name, kind);
    const auto before = table(std::string(name) + k_state_suffix, kind);
    // A table without rows is no layer for skizze-prepare.
    if (!now && !before) continue;
    ++found;
    Comparison(kind, now.value_or(Rows{}), before.value_or(Rows{}), here, out);
  }
  if (found == 0) return base::fail(base::ErrorCode::invalid, "project.qgis_not_ours", {{"file", gpkg.string()}});
  return out;
}

std::vector<QgisFieldText> field_texts(const QgisChange& change, Language language) {
  std::vector<QgisFieldText> texts;
  if (!change.theirs) return texts;
  for (const auto& name : change.fields) {
    QgisFieldText text;
    text.conflict = std::find(change.conflicts.begin(), change.conflicts.end(), name) != change.conflicts.end();
    if (name == k_shape_field) {
      text.field = text_of("project.qgis_field_shape", language);
    } else {
      text.field = field_name(change.theirs->kind, name, language);
      if (change.ours) text.here = field_text(*change.ours, name, language);
      text.there = field_text(*change.theirs, name, language);
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

sketch::Command take_from_qgis(const std::vector<QgisChange>& changes, const std::vector<QgisChoice>& choices, std::int64_t now_ms) {
  sketch::Command command;
  for (std::size_t i = 0; i < changes.size() && i < choices.size(); ++i) {
    if (choices[i] == QgisChoice::leave) continue;
    auto after = choices[i] == QgisChoice::merge ? changes[i].merged : changes[i].theirs;
    if (after) {
      after->updated_at_ms = now_ms;
      if (!changes[i].ours) after->created_at_ms = now_ms;
    }
    if (after == changes[i].ours) continue;
    command.measures.push_back({changes[i].ours, after});
  }
  command.message = {"project.qgis_did_take", {{"count", std::to_string(command.measures.size())}}};
  return command;
}

}  // namespace skizze::project
