// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/xbeteiligung.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "project/bike_export.h"

using namespace skizze;
using project::Language;
using project::XbeteiligungExtent;

namespace {

const char* k_read = R"(import sys,xml.etree.ElementTree as e
r=e.parse(sys.argv[1]).getroot()
n='{https://www.xleitstelle.de/xbeteiligung/12}'
assert r.tag==n+'kommunal.Initiieren.0401', r.tag
b=r.find(n+'nachrichteninhalt/'+n+'beteiligung')
print([c.tag[len(n):] for c in b])
for f in ('planname','arbeitstitel','beschreibungPlanungsanlass','geltungsbereich','raeumlicheBeschreibung'): print(b.find(n+f).text.replace('\n',' | ')))";

sketch::Measure lane(const sketch::Scenario& scenario, std::vector<geo::Point2> points, const char* name = "Ring <Nord> & Süd") {
  sketch::Measure measure;
  measure.id = base::new_uuid();
  measure.scenario = scenario.id;
  measure.name = name;
  measure.geometry = geo::make_line(points);
  measure.lane.width_m = 2.0;
  measure.lane.street_name = "Hauptstraße";
  return measure;
}

sketch::Scenario variant(const char* name) {
  sketch::Scenario scenario;
  scenario.id = base::new_uuid();
  scenario.name = name;
  return scenario;
}

std::string id_of(const base::Status& status) { return status ? std::string() : status.error().message.id; }

}  // namespace

class TestXbeteiligung : public QObject {
  Q_OBJECT

  QTemporaryDir m_dir;
  /// What an independent XML parser finds: the fields in order, then the texts.
  QStringList read(const base::Result<QByteArray>& xml) {
    if (!xml) return {};
    QFile file(m_dir.filePath(QStringLiteral("plan.xml")));
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write(*xml);
    file.close();
    QProcess python;
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QLatin1String(k_read), file.fileName()});
    if (!python.waitForFinished(30000) || python.exitCode() != 0) qWarning("%s", python.readAllStandardError().constData());
    return QString::fromUtf8(python.readAllStandardOutput()).split(QLatin1Char('\n'));
  }

 private Q_SLOTS:
  void the_lines_stand_as_geojson_in_degrees_longitude_first() {
    const auto plan = variant("Variante 1");
    // 500000 E 5649824 N of zone 32 is 9 E 51 N (Bundesamt für Kartographie und Geodäsie's formulas; the central meridian is exact).
    const auto texts = read(project::xbeteiligung_xml(
        {"Rad & Stadt", plan, {lane(plan, {{500000, 5649824.888}, {500100, 5649824.888}})}, 25832}, XbeteiligungExtent::lines, Language::de));
    if (texts.isEmpty()) QSKIP("python3 is not there");
    QCOMPARE(texts.size(), 7);
    // The order is the schema's.
    QCOMPARE(texts[0], QStringLiteral("['planID', 'planname', 'arbeitstitel', 'beschreibungPlanungsanlass', 'geltungsbereich', "
                                      "'raeumlicheBeschreibung']"));
    QCOMPARE(texts[1], QStringLiteral("Rad & Stadt"));
    QCOMPARE(texts[2], QStringLiteral("Variante 1"));
    QCOMPARE(texts[3], QStringLiteral("Ring <Nord> & Süd: Radfahrstreifen, 100 m lang, 2,00 m breit"));
    QCOMPARE(texts[5], QStringLiteral("Hauptstraße"));
    const auto shape = QJsonDocument::fromJson(texts[4].toUtf8()).object();
    QCOMPARE(shape[QStringLiteral("type")].toString(), QStringLiteral("LineString"));
    const auto first = shape[QStringLiteral("coordinates")].toArray()[0].toArray();
    QVERIFY(std::abs(first[0].toDouble() - 9.0) < 1e-6 && std::abs(first[1].toDouble() - 51.0) < 1e-6);
    const auto second = shape[QStringLiteral("coordinates")].toArray()[1].toArray();
    QVERIFY(second[0].toDouble() > first[0].toDouble() && std::abs(second[1].toDouble() - first[1].toDouble()) < 1e-5);  // it runs east
  }

  void gdal_reads_the_extent_back_where_it_was_drawn() {
    const auto plan = variant("V");
    const auto xml = project::xbeteiligung_xml(
        {"P", plan, {lane(plan, {{500000, 5649824}, {500100, 5649824}}), lane(plan, {{500300, 5649824}, {500300, 5650024}})}, 25832},
        XbeteiligungExtent::lines, Language::en);
    const auto texts = read(xml);
    if (texts.size() < 5) QSKIP("python3 is not there");
    QFile json(m_dir.filePath(QStringLiteral("extent.geojson")));
    QVERIFY(json.open(QIODevice::WriteOnly));
    json.write(texts[4].toUtf8());
    json.close();
    QProcess ogr;
    ogr.start(QStringLiteral("ogr2ogr"),
              {QStringLiteral("-f"), QStringLiteral("CSV"), QStringLiteral("/vsistdout/"), json.fileName(), QStringLiteral("-t_srs"),
               QStringLiteral("EPSG:25832"), QStringLiteral("-lco"), QStringLiteral("GEOMETRY=AS_WKT")});
    if (!ogr.waitForFinished(30000)) QSKIP("ogr2ogr is not there");
    const auto out = QString::fromUtf8(ogr.readAllStandardOutput());
    QVERIFY2(out.contains(QStringLiteral("MULTILINESTRING")), qPrintable(out));
    const auto numbers = out.mid(out.indexOf(QLatin1Char('('))).split(QRegularExpression(QStringLiteral("[^0-9.]+")), Qt::SkipEmptyParts);
    const std::vector<double> expected{500000, 5649824, 500100, 5649824, 500300, 5649824, 500300, 5650024};
    QVERIFY(numbers.size() >= static_cast<qsizetype>(expected.size()));
    for (std::size_t i = 0; i < expected.size(); ++i) QVERIFY(std::abs(numbers[static_cast<qsizetype>(i)].toDouble() - expected[i]) < 0.05);
  }

  void strips_are_closed_areas_against_the_clock() {
    const auto plan = variant("V");
    const auto texts = read(project::xbeteiligung_xml({"P", plan, {lane(plan, {{500000, 5649824}, {500100, 5649824}})}, 25832},
                                                      XbeteiligungExtent::areas, Language::de));
    if (texts.size() < 5) QSKIP("python3 is not there");
    const auto shape = QJsonDocument::fromJson(texts[4].toUtf8()).object();
    QCOMPARE(shape[QStringLiteral("type")].toString(), QStringLiteral("Polygon"));
    const auto ring = shape[QStringLiteral("coordinates")].toArray()[0].toArray();
    QVERIFY(ring.size() > 4 && ring.first() == ring.last());
    double twice = 0;
    for (qsizetype i = 1; i < ring.size(); ++i) {
      const auto a = ring[i - 1].toArray(), b = ring[i].toArray();
      twice += a[0].toDouble() * b[1].toDouble() - b[0].toDouble() * a[1].toDouble();
    }
    QVERIFY(twice > 0);
    const double square_m = twice / 2 * 111194.9 * 111194.9 * std::cos(51 * M_PI / 180);  // a sphere of 6,371 km
    QVERIFY2(std::abs(square_m - (100 * 2 + M_PI)) < 3, qPrintable(QString::number(square_m)));
  }

  void what_cannot_be_exported_says_why() {
    const auto plan = variant("Leer");
    const auto none = project::xbeteiligung_xml({"P", plan, {}, 25832}, XbeteiligungExtent::lines, Language::de);
    QCOMPARE(none.error().message.id, std::string("bike.xbeteiligung_no_lane"));
    const auto other = variant("Voll");
    const auto a = lane(plan, {{500000, 5649824}, {500100, 5649824}}), b = lane(other, {{500000, 5649824}, {500100, 5649824}});
    QVERIFY(!project::xbeteiligung_xml({"P", other, {a}, 25832}, XbeteiligungExtent::lines, Language::de));  // of another variant
    const auto file = m_dir.filePath(QStringLiteral("out.xml")).toStdString();
    const auto write = [&](const base::Uuid& scenario) {
      project::BikeExportOptions options;
      options.scenario = scenario;
      return project::write_bike_export(file, {}, {a, b}, {plan, other}, 25832, Language::de, options);
    };
    QCOMPARE(id_of(write({})), std::string("bike.export_one_variant"));
    QCOMPARE(id_of(write(other.id)), std::string());
    QCOMPARE(id_of(project::write_bike_export(file, {}, {}, {plan}, 25832, Language::de)), std::string("bike.no_lanes_in_project"));
  }

  void control_characters_of_a_name_do_not_break_the_file() {
    const auto plan = variant("V\x01\x1f");
    const auto texts = read(project::xbeteiligung_xml({"P\x02",
                                                       plan,
                                                       {lane(plan, {{500000, 5649824}, {500100, 5649824}},
                                                             "a\x07"
                                                             "b")},
                                                       25832},
                                                      XbeteiligungExtent::lines, Language::en));
    if (texts.isEmpty()) QSKIP("python3 is not there");
    QCOMPARE(texts[2], QStringLiteral("V"));
    QVERIFY(texts[3].startsWith(QStringLiteral("ab: ")));
  }

  void lanes_go_out_as_rows_that_gdal_reads_as_lines() {
    const auto plan = variant("Süd; \"neu\"");
    const auto file = m_dir.filePath(QStringLiteral("lanes.csv"));
    project::BikeExportOptions options;
    options.lanes_as_rows = true;
    QVERIFY(project::write_bike_export(file.toStdString(), {}, {lane(plan, {{500000, 5649824}, {500100, 5649824}})}, {plan}, 25832,
                                       Language::de, options));
    QProcess ogr;
    ogr.start(QStringLiteral("ogrinfo"), {QStringLiteral("-al"), QStringLiteral("-q"), file});
    if (!ogr.waitForFinished(30000)) QSKIP("ogrinfo is not there");
    const auto out = QString::fromUtf8(ogr.readAllStandardOutput());
    for (const char* wanted :
         {"LINESTRING (500000 5649824,500100 5649824)", "fuehrungsart (String) = radfahrstreifen", "breite (String) = 2,00",
          "variante (String) = Süd; \"neu\"", "zweirichtung (String) = ", "strassenname (String) = Hauptstraße"})
      QVERIFY2(out.contains(QString::fromUtf8(wanted)), qPrintable(out));
  }

  void the_workbook_has_the_lanes_on_a_second_sheet() {
    const auto plan = variant("V");
    const auto file = m_dir.filePath(QStringLiteral("book.xlsx"));
    QVERIFY(project::write_bike_export(file.toStdString(), {}, {lane(plan, {{500000, 5649824}, {500100, 5649824}})}, {plan}, 25832,
                                       Language::de));
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys,zipfile,xml.dom.minidom as m\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n"
                                 "[m.parseString(z.read(n)) for n in "
                                 "z.namelist()]\nprint(z.read('xl/workbook.xml').decode(),z.read('xl/worksheets/sheet2.xml').decode())"),
                  file});
    if (!python.waitForFinished(30000)) QSKIP("python3 is not there");
    const auto out = QString::fromUtf8(python.readAllStandardOutput());
    QVERIFY2(out.contains(QStringLiteral("name=\"Radverkehrsanlagen\"")) && out.contains(QStringLiteral("fuehrungsart")) &&
                 out.contains(QStringLiteral("<c><v>2</v></c>")),
             qPrintable(out));
  }
};

QTEST_GUILESS_MAIN(TestXbeteiligung)
#include "test_xbeteiligung.moc"
