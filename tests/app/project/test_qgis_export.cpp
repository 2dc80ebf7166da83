// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_export.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include "document_fixture.h"

using namespace skizze;
using namespace skizze::project;

class TestQgisExport : public DocumentFixture {
  Q_OBJECT

 private Q_SLOTS:
  void init() { fresh_folder(); }
  void layers_and_plans_become_tables_that_gdal_reads();
  void the_project_names_groups_styles_aliases_words_and_joins();
  void a_layers_own_groups_stand_below_the_base_layers();
  void a_filter_travels_as_one_and_tiles_are_named_as_left_out();
  void a_cancelled_export_leaves_nothing();

 private:
  QgisExportInput input(Document& document) {
    return qgis_input(document, Theme::light, Language::de);
  }
  bool prepare(Document& document) {
    if (!make(document) || !add(document, write_streets())) return false;
    auto planned = lane();
    planned.name = "Radachse \"Süd\"";
    document.add_measure(planned);
    sketch::Measure area = lane(500500);
    area.kind = sketch::MeasureKind::solar_area;
    area.geometry = geo::make_area({{{500500, 5600000}, {500600, 5600000}, {500600, 5600050}}});
    document.add_measure(area);
    return document.wait_settled();
  }
  std::filesystem::path gpkg() const { return file("Grundlage.gpkg").toStdString(); }
};

namespace {

QJsonObject layer_named(const QgisExport& out, const char* id) {
  for (const auto& value : out.project[QStringLiteral("layers")].toArray())
    if (value[QStringLiteral("id")].toString() == QLatin1String(id)) return value.toObject();
  return {};
}

}  // namespace

void TestQgisExport::layers_and_plans_become_tables_that_gdal_reads() {
  Document document(options());
  QVERIFY(prepare(document));
  const auto out = write_qgis_tables(input(document), gpkg(), {});
  QVERIFY(out);
  for (const auto& lost : out->lost) QCOMPARE(lost.id, std::string("style.qgis_lost_picture"));  // signs along the lanes
  QProcess ogr;
  ogr.start(QStringLiteral("ogrinfo"), {QStringLiteral("-al"), QStringLiteral("-q"), QString::fromStdString(gpkg().string())});
  if (!ogr.waitForFinished(30000)) QSKIP("ogrinfo is not there");
  const auto text = QString::fromUtf8(ogr.readAllStandardOutput());
  for (const char* wanted : {"Layer name: streets", "name (String) = Hauptstraße", "Layer name: varianten", "Layer name: radwege", "name (String) = Radachse \"Süd\"",
                             "fuehrungsart (String) = radfahrstreifen", "breite (Real) = 2", "MULTILINESTRING ((500000 5600000,500100 5600000))",
                             "Layer name: solarflaechen", "lage (String) = Dach", "MULTIPOLYGON (((500500 5600000,"})
    QVERIFY2(text.contains(QString::fromUtf8(wanted)), qPrintable(QString::fromUtf8(wanted) + QLatin1Char('\n') + text));
}

void TestQgisExport::the_project_names_groups_styles_aliases_words_and_joins() {
  Document document(options());
  QVERIFY(prepare(document));
  const auto out = write_qgis_tables(input(document), gpkg(), {});
  QVERIFY(out);
  const auto& project = out->project;
  QCOMPARE(project[QStringLiteral("title")].toString(), QStringLiteral("Test"));
  QCOMPARE(project[QStringLiteral("crs")].toString(), QStringLiteral("EPSG:25832"));
  QCOMPARE(project[QStringLiteral("groups")].toArray(), (QJsonArray{QStringLiteral("Planung"), QStringLiteral("Grundlagen")}));
  const auto layers = project[QStringLiteral("layers")].toArray();
  QCOMPARE(layers.size(), 4);
  QCOMPARE(layers[0][QStringLiteral("table")].toString(), QStringLiteral("radwege"));  // topmost first
  QCOMPARE(layers[3][QStringLiteral("table")].toString(), QStringLiteral("streets"));
  QVERIFY(!layers[3][QStringLiteral("style")][QStringLiteral("renderer")][QStringLiteral("rules")].toArray().isEmpty());
  const auto lanes = layer_named(*out, "radwege");
  const auto rules = lanes[QStringLiteral("style")][QStringLiteral("renderer")][QStringLiteral("rules")].toArray();
  QVERIFY(std::any_of(rules.begin(), rules.end(), [](const auto& rule) { return rule[QStringLiteral("label")].toString() == QStringLiteral("Radfahrstreifen"); }));
  QCOMPARE(lanes[QStringLiteral("aliases")][QStringLiteral("breite")].toString(), QStringLiteral("Lichte Breite [m]"));
  QCOMPARE(lanes[QStringLiteral("value_maps")][QStringLiteral("fuehrungsart")][QStringLiteral("schutzstreifen")].toString(), QStringLiteral("Schutzstreifen"));
  QCOMPARE(lanes[QStringLiteral("joins")][0][QStringLiteral("layer")].toString(), QStringLiteral("varianten"));
  QCOMPARE(layer_named(*out, "varianten")[QStringLiteral("kind")].toString(), QStringLiteral("none"));
}

void TestQgisExport::a_layers_own_groups_stand_below_the_base_layers() {
  Document document(options());
  QVERIFY(prepare(document));
  auto frozen = input(document);
  frozen.layers[0].groups = {"Verkehr", "Straßen"};
  const auto out = write_qgis_tables(frozen, gpkg(), {});
  QVERIFY(out);
  const auto layers = out->project[QStringLiteral("layers")].toArray();
  QCOMPARE(layers[0][QStringLiteral("groups")].toArray(), QJsonArray{QStringLiteral("Planung")});
  QCOMPARE(layers[3][QStringLiteral("groups")].toArray(), (QJsonArray{QStringLiteral("Grundlagen"), QStringLiteral("Verkehr"), QStringLiteral("Straßen")}));
}

void TestQgisExport::a_filter_travels_as_one_and_tiles_are_named_as_left_out() {
  Document document(options());
  QVERIFY(prepare(document));
  auto frozen = input(document);
  frozen.layers[0].filter_json = R"x(["==", ["get", "highway"], "primary"])x";
  LayerEntry tiles;
  tiles.name = "Grundkarte";
  tiles.foreign = nullptr;
  frozen.layers.push_back(tiles);
  const auto out = write_qgis_tables(frozen, gpkg(), {});
  QVERIFY(out);
  QCOMPARE(out->project[QStringLiteral("layers")].toArray().last()[QStringLiteral("subset")].toString(), QStringLiteral("(\"highway\" IS 'primary')"));
  QVERIFY(std::any_of(out->lost.begin(), out->lost.end(), [](const base::Message& lost) { return lost.id == "project.qgis_lost_layer"; }));
}

void TestQgisExport::a_cancelled_export_leaves_nothing() {
  Document document(options());
  QVERIFY(prepare(document));
  base::CancelSource cancel;
  cancel.cancel();
  const auto out = write_qgis_tables(input(document), gpkg(), cancel.token());
  QVERIFY(!out);
  QVERIFY(out.error().code == base::ErrorCode::cancelled);
  QVERIFY(!std::filesystem::exists(gpkg()));
}

QTEST_GUILESS_MAIN(TestQgisExport)
#include "test_qgis_export.moc"
