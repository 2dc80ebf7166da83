// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_measures.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <QJsonArray>

namespace skizze::project {
namespace {

using feature::ColumnType;
using feature::Value;
using sketch::Measure;

QString q(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
Value text_value(std::string_view text) { return text.empty() ? Value() : Value(std::string(text)); }
Value number_value(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

/// One column: its name in the table, the message that says it to people, and a measure's value.
struct Field {
  const char* name;
  const char* alias;
  ColumnType type;
  Value (*value)(const Measure&);
};

constexpr auto k_text = ColumnType::text;
constexpr auto k_real = ColumnType::real;
constexpr auto k_flag = ColumnType::boolean;

const std::vector<Field>& common_fields() {
  static const std::vector<Field> fields{
      {"id", "project.qgis_field_id", k_text, [](const Measure& m) -> Value { return base::to_string(m.id); }},
      {"variante_id", "project.qgis_field_scenario", k_text, [](const Measure& m) -> Value { return base::to_string(m.scenario); }},
      {"kind", "project.qgis_field_kind", k_text, [](const Measure& m) -> Value { return std::string(sketch::name_of(m.kind)); }},
      {"name", "project.qgis_field_name", k_text, [](const Measure& m) { return text_value(m.name); }},
      {"note", "project.qgis_field_note", k_text, [](const Measure& m) { return text_value(m.note); }}};
  return fields;
}

const std::vector<Field>& lane_fields() {
  static const std::vector<Field> fields{
      {"fuehrungsart", "project.qgis_field_facility", k_text,
       [](const Measure& m) { return text_value(sketch::word_of(m.lane.facility)); }},
      {"seite", "project.qgis_field_side", k_text, [](const Measure& m) { return text_value(sketch::word_of(m.lane.side)); }},
      {"richtung", "project.qgis_field_direction", k_text, [](const Measure& m) { return text_value(sketch::word_of(m.lane.direction)); }},
      {"breite", "project.qgis_field_width", k_real, [](const Measure& m) { return number_value(m.lane.width_m); }},
      {"sicherheitstrennstreifen", "project.qgis_field_buffer", k_real, [](const Measure& m) { return number_value(m.lane.buffer_m); }},
      {"oberflaeche", "project.qgis_field_surface", k_text, [](const Measure& m) { return text_value(sketch::word_of(m.lane.surface)); }},
      {"rotfaerbung", "project.qgis_field_red", k_flag, [](const Measure& m) -> Value { return m.lane.red_paint; }},
      {"benutzungspflicht", "project.qgis_field_mandatory", k_flag, [](const Measure& m) -> Value { return m.lane.mandatory_use; }},
      {"strassenname", "project.qgis_field_street", k_text, [](const Measure& m) { return text_value(m.lane.street_name); }},
      {"netzklasse", "project.qgis_field_network_class", k_text, [](const Measure& m) { return text_value(m.lane.network_class); }},
      {"laenge_m", "project.qgis_field_length", k_real, [](const Measure& m) -> Value { return sketch::length_m(m); }}};
  return fields;
}

const std::vector<Field>& solar_fields() {
  static const std::vector<Field> fields{
      {"lage", "project.qgis_field_place", k_text, [](const Measure& m) { return text_value(sketch::word_of(m.solar.place)); }},
      {"montage", "project.qgis_field_mounting", k_text, [](const Measure& m) { return text_value(sketch::word_of(m.solar.mounting)); }},
      {"neigung_grad", "project.qgis_field_tilt", k_real, [](const Measure& m) { return number_value(m.solar.tilt_deg); }},
      {"ausrichtung_grad", "project.qgis_field_azimuth", k_real, [](const Measure& m) { return number_value(m.solar.azimuth_deg); }},
      {"nutzbarer_anteil", "project.qgis_field_share", k_real, [](const Measure& m) -> Value { return m.solar.usable_share; }},
      {"reihenabstand_m", "project.qgis_field_row_pitch", k_real, [](const Measure& m) { return number_value(m.solar.row_pitch_m); }},
      {"reihentiefe_m", "project.qgis_field_row_depth", k_real, [](const Measure& m) { return number_value(m.solar.row_depth_m); }},
      {"belegung_kwp_ha", "project.qgis_field_density", k_real, [](const Measure& m) { return number_value(m.solar.density_kwp_ha); }},
      {"flaeche_m2", "project.qgis_field_area", k_real, [](const Measure& m) -> Value { return sketch::area_m2(m); }}};
  return fields;
}

template <class T>
QJsonObject words(std::span<const T> all, Language language) {
  QJsonObject map;
  for (const T one : all) map.insert(q(sketch::word_of(one)), text_of(base::Message{sketch::message_id(one), {}}, language));
  return map;
}

QJsonObject value_maps(sketch::MeasureKind kind, Language language) {
  if (kind == sketch::MeasureKind::bike_lane)
    return {{QStringLiteral("fuehrungsart"), words(sketch::all_facilities(), language)},
            {QStringLiteral("seite"), words(sketch::all_sides(), language)},
            {QStringLiteral("richtung"), words(sketch::all_directions(), language)},
            {QStringLiteral("oberflaeche"), words(sketch::all_surfaces(), language)}};
  static constexpr std::array k_mountings{sketch::SolarMounting::roof_parallel, sketch::SolarMounting::elevated};
  return {{QStringLiteral("lage"), words(sketch::all_solar_places(), language)},
          {QStringLiteral("montage"), words(std::span<const sketch::SolarMounting>(k_mountings), language)}};
}

QJsonObject described(const char* id, const char* title, Language language) {
  return {{QStringLiteral("id"), QLatin1String(id)},
          {QStringLiteral("name"), text_of(title, language)},
          {QStringLiteral("visible"), true},
          {QStringLiteral("opacity"), 1}};
}

PlanTable measures_table(sketch::MeasureKind kind, const std::vector<Measure>& measures, int epsg, Language language) {
  const bool lanes = kind == sketch::MeasureKind::bike_lane;
  auto fields = common_fields();
  for (const auto& field : lanes ? lane_fields() : solar_fields()) fields.push_back(field);
  PlanTable table;
  const char* title = lanes ? "project.qgis_layer_lanes" : "project.qgis_layer_solar";
  table.description = described(lanes ? "radwege" : "solarflaechen", title, language);
  table.layer = {.name = lanes ? "radwege" : "solarflaechen",
                 .title = text_of(title, language).toStdString(),
                 .kind = lanes ? geo::GeometryKind::line : geo::GeometryKind::area,
                 .epsg = epsg,
                 .columns = {}};
  QJsonObject aliases;
  for (const auto& field : fields) {
    table.layer.columns.push_back({field.name, field.type});
    aliases.insert(QLatin1String(field.name), text_of(field.alias, language));
  }
  table.description[QStringLiteral("aliases")] = aliases;
  table.description[QStringLiteral("value_maps")] = value_maps(kind, language);
  table.description[QStringLiteral("joins")] = QJsonArray{QJsonObject{{QStringLiteral("layer"), QStringLiteral("varianten")},
                                                                      {QStringLiteral("field"), QStringLiteral("variante_id")},
                                                                      {QStringLiteral("join_field"), QStringLiteral("id")},
                                                                      {QStringLiteral("prefix"), QStringLiteral("variante_")}}};
  for (const auto& measure : measures) {
    if (measure.kind != kind) continue;
    PlanRow row{measure.geometry, {}};
    for (const auto& field : fields) row.values.push_back(field.value(measure));
    table.rows.push_back(std::move(row));
  }
  return table;
}

PlanTable scenarios_table(const std::vector<sketch::Scenario>& scenarios, int epsg, Language language) {
  PlanTable table;
  table.description = described("varianten", "project.qgis_layer_scenarios", language);
  table.layer = {.name = "varianten",
                 .title = text_of("project.qgis_layer_scenarios", language).toStdString(),
                 .kind = geo::GeometryKind::none,
                 .epsg = epsg,
                 .columns = {{"id", k_text}, {"name", k_text}, {"beschreibung", k_text}}};
  for (const auto& scenario : scenarios)
    table.rows.push_back({{}, {base::to_string(scenario.id), text_value(scenario.name), text_value(scenario.description)}});
  return table;
}

}  // namespace

std::vector<PlanTable> plan_tables(const std::vector<Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                                   Language language) {
  return {scenarios_table(scenarios, epsg, language), measures_table(sketch::MeasureKind::solar_area, measures, epsg, language),
          measures_table(sketch::MeasureKind::bike_lane, measures, epsg, language)};
}

}  // namespace skizze::project
