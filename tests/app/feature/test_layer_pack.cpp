// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <csignal>
#include <random>

#include "feature/layer_pack.h"
#include "feature/pack_builder.h"

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace skizze;
using feature::ColumnType;
using feature::LayerPack;
using feature::PackBuilder;
using feature::PackInfo;
using feature::Value;

namespace {

const geo::Point2 k_leipzig{1377000.25, 6680000.5};

PackInfo streets_info() {
  PackInfo info;
  info.name = "Straßen";
  info.crs = "EPSG:25833";
  info.columns = {{"name", ColumnType::text}, {"lanes", ColumnType::integer}, {"width_m", ColumnType::real}, {"oneway", ColumnType::boolean}};
  info.provenance.licence = "dl-de/by-2-0";
  info.notices.push_back({feature::Severity::lost, {"readers.empty_geometry", {{"count", "3"}}}, 3, "id 7"});
  return info;
}

geo::Geometry square(double x, double y, double side) { return geo::make_area({{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}}); }

std::vector<std::byte> three_rows() {
  PackBuilder builder(streets_info());
  const auto at = k_leipzig;
  builder.add(11, geo::make_line({at, {at.x + 100, at.y}}), std::vector<Value>{std::string("Ring"), std::int64_t{2}, 6.5, true});
  builder.add(12, square(at.x + 500, at.y, 20), std::vector<Value>{std::string("Ring"), {}, {}, {}});
  builder.add(13, {}, std::vector<Value>{{}, std::int64_t{-1}, std::int64_t{3}, false});
  return builder.finish();
}

std::uint32_t row_of(const LayerPack& pack, std::int64_t id) {
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (pack.id(row) == id) return row;
  }
  return UINT32_MAX;
}

}  // namespace

class TestLayerPack : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void an_empty_pack_opens_and_answers_queries() {
    PackBuilder builder(streets_info());
    const auto pack = LayerPack::from_bytes(builder.finish());
    QVERIFY(pack);
    QCOMPARE((*pack)->size(), 0U);
    QVERIFY((*pack)->query({-1e7, -1e7, 1e7, 1e7}).empty());
  }

  void rows_attributes_and_notices_come_back() {
    const auto pack = *LayerPack::from_bytes(three_rows());
    QCOMPARE(pack->size(), 3U);
    QCOMPARE(pack->info().name, std::string("Straßen"));
    QCOMPARE(pack->info().crs, std::string("EPSG:25833"));
    QCOMPARE(pack->info().provenance.licence, std::string("dl-de/by-2-0"));
    QVERIFY(pack->info().notices == streets_info().notices);
    const auto ring = row_of(*pack, 11);
    QCOMPARE(std::get<std::string_view>(pack->value(ring, 0)), std::string_view("Ring"));
    QCOMPARE(std::get<std::int64_t>(pack->value(ring, 1)), std::int64_t{2});
    QCOMPARE(std::get<double>(pack->value(ring, 2)), 6.5);
    QCOMPARE(std::get<bool>(pack->value(ring, 3)), true);
    const auto area = row_of(*pack, 12);
    for (std::size_t column = 1; column < 4; ++column) QVERIFY(std::holds_alternative<std::monostate>(pack->value(area, column)));
    QCOMPARE(pack->dictionary(0).size(), std::size_t{1});
    QVERIFY(pack->dictionary_index(ring, 0) == pack->dictionary_index(area, 0));
    const auto shapeless = row_of(*pack, 13);
    QCOMPARE(pack->kind(shapeless), geo::GeometryKind::none);
    QCOMPARE(std::get<double>(pack->value(shapeless, 2)), 3.0);
    QVERIFY(pack->bounds(shapeless).empty());
  }

  void coordinates_are_kept_to_a_millimetre() {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> offset(-600000, 600000);
    PackInfo info = streets_info();
    info.columns.clear();
    info.has_z = true;
    PackBuilder builder(info);
    std::vector<geo::Point3> points;
    for (int i = 0; i < 500; ++i) {
      points.push_back({k_leipzig.x + offset(random), k_leipzig.y + offset(random), offset(random) / 600});
      builder.add(i, {geo::GeometryKind::point, {{{points.back()}, false}}}, {});
    }
    const auto pack = *LayerPack::from_bytes(builder.finish());
    QVERIFY(pack->info().resolution_m <= 0.001);
    for (std::uint32_t row = 0; row < pack->size(); ++row) {
      const auto p = pack->geometry(row).parts.front().points.front();
      const auto& expected = points[static_cast<std::size_t>(pack->id(row))];
      QVERIFY(std::hypot(p.x - expected.x, p.y - expected.y) < 0.001);
      QVERIFY(std::abs(p.z - expected.z) <= 0.0005 + 1e-9);
    }
  }

  void a_world_layer_is_coarser_but_whole() {
    PackBuilder builder(PackInfo{});
    builder.add(1, geo::make_point({-2e7, -2e7}), {});
    builder.add(2, geo::make_point({2e7, 2e7}), {});
    const auto pack = *LayerPack::from_bytes(builder.finish());
    QVERIFY(pack->info().resolution_m < 0.02);
    const auto p = pack->geometry(row_of(*pack, 2)).parts.front().points.front();
    QVERIFY(std::abs(p.x - 2e7) < 0.02);
  }

  void holes_and_parts_keep_their_order() {
    PackBuilder builder(PackInfo{});
    geo::Geometry area = geo::make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{2, 2}, {4, 2}, {4, 4}}});
    area.parts.push_back({{{20, 20}, {30, 20}, {30, 30}}, false});
    builder.add(1, area, {});
    const auto pack = *LayerPack::from_bytes(builder.finish());
    QCOMPARE(pack->part_count(0), 3U);
    QVERIFY(!pack->part(0, 0).hole && pack->part(0, 1).hole && !pack->part(0, 2).hole);
    QCOMPARE(geo::planar_area(pack->geometry(0)), 100.0 - 2 + 50);
  }

  void a_query_finds_exactly_what_a_linear_search_finds() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(0, 10000);
    std::uniform_real_distribution<double> size(1, 200);
    PackBuilder builder(PackInfo{});
    for (int i = 0; i < 3000; ++i) builder.add(i, square(place(random), place(random), size(random)), {});
    const auto pack = *LayerPack::from_bytes(builder.finish());
    for (int i = 0; i < 50; ++i) {
      const double x = place(random);
      const double y = place(random);
      const geo::Box box{x, y, x + size(random) * 5, y + size(random) * 5};
      for (const std::uint8_t zoom : {std::uint8_t{10}, std::uint8_t{255}}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t row = 0; row < pack->size(); ++row) {
          if (pack->min_zoom(row) <= zoom && pack->bounds(row).intersects(box)) expected.push_back(row);
        }
        auto found = pack->query(box, zoom);
        QVERIFY(std::is_sorted(found.begin(), found.end()));
        // the query box grows to whole steps, so it may touch a neighbour a millimetre away
        QVERIFY(std::includes(found.begin(), found.end(), expected.begin(), expected.end()));
        QVERIFY(found.size() <= expected.size() + 1);
      }
    }
  }

  void simplification_keeps_what_matters_and_shared_borders_alike() {
    std::vector<geo::Point2> border;
    for (int i = 0; i <= 200; ++i) border.push_back({i * 5.0, 3 * std::sin(i * 0.7)});
    auto upper = border;
    upper.push_back({1000, 500});
    upper.push_back({0, 500});
    auto lower = std::vector<geo::Point2>(border.rbegin(), border.rend());
    lower.push_back({0, -400});
    lower.push_back({1000, -400});
    PackBuilder builder(PackInfo{});
    builder.add(1, geo::make_area({upper}), {});
    builder.add(2, geo::make_area({lower}), {});
    const auto pack = *LayerPack::from_bytes(builder.finish());
    for (const double tolerance : {0.0, 1.0, 3.0, 10.0, 50.0}) {
      const auto threshold = feature::rank_of_tolerance(tolerance);
      const auto kept_on_border = [&](std::uint32_t row) {
        std::vector<std::int32_t> kept;
        const auto part = pack->part(row, 0);
        for (std::size_t v = 0; v < part.x.size(); ++v) {
          const bool on_border = std::abs(pack->origin().y + part.y[v] * pack->step_m()) < 4;
          if (on_border && part.rank[v] >= threshold) kept.push_back(part.x[v]);
        }
        std::sort(kept.begin(), kept.end());
        return kept;
      };
      const auto a = kept_on_border(0);
      QVERIFY(a == kept_on_border(1));
      if (tolerance == 0.0) QCOMPARE(a.size(), std::size_t{201});
      if (tolerance == 50.0) QVERIFY(a.size() < 20);
      QVERIFY(a.size() >= 2);
    }
  }

  void crowded_points_wait_for_closer_zooms_and_all_show_in_the_end() {
    PackBuilder builder(PackInfo{});
    for (int i = 0; i < 5000; ++i) builder.add(i, geo::make_point({(i % 100) * 8.0, (i / 100) * 8.0}), {});
    const auto pack = *LayerPack::from_bytes(builder.finish());
    const geo::Box everywhere{-1e6, -1e6, 1e6, 1e6};
    std::size_t before = 0;
    for (std::uint8_t zoom = 0; zoom < 16; ++zoom) {
      const auto count = pack->query(everywhere, zoom).size();
      QVERIFY(count >= before);
      before = count;
    }
    QVERIFY(pack->query(everywhere, 5).size() < 10);
    QCOMPARE(before, std::size_t{5000});
  }

  void every_flipped_byte_is_noticed_or_harmless() {
    const auto good = three_rows();
    for (std::size_t i = 0; i < good.size(); ++i) {
      auto bad = good;
      bad[i] ^= std::byte{0x41};
      const auto pack = LayerPack::from_bytes(std::move(bad));
      if (!pack) {
        QVERIFY(pack.error().code == base::ErrorCode::damaged || pack.error().code == base::ErrorCode::unsupported);
        continue;
      }
      QCOMPARE((*pack)->size(), 3U);  // padding between sections
    }
  }

  void every_truncation_is_refused() {
    const auto good = three_rows();
    for (std::size_t size = 0; size < good.size(); size += 3) {
      QVERIFY(!LayerPack::from_bytes({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}));
    }
  }

  void a_pack_file_is_replaced_whole_or_not_at_all() {
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "a.pack";
    PackBuilder builder(streets_info());
    QVERIFY(builder.finish_to(file));
    QVERIFY(LayerPack::open(file));
    const auto missing = builder.finish_to(file.parent_path() / "no" / "such" / "folder.pack");
    QVERIFY(!missing);
    QCOMPARE(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), std::ptrdiff_t{1});
    const auto absent = LayerPack::open(file.parent_path() / "b.pack");
    QVERIFY(!absent && absent.error().code == base::ErrorCode::not_found);
  }

  void a_full_disk_is_named_and_leaves_nothing_behind() {
#ifdef Q_OS_UNIX
    QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "a.pack";
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{100, before.rlim_max};  // a quota of 100 bytes
    setrlimit(RLIMIT_FSIZE, &tight);
    PackBuilder builder(streets_info());
    const auto status = builder.finish_to(file);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!status);
    QCOMPARE(status.error().code, base::ErrorCode::no_space);
    QVERIFY(std::filesystem::is_empty(file.parent_path()));
#else
    QSKIP("quotas per process exist on Unix only");
#endif
  }
};

QTEST_GUILESS_MAIN(TestLayerPack)
#include "test_layer_pack.moc"
