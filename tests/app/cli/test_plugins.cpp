// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// `skizze plugins` (STADTSKIZZE_BIN_DIR), with libraries from STADTSKIZZE_TEST_PLUGINS.
#include <QJsonArray>
#include <QtTest>

#include "app/cli/skizze.h"
#include "app/plugin/folder.h"

using namespace skizze;

namespace {

QJsonObject plugin_named(const QJsonObject& document, const QString& id) {
  for (const auto& entry : document[QStringLiteral("plugins")].toArray()) {
    if (entry.toObject()[QStringLiteral("id")].toString() == id) return entry.toObject();
  }
  return {};
}

/// A person's folders, empty at first.
struct Home {
  test::Skizze skizze;
  test::PluginFolder plugins;
  Home() {
    qputenv("STADTSKIZZE_PLUGINS", QByteArray::fromStdString(plugins.path().string()));
    qputenv("STADTSKIZZE_PLUGIN_CHOICES", skizze.file(QStringLiteral("choices.json")).toUtf8());
  }
  ~Home() {
    qunsetenv("STADTSKIZZE_PLUGINS");
    qunsetenv("STADTSKIZZE_PLUGIN_CHOICES");
  }
};

const QString k_gpx = QStringLiteral("org.stadtskizze.gpx");
const QString k_naughty = QStringLiteral("org.example.naughty");

}  // namespace

class TestPlugins : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ours_is_there_and_on() {
    const Home home;
    const auto outcome =
        home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--json"), QStringLiteral("--lang"), QStringLiteral("de")});
    QCOMPARE(outcome.code, 0);
    const auto gpx = plugin_named(outcome.json(), k_gpx);
    QCOMPARE(gpx[QStringLiteral("state")].toString(), QStringLiteral("on"));
    QCOMPARE(gpx[QStringLiteral("name")].toString(), QStringLiteral("GPX-Dateien"));
    QVERIFY(gpx[QStringLiteral("ours")].toBool());
    QCOMPARE(gpx[QStringLiteral("formats")].toArray()[0].toObject()[QStringLiteral("extensions")].toArray()[0].toString(),
             QStringLiteral("gpx"));
    QCOMPARE(gpx[QStringLiteral("settings")].toObject()[QStringLiteral("track_points")], QJsonValue(false));
    QVERIFY(outcome.json()[QStringLiteral("allowed")].toBool());
  }

  void a_broken_one_is_listed_with_its_error_and_the_others_stay() {
    const Home home;
    home.plugins.put(QStringLiteral("crash"), test::manifest(), QStringLiteral("crashes_while_loading"));
    home.plugins.put(QStringLiteral("newer"),
                     test::manifest({{QStringLiteral("id"), QStringLiteral("org.example.newer")}, {QStringLiteral("api"), 5}}));
    const auto outcome = home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--json")});
    QCOMPARE(outcome.code, 3);
    QCOMPARE(plugin_named(outcome.json(), k_gpx)[QStringLiteral("state")].toString(), QStringLiteral("on"));
    const auto crashed = plugin_named(outcome.json(), k_naughty);
    QCOMPARE(crashed[QStringLiteral("state")].toString(), QStringLiteral("broken"));
    QCOMPARE(crashed[QStringLiteral("error")].toObject()[QStringLiteral("code")].toString(), QStringLiteral("crashed"));
    QCOMPARE(plugin_named(outcome.json(), QStringLiteral("org.example.newer"))[QStringLiteral("error")]
                 .toObject()[QStringLiteral("id")]
                 .toString(),
             QStringLiteral("plugin.api_newer"));
  }

  void a_plugin_is_switched_and_set_and_the_next_call_knows_it() {
    const Home home;
    home.plugins.put(QStringLiteral("p"), test::manifest(), QStringLiteral("naughty"));
    const QString file = home.skizze.write(QStringLiteral("a.naughty"), "naughty\nsettings\n");
    QCOMPARE(home.skizze.run({QStringLiteral("info"), file}).code, 0);
    QCOMPARE(home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--off"), k_naughty}).code, 0);
    const auto off = home.skizze.run({QStringLiteral("info"), file, QStringLiteral("--lang"), QStringLiteral("de")});
    QCOMPARE(off.code, 1);
    QVERIFY2(off.err.contains("ausgeschaltet") && off.err.contains("Frech"), off.err);
    QCOMPARE(home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--on"), k_naughty}).code, 0);
    const auto set = home.skizze.run(
        {QStringLiteral("plugins"), QStringLiteral("--json"), QStringLiteral("--set"), k_naughty + QStringLiteral(".whole=42")});
    QCOMPARE(set.code, 0);
    QCOMPARE(plugin_named(set.json(), k_naughty)[QStringLiteral("settings")].toObject()[QStringLiteral("whole")].toInt(), 42);
    QCOMPARE(home.skizze.run({QStringLiteral("info"), file}).code, 0);
  }

  void what_does_not_fit_is_refused() {
    const Home home;
    home.plugins.put(QStringLiteral("p"), test::manifest(), QStringLiteral("naughty"));
    QCOMPARE(home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--off"), QStringLiteral("org.example.nobody")}).code, 1);
    for (const char* word : {"org.example.naughty.whole=4.5", "org.example.naughty.number=99", "org.example.naughty.flag=maybe",
                             "org.example.naughty.choice=c", "org.example.naughty.gone=1", "nonsense"}) {
      QCOMPARE(home.skizze.run({QStringLiteral("plugins"), QStringLiteral("--set"), QString::fromLatin1(word)}).code, 1);
    }
    QVERIFY(!QFile::exists(home.skizze.file(QStringLiteral("choices.json"))));
  }

  void a_gpx_file_becomes_layers_of_a_project() {
    const Home home;
    const QString tour = home.skizze.write(
        QStringLiteral("t.gpx"),
        "<gpx version='1.1'><trk><name>A</name><trkseg><trkpt lat='52.5' lon='13.4'/><trkpt lat='52.6' lon='13.5'/></trkseg></trk></gpx>");
    const QString project = home.skizze.file(QStringLiteral("p.gpkg"));
    QCOMPARE(home.skizze.run({QStringLiteral("new"), project}).code, 0);
    const auto added = home.skizze.run({QStringLiteral("add"), project, tour, QStringLiteral("--json")});
    QVERIFY2(added.code == 0, added.err);
    QCOMPARE(added.json()[QStringLiteral("layers")].toArray()[0].toObject()[QStringLiteral("name")].toString(), QStringLiteral("tracks"));
  }
};

QTEST_GUILESS_MAIN(TestPlugins)
#include "test_plugins.moc"
