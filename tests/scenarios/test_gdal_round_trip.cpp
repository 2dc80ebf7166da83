// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What "skizze tile" wrote, read by GDAL: the same features, attributes and, within the grid of the tiles, geometry.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "geo/mercator.h"

using namespace skizze;

namespace {

constexpr int k_zoom = 14;
constexpr int k_features = 400;
/// Rounding moves a vertex by half a unit in x and y; a point on a straight line may have been dropped.
constexpr double k_units = 1.0;

using Parts = std::vector<std::vector<geo::Point2>>;  // Web Mercator metres; rings open

struct Feature {
  QJsonObject properties;
  QString kind;
  Parts parts;
};

geo::Point2 point_of(const QJsonArray& pair) { return {pair[0].toDouble(), pair[1].toDouble()}; }

std::vector<geo::Point2> points_of(const QJsonArray& array, bool ring) {
  std::vector<geo::Point2> points;
  for (const auto& pair : array) points.push_back(point_of(pair.toArray()));
  if (ring && points.size() > 1) points.pop_back();
  return points;
}

/// Kind without "Multi", and all parts.
Feature feature_of(const QJsonObject& object) {
  const auto geometry = object[QStringLiteral("geometry")].toObject();
  const auto coordinates = geometry[QStringLiteral("coordinates")].toArray();
  QString kind = geometry[QStringLiteral("type")].toString();
  const bool multi = kind.startsWith(QLatin1String("Multi"));
  if (multi) kind.remove(0, 5);
  Feature feature{object[QStringLiteral("properties")].toObject(), kind, {}};
  const auto add = [&](const QJsonValue& one) {
    if (kind == QLatin1String("Point")) feature.parts.push_back({point_of(one.toArray())});
    if (kind == QLatin1String("LineString")) feature.parts.push_back(points_of(one.toArray(), false));
    if (kind == QLatin1String("Polygon")) {
      for (const auto& ring : one.toArray()) feature.parts.push_back(points_of(ring.toArray(), true));
    }
  };
  if (multi) {
    for (const auto& one : coordinates) add(one);
  } else {
    add(coordinates);
  }
  return feature;
}

double distance(geo::Point2 p, geo::Point2 a, geo::Point2 b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/// Farthest that a vertex of the one lies from the outline of the other.
double farthest(const Parts& one, const Parts& other, bool closed) {
  double most = 0;
  for (const auto& part : one) {
    for (const auto p : part) {
      double least = 1e18;
      for (const auto& line : other) {
        if (line.size() == 1) least = std::min(least, std::hypot(p.x - line[0].x, p.y - line[0].y));
        for (std::size_t i = 0; i + (closed ? 0 : 1) < line.size() && line.size() > 1; ++i) {
          least = std::min(least, distance(p, line[i], line[(i + 1) % line.size()]));
        }
      }
      most = std::max(most, least);
    }
  }
  return most;
}

QJsonArray json_of(geo::Point2 mercator) {
  const auto p = geo::to_lon_lat(mercator);
  return {p.x, p.y};
}

/// Houses with courts, paths and trees, none larger than the tiles' buffer, so that each lies whole in some tile.
QJsonArray town() {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> place(0, 6000);
  std::uniform_real_distribution<double> size(6, 20);
  QJsonArray features;
  for (int i = 0; i < k_features; ++i) {
    const geo::Point2 p{1110000 + place(random), 7080000 + place(random)};
    const double w = size(random);
    const double h = size(random);
    QJsonObject geometry;
    const auto ring = [&](double inset) {
      const geo::Point2 a{p.x + inset, p.y + inset};
      const geo::Point2 b{p.x + w - inset, p.y + h - inset};
      return QJsonArray{json_of(a), json_of({b.x, a.y}), json_of(b), json_of({a.x, b.y}), json_of(a)};
    };
    if (i % 3 == 0) geometry = {{"type", "Point"}, {"coordinates", json_of(p)}};
    if (i % 3 == 1)
      geometry = {{"type", "LineString"}, {"coordinates", QJsonArray{json_of(p), json_of({p.x + w, p.y}), json_of({p.x, p.y + h})}}};
    if (i % 3 == 2) geometry = {{"type", "Polygon"}, {"coordinates", i % 2 == 0 ? QJsonArray{ring(0), ring(2.4)} : QJsonArray{ring(0)}}};
    QJsonObject properties{{"name", QString("Straße %1").arg(i)}, {"storeys", i % 7}, {"height", i * 0.25 + 0.125}};
    if (i % 5 == 0) properties.remove("storeys");
    features.append(QJsonObject{{"type", "Feature"}, {"id", i + 1}, {"properties", properties}, {"geometry", geometry}});
  }
  return features;
}

QByteArray run(const QString& program, const QStringList& arguments, const QString& cache) {
  QProcess process;
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert("XDG_CACHE_HOME", cache);
  process.setProcessEnvironment(environment);
  process.start(program, arguments);
  if (!process.waitForFinished(120'000) || process.exitCode() != 0) qWarning("%s", process.readAllStandardError().constData());
  return process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

}  // namespace

class TestGdalRoundTrip : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void gdal_reads_what_was_written_data() {
    QTest::addColumn<QString>("archive");
    QTest::newRow("mbtiles") << "town.mbtiles";
    QTest::newRow("folder") << "town";
  }
  void gdal_reads_what_was_written() {
    QFETCH(QString, archive);
    const QString ogr2ogr = QStandardPaths::findExecutable("ogr2ogr");
    if (ogr2ogr.isEmpty()) QSKIP("ogr2ogr (gdal-bin) is not installed");
    QTemporaryDir dir;
    const auto features = town();
    QFile file(dir.filePath("town.geojson"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(QJsonObject{{"type", "FeatureCollection"}, {"features", features}}).toJson());
    file.close();
    const QString target = dir.filePath(archive);
    const QString zoom = QString::number(k_zoom);
    const auto written =
        run(STADTSKIZZE_BIN_DIR "/skizze", {"tile", file.fileName(), "-o", target, "--min-zoom", "12", "--max-zoom", zoom, "--json"},
            dir.filePath("cache"));
    QVERIFY(!written.isEmpty());
    const QString source = archive.endsWith("mbtiles") ? target : "MVT:" + target + "/" + zoom;
    const auto json =
        run(ogr2ogr,
            {"-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=6", "-t_srs", "EPSG:3857", "/vsistdout/", source, "-oo", "ZOOM_LEVEL=" + zoom},
            dir.filePath("cache"));
    QVERIFY(!json.isEmpty());
    std::multimap<int, Feature> found;
    for (const auto& value : QJsonDocument::fromJson(json)[QStringLiteral("features")].toArray()) {
      const auto feature = feature_of(value.toObject());
      found.emplace(feature.properties[QStringLiteral("mvt_id")].toInt(), feature);
    }
    const double unit_m = geo::tile_size_m(k_zoom) / 4096;
    for (const auto& value : features) {
      const auto object = value.toObject();
      const int id = object[QStringLiteral("id")].toInt();
      auto expected = feature_of(object);
      for (auto& part : expected.parts) {
        for (auto& p : part) p = geo::to_mercator(p);
      }
      const auto [begin, end] = found.equal_range(id);
      QVERIFY2(begin != end, qPrintable(QString("feature %1 is missing").arg(id)));
      double best = 1e18;
      for (auto copy = begin; copy != end; ++copy) {
        QCOMPARE(copy->second.kind, expected.kind);
        auto properties = copy->second.properties;
        properties.remove(QStringLiteral("mvt_id"));
        for (const auto& key : properties.keys()) {
          if (properties[key].isNull()) properties.remove(key);
        }
        QCOMPARE(properties, expected.properties);
        const bool closed = expected.kind == QLatin1String("Polygon");
        if (copy->second.parts.size() != expected.parts.size()) continue;  // the piece in a neighbour's buffer
        best = std::min(
            best, std::max(farthest(expected.parts, copy->second.parts, closed), farthest(copy->second.parts, expected.parts, closed)));
      }
      QVERIFY2(best <= k_units * unit_m, qPrintable(QString("feature %1 is %2 units off").arg(id).arg(best / unit_m)));
    }
    QCOMPARE(found.empty() ? 0 : found.rbegin()->first, k_features);
  }
};

QTEST_GUILESS_MAIN(TestGdalRoundTrip)
#include "test_gdal_round_trip.moc"
