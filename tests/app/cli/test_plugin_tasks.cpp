// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What plugins say and do, from outside (STADTSKIZZE_BIN_DIR), with the example and the one that misbehaves of STADTSKIZZE_TEST_PLUGINS.
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

#include "app/cli/skizze.h"
#include "app/plugin/folder.h"

using namespace skizze;

namespace {

const QByteArray k_streets = QByteArrayLiteral(
    "{'type':'FeatureCollection','features':[{'type':'Feature','properties':{'name':'Hauptstrasse','highway':'primary','maxspeed':50,'"
    "width':9.0},"
    "'geometry':{'type':'LineString','coordinates':[[9.0,51.0],[9.005,51.0]]}}]}");
const QByteArray k_lane = QByteArrayLiteral(
    "{'type':'FeatureCollection','features':[{'type':'Feature','properties':{'fuehrungsart':'radfahrstreifen','breite':1.85,'name':'Ost'},"
    "'geometry':{'type':'LineString','coordinates':[[9.0,51.00002],[9.005,51.00002]]}}]}");

const QString k_trees = QStringLiteral(STADTSKIZZE_SOURCE_DIR "/plugins/example/trees.spots");

QByteArray js(QByteArray text) { return text.replace('\'', '"'); }

/// python3 -m http.server over a folder.
class Server {
 public:
  explicit Server(const QString& folder) {
    m_process.start(QStringLiteral("python3"),
                    {QStringLiteral("-u"), QStringLiteral("-m"), QStringLiteral("http.server"), QStringLiteral("0"),
                     QStringLiteral("--bind"), QStringLiteral("127.0.0.1"), QStringLiteral("--directory"), folder});
    static const QRegularExpression k_port(QStringLiteral("port (\\d+)"));
    QByteArray said;
    while (m_port.isEmpty() && m_process.waitForReadyRead(20'000)) {
      said += m_process.readAllStandardOutput();
      m_port = k_port.match(QString::fromUtf8(said)).captured(1);
    }
  }
  ~Server() {
    m_process.kill();
    m_process.waitForFinished();
  }
  bool runs() const { return !m_port.isEmpty(); }
  QString url(const QString& path) const { return QStringLiteral("http://127.0.0.1:") + m_port + QLatin1Char('/') + path; }

 private:
  QProcess m_process;
  QString m_port;
};

/// A person's folder of plugins, and a lane on a street.
struct Home {
  test::Skizze skizze;
  test::PluginFolder plugins;
  QString streets = skizze.write(QStringLiteral("streets.geojson"), js(k_streets));
  QString lane = skizze.write(QStringLiteral("lane.geojson"), js(k_lane));
  Home() {
    qputenv("STADTSKIZZE_PLUGINS", QByteArray::fromStdString(plugins.path().string()));
    qputenv("STADTSKIZZE_PLUGIN_CHOICES", skizze.file(QStringLiteral("choices.json")).toUtf8());
  }
  ~Home() {
    qunsetenv("STADTSKIZZE_PLUGINS");
    qunsetenv("STADTSKIZZE_PLUGIN_CHOICES");
  }
  /// The naughty plugin with a source that wants to fetch the address it is given.
  void put_source(const QStringList& hosts) const {
    const QJsonObject words{{QStringLiteral("de"), QStringLiteral("X")}, {QStringLiteral("en"), QStringLiteral("X")}};
    const QJsonObject address{
        {QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("title"), words}, {QStringLiteral("default"), QString()}};
    const QJsonObject settings{{QStringLiteral("type"), QStringLiteral("object")},
                               {QStringLiteral("properties"), QJsonObject{{QStringLiteral("address"), address}}}};
    const QJsonObject source{{QStringLiteral("id"), QStringLiteral("web")},
                             {QStringLiteral("name"), words},
                             {QStringLiteral("hosts"), QJsonArray::fromStringList(hosts)},
                             {QStringLiteral("settings"), settings}};
    plugins.put(QStringLiteral("p"), test::manifest({{QStringLiteral("sources"), QJsonArray{source}}}), QStringLiteral("naughty"));
  }
  test::Outcome fetch(const QString& address, const QString& out, const QStringList& more = {}) const {
    return skizze.run(QStringList{QStringLiteral("run"), QStringLiteral("source:org.example.naughty/web"),
                                  QStringLiteral("address=") + address, QStringLiteral("-o"), out, QStringLiteral("--lang"),
                                  QStringLiteral("en")} +
                      more);
  }
  test::Outcome step(const QStringList& more) const {
    return skizze.run(QStringList{QStringLiteral("run"), QStringLiteral("plugin:org.example.spots/squares")} + more);
  }
  test::Outcome bike(const QStringList& more = {QStringLiteral("--json")}) const {
    return skizze.run(QStringList{QStringLiteral("bike"), QStringLiteral("--lane"), lane, QStringLiteral("--streets"), streets} + more);
  }
};

QJsonObject first_lane(const test::Outcome& outcome) { return outcome.json()[QStringLiteral("lanes")].toArray()[0].toObject(); }

/// Findings that carry a plugin, or those that carry none.
QJsonArray findings(const test::Outcome& outcome, bool of_plugins) {
  QJsonArray out;
  for (const auto& one : first_lane(outcome)[QStringLiteral("findings")].toArray()) {
    if (one.toObject().contains(QStringLiteral("plugin")) == of_plugins) out.append(one);
  }
  return out;
}

}  // namespace

class TestPluginTasks : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_rules_finding_stands_behind_ours_with_name_version_and_source() {
    const Home home;
    const auto before = home.bike();
    QCOMPARE(before.code, 0);
    QVERIFY(findings(before, true).isEmpty());
    home.plugins.put_example();
    const auto outcome = home.bike();
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(findings(outcome, false), findings(before, false));  // ours are what they were
    const auto said = findings(outcome, true);
    QCOMPARE(said.size(), 1);
    const auto finding = said[0].toObject();
    QCOMPARE(finding[QStringLiteral("rule")].toString(), QStringLiteral("org.example.spots/speed"));
    QCOMPARE(finding[QStringLiteral("verdict")].toString(), QStringLiteral("limited"));
    QCOMPARE(finding[QStringLiteral("value")].toDouble(), 50.0);
    QCOMPARE(finding[QStringLiteral("required")].toDouble(), 30.0);
    QCOMPARE(finding[QStringLiteral("source")].toString(), QStringLiteral("Example council, resolution 7/2026"));
    QCOMPARE(finding[QStringLiteral("plugin")].toObject()[QStringLiteral("version")].toString(), QStringLiteral("1.1.0"));
  }

  void an_indicators_figure_comes_with_source_and_date() {
    const Home home;
    home.plugins.put_example();
    const auto outcome = home.bike();
    const auto figures = first_lane(outcome)[QStringLiteral("plugin_indicators")].toArray();
    QCOMPARE(figures.size(), 1);
    const auto figure = figures[0].toObject();
    QCOMPARE(figure[QStringLiteral("value")].toDouble(), 35.0);  // 0.005 degrees at 51 degrees north are 351 m
    QCOMPARE(figure[QStringLiteral("source")].toString(), QStringLiteral("Example council, resolution 7/2026"));
    QCOMPARE(figure[QStringLiteral("date")].toString(), QStringLiteral("2026-03-01"));
    QVERIFY(!figure[QStringLiteral("basis")].toString().isEmpty());
  }

  void people_read_it_in_their_language() {
    const Home home;
    home.plugins.put_example();
    const auto german = home.bike({QStringLiteral("--lang"), QStringLiteral("de")});
    QVERIFY2(german.out.contains("Tempo neben dem Radstreifen ist höher als beschlossen") &&
                 german.out.contains("Erweiterung Fundorte 1.1.0") && german.out.contains("Platz für Bäume: 35"),
             german.out);
    const auto english = home.bike({QStringLiteral("--lang"), QStringLiteral("en")});
    QVERIFY2(english.out.contains("The speed beside the lane is higher than decided") && english.out.contains("plugin Spots 1.1.0") &&
                 english.out.contains("Room for trees: 35 (one tree for each 10 m of lane"),
             english.out);
  }

  void a_setting_of_the_plugin_counts_and_a_switched_off_one_says_nothing() {
    const Home home;
    home.plugins.put_example();
    QCOMPARE(home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--set"), QStringLiteral("org.example.spots.speed_kmh=50")}).code,
             0);
    QVERIFY(findings(home.bike(), true).isEmpty());
    QCOMPARE(home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--off"), QStringLiteral("org.example.spots")}).code, 0);
    const auto outcome = home.bike();
    QCOMPARE(outcome.code, 0);
    QVERIFY(!first_lane(outcome).contains(QStringLiteral("plugin_indicators")));
  }

  void a_crash_is_one_remark_and_everything_else_goes_on() {
    const Home home;
    home.plugins.put_example();
    home.plugins.put_naughty_rules({QStringLiteral("crash"), QStringLiteral("good")}, QStringLiteral("naughty"));
    const auto outcome = home.bike({QStringLiteral("--json"), QStringLiteral("--lang"), QStringLiteral("en")});
    QCOMPARE(outcome.code, 3);
    QCOMPARE(outcome.err.count("crashed"), 1);
    QCOMPARE(findings(outcome, true).size(), 1);  // the example's
    QVERIFY(!findings(outcome, false).isEmpty());
  }

  void what_one_rule_cannot_say_does_not_silence_the_others() {
    const Home home;
    home.plugins.put_naughty_rules({QStringLiteral("say"), QStringLiteral("good")}, QStringLiteral("naughty"));
    const auto outcome = home.bike({QStringLiteral("--json"), QStringLiteral("--lang"), QStringLiteral("de")});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("Frech: Absicht (lane 1)"), outcome.err);
    QCOMPARE(findings(outcome, true).size(), 1);
  }

  void a_step_runs_on_a_file_and_its_layer_says_how_it_was_made() {
    const Home home;
    home.plugins.put_example();
    const QString out = home.skizze.file(QStringLiteral("squares.gpkg"));
    const auto done =
        home.step({QStringLiteral("points=") + k_trees, QStringLiteral("side_m=40"), QStringLiteral("-o"), out, QStringLiteral("--json")});
    QVERIFY2(done.code == 0, done.err);
    const auto output = done.json()[QStringLiteral("outputs")].toArray()[0].toObject();
    QCOMPARE(output[QStringLiteral("features")].toInt(), 2);
    const auto info =
        home.skizze.run({QStringLiteral("info"), out, QStringLiteral("--json"), QStringLiteral("--lang"), QStringLiteral("en")});
    QCOMPARE(info.code, 0);
    const auto layer = info.json()[QStringLiteral("layers")].toArray()[0].toObject();
    QCOMPARE(layer[QStringLiteral("features")].toInt(), 2);
    QCOMPARE(layer[QStringLiteral("crs")].toString(), QStringLiteral("EPSG:25833"));  // the zone of 13.4 degrees east
    QVERIFY2(info.out.contains("plugin:org.example.spots/squares 1.1.0") && info.out.contains("side_m=40"), info.out);
  }

  void a_step_is_listed_and_explained() {
    const Home home;
    home.plugins.put_example();
    qputenv("STADTSKIZZE_QGIS", "/nowhere");
    const auto list = home.skizze.run({QStringLiteral("run"), QStringLiteral("--list"), QStringLiteral("--lang"), QStringLiteral("de")});
    QVERIFY2(list.code == 0 && list.out.contains("plugin:org.example.spots/squares") && list.out.contains("Quadrate um Punkte"),
             list.out + list.err);
    const auto help = home.step({QStringLiteral("--help"), QStringLiteral("--lang"), QStringLiteral("en")});
    QVERIFY2(help.code == 0 && help.out.contains("Side (m)") && help.out.contains("points"), help.out + help.err);
    qunsetenv("STADTSKIZZE_QGIS");
  }

  void a_step_that_cannot_run_leaves_no_file() {
    const Home home;
    const QString out = home.skizze.file(QStringLiteral("squares.gpkg"));
    QCOMPARE(home.step({QStringLiteral("-o"), out}).code, 1);  // no such plugin
    home.plugins.put_example();
    QCOMPARE(home.step({}).code, 2);                                                                       // no output
    QCOMPARE(home.step({QStringLiteral("-o"), out}).code, 1);                                              // no points
    QCOMPARE(home.step({QStringLiteral("colour=red"), QStringLiteral("-o"), out}).code, 1);                // no such parameter
    QCOMPARE(home.step({QStringLiteral("-o"), home.skizze.file(QStringLiteral("squares.shp"))}).code, 1);  // another format
    QVERIFY(!QFile::exists(out));
  }

  void a_source_fetches_what_it_names_and_its_layer_says_from_where() {
    const Home home;
    const Server server(home.skizze.folder());
    if (!server.runs()) QSKIP("there is no python3 to serve a folder");
    home.skizze.write(QStringLiteral("answer.txt"), "1234567");
    const QString out = home.skizze.file(QStringLiteral("fetched.gpkg"));
    home.put_source({QStringLiteral("127.0.0.1")});
    const auto done = home.fetch(server.url(QStringLiteral("answer.txt")), out);
    QVERIFY2(done.code == 0, done.err);
    const auto info =
        home.skizze.run({QStringLiteral("info"), out, QStringLiteral("--json"), QStringLiteral("--lang"), QStringLiteral("en")});
    QCOMPARE(info.json()[QStringLiteral("layers")].toArray()[0].toObject()[QStringLiteral("features")].toInt(), 2);
    QVERIFY2(info.out.contains("source:org.example.naughty/web 1.2") && info.out.contains("answer.txt"), info.out);
    const auto gone = home.fetch(server.url(QStringLiteral("nothing.txt")), home.skizze.file(QStringLiteral("b.gpkg")));
    QCOMPARE(gone.code, 1);
    QVERIFY2(gone.err.contains("nothing.txt"), gone.err);
  }

  void a_source_may_ask_nobody_but_the_hosts_of_its_plugin_json() {
    const Home home;
    const Server server(home.skizze.folder());
    if (!server.runs()) QSKIP("there is no python3 to serve a folder");
    home.skizze.write(QStringLiteral("answer.txt"), "1234567");
    home.put_source({QStringLiteral("example.org"), QStringLiteral("*.example.net")});
    const QString out = home.skizze.file(QStringLiteral("fetched.gpkg"));
    for (const QString& address : {server.url(QStringLiteral("answer.txt")), QStringLiteral("https://example.org@127.0.0.1/"),
                                   QStringLiteral("https://example.net/"), QStringLiteral("https://notexample.net/")}) {
      const auto done = home.fetch(address, out);
      QCOMPARE(done.code, 1);
      QVERIFY2(done.err.contains("not in its plugin.json"), done.err);
    }
    const auto file = home.fetch(QStringLiteral("file:///etc/passwd"), out);
    QCOMPARE(file.code, 1);
    QVERIFY(!QFile::exists(out));
  }

  void an_area_that_is_none_is_told() {
    const Home home;
    home.put_source({QStringLiteral("127.0.0.1")});
    const auto done =
        home.fetch(QStringLiteral("http://127.0.0.1/"), home.skizze.file(QStringLiteral("a.gpkg")), {QStringLiteral("area=here")});
    QCOMPARE(done.code, 1);
    QVERIFY2(done.err.contains("here is no area"), done.err);
  }

  void the_report_has_the_sections_of_plugins() {
    const Home home;
    home.plugins.put_example();
    const QString town = home.skizze.file(QStringLiteral("town"));
    QCOMPARE(home.skizze.run({QStringLiteral("sample"), town, QStringLiteral("--buildings"), QStringLiteral("200")}).code, 0);
    const QString project = town + QLatin1Char('/') + QDir(town).entryList({QStringLiteral("*.gpkg")}).value(0);
    const QString out = home.skizze.file(QStringLiteral("report.html"));
    const auto done =
        home.skizze.run({QStringLiteral("bike"), project, QStringLiteral("-o"), out, QStringLiteral("--lang"), QStringLiteral("de")});
    QVERIFY2(done.code == 0, done.err);
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto html = file.readAll();
    QVERIFY2(
        html.contains("<h2>Alle Radstreifen</h2>") && html.contains("Erweiterung Fundorte 1.1.0") && html.contains("<th>Länge (m)</th>"),
        html);
    QVERIFY2(html.contains("Platz für Bäume"), html);  // the plan's figure in our table
  }
};

QTEST_GUILESS_MAIN(TestPluginTasks)
#include "test_plugin_tasks.moc"
