// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <map>

#include "app/tiles/tile_samples.h"
#include "tiles/compression.h"
#include "tiles/cutter.h"
#include "tiles/foreign_tiles.h"
#include "tiles/mvt_writer.h"

using namespace skizze;
using namespace skizze::tiles;

namespace {

constexpr geo::TileId k_id{9, 270, 170};

MvtFeature feature(MvtGeometryType type, std::vector<MvtPart> parts, std::vector<std::uint32_t> tags,
                   std::optional<std::uint64_t> id = {}) {
  return {id, type, std::move(tags), std::move(parts)};
}

/// Two layers; the first has mixed types and an order that is not that of any curve.
std::string tile_bytes(std::uint32_t extent = 4096) {
  MvtLayer roads;
  roads.name = "roads";
  roads.extent = extent;
  roads.keys = {"name", "lanes", "ref"};
  roads.values = {std::string("A"), std::int64_t{2}, 2.5, std::string("x"), std::int64_t{7}};
  roads.features = {feature(MvtGeometryType::line, {{{{4000, 4000}, {100, 100}}, false}}, {0, 0, 1, 1, 2, 3}, 30),
                    feature(MvtGeometryType::line, {{{{10, 10}, {20, 20}}, false}}, {1, 2, 2, 4}),
                    feature(MvtGeometryType::line, {{{{3000, 10}, {3000, 20}}, false}}, {}, 10)};
  MvtLayer water;
  water.name = "water";
  water.extent = extent;
  water.features = {
      feature(MvtGeometryType::polygon,
              {{{{0, 0}, {2048, 0}, {2048, 2048}, {0, 2048}}, false}, {{{512, 512}, {512, 1024}, {1024, 1024}, {1024, 512}}, true}}, {})};
  return encode_mvt(MvtTile{{roads, water}});
}

/// Tiles by hand; those named pending arrive when they are put in.
class HandTiles final : public ForeignTiles {
 public:
  explicit HandTiles(std::size_t max_bytes = 1U << 20) : ForeignTiles({2, 9, geo::tile_bounds({0, 0, 0})}, max_bytes) {}
  std::map<geo::TileId, std::string> there;
  std::map<geo::TileId, int> asked;
  bool network = false;

 private:
  Answer fetch(geo::TileId id) override {
    ++asked[id];
    const auto it = there.find(id);
    if (it != there.end()) return {false, it->second};
    return {network, {}};
  }
};

}  // namespace

class TestForeignTiles : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;

 private Q_SLOTS:
  void rows_keep_the_order_and_the_ids_of_the_tile() {
    const auto tile = read_foreign_tile(k_id, tile_bytes());
    QVERIFY(tile);
    QCOMPARE((*tile)->packs.size(), 2U);
    const auto roads = (*tile)->pack("roads");
    QVERIFY(roads && !(*tile)->pack("rails"));
    QCOMPARE(roads->size(), 3U);
    QCOMPARE(roads->id(0), std::int64_t{30});
    QCOMPARE(roads->id(1), std::int64_t{-2});
    QCOMPARE(roads->id(2), std::int64_t{10});
    QCOMPARE((*tile)->problem_count, std::uint64_t{0});
  }

  void mixed_numbers_become_real_and_other_mixtures_text() {
    const auto tile = read_foreign_tile(k_id, tile_bytes());
    const auto roads = (*tile)->pack("roads");
    const auto& columns = roads->info().columns;
    QCOMPARE(columns[0].type, feature::ColumnType::text);
    QCOMPARE(columns[1].type, feature::ColumnType::real);
    QCOMPARE(columns[2].type, feature::ColumnType::text);
    QCOMPARE(std::get<double>(roads->value(0, 1)), 2.0);
    QCOMPARE(std::get<double>(roads->value(1, 1)), 2.5);
    QCOMPARE(std::get<std::string_view>(roads->value(1, 2)), std::string_view("7"));
    QVERIFY(std::holds_alternative<std::monostate>(roads->value(2, 0)));
  }

  void cutting_a_foreign_pack_gives_the_tile_back() {
    const auto tile = read_foreign_tile(k_id, tile_bytes());
    CutOptions options;
    options.tolerance = 0;
    options.all_rows = true;
    const auto roads = cut((*tile)->pack("roads"), k_id, options);
    QCOMPARE(roads->features.size(), 3U);
    const auto points = roads->points_of(roads->parts[roads->features[0].part_begin]);
    QCOMPARE(points.size(), 2U);
    QVERIFY((points[0] == TilePoint{4000, 4000} && points[1] == TilePoint{100, 100}));
    const auto water = cut((*tile)->pack("water"), k_id, options);
    QCOMPARE(water->parts.size(), 2U);
    QVERIFY(water->parts[1].hole);
  }

  void any_extent_is_understood() {
    const auto tile = read_foreign_tile(k_id, tile_bytes(8192));
    const auto roads = (*tile)->pack("roads");
    const geo::Point2 start = samples::at(k_id, 2000, 2000);
    const auto box = roads->bounds(0);
    QVERIFY(std::abs(box.max_x - start.x) < 0.01 && std::abs(box.min_y - start.y) < 0.01);
  }

  void beyond_the_highest_zoom_the_ancestor_covers() {
    HandTiles tiles;
    tiles.there[k_id] = tile_bytes();
    const auto deep = tiles.covering({12, k_id.x * 8 + 3, k_id.y * 8 + 5});
    QVERIFY(deep && deep->id == k_id);
    QCOMPARE(tiles.covering(k_id), deep);
    QCOMPARE(tiles.asked[k_id], 1);
    QVERIFY(!tiles.covering({1, 0, 0}));
  }

  void an_absent_tile_is_asked_for_once() {
    HandTiles tiles;
    QVERIFY(!tiles.covering(k_id));
    QVERIFY(!tiles.covering(k_id));
    QCOMPARE(tiles.asked[k_id], 1);
  }

  void while_a_tile_is_on_its_way_an_ancestor_stands_in() {
    HandTiles tiles;
    const geo::TileId parent{8, k_id.x / 2, k_id.y / 2};
    tiles.there[parent] = tile_bytes();
    QVERIFY(tiles.covering(parent));
    tiles.network = true;
    QVERIFY(tiles.covering(k_id) && tiles.covering(k_id)->id == parent);
    tiles.there[k_id] = tile_bytes();
    QCOMPARE(tiles.covering(k_id)->id, k_id);
  }

  void damaged_bytes_are_counted_and_draw_nothing() {
    HandTiles tiles;
    tiles.there[k_id] = std::string("\x1a\xff\xff\xff\x7f garbage", 13);
    QVERIFY(!tiles.covering(k_id));
    QVERIFY(!tiles.covering(k_id));
    QCOMPARE(tiles.damaged_count(), 1U);
  }

  void every_truncation_of_a_tile_is_a_part_or_an_error() {
    const auto whole = tile_bytes();
    for (std::size_t n = 0; n < whole.size(); ++n) {
      const auto tile = read_foreign_tile(k_id, std::string_view(whole).substr(0, n));
      if (tile) QVERIFY((*tile)->packs.size() <= 2);
    }
  }

  void the_cache_is_limited_by_bytes() {
    const auto size = (*read_foreign_tile(k_id, tile_bytes()))->bytes;
    HandTiles tiles(3 * size);
    for (std::uint32_t x = 0; x < 10; ++x) {
      tiles.there[{9, x, 0}] = tile_bytes();
      QVERIFY(tiles.covering({9, x, 0}));
    }
    QVERIFY(tiles.covering({9, 0, 0}));
    QCOMPARE((tiles.asked[{9, 0, 0}]), 2);
  }

  void each_kind_of_archive_says_where_its_tiles_are_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"a.mbtiles", "a.pmtiles", "folder"}) QTest::newRow(name) << QString::fromLatin1(name);
  }
  void each_kind_of_archive_says_where_its_tiles_are() {
    QFETCH(QString, name);
    const auto path = m_dir.filePath(name).toStdString();
    auto writer = create_archive(path);
    QVERIFY(writer);
    const auto bytes = tile_bytes();
    QVERIFY((*writer)->add(k_id, (*writer)->stores_gzip() ? gzip(bytes) : bytes));
    ArchiveInfo info;
    info.min_zoom = info.max_zoom = 9;
    info.bounds_lon_lat = {9.5, 51, 10.5, 52};
    QVERIFY((*writer)->finish(info));
    const auto tiles = ArchiveTiles::open(path);
    QVERIFY(tiles);
    QCOMPARE((*tiles)->info().min_zoom, 9);
    const auto south_west = geo::to_lon_lat({(*tiles)->info().bounds.min_x, (*tiles)->info().bounds.min_y});
    QVERIFY(std::abs(south_west.x - 9.5) < 1e-6 && std::abs(south_west.y - 51) < 1e-6);
    QVERIFY((*tiles)->covering(k_id) && (*tiles)->covering(k_id)->pack("water"));
  }
};

QTEST_GUILESS_MAIN(TestForeignTiles)
#include "test_foreign_tiles.moc"
