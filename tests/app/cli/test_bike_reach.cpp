// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze bike --isochrone` from outside.
#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "app/cli/skizze.h"

using namespace skizze;

namespace {

// A busy street of 1,404 m runs east (0.01 degrees are 702 m at 51 degrees north); schools stand at both ends.
const QByteArray k_streets = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","maxspeed":50},"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.01,51.0]]}},
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","maxspeed":50},"geometry":{"type":"LineString","coordinates":[[9.01,51.0],[9.02,51.0]]}}]})";
const QByteArray k_lane = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"fuehrungsart":"protected_bike_lane","seite":"beidseitig","breite":2.3},"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.01,51.0],[9.02,51.0]]}}]})";

QJsonObject study(const QJsonObject& result) { return result["isochrones"].toArray()[0].toObject(); }
double street_m(const QJsonObject& result, int band, const char* when) {
  return study(result)["bands"].toArray()[band].toObject()[QLatin1String("street_") + QLatin1String(when) + "_m"].toDouble();
}

}  // namespace

class TestBikeReach : public QObject {
  Q_OBJECT

  test::Skizze m_skizze;
  QString m_streets, m_lane;
  test::Outcome run(const QStringList& more) const {
    return m_skizze.run(QStringList{"bike", "--lane", m_lane, "--streets", m_streets, "--lang", "en"} + more);
  }

 private Q_SLOTS:
  void initTestCase() {
    m_streets = m_skizze.write("streets.geojson", k_streets);
    m_lane = m_skizze.write("lane.geojson", k_lane);
  }

  void a_minute_at_30_km_h_is_500_m_and_only_the_plan_makes_it_low_stress() {
    const auto done = run({"--json", "--isochrone", "9.0,51.0", "--minutes", "1,2"});
    QVERIFY2(done.code == 0, done.err);
    const auto result = done.json();
    QCOMPARE(street_m(result, 0, "before"), 0.0);
    QVERIFY(std::abs(street_m(result, 0, "after") - 500) < 1);
    QVERIFY(std::abs(street_m(result, 1, "after") - 1000) < 1);
    QCOMPARE(study(result)["speed_kmh"].toDouble(), 30.0);
    QVERIFY(!study(result)["lights_known"].toBool());
    QVERIFY(study(result)["bands"].toArray()[0].toObject()["people_after"].isNull());  // no such layer: not known, not zero
    const auto all = run({"--json", "--isochrone", "9.0,51.0", "--minutes", "1", "--all-streets", "--speed", "15"}).json();
    QVERIFY(std::abs(street_m(all, 0, "before") - 250) < 1);
  }

  void several_places_count_together() {
    const auto both = run({"--json", "--all-streets", "--minutes", "1", "--isochrone", "9.0,51.0", "--isochrone", "9.02,51.0"}).json();
    QVERIFY(std::abs(street_m(both, 0, "before") - 1000) < 2);
    QCOMPARE(study(both)["places"].toArray().size(), 2);
    QVERIFY(study(both)["places"].toArray()[1].toObject()["street_distance_m"].toDouble() < 1);
  }

  void the_pieces_of_street_go_out_as_lines_in_degrees() {
    const auto done = run({"--isochrone", "9.0,51.0", "--minutes", "1,2", "--isochrone-output", m_skizze.file("reach.geojson")});
    QVERIFY2(done.code == 0, done.err);
    QVERIFY2(done.out.contains("1 min: 0.0") && done.out.contains("assumed wait 16 s at lights"), done.out);
    QFile file(m_skizze.file("reach.geojson"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto features = QJsonDocument::fromJson(file.readAll()).object()["features"].toArray();
    double within_one = 0;
    for (const auto& value : features) {
      const auto feature = value.toObject();
      const auto first = feature["geometry"].toObject()["coordinates"].toArray()[0].toArray();
      QVERIFY(first[0].toDouble() >= 8.99999 && first[0].toDouble() < 9.03 && std::abs(first[1].toDouble() - 51.0) < 0.001);
      QVERIFY(feature["properties"].toObject()["minuten_heute"].isNull());
      QCOMPARE(feature["properties"].toObject()["strassenname"].toString(), QStringLiteral("Hauptstraße"));
      if (feature["properties"].toObject()["minuten_geplant"].toDouble() == 1)
        within_one += feature["properties"].toObject()["laenge_m"].toDouble();
    }
    QVERIFY(std::abs(within_one - 500) < 1);
    const auto info = m_skizze.run({"info", m_skizze.file("reach.geojson"), "--json"});  // read back through GDAL
    QVERIFY2(info.code == 0, info.err);
    QCOMPARE(info.json()["features"].toInt(), static_cast<int>(features.size()));
  }

  void what_cannot_be_meant_is_refused_with_a_reason() {
    for (const auto& [place, minutes, id] : std::vector<std::array<QString, 3>>{{"9.0", "5", "bike.reach_bad_place"},
                                                                                {"51.0,109.0", "5", "bike.reach_bad_place"},
                                                                                {"9.0,51.0", "0", "bike.reach_minutes"},
                                                                                {"9.0,51.0", "5,ten", "bike.reach_minutes"},
                                                                                {"9.0,51.0", "5,900", "bike.reach_minutes"}}) {
      const auto done = run({"--json", "--isochrone", place, "--minutes", minutes});
      QCOMPARE(done.code, 1);
      QCOMPARE(done.json()["error"].toObject()["id"].toString(), id);
    }
    const auto far = run({"--isochrone", "10.0,52.0"});
    QCOMPARE(far.code, 0);
    QVERIFY2(far.err.contains("Place 1: within 150 m there is no street"), far.err);
    QCOMPARE(run({"--minutes", "5"}).code, 2);  // minutes of what?
    const auto none = m_skizze.run({"bike", "--lane", m_lane, "--isochrone", "9.0,51.0", "--json"});
    QCOMPARE(none.json()["error"].toObject()["id"].toString(), QStringLiteral("bike.reach_no_streets"));
  }
};

QTEST_GUILESS_MAIN(TestBikeReach)
#include "test_bike_reach.moc"
