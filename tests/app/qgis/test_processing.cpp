// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Algorithms against real QGIS: qgis_project_maker runs each of them by QGIS alone and says what came of it.
#include <signal.h>

#include <QtTest>
#include <algorithm>

#include "app/qgis/qgis_town.h"
#include "qgis/processing.h"

using namespace skizze;

namespace {

/// Works for minutes, and says so.
qgis::RunRequest endless() {
  qgis::RunRequest request;
  request.algorithm = "native:randompointsinextent";
  request.values = {{QStringLiteral("EXTENT"), QStringLiteral("690000,693000,5335000,5337000 [EPSG:25832]")},
                    {QStringLiteral("POINTS_NUMBER"), 50000000}};
  return request;
}

}  // namespace

class TestProcessing : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
    m_processing = std::make_unique<qgis::Processing>();
  }
  void cleanupTestCase() { m_processing.reset(); }

  void algorithms_come_with_parameters_options_ranges_and_help() {
    const auto all = m_processing->algorithms("en", {});
    QVERIFY2(all, all ? "" : all.error().message.id.c_str());
    QVERIFY(all->size() > 150);
    const auto buffer = std::find_if(all->begin(), all->end(), [](const auto& a) { return a.id == "native:buffer"; });
    QVERIFY(buffer != all->end());
    QCOMPARE(buffer->name, std::string("Buffer"));
    QVERIFY(buffer->help.find("buffer area") != std::string::npos);
    QVERIFY(buffer->parameter("INPUT")->takes_layers());
    QCOMPARE(buffer->parameter("SEGMENTS")->minimum.value_or(0), 1.0);
    QVERIFY(buffer->parameter("SEGMENTS")->integer);
    QCOMPARE(buffer->parameter("END_CAP_STYLE")->options.size(), std::size_t{3});
    QCOMPARE(buffer->parameter("DISTANCE")->parent, std::string("INPUT"));
    QCOMPARE(buffer->parameter("DISTANCE")->otherwise.toDouble(), 10.0);
    QVERIFY(buffer->parameter("OUTPUT")->destination);
    QCOMPARE(buffer->outputs.size(), std::size_t{1});
  }

  void geometry_types_and_the_fields_of_a_layer_are_said() {
    const auto one = m_processing->algorithms("en", {}, "native:sumlinelengths");
    QVERIFY(one);
    QCOMPARE(one->size(), std::size_t{1});
    QCOMPARE(one->front().parameter("LINES")->geometries, std::vector<std::string>{"line"});
    const auto dissolve = m_processing->algorithms("en", {}, "native:dissolve");
    QVERIFY(dissolve);
    QCOMPARE(dissolve->front().parameter("FIELD")->parent, std::string("INPUT"));
    QVERIFY(dissolve->front().parameter("FIELD")->multiple);
  }

  void what_asks_databases_or_the_network_or_changes_files_is_not_offered() {
    const auto all = m_processing->algorithms("en", {});
    QVERIFY(all);
    for (const char* id : {"native:postgisexecutesql", "native:spatialiteexecutesql", "native:filedownloader",
                           "native:batchnominatimgeocoder", "native:truncatetable", "native:setlayerstyle", "native:printlayouttopdf",
                           "native:createspatialindex", "native:raiseexception"}) {
      QVERIFY2(std::none_of(all->begin(), all->end(), [&](const auto& a) { return a.id == id; }), id);
      qgis::RunRequest request;
      request.algorithm = id;
      const auto refused = m_processing->run(request, folder("refused"), {});
      QVERIFY2(!refused && refused.error().message.id == "qgis.no_such_algorithm", id);
    }
  }

  void a_search_looks_at_names_groups_and_tags() {
    const auto one = m_processing->algorithms("en", {}, "buffer");
    QVERIFY(one);
    QVERIFY(one->front().matches("buff"));
    QVERIFY(one->front().matches("GROW vector"));
    QVERIFY(one->front().matches(""));
    QVERIFY(!one->front().matches("buffer raster"));
  }

  /// QGIS's own translations where they are installed, else our table; "Puffer" stands in both.
  void german_names_are_found_by_both_languages() {
    const auto one = m_processing->algorithms("de", {}, "buffer");
    QVERIFY(one);
    QCOMPARE(one->front().name, std::string("Puffer"));
    QCOMPARE(one->front().english, std::string("Buffer"));
    QVERIFY(one->front().matches("puffer"));
    QVERIFY(one->front().matches("buffer"));
  }

  void the_file_says_how_it_was_made_and_of_what() {
    qgis::RunRequest request;
    request.algorithm = "native:centroids";
    request.values = {{QStringLiteral("INPUT"), m_town.folder.filePath(QStringLiteral("town.gpkg|layername=blocks"))}};
    request.title = "Mitten";
    request.history = "2026-11-22: native:centroids, INPUT=blocks, \"a\" < 5 & b";
    request.licence = "dl-de/by-2-0";
    request.attribution = "Stadt";
    const auto result = m_processing->run(request, folder("history"), {});
    QVERIFY(result);
    QCOMPARE(result->outputs[0].layer, std::string("Mitten"));
    QFile file(QString::fromStdString(result->outputs[0].file.string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("<history>2026-11-22: native:centroids, INPUT=blocks, "));
    QVERIFY(bytes.contains("<license>dl-de/by-2-0</license>"));
  }

  void a_raster_says_it_beside_the_file() {
    qgis::RunRequest request;
    request.algorithm = "native:createconstantrasterlayer";
    request.values = {{QStringLiteral("EXTENT"), QStringLiteral("690000,690100,5335000,5335100 [EPSG:25832]")},
                      {QStringLiteral("TARGET_CRS"), QStringLiteral("EPSG:25832")},
                      {QStringLiteral("PIXEL_SIZE"), 10},
                      {QStringLiteral("NUMBER"), 7}};
    request.title = "Sieben";
    request.history = "2026-11-22: native:createconstantrasterlayer, NUMBER=7";
    request.licence = "dl-de/by-2-0";
    const auto result = m_processing->run(request, folder("constant"), {});
    QVERIFY2(result, result ? "" : result.error().message.id.c_str());
    QCOMPARE(result->outputs.size(), std::size_t{1});
    QCOMPARE(result->outputs[0].type, std::string("raster"));
    QFile notes(QString::fromStdString(std::filesystem::path(result->outputs[0].file).replace_extension(".qmd").string()));
    QVERIFY(notes.open(QIODevice::ReadOnly));
    const QByteArray text = notes.readAll();
    QVERIFY(text.contains("<history>" + QByteArray::fromStdString(request.history) + "</history>"));
    QVERIFY(text.contains("<license>dl-de/by-2-0</license>"));
  }

  void results_are_those_of_qgis_data() {
    QTest::addColumn<QString>("call");  // "@" stands for the town's file
    const char* calls[] = {
        "native:buffer INPUT=@streets DISTANCE=12.5 SEGMENTS=8 END_CAP_STYLE=1",
        "native:centroids INPUT=@blocks",
        "native:convexhull INPUT=@streets",
        "native:dissolve INPUT=@blocks FIELD=use",
        "native:explodelines INPUT=@streets",
        "native:intersection INPUT=@blocks OVERLAY=@districts",
        "native:difference INPUT=@districts OVERLAY=@blocks",
        "native:union INPUT=@blocks OVERLAY=@parcels",
        "native:clip INPUT=@streets OVERLAY=@blocks",
        "native:countpointsinpolygon POLYGONS=@districts POINTS=@trees FIELD=trees",
        "native:sumlinelengths POLYGONS=@districts LINES=@streets",
        "native:joinattributesbylocation INPUT=@trees JOIN=@districts PREDICATE=0 JOIN_FIELDS=name",
        "native:fieldcalculator INPUT=@blocks FIELD_NAME=m2 FIELD_TYPE=0 FORMULA=$area",
        "native:extractbyexpression INPUT=@blocks EXPRESSION=\"use\"='Park'",
        "native:simplifygeometries INPUT=@streets TOLERANCE=5",
        "native:pointsalonglines INPUT=@streets DISTANCE=100",
        "native:reprojectlayer INPUT=@stops TARGET_CRS=EPSG:25833",
        "native:creategrid TYPE=2 EXTENT=690000,693000,5335000,5337000 HSPACING=250 VSPACING=250 CRS=EPSG:25832",
        "native:shortestpathlayertopoint INPUT=@streets START_POINTS=@stops END_POINT=692000,5335240",
        "native:mergelines INPUT=@streets",
        "native:meancoordinates INPUT=@trees WEIGHT=crown",
    };
    for (const char* call : calls)
      QTest::newRow(call) << QString::fromLatin1(call).replace(QLatin1Char('@'),
                                                               m_town.folder.filePath(QStringLiteral("town.gpkg|layername=")));
  }
  void results_are_those_of_qgis() {
    QFETCH(QString, call);
    const QStringList arguments = call.split(QLatin1Char(' '));
    const QByteArray expected = test::QgisTown::result(arguments);
    QVERIFY2(!expected.isEmpty(), "QGIS itself fails");
    qgis::RunRequest request;
    request.algorithm = arguments[0].toStdString();
    for (const QString& argument : arguments.mid(1))
      request.values[argument.section(QLatin1Char('='), 0, 0)] = argument.section(QLatin1Char('='), 1);
    const auto result = m_processing->run(request, folder("results"), {});
    QVERIFY2(result, result ? "" : result.error().message.id.c_str());
    const auto output = std::find_if(result->outputs.begin(), result->outputs.end(), [](const auto& o) { return o.name == "OUTPUT"; });
    QVERIFY(output != result->outputs.end());
    const QByteArray found = test::QgisTown::features(QString::fromStdString(output->file.string()));
    QCOMPARE(found.split('\n').size(), expected.split('\n').size());
    QCOMPARE(found, expected);
    QCOMPARE(output->count + 2, static_cast<std::uint64_t>(found.split('\n').size()));
  }

  void wrong_values_name_the_parameter() {
    const auto input = m_town.folder.filePath(QStringLiteral("town.gpkg|layername=streets"));
    const auto error = [&](const QJsonObject& values) {
      qgis::RunRequest request;
      request.algorithm = "native:buffer";
      request.values = values;
      const auto result = m_processing->run(request, folder("wrong"), {});
      return result ? base::Message{} : result.error().message;
    };
    const QString in = QStringLiteral("INPUT");
    QCOMPARE(error({{in, input}, {QStringLiteral("DISTANCE"), QStringLiteral("wide")}}).id, std::string("qgis.bad_parameter"));
    QCOMPARE(error({{in, input}, {QStringLiteral("SEGMENTS"), 0}}).id, std::string("qgis.bad_parameter"));
    QCOMPARE(error({{in, input}, {QStringLiteral("SEGMENTS"), 2.5}}).id, std::string("qgis.bad_parameter"));
    QCOMPARE(error({{in, input}, {QStringLiteral("JOIN_STYLE"), QStringLiteral("Square")}}).id, std::string("qgis.bad_parameter"));
    QCOMPARE(error({{in, input}, {QStringLiteral("OUTPUT"), QStringLiteral("/tmp/elsewhere.gpkg")}}).id, std::string("qgis.bad_parameter"));
    QCOMPARE(error({{in, input}, {QStringLiteral("WIDTH"), 3}}).id, std::string("qgis.unknown_parameter"));
    QCOMPARE(error({{QStringLiteral("DISTANCE"), 3}}).id, std::string("qgis.parameter_missing"));
    QCOMPARE(error({{in, m_town.folder.filePath(QStringLiteral("nowhere.gpkg"))}}).id, std::string("qgis.input_missing"));
    QCOMPARE(error({{in, m_town.folder.filePath(QStringLiteral("town.qgz"))}}).id, std::string("qgis.input_unreadable"));
    QCOMPARE(error({{in, QStringLiteral("postgres:dbname=town")}}).id, std::string("qgis.input_missing"));
    QCOMPARE(error({{in, input}, {QStringLiteral("SEGMENTS"), 0}}).arguments[0].value, std::string("SEGMENTS"));
  }

  void what_qgis_says_against_it_is_passed_on() {
    qgis::RunRequest request;
    request.algorithm = "native:fieldcalculator";
    request.values = {{QStringLiteral("INPUT"), m_town.folder.filePath(QStringLiteral("town.gpkg|layername=trees"))},
                      {QStringLiteral("FIELD_NAME"), QStringLiteral("x")},
                      {QStringLiteral("FORMULA"), QStringLiteral("$x +")}};
    const auto result = m_processing->run(request, folder("says"), {});
    QVERIFY(!result);
    QCOMPARE(result.error().message.id, std::string("qgis.algorithm_failed"));
    QVERIFY(result.error().message.arguments[1].value.find("syntax error") != std::string::npos);
  }

  void features_with_invalid_geometry_stop_it_or_are_left_out_and_counted() {
    const QString bow = m_town.folder.filePath(QStringLiteral("bow.csv"));
    QFile file(bow);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id,WKT\n1,\"POLYGON((0 0,2 2,2 0,0 2,0 0))\"\n2,\"POLYGON((5 5,6 5,6 6,5 5))\"\n");
    file.close();
    qgis::RunRequest request;
    request.algorithm = "native:centroids";
    request.values = {{QStringLiteral("INPUT"), bow}};
    request.algorithm = "native:intersection";
    request.values[QStringLiteral("OVERLAY")] = bow;
    const auto stopped = m_processing->run(request, folder("bow"), {});
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().message.id, std::string("qgis.algorithm_failed"));
    request.skip_invalid = true;
    const auto skipped = m_processing->run(request, folder("bow"), {});
    QVERIFY2(skipped, skipped ? "" : skipped.error().message.id.c_str());
    QVERIFY(skipped->lost > 0);
    QCOMPARE(skipped->outputs[0].count, std::uint64_t{1});
  }

  void a_running_algorithm_can_be_cancelled_and_the_helper_lives_on() {
    base::CancelSource cancel;
    QVERIFY(m_processing->algorithms("en", {}, "buffer"));  // it is up before it is counted
    const int before = m_processing->helper().starts();
    const auto result =
        m_processing->run(endless(), folder("cancel"), cancel.token(), [&](double, const base::Message&) { cancel.cancel(); });
    QVERIFY(!result);
    QCOMPARE(result.error().message.id, std::string("base.cancelled"));
    QVERIFY(m_processing->algorithms("en", {}, "buffer"));
    QCOMPARE(m_processing->helper().starts(), before);
  }

  void a_helper_that_dies_twice_at_it_is_an_error_and_the_next_run_works() {
    auto& helper = m_processing->helper();
    const int before = helper.starts();
    const auto result = m_processing->run(endless(), folder("killed"), {}, [&](double fraction, const base::Message&) {
      if (fraction > 0) ::kill(static_cast<pid_t>(helper.process_id()), SIGKILL);
    });
    QVERIFY(!result);
    QCOMPARE(result.error().message.id, std::string("qgis.helper_died"));
    qgis::RunRequest request;
    request.algorithm = "native:centroids";
    request.values = {{QStringLiteral("INPUT"), m_town.folder.filePath(QStringLiteral("town.gpkg|layername=blocks"))}};
    const auto next = m_processing->run(request, folder("killed"), {});
    QVERIFY(next);
    QCOMPARE(next->outputs[0].count, std::uint64_t{60});
    QVERIFY(helper.starts() > before);
  }

 private:
  std::filesystem::path folder(const char* name) const { return m_town.folder.filePath(QString::fromLatin1(name)).toStdString(); }

  test::QgisTown m_town;
  std::unique_ptr<qgis::Processing> m_processing;
};

QTEST_GUILESS_MAIN(TestProcessing)
#include "test_processing.moc"
