// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rapidcheck.h>

#include <QtTest>
#include <set>

#include "tile_samples.h"
#include "tiles/compression.h"
#include "tiles/cutter.h"
#include "tiles/large_rings.h"
#include "tiles/mvt_check.h"
#include "tiles/mvt_writer.h"
#include "tiles/repair.h"
#include "tiles/rings.h"

using namespace skizze;
using namespace skizze::tiles;
using samples::Ring;

namespace {

const geo::TileId k_tile{14, 8802, 5373};  // Berlin

CutOptions exact() {
  CutOptions options;
  options.tolerance = 0;
  options.all_rows = options.keep_collapsed = true;
  return options;
}

Rings rings_of(const Tile& tile, const TileFeature& feature) {
  Rings rings;
  for (std::uint32_t i = feature.part_begin; i < feature.part_end; ++i) {
    const auto points = tile.points_of(tile.parts[i]);
    const auto begin = static_cast<std::uint32_t>(rings.points.size());
    rings.points.insert(rings.points.end(), points.begin(), points.end());
    rings.parts.push_back({begin, static_cast<std::uint32_t>(rings.points.size()), tile.parts[i].hole});
  }
  return rings;
}

/// Winding, closure and validity of all areas, by GEOS and not by the cutter's own test.
bool all_valid(const Tile& tile) {
  for (const auto& feature : tile.features) {
    if (feature.kind != geo::GeometryKind::area) continue;
    const Rings rings = rings_of(tile, feature);
    if (rings.parts.empty() || rings.parts.front().hole || !valid_by_geos(rings)) return false;
    for (const auto& part : rings.parts) {
      const auto ring = rings.ring(part);
      if ((area_x2(ring) > 0) == part.hole || area_x2(ring) == 0 || ring.front() == ring.back()) return false;
    }
  }
  return true;
}

std::shared_ptr<const Tile> cut_units(const std::vector<Ring>& rings, CutStats* stats = nullptr) {
  std::vector<Ring> mercator;
  for (const auto& ring : rings) mercator.push_back(samples::ring_at(k_tile, ring));
  return cut(samples::pack_of({geo::make_area(mercator)}), k_tile, exact(), stats);
}

std::set<std::pair<int, int>> corners(const Tile& tile) {
  std::set<std::pair<int, int>> all;
  for (const auto p : tile.points) all.insert({p.x, p.y});
  return all;
}

}  // namespace

class TestCutter : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_square_inside_keeps_its_corners_and_is_wound_positive() {
    // The signed area by the surveyor's formula of (100,200) (300,200) (300,500) (100,500) with y down is 60,000.
    const auto tile = cut_units({{{100, 200}, {100, 500}, {300, 500}, {300, 200}}});
    QCOMPARE(tile->features.size(), 1U);
    QCOMPARE(tile->parts.size(), 1U);
    QCOMPARE(area_x2(tile->points_of(tile->parts[0])), 120000);
    QCOMPARE(corners(*tile), (std::set<std::pair<int, int>>{{100, 200}, {300, 200}, {300, 500}, {100, 500}}));
    QVERIFY(std::none_of(tile->cut_edge.begin(), tile->cut_edge.end(), [](bool b) { return b; }));
  }

  void a_hole_is_wound_negative_and_follows_its_ring() {
    const auto tile = cut_units({{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}}, {{200, 200}, {400, 200}, {400, 400}, {200, 400}}});
    QCOMPARE(tile->parts.size(), 2U);
    QVERIFY(!tile->parts[0].hole && tile->parts[1].hole);
    QCOMPARE(area_x2(tile->points_of(tile->parts[1])), -80000);
    QVERIFY(all_valid(*tile));
  }

  void a_shape_that_covers_the_tile_becomes_the_tile_with_its_buffer() {
    const auto tile = cut_units({{{-9000, -9000}, {9000, -9000}, {9000, 9000}, {-9000, 9000}}});
    QCOMPARE(corners(*tile), (std::set<std::pair<int, int>>{{-128, -128}, {4224, -128}, {4224, 4224}, {-128, 4224}}));
    QVERIFY(std::all_of(tile->cut_edge.begin(), tile->cut_edge.end(), [](bool b) { return b; }));
  }

  void edges_made_by_clipping_are_marked_and_original_ones_are_not() {
    const auto tile = cut_units({{{1000, 1000}, {9000, 1000}, {9000, 2000}, {1000, 2000}}});
    QCOMPARE(tile->points.size(), 4U);
    int marked = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto a = tile->points[i];
      const auto b = tile->points[(i + 1) % 4];
      QCOMPARE(static_cast<bool>(tile->cut_edge[i]), a.x == 4224 && b.x == 4224);
      marked += tile->cut_edge[i] ? 1 : 0;
    }
    QCOMPARE(marked, 1);
  }

  void a_comb_that_leaves_the_tile_twice_becomes_two_valid_polygons() {
    // Clipping joins the two teeth along the side of the box; only the repair tells them apart.
    CutStats stats;
    const auto tile = cut_units(
        {{{4100, 1000}, {9000, 1000}, {9000, 3000}, {4100, 3000}, {4100, 2500}, {6000, 2500}, {6000, 1500}, {4100, 1500}}}, &stats);
    QCOMPARE(tile->parts.size(), 2U);
    QCOMPARE(stats.repaired, 1U);
    QVERIFY(all_valid(*tile));
  }

  void a_bow_tie_is_repaired() {
    const auto tile = cut_units({{{0, 0}, {1000, 1000}, {1000, 0}, {0, 1000}}});
    QCOMPARE(tile->parts.size(), 2U);
    QVERIFY(all_valid(*tile));
  }

  void a_line_that_leaves_and_returns_becomes_two_parts() {
    const auto line = geo::make_line(samples::ring_at(k_tile, {{100, 100}, {100, -900}, {300, -900}, {300, 100}}));
    const auto tile = cut(samples::pack_of({line}), k_tile, exact());
    QCOMPARE(tile->parts.size(), 2U);
    QCOMPARE(corners(*tile), (std::set<std::pair<int, int>>{{100, 100}, {100, -128}, {300, -128}, {300, 100}}));
  }

  void a_point_in_the_buffer_is_drawn_in_both_tiles() {
    const auto pack = samples::pack_of({geo::make_point(samples::at(k_tile, 4100, 7))});
    QCOMPARE(cut(pack, k_tile, exact())->features.size(), 1U);
    const auto right = cut(pack, {k_tile.z, k_tile.x + 1, k_tile.y}, exact());
    QCOMPARE(right->features.size(), 1U);
    QVERIFY(right->points[0] == (TilePoint{4, 7}));
  }

  void a_shape_smaller_than_the_grid_becomes_one_unit_where_nothing_may_vanish() {
    const Ring tiny{{10.1, 10.1}, {10.2, 10.1}, {10.2, 10.2}};
    CutStats stats;
    const auto tile = cut_units({tiny}, &stats);
    QCOMPARE(stats.collapsed, 1U);
    QCOMPARE(area_x2(tile->points_of(tile->parts.at(0))), 2);
    auto options = exact();
    options.keep_collapsed = false;
    QVERIFY(cut(samples::pack_of({geo::make_area({samples::ring_at(k_tile, tiny)})}), k_tile, options)->features.empty());
  }

  void every_row_is_in_some_tile_of_the_highest_zoom() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-9000, 13000);
    std::uniform_real_distribution<double> size(-6, 10);
    std::vector<geo::Geometry> rows;
    for (int i = 0; i < 600; ++i) {
      const geo::Point2 centre{place(random), place(random)};
      const double radius = std::exp2(size(random));
      const Ring ring = samples::ring_at(k_tile, samples::star(random, centre, radius, 3 + i % 20, i % 2 == 0));
      rows.push_back(i % 3 == 0 ? geo::make_line(ring) : i % 3 == 1 ? geo::make_area({ring}) : geo::make_point(ring.front()));
    }
    const auto pack = samples::pack_of(rows);
    std::set<std::uint32_t> seen;
    for (std::uint32_t x = k_tile.x - 5; x <= k_tile.x + 5; ++x) {
      for (std::uint32_t y = k_tile.y - 5; y <= k_tile.y + 5; ++y) {
        const auto tile = cut(pack, {k_tile.z, x, y}, exact());
        QVERIFY(all_valid(*tile));
        for (const auto& feature : tile->features) seen.insert(feature.row);
      }
    }
    QCOMPARE(seen.size(), rows.size());
  }

  void cut_areas_are_valid_whatever_the_shape() {
    // Property: for any star, hole, zoom and tolerance the tile is valid by GEOS and by every rule of the standard.
    std::mt19937 random(11);
    std::uniform_real_distribution<double> place(-200, 4300);
    for (int round = 0; round < 150; ++round) {
      std::vector<geo::Geometry> rows;
      for (int i = 0; i < 8; ++i) {
        const geo::Point2 centre{place(random), place(random)};
        const double radius = std::exp2(std::uniform_real_distribution<double>(0, 12)(random));
        std::vector<Ring> rings{samples::ring_at(k_tile, samples::star(random, centre, radius, 3 + (round + i) % 90, i % 2 == 0))};
        if (i % 3 == 0) rings.push_back(samples::ring_at(k_tile, samples::star(random, centre, radius * 0.3, 5 + i, true)));
        rows.push_back(geo::make_area(rings));
      }
      CutOptions options = exact();
      options.tolerance = round % 4;
      const auto pack = samples::pack_of(rows);
      for (const std::uint8_t z : {std::uint8_t{12}, std::uint8_t{14}}) {
        const auto shift = static_cast<unsigned>(14 - z);
        const auto tile = cut(pack, {z, k_tile.x >> shift, k_tile.y >> shift}, options);
        QVERIFY(all_valid(*tile));
        const std::vector<LayerToEncode> layers{{"areas", tile, nullptr}};
        const auto bytes = encode_mvt(layers);
        if (bytes.empty()) continue;
        const auto violations = check_mvt(bytes_of(bytes));
        QVERIFY2(violations.empty(), violations.empty() ? "" : violations.front().detail.c_str());
      }
    }
  }

  void any_rings_at_all_become_valid_polygons() {
    // Property: whatever the points, in or out of the tile, crossing or not, with holes anywhere.
    QVERIFY(rc::check("a cut area is valid", [] {
      const auto coordinate = rc::gen::map(rc::gen::inRange(-3000, 48000), [](int v) { return v / 10.0; });
      const auto ring = rc::gen::container<Ring>(rc::gen::construct<geo::Point2>(coordinate, coordinate));
      const auto rings = *rc::gen::container<std::vector<Ring>>(ring);
      std::vector<Ring> usable;
      for (const auto& r : rings) {
        if (r.size() >= 3) usable.push_back(samples::ring_at(k_tile, r));
      }
      RC_PRE(!usable.empty());
      const auto tile = cut(samples::pack_of({geo::make_area(usable)}), k_tile, exact());
      RC_ASSERT(all_valid(*tile));
    }));
  }

  void the_integer_test_never_calls_an_invalid_polygon_valid() {
    std::mt19937 random(3);
    std::uniform_int_distribution<int> unit(0, 12);
    int valid = 0;
    for (int round = 0; round < 20000; ++round) {
      Rings rings;
      for (int k = 0; k < 1 + round % 3; ++k) {
        const auto begin = static_cast<std::uint32_t>(rings.points.size());
        for (int i = 0; i < 3 + round % 5; ++i)
          rings.points.push_back({static_cast<std::int16_t>(unit(random)), static_cast<std::int16_t>(unit(random))});
        rings.close_ring(begin, k > 0 && !rings.empty() && round % 2 == 0);
      }
      if (rings.empty() || !clearly_valid(rings)) continue;
      ++valid;
      QVERIFY(valid_by_geos(rings));
    }
    QVERIFY(valid > 500);
  }

  void a_large_ring_is_tested_by_the_sweep() {
    std::mt19937 random(5);
    Rings rings;
    for (const auto p : samples::star(random, {2000, 2000}, 2000, 800, false)) {
      rings.points.push_back({static_cast<std::int16_t>(p.x), static_cast<std::int16_t>(p.y)});
    }
    rings.close_ring(0, false);
    QVERIFY(repair(rings) != Repair::failed);
    QVERIFY(clearly_valid(rings) || valid_by_geos(rings));
    // A long thin needle through the middle touches the far side.
    rings.points.push_back({2000, 2000});
    rings.parts[0].end = static_cast<std::uint32_t>(rings.points.size());
    rings.points.push_back({3, 2000});
    rings.points.push_back({4000, 2001});
    rings.parts[0].end += 2;
    QCOMPARE(clearly_valid(rings), valid_by_geos(rings));
  }

  void a_large_ring_is_cut_the_same_through_the_block_of_tiles() {
    std::mt19937 random(12);
    const auto big = samples::pack_of({geo::make_area({samples::ring_at(k_tile, samples::star(random, {2000, 2000}, 9000, 5000, false))})});
    LargeRings large_rings;
    for (std::uint32_t x = k_tile.x - 3; x <= k_tile.x + 3; ++x) {
      for (std::uint32_t y = k_tile.y - 3; y <= k_tile.y + 3; ++y) {
        auto options = exact();
        const auto plain = cut(big, {k_tile.z, x, y}, options);
        options.large_rings = &large_rings;
        const auto shared = cut(big, {k_tile.z, x, y}, options);
        QCOMPARE(shared->parts.size(), plain->parts.size());
        QCOMPARE(shared->points.size(), plain->points.size());
        QVERIFY(corners(*shared) == corners(*plain));
      }
    }
  }

  void the_budget_keeps_what_is_visible_first() {
    std::vector<geo::Geometry> rows;
    for (int i = 0; i < 50; ++i) {
      const double s = i == 30 ? 900 : 2;
      rows.push_back(geo::make_area({samples::ring_at(k_tile, {{10, 10}, {10 + s, 10}, {10 + s, 10 + s}, {10, 10 + s}})}));
    }
    const auto pack = samples::pack_of(rows);
    auto options = exact();
    options.max_features = 1;
    const auto tile = cut(pack, k_tile, options);
    QCOMPARE(tile->features.size(), 1U);
    QCOMPARE(pack->id(tile->features[0].row), 31);
  }

  void a_cancelled_cut_gives_nothing() {
    base::CancelSource source;
    source.cancel();
    auto options = exact();
    options.cancel = source.token();
    QVERIFY(cut(samples::pack_of({geo::make_point(samples::at(k_tile, 1, 1))}), k_tile, options) == nullptr);
  }

  void neighbouring_tiles_agree_on_a_shared_border() {
    // A polygon across the border: its right part in the left tile and its left part in the right tile meet point by point.
    const auto pack =
        samples::pack_of({geo::make_area({samples::ring_at(k_tile, {{4000, 1000.4}, {4200, 1100.3}, {4190, 1300.7}, {4010, 1250.2}})})});
    const auto left = cut(pack, k_tile, exact());
    const auto right = cut(pack, {k_tile.z, k_tile.x + 1, k_tile.y}, exact());
    std::set<std::pair<int, int>> moved;
    for (const auto p : right->points) moved.insert({p.x + 4096, p.y});
    QCOMPARE(corners(*left), moved);
  }
};

QTEST_GUILESS_MAIN(TestCutter)
#include "test_cutter.moc"
