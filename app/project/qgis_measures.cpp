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

using feature::ValueView;

bool take_text(const ValueView& value, std::string& to) {
  to = feature::to_text(value);
  return true;
}
bool take_number(const ValueView& value, std::optional<double>& to) {
  if (std::holds_alternative<std::monostate>(value))
    to.reset();
  else if (const auto* real = std::get_if<double>(&value))
    to = *real;
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    to = static_cast<double>(*whole);
  else
    return false;
  return true;
}
bool take_flag(const ValueView& value, bool& to) {
  if (const auto* flag = std::get_if<bool>(&value))
    to = *flag;
  else if (const auto* whole = std::get_if<std::int64_t>(&value))
    to = *whole != 0;
  else
    to = false;
  return true;
}
template <class T>
bool take_word(const std::optional<T>& found, T& to) {
  if (found) to = *found;
  return found.has_value();
}

constexpr auto k_text = ColumnType::text;
constexpr auto k_real = ColumnType::real;
constexpr auto k_flag = ColumnType::boolean;
using M = Measure;
using V = const ValueView&;

const std::vector<MeasureField>& common_fields() {
  static const std::vector<MeasureField> fields{
      {k_id_field, "project.qgis_field_id", k_text, [](const M& m) -> Value { return base::to_string(m.id); }, nullptr},
      {k_scenario_field, "project.qgis_field_scenario", k_text, [](const M& m) -> Value { return base::to_string(m.scenario); },
       [](M& m, V v) {
         const auto id = base::parse_uuid(feature::to_text(v));
         return take_word(id, m.scenario);
       }},
      {"kind", "project.qgis_field_kind", k_text, [](const M& m) -> Value { return std::string(sketch::name_of(m.kind)); }, nullptr},
      {"name", "project.qgis_field_name", k_text, [](const M& m) { return text_value(m.name); },
       [](M& m, V v) { return take_text(v, m.name); }},
      {"note", "project.qgis_field_note", k_text, [](const M& m) { return text_value(m.note); },
       [](M& m, V v) { return take_text(v, m.note); }}};
  return fields;
}

const std::vector<MeasureField>& lane_fields() {
  static const std::vector<MeasureField> fields{
      {"fuehrungsart", "project.qgis_field_facility", k_text, [](const M& m) { return text_value(sketch::word_of(m.lane.facility)); },
       [](M& m, V v) { return take_word(sketch::facility_from(feature::to_text(v)), m.lane.facility); }},
      {"seite", "project.qgis_field_side", k_text, [](const M& m) { return text_value(sketch::word_of(m.lane.side)); },
       [](M& m, V v) { return take_word(sketch::side_from(feature::to_text(v)), m.lane.side); }},
      {"richtung", "project.qgis_field_direction", k_text, [](const M& m) { return text_value(sketch::word_of(m.lane.direction)); },
       [](M& m, V v) { return take_word(sketch::direction_from(feature::to_text(v)), m.lane.direction); }},
      {"breite", "project.qgis_field_width", k_real, [](const M& m) { return number_value(m.lane.width_m); },
       [](M& m, V v) { return take_number(v, m.lane.width_m); }},
      {"sicherheitstrennstreifen", "project.qgis_field_buffer", k_real, [](const M& m) { return number_value(m.lane.buffer_m); },
       [](M& m, V v) { return take_number(v, m.lane.buffer_m); }},
      {"oberflaeche", "project.qgis_field_surface", k_text, [](const M& m) { return text_value(sketch::word_of(m.lane.surface)); },
       [](M& m, V v) { return take_word(sketch::surface_from(feature::to_text(v)), m.lane.surface); }},
      {"rotfaerbung", "project.qgis_field_red", k_flag, [](const M& m) -> Value { return m.lane.red_paint; },
       [](M& m, V v) { return take_flag(v, m.lane.red_paint); }},
      {"benutzungspflicht", "project.qgis_field_mandatory", k_flag, [](const M& m) -> Value { return m.lane.mandatory_use; },
       [](M& m, V v) { return take_flag(v, m.lane.mandatory_use); }},
      {"strassenname", "project.qgis_field_street", k_text, [](const M& m) { return text_value(m.lane.street_name); },
       [](M& m, V v) { return take_text(v, m.lane.street_name); }},
      {"netzklasse", "project.qgis_field_network_class", k_text, [](const M& m) { return text_value(m.lane.network_class); },
       [](M& m, V v) { return take_text(v, m.lane.network_class); }},
      {"laenge_m", "project.qgis_field_length", k_real, [](const M& m) -> Value { return sketch::length_m(m); }, nullptr}};
  return fields;
}

const std::vector<MeasureField>& solar_fields() {
  static const std::vector<MeasureField> fields{
      {"lage", "project.qgis_field_place", k_text, [](const M& m) { return text_value(sketch::word_of(m.solar.place)); },
       [](M& m, V v) { return take_word(sketch::solar_place_from(feature::to_text(v)), m.solar.place); }},
      {"montage", "project.qgis_field_mounting", k_text, [](const M& m) { return text_value(sketch::word_of(m.solar.mounting)); },
       [](M& m, V v) { return take_word(sketch::solar_mounting_from(feature::to_text(v)), m.solar.mounting); }},
      {"neigung_grad", "project.qgis_field_tilt", k_real, [](const M& m) { return number_value(m.solar.tilt_deg); },
       [](M& m, V v) { return take_number(v, m.solar.tilt_deg); }},
      {"ausrichtung_grad", "project.qgis_field_azimuth", k_real, [](const M& m) { return number_value(m.solar.azimuth_deg); },
       [](M& m, V v) { return take_number(v, m.solar.azimuth_deg); }},
      {"nutzbarer_anteil", "project.qgis_field_share", k_real, [](const M& m) -> Value { return m.solar.usable_share; },
       [](M& m, V v) {
         std::optional<double> share;
         const bool taken = take_number(v, share);
         m.solar.usable_share = share.value_or(1);
         return taken;
       }},
      {"reihenabstand_m", "project.qgis_field_row_pitch", k_real, [](const M& m) { return number_value(m.solar.row_pitch_m); },
       [](M& m, V v) { return take_number(v, m.solar.row_pitch_m); }},
      {"reihentiefe_m", "project.qgis_field_row_depth", k_real, [](const M& m) { return number_value(m.solar.row_depth_m); },
       [](M& m, V v) { return take_number(v, m.solar.row_depth_m); }},
      {"belegung_kwp_ha", "project.qgis_field_density", k_real, [](const M& m) { return number_value(m.solar.density_kwp_ha); },
       [](M& m, V v) { return take_number(v, m.solar.density_kwp_ha); }},
      {"flaeche_m2", "project.qgis_field_area", k_real, [](const M& m) -> Value { return sketch::area_m2(m); }, nullptr}};
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
  const auto fields = measure_fields(kind);
  PlanTable table;
  const char* title = lanes ? "project.qgis_layer_lanes" : "project.qgis_layer_solar";
  table.description = described(lanes ? k_lanes_table : k_solar_table, title, language);
  table.layer = {.name = lanes ? k_lanes_table : k_solar_table,
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

std::vector<MeasureField> measure_fields(sketch::MeasureKind kind) {
  auto fields = common_fields();
  for (const auto& field : kind == sketch::MeasureKind::bike_lane ? lane_fields() : solar_fields()) fields.push_back(field);
  return fields;
}

QString field_name(sketch::MeasureKind kind, const std::string& column, Language language) {
  for (const auto& field : measure_fields(kind))
    if (column == field.name) return text_of(field.alias, language);
  return q(column);
}

QString field_text(const Measure& measure, const std::string& column, Language language) {
  for (const auto& field : measure_fields(measure.kind)) {
    if (column != field.name) continue;
    const auto value = field.value(measure);
    if (std::holds_alternative<std::monostate>(value)) return QStringLiteral("–");
    if (const auto* real = std::get_if<double>(&value)) return number_text(*real, 2, language);
    if (const auto* flag = std::get_if<bool>(&value)) return text_of(*flag ? "project.qgis_yes" : "project.qgis_no", language);
    const auto text = q(feature::to_text(feature::view(value)));
    const auto words = value_maps(measure.kind, language)[QLatin1String(field.name)].toObject();
    return words.value(text).toString(text);
  }
  return {};
}

std::vector<PlanTable> plan_tables(const std::vector<Measure>& measures, const std::vector<sketch::Scenario>& scenarios, int epsg,
                                   Language language) {
  return {scenarios_table(scenarios, epsg, language), measures_table(sketch::MeasureKind::solar_area, measures, epsg, language),
          measures_table(sketch::MeasureKind::bike_lane, measures, epsg, language)};
}

}  // namespace skizze::project
