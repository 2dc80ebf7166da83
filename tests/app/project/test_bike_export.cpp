// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/bike_export.h"

#include <cmath>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "project/bike_layers.h"

using namespace skizze;
using project::Language;

namespace {

bike::Rule asphalt() {
  bike::Rule price;
  price.id = "cost.asphalt.area";
  price.value = 87.5;
  price.unit = "EUR/m2";
  price.source = "Tiefbauamt";
  price.year = 2025;
  return price;
}

project::ComparisonTable table() {
  return {{"Variante \"A\"", "B & C"},
          {{"length", "m", 0, 0.0, {1234.4, std::nullopt}},
           {"low_stress", "km", 2, 53.619, {54.0, 54.5}},
           {"stalls", "", 0, std::nullopt, {5.0, 0.0}},
           {"cost.asphalt.area", "m²", 0, std::nullopt, {1500.0, 20.0}, {bike::price_text(asphalt()), {"bike.basis_low_only", {}}}}}};
}

sketch::Measure lane(const base::Uuid& scenario) {
  sketch::Measure measure;
  measure.id = base::new_uuid();
  measure.scenario = scenario;
  measure.name = "Ring";
  measure.geometry = geo::make_line({{500000, 5649825}, {500100, 5649825}});
  measure.lane.width_m = 1.85;
  return measure;
}

}  // namespace

class TestBikeExport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_csv_is_what_a_german_spreadsheet_expects() {
    QVERIFY(project::comparison_csv(table(), Language::de).startsWith("\xEF\xBB\xBF"));
    const auto lines = QString::fromUtf8(project::comparison_csv(table(), Language::de)).split(QStringLiteral("\r\n"));
    QCOMPARE(lines[0], QStringLiteral("\"Indikator\";\"Einheit\";\"Heute\";\"Variante \"\"A\"\"\";\"B & C\";\"Grundlage\""));
    QCOMPARE(lines[1], QStringLiteral("\"Länge\";\"m\";0;1234;;"));
    QCOMPARE(lines[2], QStringLiteral("\"Stressarmes Netz\";\"km\";53,62;54,00;54,50;"));
    QCOMPARE(lines[4],
             QStringLiteral("\"Menge: Asphalt\";\"m²\";;1500;20;\"87,50 EUR/m², Preisstand 2025, Tiefbauamt; nur in „Kosten von“\""));
    QVERIFY(project::comparison_csv(table(), Language::en).contains("53.62"));
  }

  void the_xlsx_opens_with_an_independent_reader() {
    QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("t.xlsx")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(project::comparison_xlsx(table(), Language::de));
    file.close();
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys,zipfile,xml.dom.minidom as m\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n"
                                 "[m.parseString(z.read(n)) for n in z.namelist()]\nprint(z.read('xl/worksheets/sheet1.xml').decode())"),
                  file.fileName()});
    if (!python.waitForStarted()) QSKIP("python3 is not there");
    QVERIFY(python.waitForFinished(30000));
    QCOMPARE(python.exitCode(), 0);
    const auto sheet = QString::fromUtf8(python.readAllStandardOutput());
    QVERIFY(sheet.contains(QStringLiteral("<c><v>53.619</v></c>")) && sheet.contains(QStringLiteral("B &amp; C")) &&
            sheet.contains(QStringLiteral("<c/>")));
  }

  void lanes_go_out_as_line_strings_in_degrees_with_our_field_words() {
    sketch::Scenario scenario;
    scenario.id = base::new_uuid();
    scenario.name = "Nord";
    const auto json = project::lanes_geojson({lane(scenario.id)}, {scenario}, 25832);
    QVERIFY(json.has_value());
    const auto feature = QJsonDocument::fromJson(*json).object()[QStringLiteral("features")].toArray()[0].toObject();
    QCOMPARE(feature[QStringLiteral("geometry")].toObject()[QStringLiteral("type")].toString(), QStringLiteral("LineString"));
    const auto first = feature[QStringLiteral("geometry")].toObject()[QStringLiteral("coordinates")].toArray()[0].toArray();
    QVERIFY(std::abs(first[0].toDouble() - 9.0) < 1e-6 && std::abs(first[1].toDouble() - 51.0) < 1e-3);
    const auto properties = feature[QStringLiteral("properties")].toObject();
    QCOMPARE(properties[QStringLiteral("fuehrungsart")].toString(), QStringLiteral("radfahrstreifen"));
    QCOMPARE(properties[QStringLiteral("variante")].toString(), QStringLiteral("Nord"));
    QCOMPARE(properties[QStringLiteral("breite")].toDouble(), 1.85);
  }

  void a_lane_goes_out_with_its_unit_prices_and_the_number_of_ratings() {
    auto rules = std::make_shared<bike::RuleBook>();
    QVERIFY(rules->add_folder(STADTSKIZZE_SOURCE_DIR "/resources/rules", false).has_value());
    const auto json = project::lanes_geojson({lane({})}, {}, 25832, {rules, Language::de});
    QVERIFY(json.has_value());
    const auto properties = QJsonDocument::fromJson(*json)
                                .object()[QStringLiteral("features")]
                                .toArray()[0]
                                .toObject()[QStringLiteral("properties")]
                                .toObject();
    // 100 m of lines at 10 EUR/m; with colour also 185 m2 at 50 EUR/m2.
    QCOMPARE(properties[QStringLiteral("kosten_von_eur")].toDouble(), 1000.0);
    QCOMPARE(properties[QStringLiteral("kosten_bis_eur")].toDouble(), 10250.0);
    QVERIFY(
        properties[QStringLiteral("kosten_grundlage")].toString().startsWith(QStringLiteral("10 EUR/m, Preisstand 2017, Tagesspiegel")));
    QCOMPARE(properties[QStringLiteral("sicher_von_prozent")].toDouble(), 51.0);
    QCOMPARE(properties[QStringLiteral("bewertungen")].toDouble(), 13007.0);
    QVERIFY(properties[QStringLiteral("sicher_grundlage")].toString().startsWith(QStringLiteral("Streifen 2,0 m: 13.007 Bewertungen")));
    const auto without = project::lanes_geojson({lane({})}, {}, 25832);
    QVERIFY(without->contains("\"kosten_von_eur\":null"));
  }

  void the_ending_decides_what_is_written() {
    QTemporaryDir dir;
    sketch::Scenario scenario;
    scenario.id = base::new_uuid();
    for (const char* name : {"a.csv", "a.xlsx", "a.gpkg", "a.geojson"}) {
      const auto file = dir.filePath(QLatin1String(name));
      QVERIFY2(project::write_bike_export(file.toStdString(), table(), {lane(scenario.id)}, {scenario}, 25832, Language::de).has_value(),
               name);
      QVERIFY(QFile(file).size() > 100);
    }
    const auto wrong =
        project::write_bike_export(dir.filePath(QStringLiteral("a.doc")).toStdString(), table(), {}, {}, 25832, Language::de);
    QCOMPARE(QString::fromStdString(wrong.error().message.id), QStringLiteral("bike.export_ending"));
    QVERIFY(!project::write_bike_export("/nowhere/a.csv", table(), {}, {}, 25832, Language::de).has_value());
  }

  void stated_uses_of_layers_survive_the_settings() {
    project::StatedUses uses;
    bike::LayerUse use;
    use.stated = true;
    use.add(bike::LayerRole::streets);
    use.fields = {{"maxspeed", "VZUL"}, {"name", "STR"}};
    const auto id = base::new_uuid();
    uses.emplace(id, use);
    const auto again = project::stated_uses_from(project::to_json(uses));
    QVERIFY(again.at(id).has(bike::LayerRole::streets) && again.at(id).stated);
    QCOMPARE(again.at(id).fields.size(), std::size_t{2});
    QVERIFY(project::stated_uses_from("no json").empty());
  }
};

QTEST_GUILESS_MAIN(TestBikeExport)
#include "test_bike_export.moc"
