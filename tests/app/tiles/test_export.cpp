// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <random>
#include <set>

#include "tile_samples.h"
#include "tiles/compression.h"
#include "tiles/export.h"
#include "tiles/mvt_check.h"
#include "tiles/mvt_reader.h"
#include "tiles/mvt_writer.h"
#include "tiles/tile_archive.h"
#include "tiles/tile_cache.h"
#include "tiles/tile_plan.h"

using namespace skizze;
using namespace skizze::tiles;
using samples::Ring;
namespace fs = std::filesystem;

namespace {

const geo::TileId k_tile{12, 2200, 1343};

/// Buildings, streets, trees and some shapes that are awkward: tiny, thin, very large, crossing themselves.
std::vector<geo::Geometry> small_town(unsigned seed, int count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(0, 4096);
  std::vector<geo::Geometry> rows;
  for (int i = 0; i < count; ++i) {
    const geo::Point2 p{place(random), place(random)};
    const double w = 1 + static_cast<double>(random() % 30);
    switch (i % 6) {
      case 0: rows.push_back(geo::make_point(samples::at(k_tile, p.x, p.y))); break;
      case 1: rows.push_back(geo::make_line(samples::ring_at(k_tile, {p, {p.x + 20 * w, p.y + w}, {p.x + 21 * w, p.y - 9 * w}}))); break;
      case 2: rows.push_back(geo::make_area({samples::ring_at(k_tile, {p, {p.x + 0.01, p.y}, {p.x, p.y + 0.01}})})); break;
      case 3: rows.push_back(geo::make_area({samples::ring_at(k_tile, samples::star(random, p, 30 * w, 40, true))})); break;
      default:
        rows.push_back(geo::make_area({samples::ring_at(k_tile, {p, {p.x + w, p.y}, {p.x + w, p.y + w / 2}, {p.x, p.y + w}})}));
        break;
    }
  }
  return rows;
}

struct Content {
  std::map<int, std::map<std::string, std::set<std::uint64_t>>> ids;  // by zoom and layer
  std::size_t violations = 0;
  std::size_t tiles = 0;
};

Content read(const fs::path& path) {
  Content content;
  auto reader = open_archive(path);
  if (!reader) return content;
  (void)(*reader)->for_each([&](geo::TileId id, std::string_view bytes) {
    ++content.tiles;
    content.violations += check_mvt(bytes_of(bytes)).size();
    const auto decoded = decode_mvt(bytes_of(bytes));
    for (const auto& layer : decoded->tile.layers) {
      for (const auto& feature : layer.features) {
        if (feature.id) content.ids[id.z][layer.name].insert(*feature.id);
      }
    }
    return base::Status{};
  });
  return content;
}

}  // namespace

class TestExport : public QObject {
  Q_OBJECT
  QTemporaryDir m_dir;
  fs::path in(const char* name) const { return fs::path(m_dir.path().toStdString()) / name; }

  ExportOptions options(const char* name) const {
    ExportOptions options;
    options.target = in(name);
    options.min_zoom = 8;
    options.max_zoom = 14;
    return options;
  }

 private Q_SLOTS:
  void every_tile_is_as_the_standard_wants_it_and_no_row_is_missing_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("mbtiles") << "town.mbtiles";
    QTest::newRow("pmtiles") << "town.pmtiles";
    QTest::newRow("folder") << "town";
  }
  void every_tile_is_as_the_standard_wants_it_and_no_row_is_missing() {
    QFETCH(QString, name);
    const auto town = samples::pack_of(small_town(1, 1200));
    const auto other = samples::pack_of(small_town(2, 60));
    const auto report = export_tiles({{"town", town}, {"town", other}}, options(name.toLatin1().constData()));
    QVERIFY(report.has_value());
    const Content content = read(in(name.toLatin1().constData()));
    QCOMPARE(content.violations, 0U);
    QCOMPARE(content.tiles, report->tiles);
    QCOMPARE(content.ids.at(14).at("town").size(), 1200U);
    QCOMPARE(content.ids.at(14).at("town_2").size(), 60U);
    QCOMPARE(report->layers[0].rows_at_max_zoom, report->layers[0].rows_with_geometry);
    QVERIFY(content.ids.at(8).at("town").size() < 1200U);
  }

  void all_rows_stay_at_every_zoom_when_asked() {
    auto all = options("all.pmtiles");
    all.all_rows = true;
    QVERIFY(export_tiles({{"town", samples::pack_of(small_town(3, 300))}}, all).has_value());
    const Content content = read(in("all.pmtiles"));
    for (int z = 8; z <= 14; ++z) QCOMPARE(content.ids.at(z).at("town").size(), 300U);
    QCOMPARE(content.violations, 0U);
  }

  void the_same_packs_give_the_same_bytes_whatever_the_number_of_threads() {
    const auto pack = samples::pack_of(small_town(4, 300));
    QByteArray first;
    for (const unsigned threads : {1U, 3U}) {
      auto with = options("same.pmtiles");
      with.threads = threads;
      QVERIFY(export_tiles({{"town", pack}}, with).has_value());
      QFile file(QString::fromStdString(in("same.pmtiles").string()));
      QVERIFY(file.open(QIODevice::ReadOnly));
      const auto bytes = file.readAll();
      if (first.isEmpty()) first = bytes;
      QVERIFY(bytes == first);
    }
  }

  void a_town_too_small_to_be_seen_still_covers_its_share() {
    std::mt19937 random(9);
    std::uniform_real_distribution<double> place(0, 4096);
    std::vector<geo::Geometry> rows;
    for (int i = 0; i < 4000; ++i) {
      const geo::Point2 p{place(random), place(random)};
      rows.push_back(geo::make_area({samples::ring_at(k_tile, {p, {p.x + 6, p.y}, {p.x + 6, p.y + 6}, {p.x, p.y + 6}})}));
    }
    const auto pack = samples::pack_of(rows);
    auto with = options("density.mbtiles");
    const auto report = export_tiles({{"town", pack}}, with);
    QVERIFY(report.has_value());
    QCOMPARE(read(with.target).violations, std::size_t{0});
    // In tile k_tile of zoom 12 a house has 36 square units; in zoom 8 the 256th part.
    const geo::TileId above{8, k_tile.x >> 4, k_tile.y >> 4};
    CutOptions cut_options;
    cut_options.density = true;
    const auto tile = cut(pack, above, cut_options);
    QCOMPARE(tile->features.size(), std::size_t{1});
    QVERIFY(tile->features[0].density);
    double area = 0;
    for (const auto& part : tile->parts) {
      const auto points = tile->points_of(part);
      area += (points[2].x - points[0].x) * (points[2].y - points[0].y);
    }
    const double expected = 4000 * 36.0 / 256;
    QVERIFY2(std::abs(area / expected - 1) < 0.25, qPrintable(QString("%1 of %2").arg(area).arg(expected)));
    QCOMPARE(report->zooms.front().zoom, 8);
    QCOMPARE(report->zooms.front().hidden_rows, std::uint64_t{4000});
    QCOMPARE(report->zooms.front().summed_rows, std::uint64_t{4000});
    QCOMPARE(report->zooms.back().hidden_rows, std::uint64_t{0});
    with.density = false;
    QVERIFY(export_tiles({{"town", pack}}, with).has_value());
    QVERIFY(!read(with.target).ids.contains(8));
  }

  void a_tile_keeps_to_its_bytes_and_drops_what_is_worth_least() {
    const auto pack = samples::pack_of(small_town(7, 3000));
    std::set<std::uint64_t> before;
    for (const std::size_t budget : {4'000U, 12'000U, 40'000U}) {
      auto with = options("budget.mbtiles");
      with.min_zoom = 12;
      with.max_tile_bytes = budget;
      const auto report = export_tiles({{"town", pack}}, with);
      QVERIFY(report.has_value());
      const auto& zoom = report->zooms.front();
      QVERIFY(zoom.largest_tile <= budget);
      QVERIFY(zoom.largest_tile > budget / 2);
      QVERIFY(zoom.over_byte_budget > 0);
      const auto content = read(with.target);
      QCOMPARE(content.violations, std::size_t{0});
      QCOMPARE(content.ids.at(14).at("town").size(), std::size_t{3000});  // the highest zoom holds all
      // What is kept is worth more than what is not, and a larger budget keeps it too.
      std::set<std::uint64_t> kept;
      auto reader = open_archive(with.target);
      const auto bytes = *(*reader)->tile(k_tile);
      const auto decoded = decode_mvt(bytes_of(*bytes));
      for (const auto& feature : decoded->tile.layers.at(0).features) kept.insert(feature.id.value_or(0));
      QVERIFY(std::includes(kept.begin(), kept.end(), before.begin(), before.end()));
      DropRank worst{0, -1e9, 0};
      const auto tile = cut(pack, k_tile);
      for (const auto& f : tile->features) {
        if (kept.contains(static_cast<std::uint64_t>(pack->id(f.row)))) worst = std::max(worst, drop_rank(*pack, f.row));
      }
      for (const auto& f : tile->features) {
        if (!kept.contains(static_cast<std::uint64_t>(pack->id(f.row)))) QVERIFY(worst < drop_rank(*pack, f.row));
      }
      before = kept;
    }
  }

  void areas_left_out_for_a_budget_still_cover_their_share() {
    std::mt19937 random(10);
    std::uniform_real_distribution<double> place(20, 4040);
    std::vector<geo::Geometry> rows;
    double expected = 0;
    for (int i = 0; i < 4000; ++i) {
      const geo::Point2 p{place(random), place(random)};
      const double side = 8 + static_cast<double>(random() % 8);
      expected += side * side;
      rows.push_back(geo::make_area({samples::ring_at(k_tile, {p, {p.x + side, p.y}, {p.x + side, p.y + side}, {p.x, p.y + side}})}));
    }
    const auto pack = samples::pack_of(rows);
    for (const bool by_bytes : {true, false}) {
      EncodeBudget budget;
      (by_bytes ? budget.max_bytes : budget.max_features) = by_bytes ? 60'000 : 1000;
      budget.density = true;
      const std::string bytes = encode_mvt(std::vector<LayerToEncode>{{"town", cut(pack, k_tile), nullptr}}, budget);
      QVERIFY(!by_bytes || bytes.size() <= budget.max_bytes);
      QVERIFY((by_bytes ? budget.over_byte_budget : budget.over_feature_budget) > 1000);
      QVERIFY(check_mvt(bytes_of(bytes)).empty());
      const auto decoded = decode_mvt(bytes_of(bytes));
      double area = 0;
      for (const auto& feature : decoded->tile.layers.at(0).features) {
        for (const auto& part : feature.parts) area += static_cast<double>(surveyor_area_x2(part.points)) / 2;
      }
      QVERIFY2(std::abs(area / expected - 1) < 0.1, qPrintable(QString("%1 of %2").arg(area).arg(expected)));
    }
  }

  void features_beyond_the_limit_are_counted() {
    auto with = options("few.mbtiles");
    with.max_features = 50;
    const auto report = export_tiles({{"town", samples::pack_of(small_town(8, 2000))}}, with);
    QVERIFY(report.has_value());
    QVERIFY(report->zooms.front().over_feature_budget > 0);
    QCOMPARE(report->zooms.back().over_feature_budget, std::uint64_t{0});
    QCOMPARE(report->zooms.size(), std::size_t{7});
    std::uint64_t tiles = 0;
    for (const auto& zoom : report->zooms) tiles += zoom.tiles;
    QCOMPARE(tiles, report->tiles);
  }

  void an_export_that_is_cancelled_leaves_nothing() {
    base::CancelSource source;
    const auto report = export_tiles({{"town", samples::pack_of(small_town(5, 600))}}, options("gone.mbtiles"), source.token(),
                                     [&](double) { source.cancel(); });
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().code, base::ErrorCode::cancelled);
    QVERIFY(!fs::exists(in("gone.mbtiles")));
  }

  void impossible_wishes_are_refused() {
    const auto pack = samples::pack_of(small_town(6, 10));
    auto wrong = options("x.mbtiles");
    wrong.min_zoom = 15;
    QCOMPARE(export_tiles({{"t", pack}}, wrong).error().message.id, std::string("tiles.bad_zooms"));
    QCOMPARE(export_tiles({}, options("x.mbtiles")).error().message.id, std::string("tiles.nothing_to_export"));
    auto few = options("x.mbtiles");
    few.max_tiles = 3;
    QCOMPARE(export_tiles({{"t", pack}}, few).error().code, base::ErrorCode::too_large);
    QVERIFY(!fs::exists(in("x.mbtiles")));
  }

  void the_plan_misses_no_tile() {
    // Against every tile of the area, cut one by one.
    const auto pack = samples::pack_of(small_town(7, 120));
    CutOptions exact;
    exact.tolerance = 0;
    exact.all_rows = exact.keep_collapsed = true;
    const auto planned = plan_tiles({pack}, 15, true, 1 << 20, {});
    const std::set<std::uint64_t> ids(planned.ids.begin(), planned.ids.end());
    for (std::uint32_t x = (k_tile.x - 1) * 8; x < (k_tile.x + 2) * 8; ++x) {
      for (std::uint32_t y = (k_tile.y - 1) * 8; y < (k_tile.y + 2) * 8; ++y) {
        const geo::TileId id{15, x, y};
        if (!cut(pack, id, exact)->features.empty()) QVERIFY(ids.contains(pmtiles_id(id)));
      }
    }
  }

  void a_long_diagonal_does_not_mark_a_square_of_tiles() {
    const auto line = geo::make_line(samples::ring_at(k_tile, {{0, 0}, {4096 * 16, 4096 * 16}}));
    const auto plan = plan_tiles({samples::pack_of({line})}, 14, true, 1 << 20, {});
    QVERIFY(plan.ids.size() >= 64);
    QVERIFY(plan.ids.size() < 64 * 4);
  }

  void the_inside_of_a_large_area_is_planned() {
    const auto area = geo::make_area({samples::ring_at(k_tile, {{0, 0}, {4096 * 4, 0}, {4096 * 4, 4096 * 4}, {0, 4096 * 4}})});
    const auto plan = plan_tiles({samples::pack_of({area})}, 14, true, 1 << 20, {});
    QCOMPARE(plan.ids.size(), 18U * 18U);  // 16 x 16 and the ring of neighbours that see it in their buffer
  }

  void the_cache_keeps_what_was_used_last_within_its_bytes() {
    const auto pack = samples::pack_of(small_town(8, 100));
    const auto tile = cut(pack, k_tile);
    const std::size_t bytes = bytes_of_tile(*tile);
    TileCache cache(bytes * 3 + bytes / 2);
    const auto key = [](std::uint32_t x) { return TileKey{1, 1, {12, x, 0}}; };
    for (std::uint32_t x = 0; x < 3; ++x) cache.insert(key(x), tile);
    QVERIFY(cache.find(key(0)));
    cache.insert(key(3), tile);
    QVERIFY(cache.find(key(0)) && !cache.find(key(1)));
    QCOMPARE(cache.size(), 3U);
    QCOMPARE(cache.bytes(), bytes * 3);
    cache.erase_layer(1);
    QCOMPARE(cache.bytes(), 0U);
  }

  void an_edit_forgets_only_the_tiles_that_saw_it() {
    const auto pack = samples::pack_of(small_town(8, 100));
    TileCache cache(1 << 30);
    for (std::uint32_t x = k_tile.x - 2; x <= k_tile.x + 2; ++x) cache.insert({1, 0, {12, x, k_tile.y}}, cut(pack, {12, x, k_tile.y}));
    const auto inner = samples::at(k_tile, 2000, 2000);
    cache.erase(1, geo::Box{inner.x, inner.y, inner.x, inner.y});
    QCOMPARE(cache.size(), 4U);
    const auto edge = samples::at(k_tile, 4196, 2000);  // in the right neighbour, within the buffer of the middle one
    cache.insert({1, 0, k_tile}, cut(pack, k_tile));
    cache.erase(1, geo::Box{edge.x, edge.y, edge.x, edge.y});
    QCOMPARE(cache.size(), 3U);
  }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
