// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Streets read from their files once more, with nothing of the program: OSM's XML or GeoJSON, own map projection, cut at shared nodes,
/// stress after the words of LTS-DE. What bike/ says is held against it.
#pragma once

#include <cmath>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QXmlStreamReader>

namespace skizze::raw {

struct Place {
  double x = 0, y = 0;  ///< UTM metres
};
inline double away(Place a, Place b) { return std::hypot(a.x - b.x, a.y - b.y); }

using NodeKey = std::pair<long long, long long>;  ///< longitude and latitude in units of 1e-7 degrees

struct Way {
  std::map<QString, QString> tags;
  std::vector<NodeKey> nodes;
  std::vector<Place> places;
  QString tag(const char* key) const {
    const auto found = tags.find(QLatin1String(key));
    return found == tags.end() ? QString() : found->second;
  }
};

/// Transverse Mercator after Krüger 1912 (series in the third flattening, to n^3), ellipsoid GRS 80, UTM's scale and false easting.
inline Place utm(double lon, double lat, int zone) {
  const double f = 1 / 298.257222101, n = f / (2 - f), e = std::sqrt(f * (2 - f)), rad = std::numbers::pi / 180;
  const double radius = 6378137 / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
  const double sine = std::sin(lat * rad), t = std::sinh(std::atanh(sine) - e * std::atanh(e * sine));
  const double away = (lon - (6 * zone - 183)) * rad;
  const double xi = std::atan2(t, std::cos(away)), eta = std::atanh(std::sin(away) / std::hypot(1, t));
  const double a[3] = {n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16, 13 * n * n / 48 - 3 * n * n * n / 5, 61 * n * n * n / 240};
  double x = eta, y = xi;
  for (int k = 1; k <= 3; ++k) {
    x += a[k - 1] * std::cos(2 * k * xi) * std::sinh(2 * k * eta);
    y += a[k - 1] * std::sin(2 * k * xi) * std::cosh(2 * k * eta);
  }
  return {500'000 + 0.9996 * radius * x, 0.9996 * radius * y};
}

inline void add_place(Way& way, double lon, double lat, int zone) {
  way.nodes.emplace_back(std::llround(lon * 1e7), std::llround(lat * 1e7));
  way.places.push_back(utm(lon, lat, zone));
}

/// Every way with the tag highway; nodes that the extract does not have are left out.
inline std::vector<Way> ways_of_osm(const QString& gzip_file, int zone) {
  QProcess gunzip;
  gunzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), gzip_file});
  if (!gunzip.waitForFinished(60000)) return {};
  std::map<long long, std::pair<double, double>> nodes;
  std::vector<Way> ways;
  Way way;
  QXmlStreamReader xml(gunzip.readAllStandardOutput());
  while (!xml.atEnd()) {
    const auto token = xml.readNext();
    const auto at = xml.attributes();
    if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("node"))
      nodes[at.value(QLatin1String("id")).toLongLong()] = {at.value(QLatin1String("lon")).toDouble(),
                                                           at.value(QLatin1String("lat")).toDouble()};
    if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("way")) way = {};
    if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("nd")) {
      const auto found = nodes.find(at.value(QLatin1String("ref")).toLongLong());
      if (found != nodes.end()) add_place(way, found->second.first, found->second.second, zone);
    }
    if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("tag"))
      way.tags[at.value(QLatin1String("k")).toString()] = at.value(QLatin1String("v")).toString();
    if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("way") && !way.tag("highway").isEmpty()) ways.push_back(way);
  }
  return ways;
}

inline std::vector<Way> ways_of_geojson(const QString& file, int zone) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) return {};
  std::vector<Way> ways;
  for (const auto& value : QJsonDocument::fromJson(in.readAll()).object()[QLatin1String("features")].toArray()) {
    Way way;
    const auto properties = value.toObject()[QLatin1String("properties")].toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
      way.tags[it.key()] =
          it.value().isBool() ? QString::fromLatin1(it.value().toBool() ? "yes" : "no") : it.value().toVariant().toString();
    for (const auto& position : value.toObject()[QLatin1String("geometry")].toObject()[QLatin1String("coordinates")].toArray())
      add_place(way, position.toArray()[0].toDouble(), position.toArray()[1].toDouble(), zone);
    ways.push_back(std::move(way));
  }
  return ways;
}

/// A stretch between two nodes where ways meet or end.
struct Edge {
  NodeKey from, to;
  const Way* way = nullptr;
  std::vector<Place> places;
  double length = 0;
  int along = 0, against = 0;  ///< stress; 0 unknown
  bool open_along = true, open_against = true;
};

inline bool one_of(const QString& word, std::initializer_list<const char*> words) {
  for (const char* one : words)
    if (word == QLatin1String(one)) return true;
  return false;
}

/// Whether a bicycle may be ridden there.
inline bool may_ride(const Way& way) {
  const auto bicycle = way.tag("bicycle");
  if (one_of(bicycle, {"no", "use_sidepath"})) return false;
  if (one_of(bicycle, {"yes", "designated", "permissive", "official"})) return true;
  return !one_of(way.tag("access"), {"no", "private"}) && !one_of(way.tag("vehicle"), {"no", "private"}) &&
         one_of(way.tag("highway"), {"primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified",
                                     "road", "residential", "living_street", "service", "track", "cycleway", "path", "bridleway"});
}

/// LTS-DE in mixed traffic; speed 0: not known.
inline int mixed_stress(const QString& highway, double speed) {
  if (one_of(highway, {"cycleway", "path", "bridleway", "footway"})) return 1;
  if (one_of(highway, {"service", "track"})) return speed > 0 && speed <= 10 ? 1 : 2;
  if (speed <= 0) return 0;
  if (speed <= 10 && one_of(highway, {"residential", "living_street"})) return 1;
  const bool minor = one_of(highway, {"tertiary", "tertiary_link", "unclassified", "road", "residential", "living_street"});
  return minor && speed <= 30 ? 2 : 4;
}

/// LTS-DE with what runs along the street: "track", "lane", "advisory", "protected"; width 0: not known.
inline int stress(const QString& facility, const QString& highway, double speed, double width) {
  if (one_of(facility, {"track", "protected"})) return 1;
  if (facility == QLatin1String("lane")) return speed <= 0 ? 0 : speed <= 10 ? 1 : speed <= 50 && width >= 1.85 ? 2 : 3;
  if (facility == QLatin1String("advisory")) return speed <= 0 ? 0 : speed <= 10 ? 1 : speed <= 30 ? 2 : width >= 1.5 ? 3 : 4;
  return mixed_stress(highway, speed);
}

inline double speed_of(const Way& way) { return way.tag("maxspeed") == QLatin1String("none") ? 130 : way.tag("maxspeed").toDouble(); }

inline std::vector<Edge> edges_of(const std::vector<Way>& ways) {
  std::map<NodeKey, int> uses;
  for (const auto& way : ways) {
    if (!may_ride(way)) continue;
    for (std::size_t i = 0; i < way.nodes.size(); ++i)
      if (i == 0 || way.nodes[i] != way.nodes[i - 1]) uses[way.nodes[i]] += i == 0 || i + 1 == way.nodes.size() ? 2 : 1;
  }
  std::vector<Edge> edges;
  for (const auto& way : ways) {
    if (!may_ride(way)) continue;
    Edge edge;
    for (std::size_t i = 0; i < way.nodes.size(); ++i) {
      if (edge.places.empty()) edge.from = way.nodes[i];
      if (!edge.places.empty()) edge.length += away(edge.places.back(), way.places[i]);
      edge.places.push_back(way.places[i]);
      if (i == 0 || uses[way.nodes[i]] < 2) continue;
      edge.to = way.nodes[i];
      edge.way = &way;
      edge.along = edge.against = stress(way.tag("cycleway"), way.tag("highway"), speed_of(way), 0);
      edge.open_against = !one_of(way.tag("oneway"), {"yes", "1", "true"});
      if (edge.length > 0) edges.push_back(edge);
      edge = {};
      edge.from = way.nodes[i];
      edge.places = {way.places[i]};
    }
  }
  return edges;
}

}  // namespace skizze::raw
