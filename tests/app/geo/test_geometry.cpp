// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>

#include "geo/geometry.h"

using namespace skizze::geo;

class TestGeometry : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_square_with_a_hole_has_the_difference_as_area() {
    const auto area = make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{1, 1}, {1, 3}, {3, 3}, {3, 1}}});
    QCOMPARE(area.parts.front().points.size(), std::size_t{4});
    QCOMPARE(planar_area(area), 96.0);
    QCOMPARE(planar_length(area), 48.0);
    QVERIFY(contains(area, {5, 5}));
    QVERIFY(!contains(area, {2, 2}));
    QCOMPARE(distance(area, {5, 5}), 0.0);
    QCOMPARE(distance(area, {13, 14}), 5.0);
  }

  void utm_sized_numbers_do_not_eat_the_area() {
    const double e = 316866.25;
    const double n = 5690890.25;
    const auto area = make_area({{{e, n}, {e + 0.5, n}, {e + 0.5, n + 0.5}, {e, n + 0.5}}});
    QVERIFY(std::abs(planar_area(area) - 0.25) < 1e-9);
  }

  void newells_normal_gives_true_area_of_a_tilted_plane() {
    // 10 m wide, 10 m deep in plan, rising 10 m: a 45 degree plane of 100 * sqrt(2) m2.
    const Point3 n = newell_normal({{0, 0, 0}, {10, 0, 0}, {10, 10, 10}, {0, 10, 10}});
    const double length = std::sqrt(n.x * n.x + n.y * n.y + n.z * n.z);
    QVERIFY(std::abs(length / 2 - 100 * std::sqrt(2.0)) < 1e-9);
    QVERIFY(std::abs(std::acos(std::abs(n.z) / length) - std::acos(-1.0) / 4) < 1e-12);
  }

  void empty_and_tiny_things_have_no_length_and_no_area() {
    QVERIFY(Geometry{}.empty());
    QVERIFY(Geometry{}.bounds().empty());
    QCOMPARE(planar_area(make_line({{0, 0}, {1, 1}})), 0.0);
    QCOMPARE(planar_length(make_point({3, 4})), 0.0);
    QCOMPARE(planar_area(make_area({{{0, 0}, {1, 1}}})), 0.0);
    QCOMPARE(distance(make_point({3, 4}), {0, 0}), 5.0);
  }

  void an_empty_box_meets_and_holds_nothing() {
    Box box;
    QVERIFY(box.empty() && !box.intersects({0, 0, 1, 1}) && !box.contains(Point2{0, 0}));
    QCOMPARE(box.width(), 0.0);
    box.add(Point2{1, 2});
    QVERIFY(!box.empty() && box.contains(Point2{1, 2}));
  }
};

QTEST_GUILESS_MAIN(TestGeometry)
#include "test_geometry.moc"
