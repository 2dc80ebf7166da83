// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <set>

#include "tiles/compression.h"
#include "tiles/mvt_check.h"
#include "tiles/mvt_reader.h"
#include "tiles/tile_archive.h"

using namespace skizze;

namespace {

struct Outcome {
  int code = -1;
  QJsonObject json;
  QString errors;
};

/// Distinct feature ids by layer at the highest zoom, and violations of MVT 2.1 over all zooms.
struct Content {
  std::map<std::string, std::set<std::uint64_t>> ids;
  std::size_t violations = 0;
};

Content read(const QString& path) {
  Content content;
  auto archive = tiles::open_archive(path.toStdString());
  if (!archive) return content;
  (void)(*archive)->for_each([&](geo::TileId id, std::string_view bytes) {
    content.violations += tiles::check_mvt(tiles::bytes_of(bytes)).size();
    if (id.z != (*archive)->max_zoom()) return base::Status{};
    const auto decoded = tiles::decode_mvt(tiles::bytes_of(bytes));
    for (const auto& layer : decoded->tile.layers) {
      for (const auto& feature : layer.features) content.ids[layer.name].insert(*feature.id);
    }
    return base::Status{};
  });
  return content;
}

}  // namespace

class TestTile : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;

  QString in(const QString& name) const { return m_dir.filePath(name); }

  Outcome run(const QStringList& arguments) const {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), in(QStringLiteral("cache")));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze"),
                  QStringList{QStringLiteral("tile")} + arguments + QStringList{QStringLiteral("--json")});
    process.waitForFinished(120'000);
    return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
            QString::fromUtf8(process.readAllStandardError())};
  }

  QString write(const QString& name, const QByteArray& text) const {
    QFile file(in(name));
    if (file.open(QIODevice::WriteOnly)) file.write(text);
    return file.fileName();
  }

  QString three_features() const {
    QByteArray json =
        "{'type':'FeatureCollection','features':["
        "{'type':'Feature','id':7,'properties':{'name':'Hof'},'geometry':{'type':'Polygon',"
        "'coordinates':[[[13.4,52.5],[13.41,52.5],[13.41,52.51],[13.4,52.5]]]}},"
        "{'type':'Feature','id':8,'properties':{'name':'klein'},'geometry':{'type':'Polygon',"
        "'coordinates':[[[13.4,52.5],[13.4000001,52.5],[13.4,52.5000001],[13.4,52.5]]]}},"
        "{'type':'Feature','id':9,'properties':{},'geometry':{'type':'LineString','coordinates':[[13.3,52.4],[13.5,52.6]]}}]}";
    return write(QStringLiteral("three.geojson"), json.replace('\'', '"'));
  }

 private Q_SLOTS:
  void a_file_becomes_each_kind_of_archive_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("mbtiles") << QStringLiteral("a.mbtiles");
    QTest::newRow("pmtiles") << QStringLiteral("a.pmtiles");
    QTest::newRow("folder") << QStringLiteral("a");
  }
  void a_file_becomes_each_kind_of_archive() {
    QFETCH(QString, name);
    const auto outcome = run({three_features(), QStringLiteral("-o"), in(name), QStringLiteral("--max-zoom"), QStringLiteral("12")});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    const auto content = read(in(name));
    QCOMPARE(content.violations, 0U);
    std::size_t features = 0;
    for (const auto& [layer, ids] : content.ids) features += ids.size();
    QCOMPARE(features, 3U);
  }

  void berlin_keeps_every_street_and_district() {
    const QString streets = QStringLiteral(STADTSKIZZE_TEST_DATA "/bike-network-berlin/Berlin_Radvorrangsnetz.fgb");
    const QString districts = QStringLiteral(STADTSKIZZE_TEST_DATA "/bike-network-berlin/Berlin_Bezirke.gpkg");
    if (!QFile::exists(streets)) QSKIP("the folder of test data is absent");
    const auto outcome = run({streets, districts, QStringLiteral("-o"), in(QStringLiteral("berlin.pmtiles"))});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    const auto content = read(in(QStringLiteral("berlin.pmtiles")));
    QCOMPARE(content.violations, 0U);
    // ogrinfo counts 5333 and 12.
    QCOMPARE(content.ids.size(), 2U);
    QCOMPARE(content.ids.at("Berlin Radvorrangsnetz").size(), 5333U);
    QCOMPARE(content.ids.at("bezirksgrenzen").size(), 12U);
  }

  void a_layer_that_does_not_exist_is_named() {
    const auto outcome =
        run({three_features(), QStringLiteral("-o"), in(QStringLiteral("b.mbtiles")), QStringLiteral("--layer"), QStringLiteral("Parks")});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("Parks")));
    QVERIFY(!QFile::exists(in(QStringLiteral("b.mbtiles"))));
  }

  void zooms_out_of_range_are_a_usage_error() {
    QCOMPARE(
        run({three_features(), QStringLiteral("-o"), in(QStringLiteral("c.mbtiles")), QStringLiteral("--max-zoom"), QStringLiteral("99")})
            .code,
        2);
    QCOMPARE(run({three_features()}).code, 2);
  }

  void a_folder_that_does_not_exist_is_an_error_with_its_name() {
    const auto outcome = run({three_features(), QStringLiteral("-o"), in(QStringLiteral("no/d.pmtiles"))});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("no/d.pmtiles")));
  }
};

QTEST_GUILESS_MAIN(TestTile)
#include "test_tile.moc"
