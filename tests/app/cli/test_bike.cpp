// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze bike` and `skizze validate` from outside.
#include <cmath>

#include <QJsonArray>
#include <QTest>

#include "app/cli/height_tiff.h"
#include "app/cli/skizze.h"
#include "geo/crs.h"

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

  void a_street_layer_of_an_office_works_from_end_to_end() {
    const test::Skizze skizze;
    // Columns that no one could guess are named; the others are guessed.
    const auto streets = skizze.write("netz.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"Straßenname":"Ring","Bauart":"Hauptverkehrsstraße","Tempo":"50","Zählung":"1.200","FB_Breite":"9,0","Einbahn":"nein","Parken_links":"nein","Parken_rechts":"keine"},
 "geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.005,51.0]]}},
{"type":"Feature","properties":{"Straßenname":"Hin","Bauart":"Wohnstraße","Tempo":"Tempo 30","Einbahn":"ja"},"geometry":{"type":"LineString","coordinates":[[9.005,51.0],[9.005,51.004]]}},
{"type":"Feature","properties":{"Straßenname":"Hin","Bauart":"Wohnstraße","Tempo":"30","Einbahn":"ja"},"geometry":{"type":"LineString","coordinates":[[9.005,51.004],[9.005,51.0]]}},
{"type":"Feature","properties":{"Bauart":"Prachtallee","Tempo":"30"},"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.0,51.001]]}}]})");
    const auto drawn = skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","seite":"beidseitig","breite":1.85)"));
    const auto done = skizze.run({"bike", "--lane", drawn, "--streets", streets, "--field", QStringLiteral("highway=Bauart"), "--field",
                                  QStringLiteral("kfz_per_hour=Zählung"), "--json", "--lang", "en"});
    QVERIFY2(done.code == 0, done.err);
    const auto result = done.json();
    QCOMPARE(finding(result, "facility.")["verdict"].toString(), QStringLiteral("fits"));  // 1,200 an hour: range III
    const auto fit = finding(result, "space.lane.minimum");
    QVERIFY(std::abs(fit["value"].toDouble() - 5.30) < 0.01);  // 9.00 - 2 x 1.85
    const auto network = result["lanes"].toArray()[0].toObject()["indicators"].toObject()["network"].toObject();
    QCOMPARE(network["changed_edges"].toInt(), 1);
    QVERIFY(std::abs(network["stress_before_m"].toArray()[4].toDouble() - 350.9) < 1.5);
    QVERIFY2(done.err.contains("1 contradictory one-way streets, 1 without a name, 1 doubtful values"), done.err);
    QVERIFY2(done.err.contains("Not understood: highway = “Prachtallee” (1 times)."), done.err);
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

  void broken_rules_are_told_and_the_lane_is_assessed_by_ours_data() {
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("german");
    QTest::addColumn<QByteArray>("english");
    QTest::newRow("a column is missing") << QByteArray("id,value,source,year,status,note\nspace.lane.minimum,3,Stadt,2024,V1,\n")
                                         << QByteArray("Spalte „unit“ fehlt") << QByteArray("unit");
    QTest::newRow("a negative width") << QByteArray("id,value,unit,source,year,status,note\nspace.lane.minimum,-3,m,Stadt,2024,V1,\n")
                                      << QByteArray("-3 ist negativ") << QByteArray("-3 is negative");
    QTest::newRow("no number") << QByteArray("id,value,unit,source,year,status,note\nspace.lane.minimum,breit,m,Stadt,2024,V1,\n")
                               << QByteArray("ist keine Zahl") << QByteArray("is not a number");
  }
  void broken_rules_are_told_and_the_lane_is_assessed_by_ours() {
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, german);
    QFETCH(QByteArray, english);
    const test::Skizze skizze;
    QDir(skizze.folder()).mkdir("rules");
    skizze.write("rules/a.csv", table);
    const auto drawn = skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","breite":1.85)"));
    for (const auto& [language, words] : {std::pair(QStringLiteral("de"), german), std::pair(QStringLiteral("en"), english)}) {
      const auto done = skizze.run({"bike", "--lane", drawn, "--rules", skizze.file("rules"), "--lang", language, "--json"});
      QCOMPARE(done.code, 3);  // done in part
      QVERIFY2(done.err.contains(words) && done.err.contains("a.csv"), done.err);
      QVERIFY2(done.err.contains(language == "de" ? "bewertet wird nach den mitgelieferten" : "the shipped ones are"), done.err);
      QCOMPARE(finding(done.json(), "width.radfahrstreifen.")["verdict"].toString(), QStringLiteral("standard"));
    }
  }

  void bad_streets_are_told_in_both_languages_and_the_rest_is_assessed() {
    const test::Skizze skizze;
    auto streets = k_streets;
    streets.replace(R"("name":"Weg",)", "");  // a street without a name
    streets.chop(2);
    streets += R"(,
{"type":"Feature","properties":{"name":"Punkt","highway":"residential"},"geometry":{"type":"LineString","coordinates":[[9.002,51.001],[9.002,51.001]]}},
{"type":"Feature","properties":{"name":"Runde","highway":"residential"},"geometry":{"type":"LineString","coordinates":[[9.003,51.001],[9.0031,51.0012],[9.0033,51.001],[9.003,51.001]]}},
{"type":"Feature","properties":{"name":"Hin","highway":"residential","oneway":"yes"},"geometry":{"type":"LineString","coordinates":[[9.001,51.002],[9.002,51.002]]}},
{"type":"Feature","properties":{"name":"Her","highway":"residential","oneway":"yes"},"geometry":{"type":"LineString","coordinates":[[9.002,51.002],[9.001,51.002]]}},
{"type":"Feature","properties":{"name":"Wirr","highway":"residential","maxspeed":"schnell"},"geometry":{"type":"LineString","coordinates":[[9.003,51.003],[9.004,51.003]]}}]})";
    const auto file = skizze.write("streets.geojson", streets);
    const auto drawn = skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","seite":"beidseitig","breite":1.85)"));
    const std::pair<QString, QByteArray> german{"de", "1 Schleifen, 1 widersprüchliche Einbahnstraßen, 1 ohne Namen, 1 unklare Angaben"};
    const std::pair<QString, QByteArray> english{"en", "1 loops, 1 contradictory one-way streets, 1 without a name, 1 doubtful values"};
    for (const auto& [language, words] : {german, english}) {
      const auto done = skizze.run({"bike", "--lane", drawn, "--streets", file, "--lang", language, "--json"});
      QVERIFY2(done.code == 0 || done.code == 3, done.err);
      QVERIFY2(done.err.contains(words), done.err);
      const auto fit = finding(done.json(), "space.lane.minimum");
      QCOMPARE(fit["verdict"].toString(), QStringLiteral("below"));
      QVERIFY(std::abs(fit["value"].toDouble() - 5.30) < 0.001);
    }
  }

  void a_height_model_with_holes_judges_what_it_covers_and_tells_the_rest() {
    const test::Skizze skizze;
    // 0.005 degrees east from the zone's middle: 350.9 m. A ramp of 5 %, without heights from 100 m to 205 m.
    const auto place = geo::Transform::make("EPSG:4326", "EPSG:25832")->forward(geo::Point2{9.0, 51.00002});
    const auto dem = skizze.write("dem.tif", test::height_tiff(place.x - 50, place.y + 50, 460, 100, 1.0, [](int column, int) {
                                    const double east = column - 50;
                                    return east >= 100 && east < 205 ? -9999.0 : 200 + 0.05 * east;
                                  }));
    const auto drawn = skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","breite":1.85)"));
    for (const QString language : {"de", "en"}) {
      const auto done = skizze.run({"bike", "--lane", drawn, "--dem", dem, "--lang", language, "--json"});
      QVERIFY2(done.code == 0, done.err);
      const auto steep = finding(done.json(), "gradient.comfort");
      QCOMPARE(steep["verdict"].toString(), QStringLiteral("limited"));
      QVERIFY2(std::abs(steep["value"].toDouble() - 5.0) < 0.1, qPrintable(QString::number(steep["value"].toDouble())));
      const auto hole = finding(done.json(), "gradient.heights");
      QCOMPARE(hole["verdict"].toString(), QStringLiteral("not_assessable"));
      QVERIFY(std::abs(hole["value"].toDouble() - 110) <= 5);  // heights are asked for every 5 m
      QVERIFY(std::abs(hole["from_m"].toDouble() - 100) <= 5 && std::abs(hole["to_m"].toDouble() - 205) <= 5);
      const auto text = hole["text"].toString();
      QVERIFY2(text.contains(language == "de" ? "fehlen Höhen" : "No heights on") && text.contains("351 m (3"), qPrintable(text));
      const auto indicators = done.json()["lanes"].toArray()[0].toObject()["indicators"].toObject();
      QVERIFY(std::abs(indicators["climb_m"].toDouble() - 0.05 * (350.9 - 110)) < 0.3);
      QCOMPARE(indicators["heights_missing_m"].toDouble(), hole["value"].toDouble());
      QCOMPARE(finding(done.json(), "width.radfahrstreifen.")["verdict"].toString(), QStringLiteral("standard"));
    }
  }

  void a_bridge_over_a_valley_is_no_hill() {
    const test::Skizze skizze;
    const auto place = geo::Transform::make("EPSG:4326", "EPSG:25832")->forward(geo::Point2{9.0, 51.0});
    const auto dem = skizze.write("dem.tif", test::height_tiff(place.x - 50, place.y + 50, 460, 100, 1.0, [](int column, int) {
                                    const double east = column - 50;  // 1 % uphill; 15 m deep from 150 m to 230 m
                                    return 200 + 0.01 * east - (east > 150 && east < 230 ? 15 : 0);
                                  }));
    const auto drawn = skizze.write("lane.geojson", lane(R"("fuehrungsart":"radfahrstreifen","breite":1.85)"));
    for (const bool bridge : {true, false}) {
      const QByteArray middle = bridge ? R"(,"bridge":"yes")" : "";
      const auto street = [](const QByteArray& more, const QByteArray& from, const QByteArray& to) {
        return R"({"type":"Feature","properties":{"highway":"primary","maxspeed":50)" + more +
               R"(},"geometry":{"type":"LineString","coordinates":[[)" + from + ",51.0],[" + to + ",51.0]]}}";
      };
      const auto streets =
          skizze.write("streets.geojson", R"({"type":"FeatureCollection","features":[)" + street("", "9.0", "9.002") + "," +
                                              street(middle, "9.002", "9.0034") + "," + street("", "9.0034", "9.005") + "]}");
      const auto done = skizze.run({"bike", "--lane", drawn, "--streets", streets, "--dem", dem, "--json"});
      QVERIFY2(done.code == 0, done.err);
      const auto steep = finding(done.json(), "gradient.comfort");
      if (bridge) {
        QVERIFY2(std::abs(steep["value"].toDouble() - 1) < 0.1, qPrintable(QString::number(steep["value"].toDouble())));
        QCOMPARE(steep["verdict"].toString(), QStringLiteral("standard"));
      } else {
        QVERIFY(steep["value"].toDouble() > 10);
        QCOMPARE(steep["verdict"].toString(), QStringLiteral("limited"));
      }
    }
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
