// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze bike` and `skizze validate` from outside.
#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "app/cli/skizze.h"

using namespace skizze;

namespace {

// Hauptstraße runs east; one degree of longitude is about 70 km at 51 degrees north: 0.01 degrees are some 700 m.
const QByteArray k_streets = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","maxspeed":50,"width":9.0,"lanes":2,"kfz_per_hour":1200,"parking_left":"no","parking_right":"no"},
 "geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.005,51.0]]}},
{"type":"Feature","properties":{"name":"Weg","highway":"residential","maxspeed":30},"geometry":{"type":"LineString","coordinates":[[9.005,51.0],[9.005,51.004]]}}]})";

QByteArray lane(const QByteArray& properties) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" + properties +
         R"(},"geometry":{"type":"LineString","coordinates":[[9.0,51.00002],[9.005,51.00002]]}}]})";
}

QJsonObject finding(const QJsonObject& result, const QString& rule) {
  for (const auto& value : result["lanes"].toArray()[0].toObject()["findings"].toArray()) {
    if (value.toObject()["rule"].toString().startsWith(rule)) return value.toObject();
  }
  return {};
}

}  // namespace

class TestBike : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void validate_prints_every_figure_and_no_deviation() {
    const test::Skizze skizze;
    const auto done = skizze.run({"validate", "--json"});
    QCOMPARE(done.code, 0);
    const auto bike = done.json()["bike"].toObject();
    QVERIFY(bike["rows"].toArray().size() >= 150);
    QCOMPARE(bike["deviations"].toInt(), 0);
  }

  void validate_fails_where_a_figure_deviates() {
    const test::Skizze skizze;
    QDir(skizze.folder()).mkdir("rules");
    skizze.write("rules/a.csv", "id,value,unit,source,year,status,note\nwidth.radfahrstreifen.standard,2.3,m,Stadt,2024,V1,\n");
    const auto done = skizze.run({"validate", "--rules", skizze.file("rules"), "--lang", "en"});
    QCOMPARE(done.code, 1);
    QVERIFY2(done.out.contains("OFF  width.radfahrstreifen.standard: 2.3 m, reference 1.85"), done.out);
  }

  void a_broken_rule_pack_is_named_with_line_and_column() {
    const test::Skizze skizze;
    QDir(skizze.folder()).mkdir("rules");
    skizze.write("rules/a.csv", "id,value,unit,source,year,status,note\nspace.lane.minimum,-3,m,Stadt,2024,V1,\n");
    const auto done = skizze.run({"validate", "--rules", skizze.file("rules"), "--lang", "en", "--json"});
    QCOMPARE(done.code, 1);
    QCOMPARE(done.json()["error"].toObject()["id"].toString(), QStringLiteral("bike.rule_negative"));
    QVERIFY2(done.err.contains("line 2") && done.err.contains("value"), done.err);
  }

  void a_lane_on_a_street_gets_findings_and_indicators() {
    const test::Skizze skizze;
    const auto streets = skizze.write("streets.geojson", k_streets);
    const auto drawn =
        skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","seite":"beidseitig","breite":1.85,"name":"Ost-West")"));
    const auto done = skizze.run({"bike", "--lane", drawn, "--streets", streets, "--json"});
    QVERIFY2(done.code == 0, done.err);
    const auto result = done.json();
    const auto one = result["lanes"].toArray()[0].toObject();
    QVERIFY(std::abs(one["length_m"].toDouble() - 350.9) < 1.5);  // 0.005 degrees of longitude at 51 degrees north
    QCOMPARE(finding(result, "width.radfahrstreifen.")["verdict"].toString(), QStringLiteral("standard"));
    QCOMPARE(finding(result, "facility.")["verdict"].toString(), QStringLiteral("fits"));
    const auto fit = finding(result, "space.lane.minimum");  // 9.00 - 2 x 1.85 = 5.30 left, 5.50 needed
    QCOMPARE(fit["verdict"].toString(), QStringLiteral("below"));
    QVERIFY(std::abs(fit["value"].toDouble() - 5.30) < 0.001);
    QVERIFY(!fit["source"].toString().isEmpty() && !fit["suggestion"].toString().isEmpty());
    const auto indicators = one["indicators"].toObject();
    QCOMPARE(indicators["network"].toObject()["changed_edges"].toInt(), 1);
    QVERIFY(indicators["network"].toObject()["low_stress_after_m"].toDouble() >
            indicators["network"].toObject()["low_stress_before_m"].toDouble() + 300);
    QVERIFY(indicators["cost"].toObject()["low_eur"].toDouble() < indicators["cost"].toObject()["high_eur"].toDouble());
  }

  void a_lane_without_streets_is_judged_by_its_width_alone() {
    const test::Skizze skizze;
    const auto drawn = skizze.write("lane.geojson", lane(R"("name":"frei")"));
    const auto done = skizze.run({"bike", "--lane", drawn, "--facility", "schutzstreifen", "--width", "1.3", "--json"});
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(finding(done.json(), "width.schutzstreifen")["verdict"].toString(), QStringLiteral("minimum"));
    QCOMPARE(finding(done.json(), "street")["verdict"].toString(), QStringLiteral("not_assessable"));
  }

  void columns_of_another_name_are_mapped() {
    const test::Skizze skizze;
    auto other = k_streets;
    other.replace("maxspeed", "vzul").replace("kfz_per_hour", "msv");
    const auto streets = skizze.write("streets.geojson", other);
    const auto drawn = skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","breite":2.0)"));
    const auto done =
        skizze.run({"bike", "--lane", drawn, "--streets", streets, "--field", "maxspeed=vzul", "--field", "kfz_per_hour=msv", "--json"});
    QCOMPARE(finding(done.json(), "facility.")["verdict"].toString(), QStringLiteral("fits"));
    const auto wrong = skizze.run({"bike", "--lane", drawn, "--streets", streets, "--field", "maxspeed", "--lang", "en"});
    QCOMPARE(wrong.code, 1);
    QVERIFY(wrong.err.contains("key=column"));
  }

  void files_that_do_not_fit_are_refused_with_a_reason() {
    const test::Skizze skizze;
    const auto points = skizze.write("points.geojson", R"({"type":"Point","coordinates":[9,51]})");
    const auto done = skizze.run({"bike", "--lane", points, "--lang", "en"});
    QCOMPARE(done.code, 1);
    QVERIFY2(done.err.contains("contains no lines"), done.err);
    QCOMPARE(skizze.run({"bike"}).code, 2);
    const auto unknown = skizze.run({"bike", "--lane", points, "--facility", "autobahn", "--json"});
    QCOMPARE(unknown.json()["error"].toObject()["id"].toString(), QStringLiteral("bike.facility_unknown"));
  }

  void the_hills_of_bayreuth_are_read_from_their_tile() {
    const QString folder = QStringLiteral(STADTSKIZZE_TEST_DATA "/osm-bayreuth-srtm/");
    if (!QFile::exists(folder + "N49E011.hgt.zip")) QSKIP("the Bayreuth extract is not there");
    const test::Skizze skizze;
    const auto drawn = skizze.write("lane.geojson", R"({"type":"LineString","coordinates":[[11.55,49.95],[11.57,49.96]]})");
    const auto done = skizze.run({"bike", "--lane", drawn, "--streets", folder + "north-bayreuth.osm.gz", "--dem",
                                  folder + "N49E011.hgt.zip", "--width", "2", "--json"});
    QVERIFY2(done.code == 0 || done.code == 3, done.err);
    const auto indicators = done.json()["lanes"].toArray()[0].toObject()["indicators"].toObject();
    QVERIFY(indicators["climb_m"].toDouble() > 0);
    QVERIFY(indicators["network"].toObject()["low_stress_before_m"].toDouble() > 10000);
    QCOMPARE(finding(done.json(), "gradient.")["verdict"].toString(), QStringLiteral("not_assessable"));  // cells of 90 m
  }
};

QTEST_GUILESS_MAIN(TestBike)
#include "test_bike.moc"
