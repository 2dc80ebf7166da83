// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <random>

#include "tiles/repair.h"
#include "tiles/touching_rings.h"

using namespace skizze::tiles;

namespace {

struct Ring {
  std::vector<TilePoint> points;
  bool hole = false;
};

Rings rings_of(const std::vector<Ring>& list) {
  Rings rings;
  for (const Ring& ring : list) {
    const auto begin = static_cast<std::uint32_t>(rings.points.size());
    rings.points.insert(rings.points.end(), ring.points.begin(), ring.points.end());
    rings.close_ring(begin, ring.hole);
  }
  return rings;
}

std::int64_t area_of(const Rings& rings) {
  std::int64_t sum = 0;
  for (const TilePart& part : rings.parts) sum += area_x2(rings.ring(part));
  return sum;
}

int holes_of(const Rings& rings) {
  return static_cast<int>(std::count_if(rings.parts.begin(), rings.parts.end(), [](const TilePart& part) { return part.hole; }));
}

}  // namespace

class TestTouchingRings : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_ring_that_touches_itself_from_outside_becomes_two() {
    Rings rings = rings_of({{{{0, 0}, {4, 0}, {2, 2}, {4, 4}, {0, 4}, {2, 2}}}});
    QVERIFY(part_touching_rings(rings));
    QCOMPARE(rings.parts.size(), std::size_t{2});
    QCOMPARE(holes_of(rings), 0);
    QCOMPARE(area_of(rings), std::int64_t{16});
    QVERIFY(valid_by_geos(rings));
  }

  void a_ring_that_touches_itself_from_inside_becomes_a_ring_with_a_hole() {
    Rings rings = rings_of({{{{0, 0}, {6, 0}, {6, 6}, {0, 6}, {0, 0}, {2, 4}, {4, 4}, {4, 2}}}});
    QVERIFY(part_touching_rings(rings));
    QCOMPARE(rings.parts.size(), std::size_t{2});
    QCOMPARE(holes_of(rings), 1);
    QVERIFY(valid_by_geos(rings));
  }

  void a_corner_on_a_side_counts_as_touching() {
    Rings rings = rings_of({{{{0, 0}, {8, 0}, {8, 4}, {4, 0}, {0, 4}}}});
    QVERIFY(part_touching_rings(rings));
    QCOMPARE(rings.parts.size(), std::size_t{2});
    QVERIFY(valid_by_geos(rings));
  }

  void sides_that_run_both_ways_vanish() {
    Rings rings = rings_of({{{{0, 0}, {4, 0}, {4, 2}, {10, 2}, {10, 0}, {14, 0}, {14, 4}, {10, 4}, {10, 2}, {4, 2}, {4, 4}, {0, 4}}}});
    QVERIFY(part_touching_rings(rings));
    QCOMPARE(rings.parts.size(), std::size_t{2});
    QCOMPARE(area_of(rings), std::int64_t{64});
    QVERIFY(valid_by_geos(rings));
  }

  void neighbours_along_a_side_become_one() {
    Rings rings = rings_of({{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}, {{{4, 1}, {8, 1}, {8, 3}, {4, 3}}}});
    QVERIFY(part_touching_rings(rings));
    QCOMPARE(rings.parts.size(), std::size_t{1});
    QCOMPARE(area_of(rings), std::int64_t{48});
    QVERIFY(valid_by_geos(rings));
  }

  void a_hole_as_large_as_its_ring_leaves_nothing() {
    Rings rings = rings_of({{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}, {{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, true}});
    QVERIFY(part_touching_rings(rings));
    QVERIFY(rings.empty());
  }

  void sides_that_cross_and_areas_on_areas_are_left_alone() {
    const std::vector<std::vector<Ring>> others{
        {{{{0, 0}, {4, 4}, {4, 0}, {0, 3}}}},                                            // crosses itself
        {{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}}, {{{2, 2}, {4, 2}, {4, 4}, {2, 4}}}},        // an area within an area
        {{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}, {{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}},        // twice the same
        {{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}, {{{6, 6}, {8, 6}, {8, 8}, {6, 8}}, true}},  // a hole outside
        {{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}}, {{{1, 1}, {8, 1}, {8, 8}, {1, 8}}, true}, {{{2, 2}, {4, 2}, {4, 4}, {2, 4}}, true}}};
    for (const auto& list : others) {
      Rings rings = rings_of(list);
      const auto points = rings.points;
      QVERIFY(!part_touching_rings(rings));
      QVERIFY(rings.points == points);
    }
  }

  void what_is_parted_is_valid_and_as_large_as_before() {
    std::mt19937 generator(21);
    const auto random = [&](std::uint32_t below) { return static_cast<std::int16_t>(generator() % below); };
    int parted = 0;
    int holes = 0;
    for (int round = 0; round < 60'000; ++round) {
      const auto grid = static_cast<std::uint32_t>(3 + random(4));
      std::vector<Ring> list(static_cast<std::size_t>(1 + random(3)));
      const auto side = static_cast<std::int16_t>(grid - 1);
      const bool framed = random(2) == 0;
      if (framed) list.insert(list.begin(), Ring{{{0, 0}, {side, 0}, {side, side}, {0, side}}, false});
      for (Ring& ring : std::span(list).subspan(framed ? 1 : 0)) {
        ring.hole = &ring != list.data() && (framed || random(2) == 0);
        for (int i = 3 + random(9); i > 0; --i) ring.points.push_back({random(grid), random(grid)});
      }
      Rings rings = rings_of(list);
      if (rings.empty() || rings.parts.front().hole || clearly_valid(rings)) continue;
      const auto area = area_of(rings);
      if (!part_touching_rings(rings)) continue;
      QCOMPARE(area_of(rings), area);
      if (rings.empty()) continue;
      QVERIFY(valid_by_geos(rings));
      ++parted;
      holes += holes_of(rings);
    }
    QVERIFY2(parted > 500, qPrintable(QString::number(parted)));
    QVERIFY2(holes > 50, qPrintable(QString::number(holes)));
  }
};

QTEST_APPLESS_MAIN(TestTouchingRings)
#include "test_touching_rings.moc"
