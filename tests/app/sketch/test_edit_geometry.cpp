// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "geo/same.h"
#include "sketch/edit_geometry.h"

using namespace skizze;
using namespace skizze::sketch;
using geo::make_area;
using geo::make_line;
using geo::same_in_plane;

namespace {
const geo::Geometry k_square = make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}});
const geo::Geometry k_line = make_line({{0, 0}, {10, 0}, {10, 10}});
}  // namespace

class TestEditGeometry : public QObject {
  Q_OBJECT

 private slots:
  void the_nearest_vertex_is_found() {
    QVERIFY(vertex_at(k_line, {9, 1}, 2) == (VertexId{0, 1}));
    QVERIFY(!vertex_at(k_line, {5, 5}, 2));
  }
  void the_closing_edge_of_a_ring_is_found() { QVERIFY(segment_at(k_square, {0.5, 5}, 1) == (SegmentId{0, 3})); }
  void a_moved_vertex_leaves_the_others() {
    const auto moved_line = moved_vertex(k_line, {0, 1}, {20, 5});
    QVERIFY(same_in_plane(moved_line, make_line({{0, 0}, {20, 5}, {10, 10}})));
  }
  void a_vertex_is_inserted_behind_its_segments_start() {
    QVERIFY(same_in_plane(inserted_vertex(k_line, {0, 0}, {5, 1}), make_line({{0, 0}, {5, 1}, {10, 0}, {10, 10}})));
  }
  void a_vertex_in_the_closing_edge_comes_last() {
    QVERIFY(same_in_plane(inserted_vertex(k_square, {0, 3}, {-1, 5}), make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {-1, 5}}})));
  }
  void deleting_undoes_inserting() { QVERIFY(same_in_plane(deleted_vertex(inserted_vertex(k_line, {0, 1}, {1, 1}), {0, 2}), k_line)); }
  void a_line_of_two_points_vanishes_with_one_of_them() { QVERIFY(deleted_vertex(make_line({{0, 0}, {1, 1}}), {0, 0}).empty()); }
  void a_triangle_takes_its_hole_along() {
    const auto holed = make_area({{{0, 0}, {10, 0}, {0, 10}}, {{1, 1}, {2, 1}, {1, 2}}});
    QVERIFY(deleted_vertex(holed, {0, 0}).empty());
    const auto filled = deleted_vertex(holed, {1, 0});
    QCOMPARE(filled.parts.size(), std::size_t{1});
  }
  void moving_there_and_back_changes_nothing() { QVERIFY(same_in_plane(moved(moved(k_square, 3, -4), -3, 4), k_square)); }
  void reversing_turns_lines_and_leaves_areas() {
    QVERIFY(same_in_plane(reversed(k_line), make_line({{10, 10}, {10, 0}, {0, 0}})));
    QVERIFY(same_in_plane(reversed(k_square), k_square));
  }
  void cleaning_drops_repeats_and_turns_rings() {
    const auto clean = cleaned(make_area({{{0, 0}, {0, 10}, {0, 10}, {10, 10}, {10, 0}}}));
    QCOMPARE(clean.parts[0].points.size(), std::size_t{4});
    QVERIFY(geo::signed_area_x2(clean.parts[0].points) > 0);
  }
  void cleaning_a_speck_leaves_nothing() { QVERIFY(cleaned(make_area({{{5, 5}, {5, 5}, {5, 5}}})).empty()); }

  void a_line_is_cut_where_it_was_clicked() {
    const auto pieces = split_line(k_line, {5, 0.3}, 1);
    QVERIFY(pieces.has_value());
    QVERIFY(same_in_plane((*pieces)[0], make_line({{0, 0}, {5, 0}})));
    QVERIFY(same_in_plane((*pieces)[1], make_line({{5, 0}, {10, 0}, {10, 10}})));
  }
  void a_line_cut_at_a_vertex_has_no_doubled_points() {
    const auto pieces = split_line(k_line, {10, 0}, 1);
    QVERIFY(pieces.has_value());
    QVERIFY(same_in_plane((*pieces)[0], make_line({{0, 0}, {10, 0}})));
    QVERIFY(same_in_plane((*pieces)[1], make_line({{10, 0}, {10, 10}})));
  }
  void a_line_is_not_cut_at_its_end_nor_from_afar() {
    QVERIFY(!split_line(k_line, {-1, 0}, 2));
    QVERIFY(!split_line(k_line, {5, 5}, 2));
  }
  void the_pieces_of_a_cut_join_to_the_line_again() {
    const auto pieces = split_line(k_line, {10, 4}, 1);
    const auto joined = join_lines((*pieces)[0], (*pieces)[1], 0.01);
    QCOMPARE(geo::planar_length(*joined), 20.0);
    QCOMPARE(joined->parts[0].points.size(), std::size_t{4});
  }
  void lines_join_whatever_way_they_run() {
    const auto a = make_line({{0, 0}, {10, 0}});
    const auto whole = make_line({{0, 0}, {10, 0}, {20, 0}});
    QVERIFY(same_in_plane(*join_lines(a, make_line({{10.1, 0}, {20, 0}}), 1), whole));
    QVERIFY(same_in_plane(*join_lines(a, make_line({{20, 0}, {10.1, 0}}), 1), whole));
    const auto before = make_line({{-10, 0}, {0, 0}, {10, 0}});
    QVERIFY(same_in_plane(*join_lines(a, make_line({{-10, 0}, {0.1, 0}}), 1), before));
    QVERIFY(same_in_plane(*join_lines(a, make_line({{0.1, 0}, {-10, 0}}), 1), before));
  }
  void lines_that_do_not_meet_are_not_joined() {
    const auto joined = join_lines(k_line, make_line({{100, 0}, {110, 0}}), 1);
    QVERIFY(!joined && joined.error().message.id == "sketch.join_ends_apart");
  }

  void an_area_is_cut_in_two() {
    const auto pieces = split_area(k_square, make_line({{-1, 4}, {11, 4}}));
    QVERIFY(pieces.has_value());
    QCOMPARE(pieces->size(), std::size_t{2});
    QCOMPARE(geo::planar_area((*pieces)[0]) + geo::planar_area((*pieces)[1]), 100.0);
    QCOMPARE(std::min(geo::planar_area((*pieces)[0]), geo::planar_area((*pieces)[1])), 40.0);
  }
  void a_hole_stays_a_hole_when_the_area_is_cut() {
    const auto ring = make_area({{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, {{4, 4}, {6, 4}, {6, 6}, {4, 6}}});
    const auto pieces = split_area(ring, make_line({{5, -1}, {5, 11}}));
    QVERIFY(pieces.has_value());
    QCOMPARE(pieces->size(), std::size_t{2});
    QCOMPARE(geo::planar_area((*pieces)[0]), 48.0);
  }
  void a_line_that_ends_inside_divides_nothing() {
    const auto pieces = split_area(k_square, make_line({{-1, 4}, {5, 4}}));
    QVERIFY(!pieces && pieces.error().message.id == "sketch.split_does_not_divide");
  }
  void neighbours_join_into_one_area() {
    const auto joined = join_areas(k_square, make_area({{{10, 0}, {20, 0}, {20, 10}, {10, 10}}}));
    QVERIFY(joined.has_value());
    QCOMPARE(joined->parts.size(), std::size_t{1});
    QCOMPARE(geo::planar_area(*joined), 200.0);
  }
  void areas_apart_are_not_joined() { QVERIFY(!join_areas(k_square, make_area({{{30, 0}, {40, 0}, {40, 10}}}))); }

  void an_offset_line_lies_to_the_left() {
    QVERIFY(same_in_plane(offset_line(make_line({{0, 0}, {10, 0}}), 2), make_line({{0, 2}, {10, 2}})));
    QVERIFY(same_in_plane(offset_line(k_line, 2), make_line({{0, 2}, {8, 2}, {8, 10}})));
    QVERIFY(same_in_plane(offset_line(k_line, -2), make_line({{0, -2}, {12, -2}, {12, 10}})));
  }
  void a_strip_covers_width_times_length() { QCOMPARE(geo::planar_area(strip(make_line({{0, 0}, {10, 0}}), 3)), 30.0); }
  void a_hairpin_does_not_shoot_to_infinity() {
    const auto box = offset_line(make_line({{0, 0}, {10, 0}, {0, 0.001}}), 1).bounds();
    QVERIFY(box.max_x < 13);
  }

  void a_street_beside_a_lane_is_touched() {
    const auto lane = make_line({{0, 0}, {100, 0}});
    QVERIFY(within_distance(lane, make_line({{-50, 5}, {150, 5}}), 6));
    QVERIFY(!within_distance(lane, make_line({{-50, 5}, {150, 5}}), 4));
    QVERIFY(within_distance(lane, make_line({{50, -50}, {50, 50}}), 1));
  }
  void the_length_beside_a_street_is_measured() {
    const auto lane = make_line({{0, 0}, {100, 0}});
    QVERIFY(std::abs(length_within(lane, make_line({{0, 1}, {40, 1}}), 1) - 40) <= 1);
  }
  void overlapping_areas_share_their_common_part() {
    QCOMPARE(overlap_area(k_square, make_area({{{5, 5}, {15, 5}, {15, 15}, {5, 15}}})), 25.0);
    QCOMPARE(overlap_area(k_square, make_area({{{50, 5}, {60, 5}, {60, 15}}})), 0.0);
  }
  void a_ring_that_crosses_itself_still_has_an_overlap() {
    const auto bow = make_area({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}});
    QCOMPARE(overlap_area(bow, make_area({{{-5, -5}, {15, -5}, {15, 15}, {-5, 15}}})), 50.0);
  }
  void coordinates_without_a_value_end_in_an_error() {
    auto broken = k_square;
    broken.parts[0].points[0].x = std::nan("");
    QVERIFY(!join_areas(broken, k_square));
    QVERIFY(!split_area(k_square, make_line({{std::nan(""), 0}, {1, 1}})));
  }
};

QTEST_GUILESS_MAIN(TestEditGeometry)
#include "test_edit_geometry.moc"
