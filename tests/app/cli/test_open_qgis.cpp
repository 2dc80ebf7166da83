// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze open-qgis: listed, converted, and with files that were moved.
#include <QDir>
#include <QJsonArray>
#include <QtTest>

#include <algorithm>

#include "app/cli/height_tiff.h"
#include "app/cli/skizze.h"
#include "app/qgis/qgis_town.h"

using namespace skizze;

class TestOpenQgis : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
  }

  void a_project_is_converted_with_every_loss() {
    const QString out = m_town.folder.filePath(QStringLiteral("own.gpkg"));
    const auto outcome = m_skizze.run({"--json", "open-qgis", m_town.file(), "--convert", "-o", out});
    QCOMPARE(outcome.code, 3);
    const auto json = outcome.json();
    const auto layers = json["layers"].toArray();
    QCOMPARE(layers.size(), 10);
    QCOMPARE(layers[0].toObject()["name"].toString(), QStringLiteral("Haltestellen"));
    QCOMPARE(layers[0].toObject()["groups"].toArray(), QJsonArray{QStringLiteral("Verkehr")});
    QVERIFY(!layers[9].toObject()["converted"].toBool());
    QCOMPARE(json["losses"].toInt(), 8);
    QCOMPARE(json["crs"].toString(), QStringLiteral("EPSG:25832"));
    QVERIFY(QFile::exists(out));
    const auto info = m_skizze.run({"--json", "info", out}).json()["layers"].toArray();  // the lowest first
    QCOMPARE(info.last().toObject()["groups"].toArray(), QJsonArray{QStringLiteral("Verkehr")});
    QVERIFY(m_skizze.run({"info", out}).out.contains("Verkehr / Haltestellen"));
  }

  void rasters_have_pixels_and_no_features() {
    const QString heights = m_skizze.write(QStringLiteral("hoehen.tif"),
                                           test::height_tiff(690000, 5335000, 6, 4, 25, [](int column, int) { return 500 + column; }));
    const QString plan = m_skizze.file(QStringLiteral("plan.gpkg"));
    QCOMPARE(m_skizze.run({"new", plan, heights}).code, 0);
    const QString qgz = m_skizze.file(QStringLiteral("plan.qgz"));
    const auto exported = m_skizze.run({"qgis", plan, "-o", qgz});
    QVERIFY2(QFile::exists(qgz), (exported.out + exported.err).constData());
    const auto listed = m_skizze.run({"--lang", "en", "open-qgis", qgz});
    QVERIFY2(listed.out.contains("hoehen: raster of 6 × 4 pixels, "), listed.out.constData());
    const auto layers = m_skizze.run({"--json", "open-qgis", qgz}).json()["layers"].toArray();
    const auto found =
        std::find_if(layers.begin(), layers.end(), [](const auto& layer) { return layer.toObject()["name"] == QLatin1String("hoehen"); });
    QVERIFY(found != layers.end());
    const auto layer = (*found).toObject();
    QCOMPARE(layer["type"].toString(), QStringLiteral("raster"));
    QCOMPARE(layer["width"].toInt(), 6);
    QCOMPARE(layer["height"].toInt(), 4);
    QVERIFY(layer["features"].isNull());
    const auto converted = m_skizze.run({"--lang", "de", "open-qgis", qgz, "--convert", "-o", m_skizze.file(QStringLiteral("own.gpkg"))});
    QVERIFY2(converted.out.contains("hoehen: Raster mit 24 Bildpunkten\n"), converted.out.constData());
  }

  void what_cannot_be_opened_leaves_no_project_behind() {
    const QString out = m_town.folder.filePath(QStringLiteral("none.gpkg"));
    const auto outcome =
        m_skizze.run({"--json", "open-qgis", m_town.folder.filePath(QStringLiteral("nowhere.qgz")), "--convert", "-o", out});
    QCOMPARE(outcome.code, 1);
    QVERIFY(!QFile::exists(out));
  }

  void files_that_moved_are_linked_or_looked_for() {
    QVERIFY(QDir(m_town.folder.path()).mkpath(QStringLiteral("elsewhere")));
    const QString moved = m_town.folder.filePath(QStringLiteral("elsewhere/town.gpkg"));
    QVERIFY(QFile::rename(m_town.folder.filePath(QStringLiteral("town.gpkg")), moved));
    const auto missing = [](const test::Outcome& outcome) {
      QStringList ids;
      for (const auto& layer : outcome.json()["layers"].toArray())
        if (layer.toObject()["state"].toString() == QLatin1String("missing")) ids << layer.toObject()["id"].toString();
      return ids;
    };
    const auto before = m_skizze.run({"--json", "open-qgis", m_town.file()});
    QCOMPARE(before.code, 3);
    const auto ids = missing(before);
    QCOMPARE(ids.size(), 9);
    QVERIFY(!m_skizze.run({"--lang", "en", "open-qgis", m_town.file()}).out.contains("0 features"));
    const auto one = m_skizze.run({"--json", "open-qgis", "--link", ids[0] + '=' + moved, m_town.file()});
    QCOMPARE(missing(one), ids.mid(1));
    const auto all = m_skizze.run({"--json", "open-qgis", m_town.file(), "--look-in", m_town.folder.path()});
    QCOMPARE(all.code, 0);
    QVERIFY(missing(all).isEmpty());
    QCOMPARE(m_skizze.run({"--json", "open-qgis", m_town.file(), "--link", "x=/nowhere/at/all.gpkg"}).code, 1);
  }

 private:
  test::QgisTown m_town;
  test::Skizze m_skizze;
};

QTEST_GUILESS_MAIN(TestOpenQgis)
#include "test_open_qgis.moc"
