// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>

#include <QJsonArray>
#include <QTest>

#include "skizze.h"

using skizze::test::Skizze;

class TestCommands : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_skizze = std::make_unique<Skizze>(); }
  void no_verb_shows_the_help_and_is_a_usage_error();
  void an_unknown_option_is_a_usage_error();
  void the_version_is_told();
  void help_of_a_verb_names_its_options();
  void info_describes_a_vector_file();
  void info_of_several_files_lists_them();
  void info_counts_the_classes_of_the_nrw_tile();
  void info_counts_the_objects_of_delft();
  void info_names_swapped_axes_and_the_feature_that_covers_all();
  void info_of_a_tile_gives_its_layers();
  void info_of_a_damaged_tile_is_refused();
  void new_without_files_makes_a_clean_project();
  void new_takes_the_crs_from_the_place_of_the_files();
  void new_with_an_unreadable_file_leaves_nothing();
  void new_with_one_good_and_one_bad_file_is_done_in_part();
  void add_adds_to_a_project_and_info_shows_it();
  void json_and_messages_do_not_mix();

 private:
  std::unique_ptr<Skizze> m_skizze;
};

void TestCommands::no_verb_shows_the_help_and_is_a_usage_error() {
  const auto outcome = m_skizze->run({});
  QCOMPARE(outcome.code, 2);
  QVERIFY(outcome.err.contains("info"));
  QVERIFY(outcome.out.isEmpty());
}

void TestCommands::an_unknown_option_is_a_usage_error() {
  QCOMPARE(m_skizze->run({"info", "--nonsense", "x"}).code, 2);
  QCOMPARE(m_skizze->run({"info"}).code, 2);
  QCOMPARE(m_skizze->run({"dance"}).code, 2);
  const auto german = m_skizze->run({"info", "--lang", "de"});
  QCOMPARE(german.code, 2);
  QVERIFY(german.err.contains("nicht verständlich"));
}

void TestCommands::the_version_is_told() {
  const auto outcome = m_skizze->run({"--version"});
  QCOMPARE(outcome.code, 0);
  QVERIFY(outcome.out.startsWith("skizze "));
}

void TestCommands::help_of_a_verb_names_its_options() {
  const auto outcome = m_skizze->run({"new", "--help", "--lang", "en"});
  QCOMPARE(outcome.code, 0);
  QVERIFY(outcome.out.contains("--epsg"));
  QVERIFY(outcome.out.contains("skizze new"));
}

void TestCommands::info_describes_a_vector_file() {
  const auto outcome = m_skizze->run({"info", "--json", m_skizze->write("streets.geojson", skizze::test::two_streets())});
  QCOMPARE(outcome.code, 0);
  const auto json = outcome.json();
  QCOMPARE(json["features"].toInt(), 2);
  QCOMPARE(json["driver"].toString(), QStringLiteral("GeoJSON"));
  const auto layer = json["layers"][0];
  QCOMPARE(layer["geometry"].toString(), QStringLiteral("line"));
  QCOMPARE(layer["crs"].toString(), QStringLiteral("EPSG:4326"));
  QVERIFY(std::abs(layer["extent"][0].toDouble() - 9.0) < 1e-6);
  QVERIFY(std::abs(layer["extent"][3].toDouble() - 51.01) < 1e-6);
  QCOMPARE(layer["columns"].toArray().size(), 2);
}

void TestCommands::info_of_several_files_lists_them() {
  const auto a = m_skizze->write("a.geojson", skizze::test::two_streets());
  const auto b = m_skizze->write("b.geojson", skizze::test::two_streets());
  const auto outcome = m_skizze->run({"info", a, b, "--json"});
  QCOMPARE(outcome.code, 0);
  QCOMPARE(outcome.json()["files"].toArray().size(), 2);
}

void TestCommands::info_counts_the_classes_of_the_nrw_tile() {
  const auto tile = QStringLiteral(STADTSKIZZE_TEST_DATA "/citygml-lod2-nrw-selfkant/LoD2_32_280_5657_1_NW.gml");
  if (!QFile::exists(tile)) QSKIP("the data folder citygml-lod2-nrw-selfkant is not here");
  const auto outcome = m_skizze->run({"info", "--json", tile});
  QCOMPARE(outcome.code, 0);
  const auto classes = outcome.json()["classes"].toObject();
  // Counted with grep in the file itself.
  QCOMPARE(classes["Building"].toInt(), 83);
  QCOMPARE(classes["BuildingPart"].toInt(), 50);
  QCOMPARE(classes["RoofSurface"].toInt(), 170);
  QCOMPARE(classes["WallSurface"].toInt(), 708);
  QCOMPARE(classes["GroundSurface"].toInt(), 113);
  QCOMPARE(classes["ClosureSurface"].toInt(), 78);
  QCOMPARE(outcome.json()["crs"].toString(), QStringLiteral("EPSG:25832"));
}

void TestCommands::info_counts_the_objects_of_delft() {
  const auto delft = QStringLiteral(STADTSKIZZE_TEST_DATA "/cityjson-samples/delft.json");
  if (!QFile::exists(delft)) QSKIP("the data folder cityjson-samples is not here");
  const auto outcome = m_skizze->run({"info", "--json", delft});
  QVERIFY(outcome.code == 0 || outcome.code == 3);
  const auto layers = outcome.json()["layers"].toArray();
  int objects = 0;
  for (const auto& layer : layers)
    if (layer.toObject()["role"].toString() == QStringLiteral("city_objects")) objects += layer.toObject()["features"].toInt();
  QCOMPARE(objects, 570);
}

void TestCommands::info_names_swapped_axes_and_the_feature_that_covers_all() {
  const auto leipzig = QStringLiteral(STADTSKIZZE_TEST_DATA "/leipzig-districts/leipzig-districts-axis-swapped.json");
  if (!QFile::exists(leipzig)) QSKIP("the data folder leipzig-districts is not here");
  const auto outcome = m_skizze->run({"info", "--json", leipzig});
  QCOMPARE(outcome.code, 0);
  QStringList ids;
  for (const auto& warning : outcome.json()["warnings"].toArray()) ids << warning.toObject()["id"].toString();
  QVERIFY(ids.contains(QStringLiteral("readers.axes_swapped")));
  QVERIFY(ids.contains(QStringLiteral("readers.covers_all")));
  QVERIFY(std::abs(outcome.json()["extent"][1].toDouble() - 51.238) < 0.01);  // south of Leipzig
}

void TestCommands::info_of_a_tile_gives_its_layers() {
  // One point at (25, 17), the example of MVT 2.1, 4.3.5.1: name(1)="a"; feature(2)={type(3)=1, geometry(4)=[9,50,34]};
  // extent(5)=4096; version(15)=2.
  const QByteArray feature = QByteArray::fromHex("180122") + char(3) + QByteArray::fromHex("093222");
  const QByteArray layer =
      QByteArray::fromHex("0a0161") + QByteArray::fromHex("12") + char(feature.size()) + feature + QByteArray::fromHex("2880207802");
  const auto outcome = m_skizze->run({"info", "--json", m_skizze->write("one.mvt", QByteArray(1, 0x1a) + char(layer.size()) + layer)});
  QCOMPARE(outcome.code, 0);
  QCOMPARE(outcome.json()["status"].toString(), QStringLiteral("valid"));
  QCOMPARE(outcome.json()["layers"][0]["name"].toString(), QStringLiteral("a"));
}

void TestCommands::info_of_a_damaged_tile_is_refused() {
  const auto outcome = m_skizze->run({"info", "--json", "--lang", "en", m_skizze->write("bad.mvt", "this is no tile")});
  QCOMPARE(outcome.code, 1);
  QVERIFY(outcome.json()["error"].isObject());
}

void TestCommands::new_without_files_makes_a_clean_project() {
  const auto project = m_skizze->file("p.gpkg");
  QCOMPARE(m_skizze->run({"new", project}).code, 0);
  const auto check = m_skizze->run({"check", project, "--json"});
  QCOMPARE(check.code, 0);
  QVERIFY(check.json()["clean"].toBool());
  QCOMPARE(check.json()["scenarios"].toInt(), 1);
  QCOMPARE(m_skizze->run({"new", project}).code, 1);  // never over what is there
}

void TestCommands::new_takes_the_crs_from_the_place_of_the_files() {
  auto berlin = skizze::test::two_streets();
  berlin.replace("[9.0", "[13.4");
  const auto outcome = m_skizze->run({"new", m_skizze->file("p.gpkg"), m_skizze->write("b.geojson", berlin), "--json"});
  QCOMPARE(outcome.code, 0);
  QCOMPARE(outcome.json()["crs"].toString(), QStringLiteral("EPSG:25833"));
  QCOMPARE(outcome.json()["layers"].toArray().size(), 1);
}

void TestCommands::new_with_an_unreadable_file_leaves_nothing() {
  const auto outcome = m_skizze->run({"new", m_skizze->file("p.gpkg"), m_skizze->write("b.geojson", "{\"type\":\"Fea")});
  QCOMPARE(outcome.code, 1);
  QVERIFY(!QFile::exists(m_skizze->file("p.gpkg")));
}

void TestCommands::new_with_one_good_and_one_bad_file_is_done_in_part() {
  const auto outcome = m_skizze->run({"new", m_skizze->file("p.gpkg"), m_skizze->write("a.geojson", skizze::test::two_streets()),
                                      m_skizze->write("b.geojson", "{\"type\":\"Fea"), "--json"});
  QCOMPARE(outcome.code, 3);
  QCOMPARE(outcome.json()["layers"].toArray().size(), 1);
  QCOMPARE(outcome.json()["failed"].toArray().size(), 1);
}

void TestCommands::add_adds_to_a_project_and_info_shows_it() {
  const auto project = m_skizze->file("p.gpkg");
  QCOMPARE(m_skizze->run({"new", project}).code, 0);
  QCOMPARE(m_skizze->run({"add", project, m_skizze->write("a.geojson", skizze::test::two_streets())}).code, 0);
  const auto info = m_skizze->run({"info", project, "--json"});
  QCOMPARE(info.code, 0);
  QCOMPARE(info.json()["driver"].toString(), QStringLiteral("Stadtskizze"));
  QCOMPARE(info.json()["layers"][0]["path"].toString(), QStringLiteral("a.geojson"));  // beside the project, so relative
  QCOMPARE(info.json()["history"].toInt(), 1);
  QCOMPARE(m_skizze->run({"check", project}).code, 0);
}

void TestCommands::json_and_messages_do_not_mix() {
  const auto outcome = m_skizze->run({"info", "--json", "--lang", "de", m_skizze->file("nowhere.geojson")});
  QCOMPARE(outcome.code, 1);
  QVERIFY(outcome.err.startsWith("Fehler: "));
  QCOMPARE(outcome.json()["error"].toObject()["code"].toString(), QStringLiteral("not_found"));
}

QTEST_GUILESS_MAIN(TestCommands)
#include "test_commands.moc"
