// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/own_packs.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>

#include "feature/pack_builder.h"
#include "geo/crs.h"

namespace skizze::project {

namespace {

using feature::Column;
using feature::ColumnType;
using feature::Value;

Value text_value(std::string_view text) { return text.empty() ? Value() : Value(std::string(text)); }
Value number_value(const std::optional<double>& number) { return number ? Value(*number) : Value(); }

std::vector<Column> measure_columns() {
  const auto text = ColumnType::text;
  const auto real = ColumnType::real;
  const auto boolean = ColumnType::boolean;
  return {{"id", text},           {"kind", text},           {"name", text},
          {"note", text},         {"fuehrungsart", text},   {"seite", text},
          {"richtung", text},     {"breite", real},         {"sicherheitstrennstreifen", real},
          {"oberflaeche", text},  {"rotfaerbung", boolean}, {"benutzungspflicht", boolean},
          {"strassenname", text}, {"netzklasse", text},     {"laenge_m", real},
          {"lage", text},         {"montage", text},        {"flaeche_m2", real}};
}

std::vector<Value> measure_values(const sketch::Measure& m) {
  std::vector<Value> values{base::to_string(m.id), std::string(sketch::name_of(m.kind)), text_value(m.name), text_value(m.note)};
  if (m.kind == sketch::MeasureKind::bike_lane) {
    const auto& lane = m.lane;
    for (auto& value :
         std::vector<Value>{text_value(sketch::word_of(lane.facility)), text_value(sketch::word_of(lane.side)),
                            text_value(sketch::word_of(lane.direction)), number_value(lane.width_m), number_value(lane.buffer_m),
                            text_value(sketch::word_of(lane.surface)), lane.red_paint, lane.mandatory_use, text_value(lane.street_name),
                            text_value(lane.network_class), sketch::length_m(m), Value(), Value(), Value()})
      values.push_back(std::move(value));
  } else {
    values.resize(measure_columns().size() - 3);
    values.push_back(text_value(sketch::word_of(m.solar.place)));
    values.push_back(text_value(sketch::word_of(m.solar.mounting)));
    values.emplace_back(sketch::area_m2(m));
  }
  return values;
}

std::vector<Column> contribution_columns() {
  const auto text = ColumnType::text;
  return {{"id", text},    {"category", text}, {"state", text},  {"text", text},   {"author", text},
          {"reply", text}, {"topic", text},    {"source", text}, {"created", text}};
}

std::vector<Value> contribution_values(const participation::Contribution& c) {
  const auto created = QDateTime::fromMSecsSinceEpoch(c.created_at_ms, Qt::UTC).toString(Qt::ISODate).toStdString();
  return {base::to_string(c.id),
          text_value(c.category),
          text_value(participation::word_of(c.state)),
          text_value(c.text),
          text_value(c.author.value_or("")),
          text_value(c.reply),
          text_value(c.topic),
          text_value(c.source),
          text_value(created)};
}

bool finite(const geo::Geometry& geometry) {
  return std::all_of(geometry.parts.begin(), geometry.parts.end(), [](const geo::Part& part) {
    return std::all_of(part.points.begin(), part.points.end(),
                       [](const geo::Point3& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
  });
}

template <class Row, class Values>
base::Result<OwnPack> build(std::string name, geo::GeometryKind kind, std::vector<Column> columns, const std::vector<Row>& rows, int epsg,
                            Values values_of) {
  const auto crs = "EPSG:" + std::to_string(epsg);
  const auto to_mercator = geo::Transform::make(crs, "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  feature::PackInfo info;
  info.name = std::move(name);
  info.kind = kind;
  info.crs = crs;
  info.columns = std::move(columns);
  feature::PackBuilder builder(std::move(info));
  OwnPack own;
  for (const auto& row : rows) {
    const auto shape = geo::transformed(row.geometry, *to_mercator);
    if (shape.empty() || !finite(shape)) continue;
    builder.add(static_cast<std::int64_t>(own.ids.size()), shape, values_of(row));
    own.ids.push_back(row.id);
  }
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  if (!pack) return tl::unexpected(pack.error());
  own.pack = std::move(*pack);
  return own;
}

}  // namespace

base::Uuid OwnPack::id_of(std::uint32_t row) const {
  if (!pack || row >= pack->size()) return {};
  const auto index = static_cast<std::size_t>(pack->id(row));
  return index < ids.size() ? ids[index] : base::Uuid{};
}

std::vector<std::uint32_t> OwnPack::rows_of(const std::vector<base::Uuid>& wanted) const {
  std::vector<std::uint32_t> rows;
  if (!pack || wanted.empty()) return rows;
  for (std::uint32_t row = 0; row < pack->size(); ++row)
    if (std::find(wanted.begin(), wanted.end(), id_of(row)) != wanted.end()) rows.push_back(row);
  return rows;
}

base::Result<OwnPack> measures_pack(const std::vector<sketch::Measure>& measures, int epsg) {
  return build("measures", geo::GeometryKind::line, measure_columns(), measures, epsg, measure_values);
}

base::Result<OwnPack> contributions_pack(const std::vector<participation::Contribution>& contributions, int epsg) {
  return build("contributions", geo::GeometryKind::point, contribution_columns(), contributions, epsg, contribution_values);
}

}  // namespace skizze::project
