// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS opens what we write: an edited project, MBTiles and PMTiles. qgis_opens.py says what QGIS finds; here it is compared with what we
/// know. QGIS and its Python are optional packages (section [bench] of packaging/apt-packages.txt).
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>

#include "project/document.h"
#include "tiles/compression.h"
#include "tiles/mvt_reader.h"
#include "tiles/tile_archive.h"

using namespace skizze;

namespace {

const QString k_python = QStringLiteral("/usr/bin/python3");  // Debian's: the one its packages install modules for

struct Ran {
  int code = -1;
  QByteArray out, err;
};
Ran run(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments);
  if (!process.waitForStarted() || !process.waitForFinished(300'000)) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

bool have_qgis() { return run(k_python, {QStringLiteral("-c"), QStringLiteral("import qgis.core")}).code == 0; }

/// Some of everything: added, moved, taken back, removed.
bool edit(const QString& path) {
  project::DocumentOptions options;
  options.backups = false;
  project::Document document(options);
  document.open(path);
  if (!QTest::qWaitFor([&] { return document.is_open(); }, 60'000)) return false;
  const auto near = document.to_project(document.extent().center());
  for (int i = 0; i < 4; ++i) {
    sketch::Measure lane;
    lane.geometry = geo::make_line({near, {near.x + 90, near.y + i * 12}, {near.x + 200, near.y}});
    lane.lane.width_m = 2.3;
    const auto id = document.add_measure(lane);
    auto moved = *document.measure(id);
    moved.geometry.parts[0].points[1].y += 7;
    document.update_measure(moved);
    if (i == 0) document.remove_measures({id});
  }
  sketch::Measure roof;
  roof.kind = sketch::MeasureKind::solar_area;
  roof.geometry = geo::make_area({{near, {near.x + 20, near.y}, {near.x + 20, near.y + 9}, {near.x, near.y + 9}}});
  document.add_measure(roof);
  participation::Contribution note;
  note.text = "Hier fehlt eine Querung für Kinder";
  note.geometry = geo::make_area({{near, {near.x + 30, near.y}, {near.x + 30, near.y + 30}}});
  document.add_contribution(note);
  if (!document.wait_settled(60'000)) return false;
  document.undo();  // the contribution
  const bool settled = document.wait_settled(60'000);
  document.add_contribution(note);
  return document.wait_settled(60'000) && settled;
}

/// What the project holds, in the names of its layers.
std::map<QString, int> rows_of(const QString& path) {
  std::map<QString, int> rows;
  project::DocumentOptions options;
  options.backups = false;
  project::Document document(options);
  document.open(path);
  if (!QTest::qWaitFor([&] { return document.is_open(); }, 60'000)) return rows;
  for (const char* name : {"measures_bike", "measures_solar", "contributions_points", "contributions_lines", "contributions_areas"})
    rows[QString::fromLatin1(name)] = 0;
  for (const auto& measure : document.measures()) {
    const bool lane = measure.kind == sketch::MeasureKind::bike_lane;
    ++rows[lane ? QStringLiteral("measures_bike") : QStringLiteral("measures_solar")];
  }
  for (const auto& contribution : document.contributions()) {
    const auto kind = contribution.geometry.kind;
    ++rows[kind == geo::GeometryKind::area   ? QStringLiteral("contributions_areas")
           : kind == geo::GeometryKind::line ? QStringLiteral("contributions_lines")
                                             : QStringLiteral("contributions_points")];
  }
  rows[QStringLiteral("scenarios")] = static_cast<int>(document.scenarios().size());
  rows[QStringLiteral("layers")] = static_cast<int>(document.layers().size());
  return rows;
}

/// Features of all tiles of the highest zoom by layer, and the number of those tiles.
std::pair<std::map<QString, int>, int> tile_features(const QString& path) {
  std::map<QString, int> counts;
  int tiles = 0;
  auto archive = tiles::open_archive(path.toStdString());
  if (!archive) return {};
  (void)(*archive)->for_each([&](geo::TileId id, std::string_view bytes) {
    if (id.z != (*archive)->max_zoom()) return base::Status{};
    ++tiles;
    const auto decoded = tiles::decode_mvt(tiles::bytes_of(bytes));
    for (const auto& layer : decoded->tile.layers) counts[QString::fromStdString(layer.name)] += static_cast<int>(layer.features.size());
    return base::Status{};
  });
  return {counts, tiles};
}

void compare_counts(const QJsonObject& theirs, const std::map<QString, int>& ours) {
  QCOMPARE(theirs.size(), static_cast<qsizetype>(ours.size()));
  for (const auto& [layer, count] : ours) QVERIFY2(theirs[layer].toInt(-1) == count, qPrintable(layer));
}

}  // namespace

class TestQgisOpens : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;
  QJsonObject m_found;

  QString in(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)); }
  QJsonObject file(const char* name) const { return m_found[QStringLiteral("files")].toObject()[in(name)].toObject(); }
  QString project() const { return m_dir.filePath(QStringLiteral("town/town.gpkg")); }

  /// GDAL's driver deals features of several tiles out as one, so QGIS's OGR provider reads fewer than it counts.
  void compare_ogr(const char* name, const char* source) {
    QJsonObject counted;
    const auto layers = file(name)[QStringLiteral("ogr")].toObject();
    for (auto it = layers.begin(); it != layers.end(); ++it) {
      const auto layer = it.value().toObject();
      QVERIFY2(layer[QStringLiteral("readable")].toBool(), qPrintable(it.key()));
      QCOMPARE(layer[QStringLiteral("valid")], layer[QStringLiteral("read")]);
      counted[it.key()] = layer[QStringLiteral("count")];
    }
    compare_counts(counted, tile_features(in(source)).first);
  }

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_CACHE_DIR", m_dir.filePath(QStringLiteral("cache")).toUtf8());
    if (!have_qgis()) QSKIP("QGIS is not installed (python3-qgis, qgis-providers)");
    const QString skizze = QStringLiteral(STADTSKIZZE_BIN_DIR "/skizze");
    const auto town = [&](const char* name) { return m_dir.filePath(QStringLiteral("town/%1.geojson").arg(QLatin1String(name))); };
    QCOMPARE(run(skizze,
                 {QStringLiteral("sample"), m_dir.filePath(QStringLiteral("town")), QStringLiteral("--buildings"), QStringLiteral("200")})
                 .code,
             0);
    QVERIFY(edit(project()));
    for (const char* archive : {"t.mbtiles", "t.pmtiles"}) {
      const auto made = run(
          skizze, {QStringLiteral("tile"), town("landuse"), town("streets"), town("trees"), town("parcels"), QStringLiteral("-o"),
                   in(archive), QStringLiteral("--min-zoom"), QStringLiteral("11"), QStringLiteral("--max-zoom"), QStringLiteral("15")});
      QVERIFY2(made.code == 0, made.err.constData());
    }
    const auto looked = run(
        k_python, {QStringLiteral(STADTSKIZZE_SOURCE_DIR "/tests/scenarios/qgis_opens.py"), project(), in("t.mbtiles"), in("t.pmtiles")});
    QVERIFY2(looked.code == 0, looked.err.constData());
    m_found = QJsonDocument::fromJson(looked.out).object();
    qInfo("QGIS %s, GDAL %s", qPrintable(m_found[QStringLiteral("qgis")].toString()),
          qPrintable(m_found[QStringLiteral("gdal")].toString()));
  }

  void qgis_reads_every_row_of_an_edited_project() {
    const auto layers = m_found[QStringLiteral("files")].toObject()[project()].toObject()[QStringLiteral("ogr")].toObject();
    QJsonObject read;
    for (auto it = layers.begin(); it != layers.end(); ++it) {
      const auto layer = it.value().toObject();
      QVERIFY2(layer[QStringLiteral("readable")].toBool(), qPrintable(it.key()));
      QCOMPARE(layer[QStringLiteral("count")], layer[QStringLiteral("read")]);
      QCOMPARE(layer[QStringLiteral("valid")], layer[QStringLiteral("read")]);
      read[it.key()] = layer[QStringLiteral("read")];
    }
    const auto ours = rows_of(project());
    QVERIFY(ours.at(QStringLiteral("measures_bike")) >= 3 && ours.at(QStringLiteral("contributions_areas")) == 1);
    compare_counts(read, ours);
  }

  void qgis_reads_the_vector_tiles_of_our_mbtiles() {
    const auto tiles = file("t.mbtiles")[QStringLiteral("vector_tiles")].toObject();
    QCOMPARE(tiles[QStringLiteral("min_zoom")].toInt(), 11);
    QCOMPARE(tiles[QStringLiteral("max_zoom")].toInt(), 15);
    QVERIFY(tiles[QStringLiteral("drawn_pixels")].toInt() > 10'000);
    const auto [features, count] = tile_features(in("t.mbtiles"));
    QCOMPARE(tiles[QStringLiteral("tiles")].toInt(), count);
    compare_counts(tiles[QStringLiteral("tile_features")].toObject(), features);
    compare_ogr("t.mbtiles", "t.mbtiles");
  }

  void qgis_reads_our_pmtiles_where_its_gdal_can() {
    if (!file("t.pmtiles")[QStringLiteral("readable")].toBool()) QSKIP(qPrintable(file("t.pmtiles")[QStringLiteral("reason")].toString()));
    compare_ogr("t.pmtiles", "t.pmtiles");
  }
};

QTEST_GUILESS_MAIN(TestQgisOpens)
#include "test_qgis_opens.moc"
