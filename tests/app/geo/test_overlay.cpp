// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <cmath>

#include "geo/overlay.h"

using namespace skizze::geo;

namespace {
const Geometry k_square = make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}});
}

class TestOverlay : public QObject {
  Q_OBJECT

 private slots:
  void the_union_of_overlapping_squares_counts_the_overlap_once() {
    const auto both = united(k_square, make_area({{{5, 5}, {15, 5}, {15, 15}, {5, 15}}}));
    QCOMPARE(planar_area(*both), 175.0);
    QCOMPARE(both->parts.size(), std::size_t{1});
  }
  void squares_apart_stay_two_parts() {
    QCOMPARE(united(k_square, make_area({{{50, 0}, {60, 0}, {60, 10}}}))->parts.size(), std::size_t{2});
  }
  void a_ring_around_nothing_keeps_its_hole() {
    const auto frame = make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{2, 2}, {8, 2}, {8, 8}, {2, 8}}});
    const auto part = intersection(frame, make_area({{{-5, -5}, {20, -5}, {20, 20}, {-5, 20}}}));
    QCOMPARE(planar_area(*part), 64.0);
    QVERIFY(part->parts.size() == 2 && part->parts[1].hole);
  }
  void what_only_touches_shares_no_area() { QVERIFY(intersection(k_square, make_area({{{10, 0}, {20, 0}, {20, 10}, {10, 10}}}))->empty()); }
  void a_corner_taken_off_is_gone() {
    const auto rest = difference(k_square, make_area({{{5, 5}, {15, 5}, {15, 15}, {5, 15}}}));
    QCOMPARE(planar_area(*rest), 75.0);
    QVERIFY(difference(k_square, make_area({{{-1, -1}, {11, -1}, {11, 11}, {-1, 11}}}))->empty());
  }
  void a_strip_along_a_line_is_round_at_its_ends() {
    const auto strip = buffered(make_line({{0, 0}, {100, 0}}), 10);
    QVERIFY(std::abs(planar_area(*strip) - (100 * 20 + 3.14159265 * 100)) < 3);  // 16 segments per quarter
    QVERIFY(contains(*strip, {-9, 0}) && !contains(*strip, {-11, 0}) && !contains(*strip, {50, 10.1}));
    QVERIFY(!buffered(make_line({{0, 0}, {100, 0}}), -1));
    QVERIFY(planar_area(*buffered(k_square, 1)) > 140);
  }
  void a_polyline_can_cut_off_several_pieces() {
    const auto pieces = split(k_square, make_line({{-1, 3}, {11, 3}, {11, 6}, {-1, 6}}));
    QCOMPARE(pieces->size(), std::size_t{3});
  }
  void rings_that_cross_themselves_are_not_valid() {
    QVERIFY(valid(k_square));
    QVERIFY(!valid(make_area({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}})));
    QVERIFY(!valid(Geometry{}));
  }
  void broken_input_is_an_error_not_a_crash() {
    auto nan = k_square;
    nan.parts[0].points[2].y = std::nan("");
    QVERIFY(!united(nan, k_square));
    QVERIFY(!valid(nan));
    QVERIFY(!united(k_square, make_line({{0, 0}, {1, 1}})));
    QVERIFY(!split(k_square, k_square));
    QVERIFY(!united(make_area({{{0, 0}, {1, 1}}}), k_square));
  }
};

QTEST_GUILESS_MAIN(TestOverlay)
#include "test_overlay.moc"
