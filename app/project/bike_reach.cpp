// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/bike_reach.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "feature/pack_builder.h"
#include "geo/crs.h"

namespace skizze::project {

namespace {

constexpr double k_fastest_kmh = 60;
constexpr double k_longest_wait_s = 600;

std::optional<double> number_in(const QJsonObject& json, const char* key, double least, double most) {
  const auto value = json[QLatin1String(key)];
  const double number = value.toDouble(-1);
  return value.isDouble() && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

bool sensible(double minutes) { return minutes > 0 && minutes <= bike::k_most_minutes; }

QJsonValue minutes_json(const bike::ReachStudy& study, std::uint8_t band) {
  return band < study.question.minutes.size() ? QJsonValue(study.question.minutes[band]) : QJsonValue();
}

}  // namespace

ReachSetting reach_setting_from(std::string_view json) {
  ReachSetting setting;
  const auto root = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).object();
  const auto places = root[QStringLiteral("places")].toArray();
  for (const auto& place : places) {
    const auto xy = place.toArray();
    if (xy.size() == 2 && xy[0].isDouble() && xy[1].isDouble()) setting.places.push_back({xy[0].toDouble(), xy[1].toDouble()});
  }
  const auto minutes = root[QStringLiteral("minutes")].toArray();
  std::vector<double> stated;
  for (const auto& value : minutes) {
    if (sensible(value.toDouble())) stated.push_back(value.toDouble());
  }
  if (!stated.empty()) setting.minutes = std::move(stated);
  if (root[QStringLiteral("rider")].toString() == QLatin1String("anyone")) setting.rider = bike::Rider::anyone;
  setting.speed_kmh = number_in(root, "speed_kmh", 1, k_fastest_kmh);
  setting.signal_s = number_in(root, "signal_s", 0, k_longest_wait_s);
  setting.give_way_s = number_in(root, "give_way_s", 0, k_longest_wait_s);
  return setting;
}

std::string to_json(const ReachSetting& setting) {
  QJsonArray places, minutes;
  for (const auto& p : setting.places) places.append(QJsonArray{p.x, p.y});
  for (const double value : setting.minutes) minutes.append(value);
  QJsonObject root{{QStringLiteral("places"), places}, {QStringLiteral("minutes"), minutes}};
  if (setting.rider == bike::Rider::anyone) root[QStringLiteral("rider")] = QStringLiteral("anyone");
  if (setting.speed_kmh) root[QStringLiteral("speed_kmh")] = *setting.speed_kmh;
  if (setting.signal_s) root[QStringLiteral("signal_s")] = *setting.signal_s;
  if (setting.give_way_s) root[QStringLiteral("give_way_s")] = *setting.give_way_s;
  return QJsonDocument(root).toJson(QJsonDocument::Compact).toStdString();
}

bike::ReachQuestion question_of(const ReachSetting& setting, const bike::RuleBook& rules) {
  bike::ReachQuestion question{setting.places, setting.minutes, bike::riding_of(rules)};
  question.riding.rider = setting.rider;
  question.riding.speed_kmh = setting.speed_kmh.value_or(question.riding.speed_kmh);
  question.riding.signal_s = setting.signal_s.value_or(question.riding.signal_s);
  question.riding.give_way_s = setting.give_way_s.value_or(question.riding.give_way_s);
  return question;
}

std::vector<double> minutes_from(std::string_view text, std::size_t most_of_them) {
  std::vector<double> minutes;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find_first_not_of(" ,;\t", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" ,;\t", begin), text.size());
    double value = 0;
    const auto [end, code] = std::from_chars(text.data() + begin, text.data() + at, value);
    if (code != std::errc() || end != text.data() + at || !sensible(value)) return {};
    minutes.push_back(value);
  }
  std::sort(minutes.begin(), minutes.end());
  minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
  return minutes.size() <= most_of_them ? minutes : std::vector<double>{};
}

base::Result<std::shared_ptr<const feature::LayerPack>> reach_pack(const bike::City& city, const bike::ReachStudy& study, bool planned,
                                                                   base::CancelToken token) {
  const auto to_mercator = geo::Transform::make(city.input().crs, "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  feature::PackInfo info;
  info.name = "reach";
  info.kind = geo::GeometryKind::line;
  info.crs = city.input().crs;
  info.columns = {{"band", feature::ColumnType::text},
                  {"gain", feature::ColumnType::text},
                  {"minutes", feature::ColumnType::real},
                  {"name", feature::ColumnType::text}};
  feature::PackBuilder builder(std::move(info));
  const auto& graph = *city.graph();
  std::int64_t id = 0;
  for (const auto& piece : study.stretches) {
    if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    const auto band = planned ? piece.after : piece.before;
    if (band >= study.question.minutes.size()) continue;
    const auto colour = std::min<std::size_t>(band + 1U, k_reach_colours);
    const bool gain = planned && piece.after < piece.before;
    const auto& name = graph.streets()[graph.edges()[piece.edge].street].facts.name;
    builder.add(++id, geo::transformed(bike::shape_of(graph, piece), *to_mercator),
                std::vector<feature::Value>{std::to_string(colour), std::string(gain ? "1" : "0"), study.question.minutes[band],
                                            name.empty() ? feature::Value() : feature::Value(name)});
  }
  return feature::LayerPack::from_bytes(builder.finish(token));
}

base::Result<QByteArray> reach_geojson(const bike::City& city,
                                       const std::vector<std::pair<std::string, std::shared_ptr<const bike::ReachStudy>>>& variants) {
  const auto to_degrees = geo::Transform::make(city.input().crs, "EPSG:4326");
  if (!to_degrees) return tl::unexpected(to_degrees.error());
  const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
  const auto& graph = *city.graph();
  QJsonArray features;
  for (const auto& [name, study] : variants) {
    for (const auto& piece : study->stretches) {
      const auto& edge = graph.edges()[piece.edge];
      QJsonArray line;
      const auto shape = geo::transformed(bike::shape_of(graph, piece), *to_degrees);
      for (const auto& p : shape.parts.front().points) line.append(QJsonArray{rounded(p.x), rounded(p.y)});
      const QJsonObject properties{
          {QStringLiteral("variante"), name.empty() ? QJsonValue() : QJsonValue(QString::fromStdString(name))},
          {QStringLiteral("minuten_heute"), minutes_json(*study, piece.before)},
          {QStringLiteral("minuten_geplant"), minutes_json(*study, piece.after)},
          {QStringLiteral("strassenname"), QString::fromStdString(graph.streets()[edge.street].facts.name)},
          {QStringLiteral("laenge_m"), std::round(static_cast<double>(edge.length_m) * (piece.to_share - piece.from_share) * 100) / 100}};
      features.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("Feature")},
                                  {QStringLiteral("properties"), properties},
                                  {QStringLiteral("geometry"), QJsonObject{{QStringLiteral("type"), QStringLiteral("LineString")},
                                                                           {QStringLiteral("coordinates"), line}}}});
    }
  }
  return QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("FeatureCollection")}, {QStringLiteral("features"), features}})
      .toJson(QJsonDocument::Compact);
}

}  // namespace skizze::project
