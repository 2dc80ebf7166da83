// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The GPX plugin that comes with the program (STADTSKIZZE_BIN_DIR/../lib/stadtskizze/plugins), as the program finds and uses it.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <set>

#include "app/sources/tour_gpx.h"
#include "feature/layer_pack.h"
#include "geo/mercator.h"
#include "sources/plugin_shelf.h"
#include "sources/prepare_client.h"

using namespace skizze;

namespace {

struct Desk {
  QTemporaryDir dir;

  std::filesystem::path write(const QByteArray& bytes, const QString& name = QStringLiteral("tour.gpx")) const {
    QFile file(dir.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return file.fileName().toStdString();
  }
  /// As found in the build, with settings of its own.
  base::Result<sources::PreparedSource> read(const QByteArray& bytes, const plugin::SettingValues& settings = {},
                                             const QString& name = QStringLiteral("tour.gpx")) const {
    plugin::Choices choices;
    choices.settings["org.stadtskizze.gpx"] = settings;
    const std::filesystem::path place(STADTSKIZZE_BIN_DIR "/../lib/stadtskizze/plugins");
    const sources::PrepareClient client(dir.filePath(QStringLiteral("cache")).toStdString(),
                                        plugin::offers_of(plugin::list_plugins({{place, true}}, choices, true)));
    return client.prepare(write(bytes, name), {}, {});
  }
};

std::shared_ptr<const feature::LayerPack> pack(const sources::PreparedSource& source, const std::string& layer) {
  for (const auto& l : source.layers) {
    if (l.name == layer) return feature::LayerPack::open(l.pack).value_or(nullptr);
  }
  return nullptr;
}

std::string text(const feature::LayerPack& layer, const std::string& column, std::uint32_t row = 0) {
  const auto index = layer.column_index(column);
  return index ? feature::to_text(layer.value(row, *index)) : "<none>";
}

/// The plugin's notice with these words.
const feature::Notice* said(const std::vector<feature::Notice>& notices, const std::string& words) {
  for (const auto& n : notices) {
    for (const auto& a : n.message.arguments) {
      if (a.name == "said_en" && a.value.starts_with(words)) return &n;
    }
  }
  return nullptr;
}

/// Every notice of the source.
std::vector<feature::Notice> all_notices(const sources::PreparedSource& source) { return sources::summarise(source).notices; }

}  // namespace

class TestGpx : public QObject {
  Q_OBJECT

 private slots:
  void waypoints_routes_and_tracks_become_layers() {
    const Desk desk;
    const auto source = desk.read(test::k_tour);
    QVERIFY2(source, source ? "" : source.error().message.id.c_str());
    QCOMPARE(source->driver, std::string("GPX"));
    QCOMPARE(source->layers.size(), std::size_t{3});
    const auto waypoints = pack(*source, "waypoints");
    QVERIFY(waypoints && waypoints->size() == 1);
    QCOMPARE(text(*waypoints, "name"), std::string("Engstelle & Poller"));
    QCOMPARE(text(*waypoints, "symbol"), std::string("Flag"));
    QCOMPARE(text(*waypoints, "link"), std::string("https://example.org/1"));
    QCOMPARE(text(*waypoints, "time"), std::string("2026-05-01T08:00:00Z"));
    QVERIFY(waypoints->info().has_z);
    const auto place = waypoints->geometry(0).parts.at(0).points.at(0);
    QVERIFY(std::abs(place.z - 34.5) < 0.001);
    const auto lon_lat = geo::to_lon_lat(place.xy());
    QVERIFY(std::abs(lon_lat.x - 13.4) < 1e-7 && std::abs(lon_lat.y - 52.5) < 1e-7);
    const auto routes = pack(*source, "routes");
    QVERIFY(routes && routes->size() == 1 && routes->kind(0) == geo::GeometryKind::line);
    QCOMPARE(text(*routes, "name"), std::string("Alltagsroute"));  // not a point's
    QCOMPARE(text(*routes, "number"), std::string("7"));
    const auto tracks = pack(*source, "tracks");
    QVERIFY(tracks && tracks->size() == 1);
    QCOMPARE(tracks->part_count(0), 2U);
    QCOMPARE(text(*tracks, "type"), std::string("cycling"));
    QCOMPARE(text(*tracks, "begin"), std::string("2026-05-01T07:00:00Z"));
    QCOMPARE(text(*tracks, "end"), std::string("2026-05-01T07:20:10Z"));
    QCOMPARE(text(*tracks, "points"), std::string("7"));
    QCOMPARE(text(*tracks, "description"), std::string("morgens"));
  }

  void licence_author_and_date_go_along() {
    const Desk desk;
    const auto source = desk.read(test::k_tour);
    QVERIFY(source);
    const auto tracks = pack(*source, "tracks");
    const auto& provenance = tracks->info().provenance;
    QCOMPARE(provenance.licence, std::string("https://creativecommons.org/licenses/by/4.0/"));
    QCOMPARE(provenance.attribution, std::string("Amt für Mobilität"));
    QCOMPARE(provenance.data_date, std::string("2026-05-01"));
  }

  void what_is_left_out_is_said() {
    const Desk desk;
    const auto source = desk.read(test::k_tour);
    QVERIFY(source);
    const auto notices = all_notices(*source);
    const auto* places = said(notices, "Points without valid");
    QVERIFY(places && places->count == 1 && places->severity == feature::Severity::lost);
    QVERIFY(said(notices, "Extra data of devices"));
    const auto* single = said(notices, "Stretches of a single point");
    QVERIFY(single && single->example == "Befahrung");
    QVERIFY(!said(notices, "The file breaks off"));
  }

  void a_break_splits_the_line_where_the_person_wants_it() {
    const Desk desk;
    const auto source = desk.read(test::k_tour, {{"gap_minutes", std::int64_t{10}}});
    QVERIFY(source);
    QCOMPARE(pack(*source, "tracks")->part_count(0), 3U);
  }

  void single_points_are_a_layer_where_the_person_wants_them() {
    const Desk desk;
    const auto source = desk.read(test::k_tour, {{"track_points", true}});
    QVERIFY(source);
    const auto points = pack(*source, "track_points");
    QVERIFY(points && points->size() == 7);
    std::multiset<std::string> heights;
    for (std::uint32_t row = 0; row < points->size(); ++row) heights.insert(text(*points, "height_m", row));
    QCOMPARE(heights.count("30"), std::size_t{1});
    QCOMPARE(heights.count(""), std::size_t{5});
  }

  void a_file_that_breaks_off_is_read_as_far_as_it_goes() {
    const Desk desk;
    const auto cut = test::k_tour.left(test::k_tour.indexOf("<trkpt lat=\"52.511\""));
    const auto source = desk.read(cut);
    QVERIFY2(source, source ? "" : source.error().message.id.c_str());
    QCOMPARE(pack(*source, "tracks")->part(0, 0).x.size(), std::size_t{3});
    const auto notices = all_notices(*source);
    const auto* notice = said(notices, "The file breaks off");
    QVERIFY(notice && notice->severity == feature::Severity::lost);
  }

  void no_cut_and_no_flipped_byte_brings_the_helper_down() {
    const Desk desk;
    for (int at = 60; at < test::k_tour.size(); at += 97) {
      for (const bool cut : {true, false}) {
        QByteArray bytes = cut ? test::k_tour.left(at) : test::k_tour;
        if (!cut) bytes[at] = static_cast<char>(bytes[at] ^ 0x5a);
        const auto source = desk.read(bytes, {}, QStringLiteral("m%1%2.gpx").arg(at).arg(cut));
        if (!source) QVERIFY2(source.error().code != base::ErrorCode::crashed, qPrintable(QString::number(at)));
      }
    }
  }

  void entities_are_refused_and_an_empty_file_says_so() {
    const Desk desk;
    const auto bomb = desk.read(test::k_entity_gpx);
    QVERIFY(!bomb);
    QVERIFY(bomb.error().message.id == "readers.plugin_failed");
    const auto empty = desk.read("<gpx version=\"1.1\"/>");
    QVERIFY(!empty);
    QVERIFY(empty.error().message.arguments.at(3).value.starts_with("The file contains neither"));
  }

  void a_name_of_another_kind_does_no_harm() {
    const Desk desk;
    QVERIFY(desk.read(test::k_tour, {}, QStringLiteral("tour.xml")));
    const auto csv = desk.read("name,lon,lat\nA,13.4,52.5\n", {}, QStringLiteral("table.gpx"));
    QVERIFY(csv && csv->driver == "CSV");
  }

  void the_lines_are_where_gdal_sees_them() {
    const QString ogr2ogr = QStandardPaths::findExecutable(QStringLiteral("ogr2ogr"));
    if (ogr2ogr.isEmpty()) QSKIP("ogr2ogr (gdal-bin) is not installed");
    const Desk desk;
    const auto source = desk.read(test::k_tour);
    QVERIFY(source);
    const QString out = desk.dir.filePath(QStringLiteral("gdal.geojson"));
    const int code =
        QProcess::execute(ogr2ogr, {QStringLiteral("-f"), QStringLiteral("GeoJSON"), out, desk.dir.filePath(QStringLiteral("tour.gpx")),
                                    QStringLiteral("tracks"), QStringLiteral("-t_srs"), QStringLiteral("EPSG:3857"), QStringLiteral("-lco"),
                                    QStringLiteral("RFC7946=NO")});
    if (code != 0) QSKIP("this GDAL reads no GPX");
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto coordinates = QJsonDocument::fromJson(file.readAll())
                                 .object()[QStringLiteral("features")]
                                 .toArray()[0]
                                 .toObject()[QStringLiteral("geometry")]
                                 .toObject()[QStringLiteral("coordinates")]
                                 .toArray();
    const auto tracks = pack(*source, "tracks");
    const auto ours = tracks->geometry(0);
    QVERIFY(coordinates.size() >= 2);
    for (std::size_t part = 0; part < 2; ++part) {
      const auto theirs = coordinates[static_cast<qsizetype>(part)].toArray();
      QCOMPARE(static_cast<std::size_t>(theirs.size()), ours.parts[part].points.size());
      for (qsizetype i = 0; i < theirs.size(); ++i) {
        const auto& p = ours.parts[part].points[static_cast<std::size_t>(i)];
        QVERIFY(std::hypot(p.x - theirs[i].toArray()[0].toDouble(), p.y - theirs[i].toArray()[1].toDouble()) < 0.01);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestGpx)
#include "test_gpx.moc"
