// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <cmath>

#include "sketch/snap.h"

using namespace skizze;
using namespace skizze::sketch;
using geo::make_line;
using geo::Point2;

namespace {

bool near(Point2 a, Point2 b) { return std::hypot(a.x - b.x, a.y - b.y) < 1e-9; }

SnapRequest at(Point2 pointer, double tolerance = 1) {
  SnapRequest request;
  request.pointer = pointer;
  request.tolerance = tolerance;
  return request;
}

}  // namespace

class TestSnap : public QObject {
  Q_OBJECT

 private slots:
  void nothing_near_leaves_the_pointer_where_it_is() {
    const auto result = snap(at({3, 4}));
    QVERIFY(result.kind == SnapKind::none && near(result.point, {3, 4}));
  }
  void a_vertex_beats_the_nearer_edge() {
    const std::vector streets{make_line({{0, 0}, {10, 0}})};
    auto request = at({0.5, 0.1});
    request.nearby = streets;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::vertex && near(result.point, {0, 0}));
  }
  void an_edge_catches_at_its_nearest_point() {
    const std::vector streets{make_line({{0, 0}, {10, 0}})};
    auto request = at({3, 0.5});
    request.nearby = streets;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::edge && near(result.point, {3, 0}));
    QCOMPARE(result.hints.size(), std::size_t{1});
  }
  void the_middle_of_an_edge_catches() {
    const std::vector streets{make_line({{0, 0}, {10, 0}})};
    auto request = at({5.4, 0.5});
    request.nearby = streets;
    QVERIFY(snap(request).kind == SnapKind::midpoint);
    request.options.midpoint = false;
    QVERIFY(snap(request).kind == SnapKind::edge);
  }
  void crossing_streets_catch_at_their_crossing() {
    const std::vector streets{make_line({{-8, 0}, {20, 0}}), make_line({{0, -8}, {0, 20}})};
    auto request = at({0.4, 0.4});
    request.nearby = streets;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::crossing && near(result.point, {0, 0}));
  }
  void the_tolerance_is_the_limit() {
    const std::vector streets{make_line({{0, 0}, {10, 0}})};
    auto request = at({3, 1.001});
    request.nearby = streets;
    QVERIFY(snap(request).kind == SnapKind::none);
  }
  void the_next_segment_snaps_square_to_the_last() {
    const std::vector<Point2> drawn{{0, 0}, {10, 0}};
    auto request = at({10.4, 7});
    request.drawn = drawn;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::right_angle && near(result.point, {10, 7}));
    QCOMPARE(result.length, 7.0);
    QCOMPARE(result.bearing_deg, 0.0);
  }
  void the_next_segment_snaps_on_in_the_same_direction() {
    const std::vector<Point2> drawn{{0, 0}, {10, 0}};
    auto request = at({17, 0.4});
    request.drawn = drawn;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::extension && near(result.point, {17, 0}));
    request.pointer = {3, 0.4};
    QVERIFY(snap(request).kind == SnapKind::none);
  }
  void a_segment_snaps_parallel_to_the_reference() {
    const std::vector<Point2> drawn{{0, 5}};
    auto request = at({30, 5.5});
    request.drawn = drawn;
    request.reference = Segment{{100, 0}, {0, 0}};
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::parallel && near(result.point, {30, 5}));
    QCOMPARE(result.hints.size(), std::size_t{2});
  }
  void a_right_angle_and_an_edge_are_both_kept() {
    const std::vector<Point2> drawn{{0, 0}, {10, 0}};
    const std::vector streets{make_line({{-50, 20}, {70, 20}})};
    auto request = at({10.5, 20.5});
    request.drawn = drawn;
    request.nearby = streets;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::crossing && near(result.point, {10, 20}));
  }
  void the_first_point_closes_an_area_of_three_points() {
    const std::vector<Point2> drawn{{0, 0}, {10, 0}, {10, 10}};
    auto request = at({0.3, 0.3});
    request.drawn = drawn;
    QVERIFY(snap(request).kind != SnapKind::close_ring);
    request.drawing_area = true;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::close_ring && near(result.point, {0, 0}));
  }
  void a_typed_length_is_kept_exactly() {
    const std::vector<Point2> drawn{{0, 0}};
    auto request = at({3, 4});
    request.drawn = drawn;
    request.typed_length = 10;
    const auto result = snap(request);
    QVERIFY(result.kind == SnapKind::typed && near(result.point, {6, 8}));
    QCOMPARE(result.length, 10.0);
  }
  void a_typed_length_follows_the_right_angle() {
    const std::vector<Point2> drawn{{0, 0}, {10, 0}};
    auto request = at({10.4, 7});
    request.drawn = drawn;
    request.typed_length = 25;
    QVERIFY(near(snap(request).point, {10, 25}));
  }
  void a_typed_bearing_is_clockwise_from_north() {
    const std::vector<Point2> drawn{{0, 0}};
    auto request = at({5, 5});
    request.drawn = drawn;
    request.typed_bearing_deg = 90;
    QVERIFY(near(snap(request).point, {5, 0}));
    request.typed_length = 12;
    QVERIFY(near(snap(request).point, {12, 0}));
  }
  void bearings_run_from_north_over_east() {
    QCOMPARE(bearing_deg({0, 0}, {0, 1}), 0.0);
    QCOMPARE(bearing_deg({0, 0}, {1, 0}), 90.0);
    QCOMPARE(bearing_deg({0, 0}, {-1, 0}), 270.0);
    QCOMPARE(bearing_deg({2, 2}, {2, 2}), 0.0);
  }
  void the_nearest_segment_is_the_reference() {
    const std::vector streets{make_line({{0, 0}, {10, 0}, {10, 10}})};
    QVERIFY(nearest_segment(streets, {9.8, 5}, 1) == (Segment{{10, 0}, {10, 10}}));
    QVERIFY(!nearest_segment(streets, {5, 5}, 1));
  }
  void points_are_snapped_to_and_broken_segments_do_no_harm() {
    const std::vector things{geo::make_point({1, 1}), make_line({{5, 5}, {5, 5}})};
    auto request = at({1.2, 1.2});
    request.nearby = things;
    QVERIFY(snap(request).kind == SnapKind::vertex);
    request.pointer = {5.1, 5.1};
    QVERIFY(near(snap(request).point, {5, 5}));
  }
};

QTEST_GUILESS_MAIN(TestSnap)
#include "test_snap.moc"
