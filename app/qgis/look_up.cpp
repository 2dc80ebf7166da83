// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/look_up.h"

#include <QtCore/QJsonArray>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "feature/pack_builder.h"

namespace skizze::qgis {

namespace {

constexpr int k_limit_s = 30;
constexpr double k_edge_m = 3e7;  // beyond Web Mercator

std::string text(const QJsonObject& object, const char* name) { return object[QLatin1String(name)].toString().toStdString(); }

geo::GeometryKind kind_of(const std::string& word) {
  if (word == "point") return geo::GeometryKind::point;
  if (word == "line") return geo::GeometryKind::line;
  return word == "area" ? geo::GeometryKind::area : geo::GeometryKind::none;
}

std::optional<geo::Part> part_of(const QJsonObject& json, geo::GeometryKind kind) {
  const auto xy = json[QLatin1String("xy")].toArray();
  geo::Part part;
  part.hole = json[QLatin1String("hole")].toBool();
  for (qsizetype i = 0; i + 1 < xy.size(); i += 2) {
    const geo::Point3 point{xy[i].toDouble(), xy[i + 1].toDouble()};
    if (std::abs(point.x) > k_edge_m || std::abs(point.y) > k_edge_m) return std::nullopt;
    part.points.push_back(point);
  }
  const bool closed = part.points.size() > 1 && part.points.front().xy() == part.points.back().xy();
  if (kind == geo::GeometryKind::area && closed) part.points.pop_back();  // rings are stored open
  return part.points.empty() ? std::nullopt : std::optional(std::move(part));
}

geo::Geometry shape_of(const QJsonObject& json) {
  geo::Geometry shape{kind_of(text(json, "kind")), {}};
  const auto parts = json[QLatin1String("parts")].toArray();
  for (const auto& entry : parts)
    if (auto part = part_of(entry.toObject(), shape.kind)) shape.parts.push_back(std::move(*part));
  return shape;
}

std::shared_ptr<const feature::LayerPack> pack_of(const QJsonObject& json, const std::string& file) {
  feature::PackInfo info;
  info.name = text(json, "layer");
  info.crs = text(json, "crs");
  info.provenance.source_path = file;
  info.provenance.source_layer = info.name;
  info.provenance.driver = "QGIS";
  info.provenance.attribution = text(json, "attribution");
  info.provenance.licence = text(json, "licence");
  std::vector<feature::Value> values;
  const auto add = [&](std::string name, const QJsonValue& value) {
    const bool real = value.isDouble();
    info.columns.push_back({std::move(name), real ? feature::ColumnType::real : feature::ColumnType::text});
    values.push_back(real ? feature::Value(value.toDouble()) : feature::Value(value.toString().toStdString()));
  };
  // What names the feature comes first, whether it is a field or made of several.
  const auto name = json[QLatin1String("name")].toString();
  const auto fields = json[QLatin1String("fields")].toArray();
  const auto is_name = [&](const QJsonValue& field) { return field.toArray()[1].toString() == name && !name.isEmpty(); };
  const auto named = std::find_if(fields.begin(), fields.end(), is_name);
  if (named != fields.end())
    add((*named).toArray()[0].toString().toStdString(), name);
  else if (!name.isEmpty())
    add("name", name);
  for (const auto& field : fields)
    if (!is_name(field)) add(field.toArray()[0].toString().toStdString(), field.toArray()[1]);
  const auto shape = shape_of(json[QLatin1String("geometry")].toObject());
  info.kind = shape.kind;
  feature::PackBuilder builder(std::move(info));
  builder.add(1, shape, values);
  auto pack = feature::LayerPack::from_bytes(builder.finish());
  return pack ? *pack : nullptr;
}

}  // namespace

std::vector<Found> read_found(const QJsonObject& report, const std::string& file) {
  std::vector<Found> found;
  const auto features = report[QLatin1String("features")].toArray();
  for (const auto& feature : features)
    if (auto pack = pack_of(feature.toObject(), file)) found.push_back({std::move(pack)});
  return found;
}

std::uint64_t look_up(QgisProject& project, const Place& place, std::function<void(base::Result<std::vector<Found>>)> done) {
  const Request request{QStringLiteral("identify"),
                        {{QStringLiteral("point"), QJsonArray{place.mercator.x, place.mercator.y}},
                         {QStringLiteral("radius"), place.radius_m},
                         {QStringLiteral("m_per_px"), place.m_per_px}},
                        k_limit_s,
                        true};
  return project.helper().submit(request, [done = std::move(done), file = project.info().file](base::Result<Answer> answer) {
    if (answer)
      done(read_found(answer->report, file));
    else
      done(tl::unexpected(answer.error()));
  });
}

}  // namespace skizze::qgis
