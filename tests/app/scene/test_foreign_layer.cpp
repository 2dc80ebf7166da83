// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Layers whose tiles come from elsewhere look like layers of packs.
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include "app/scene/scene_fixture.h"
#include "scene/hit_test.h"
#include "scene/map_renderer.h"
#include "tiles/export.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

const char* const k_style = R"([
 {"id":"ground","type":"background","paint":{"background-color":"#f0ece0"}},
 {"id":"lake","type":"fill","source-layer":"lakes","paint":{"fill-color":"#88aacc"}},
 {"id":"casing","type":"line","source-layer":"streets","layout":{"line-cap":"round"},"paint":{"line-color":"#806040","line-width":9}},
 {"id":"shore","type":"line","source-layer":"lakes","paint":{"line-color":"#204080","line-width":2}},
 {"id":"street","type":"line","source-layer":"streets","layout":{"line-cap":"round"},"paint":{"line-color":"#ffffff","line-width":6}}])";

class Maker {
 public:
  Maker() {
    m_lakes = fixture::pack_of("lakes", {{fixture::box_area(-400, -300, 700, 500), "See", 1}});
    m_streets = fixture::pack_of("streets", {{fixture::line({{-600, -200}, {0, 50}, {700, 400}}), "Uferweg", 1}});
  }
  /// One layer of tiles.
  MapSnapshot tiled(int max_zoom, const std::string& style = k_style) {
    const auto path = m_dir.filePath(QStringLiteral("t%1.pmtiles").arg(max_zoom)).toStdString();
    tiles::ExportOptions options;
    options.target = path;
    options.min_zoom = 10;
    options.max_zoom = max_zoom;
    options.all_rows = true;
    if (!tiles::export_tiles({{"lakes", m_lakes}, {"streets", m_streets}}, options)) qFatal("no tiles");
    MapLayer layer;
    layer.id = "tiles";
    layer.foreign = *tiles::ArchiveTiles::open(path);
    layer.style = fixture::sheet(style);
    MapSnapshot snapshot;
    snapshot.layers = {layer};
    return snapshot;
  }
  /// The same from packs: one layer for each run of style layers.
  MapSnapshot packed() {
    MapSnapshot snapshot;
    const auto all = QByteArray(k_style).split('\n');
    for (int i = 1; i < all.size(); ++i) {
      auto line = all[i].trimmed();
      while (line.endsWith(',') || line.endsWith(']')) line.chop(1);
      MapLayer layer;
      layer.id = std::to_string(i);
      layer.style = fixture::sheet("[" + line.toStdString() + "]");
      layer.pack = line.contains("lakes") ? m_lakes : line.contains("streets") ? m_streets : nullptr;
      snapshot.layers.push_back(layer);
    }
    return snapshot;
  }

 private:
  QTemporaryDir m_dir;
  std::shared_ptr<const feature::LayerPack> m_lakes, m_streets;
};

Camera view(double zoom) { return {fixture::k_middle, zoom, 600, 400, 1}; }

/// Share of pixels that differ by more than a shade.
double difference(const QImage& a, const QImage& b) {
  int different = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y);
      const QRgb q = b.pixel(x, y);
      different += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q)) > 24;
    }
  }
  return static_cast<double>(different) / (a.width() * a.height());
}

}  // namespace

class TestForeignLayer : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_click_finds_what_the_tile_holds_there() {
    const MapSnapshot map = Maker().tiled(14);
    const auto lake = hit_test(map, view(15), {300, 200});
    QCOMPARE(lake.size(), std::size_t{1});
    QVERIFY(lake[0].part != nullptr);
    QCOMPARE(lake[0].part->info().name, std::string("lakes"));
    QCOMPARE(feature::to_text(lake[0].part->value(lake[0].row, *lake[0].part->column_index("name"))), std::string("See"));
    // On the street both are found, the line first; what the style does not draw is not there.
    const auto camera = view(15);
    const auto at = camera.to_screen({fixture::k_middle.x, fixture::k_middle.y + 50});
    const auto both = hit_test(map, camera, at);
    QCOMPARE(both.size(), std::size_t{2});
    QCOMPARE(both[0].part->info().name, std::string("streets"));
    const MapSnapshot lakes_only = Maker().tiled(14, R"([{"id":"a","type":"fill","source-layer":"lakes"}])");
    QCOMPARE(hit_test(lakes_only, camera, at).size(), std::size_t{1});
  }

  void tiles_look_like_the_packs_they_were_made_of_data() {
    QTest::addColumn<double>("zoom");
    QTest::addColumn<int>("max_zoom");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("at a whole zoom") << 14.0 << 14 << 0.004;
    QTest::newRow("between two zooms") << 13.6 << 14 << 0.004;
    QTest::newRow("magnified three zooms") << 15.2 << 12 << 0.03;  // a unit of the tile is more than a pixel
  }
  void tiles_look_like_the_packs_they_were_made_of() {
    QFETCH(double, zoom);
    QFETCH(int, max_zoom);
    QFETCH(double, tolerance);
    Maker maker;
    const auto ours = render_map(maker.packed(), view(zoom), {}, false);
    const auto tiled = render_map(maker.tiled(max_zoom), view(zoom), {}, false);
    QVERIFY2(difference(ours, tiled) < tolerance, qPrintable(QString::number(difference(ours, tiled))));
    QVERIFY(difference(ours, render_map({}, view(zoom), {}, false)) > 0.03);
  }

  void a_page_of_vectors_shows_the_same() {
    Maker maker;
    const auto snapshot = maker.tiled(14);
    QImage page(600, 400, QImage::Format_RGB32);
    QPainter painter(&page);
    QVERIFY(paint_map(painter, 1, snapshot, view(14), {}, false));
    painter.end();
    QVERIFY(difference(page, render_map(snapshot, view(14), {}, false)) < 0.03);
  }

  void a_name_in_a_tile_is_drawn_once() {
    Maker maker;
    const char* const names =
        R"([{"id":"n","type":"symbol","source-layer":"lakes","layout":{"text-field":["get","name"],"text-size":20}}])";
    const auto named = render_map(maker.tiled(14, names), view(14.3));
    const auto bare = render_map(maker.tiled(14, names), view(14.3), {}, false);
    const double share = difference(named, bare);
    QVERIFY2(share > 0.0005 && share < 0.02, qPrintable(QString::number(share)));
  }
};

QTEST_MAIN(TestForeignLayer)
#include "test_foreign_layer.moc"
