// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "readers/osm/rings.h"

using namespace skizze;
using readers::osm::Nodes;
using readers::osm::Places;

namespace {

/// Nodes on a grid: place 10 y + x lies at (x, y).
Places grid() {
  Places places;
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) places.add(100 + 10 * y + x, {x * 100, y * 100});
  }
  places.finish();
  return places;
}
/// A closed square from corner to corner.
Nodes square(std::uint32_t x, std::uint32_t y, std::uint32_t side) {
  const auto low = 10 * y + x;
  return {low, low + side, low + 11 * side, low + 10 * side, low};
}
QList<bool> holes(const std::vector<readers::osm::NestedRing>& rings) {
  QList<bool> out;
  for (const auto& ring : rings) out << ring.hole;
  return out;
}

}  // namespace

class TestOsmRings : public QObject {
  Q_OBJECT

 private slots:
  void lines_are_joined_in_whatever_direction_they_lead() {
    const auto rings = readers::osm::joined({{0, 5}, {50, 55}, {55, 5}, {50, 0}}, grid());
    QCOMPARE(rings.size(), std::size_t{1});
    QCOMPARE(rings[0], (Nodes{0, 5, 55, 50, 0}));
  }
  void what_does_not_close_is_left_out() {
    const auto rings = readers::osm::joined({{0, 5, 55}, {7, 9}, {55, 0}}, grid());
    QCOMPARE(rings.size(), std::size_t{1});
    QCOMPARE(rings[0].size(), std::size_t{4});
    QVERIFY(readers::osm::joined({{0, 5, 55}}, grid()).empty());
    QVERIFY(readers::osm::joined({{0, 5}, {5, 0}}, grid()).empty());  // there and back
    QVERIFY(readers::osm::joined({}, grid()).empty());
  }
  void two_rings_of_lines_stay_two_the_larger_one_first() {
    const auto rings = readers::osm::joined({{0, 1, 11}, {3, 9, 99}, {11, 0}, {99, 3}}, grid());
    QCOMPARE(rings.size(), std::size_t{2});
    QCOMPARE(rings[0].front(), 3U);
  }
  void nodes_on_one_spot_join_though_they_are_two() {
    Places places;
    places.add(1, {0, 0});
    places.add(2, {100, 0});
    places.add(3, {100, 100});
    places.add(4, {0, 0});
    places.finish();
    QCOMPARE(readers::osm::joined({{0, 1}, {1, 2}, {2, 3}}, places).size(), std::size_t{1});
  }
  void a_ring_in_a_ring_is_a_hole_and_one_in_a_hole_an_island() {
    const auto rings = readers::osm::nested({square(3, 3, 2), square(0, 0, 9), square(1, 1, 7)}, grid(), {});
    // In the order of the file: the island, the large one with its hole.
    QCOMPARE(holes(rings), (QList<bool>{false, false, true}));
    QCOMPARE(rings[0].nodes.front(), 33U);
    QCOMPARE(rings[2].nodes.front(), 11U);
  }
  void rings_beside_each_other_are_two_areas_even_where_they_touch() {
    QCOMPARE(holes(readers::osm::nested({square(0, 0, 3), square(3, 0, 3)}, grid(), {})), (QList<bool>{false, false}));
    QCOMPARE(holes(readers::osm::nested({square(0, 0, 3), square(5, 5, 3)}, grid(), {})), (QList<bool>{false, false}));
  }
  void a_hole_may_begin_on_the_side_of_its_ring() {
    const Nodes inner{5, 24, 26, 5};  // its first corner in the middle of the outer ring's side
    QCOMPARE(holes(readers::osm::nested({square(0, 0, 9), inner}, grid(), {})), (QList<bool>{false, true}));
  }
  void a_hole_whose_corners_all_lie_on_the_ring_is_told_by_the_middles_between() {
    const Nodes diamond{5, 59, 95, 50, 5};
    QCOMPARE(holes(readers::osm::nested({square(0, 0, 9), diamond}, grid(), {})), (QList<bool>{false, true}));
  }
  void rings_of_fewer_than_three_corners_are_nothing() { QVERIFY(readers::osm::nested({{0, 1, 0}, {}}, grid(), {}).empty()); }
};

QTEST_GUILESS_MAIN(TestOsmRings)
#include "test_osm_rings.moc"
