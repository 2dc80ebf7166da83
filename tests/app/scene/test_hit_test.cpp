// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "scene/hit_test.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

const char* const k_line_style = R"([{"id":"l","type":"line","paint":{"line-color":"#000000","line-width":6}}])";
const char* const k_circle_style = R"([{"id":"c","type":"circle","paint":{"circle-color":"#000000","circle-radius":5}}])";
const char* const k_rank_style = R"([{"id":"f","type":"fill","filter":["==",["get","rank"],1],"paint":{"fill-color":"#000000"}}])";
const char* const k_far_style = R"([{"id":"f","type":"fill","minzoom":17,"paint":{"fill-color":"#000000"}}])";

/// Screen place of a point given in metres from the middle.
geo::Point2 at(const Camera& camera, double x, double y) { return camera.to_screen({fixture::k_middle.x + x, fixture::k_middle.y + y}); }

MapSnapshot areas(const std::vector<fixture::Row>& rows, const char* style = fixture::k_red_style) {
  MapSnapshot snapshot;
  snapshot.layers = {fixture::layer("a", fixture::pack_of("a", rows), style)};
  return snapshot;
}

}  // namespace

class TestHitTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void an_area_is_hit_inside_and_missed_outside() {
    const Camera camera = fixture::camera(16);
    const MapSnapshot snapshot = areas({{fixture::box_area(0, 0, 100, 100), "", 0}});
    QCOMPARE(hit_test(snapshot, camera, at(camera, 50, 50)).size(), std::size_t{1});
    QVERIFY(hit_test(snapshot, camera, at(camera, 150, 50)).empty());
  }

  void a_hole_is_not_the_area() {
    const Camera camera = fixture::camera(16);
    QVERIFY(hit_test(areas({fixture::ground().front()}), camera, at(camera, -60, -40)).empty());
  }

  void the_smaller_area_comes_first() {
    const Camera camera = fixture::camera(16);
    const MapSnapshot snapshot = areas({{fixture::box_area(0, 0, 300, 300), "", 0}, {fixture::box_area(40, 40, 20, 20), "", 0}});
    const auto hits = hit_test(snapshot, camera, at(camera, 50, 50));
    QCOMPARE(hits.size(), std::size_t{2});
    QCOMPARE(hits.front().feature_id, std::int64_t{2});
  }

  void the_upper_layer_comes_first() {
    const Camera camera = fixture::camera(16);
    MapSnapshot snapshot = areas({{fixture::box_area(0, 0, 20, 20), "", 0}});
    snapshot.layers.push_back(
        fixture::layer("b", fixture::pack_of("b", {{fixture::box_area(0, 0, 500, 500), "", 0}}), fixture::k_blue_style));
    const auto hits = hit_test(snapshot, camera, at(camera, 10, 10));
    QCOMPARE(hits.size(), std::size_t{2});
    QCOMPARE(hits.front().layer_id, std::string("b"));
    snapshot.layers.back().visible = false;
    QCOMPARE(hit_test(snapshot, camera, at(camera, 10, 10)).front().layer_id, std::string("a"));
  }

  void a_line_is_hit_within_its_width_and_the_tolerance() {
    const Camera camera = fixture::camera(16);
    const MapSnapshot snapshot = areas({{fixture::line({{-100, 0}, {100, 0}}), "", 0}}, k_line_style);
    geo::Point2 place = at(camera, 0, 0);
    place.y += 8;  // half the width is 3, the tolerance 6
    QCOMPARE(hit_test(snapshot, camera, place, 6).size(), std::size_t{1});
    place.y += 2;
    QVERIFY(hit_test(snapshot, camera, place, 6).empty());
  }

  void a_point_is_hit_on_its_disc() {
    const Camera camera = fixture::camera(16);
    const MapSnapshot snapshot = areas({{fixture::point(0, 0), "", 0}}, k_circle_style);
    geo::Point2 place = at(camera, 0, 0);
    place.x += 7;
    QCOMPARE(hit_test(snapshot, camera, place, 3).size(), std::size_t{1});
    QVERIFY(hit_test(snapshot, camera, place, 1).empty());
  }

  void what_the_style_does_not_show_is_not_hit() {
    const Camera camera = fixture::camera(16);
    const std::vector<fixture::Row> rows{{fixture::box_area(0, 0, 100, 100), "", 0}};
    QVERIFY(hit_test(areas(rows, k_rank_style), camera, at(camera, 50, 50)).empty());
    QVERIFY(hit_test(areas(rows, k_far_style), camera, at(camera, 50, 50)).empty());
    QCOMPARE(hit_test(areas(rows, k_far_style), fixture::camera(17), at(fixture::camera(17), 50, 50)).size(), std::size_t{1});
  }

  void a_hidden_row_is_not_hit() {
    const Camera camera = fixture::camera(16);
    MapSnapshot snapshot = areas({{fixture::box_area(0, 0, 100, 100), "", 0}});
    snapshot.layers.front().hidden_rows = {0};
    QVERIFY(hit_test(snapshot, camera, at(camera, 50, 50)).empty());
  }

  void a_rectangle_takes_what_it_touches() {
    const Camera camera = fixture::camera(16);
    const MapSnapshot snapshot = areas({{fixture::box_area(0, 0, 40, 40), "", 0},
                                        {fixture::box_area(100, 0, 40, 40), "", 0},
                                        {fixture::box_area(-500, -500, 10, 10), "", 0}});
    geo::Box rect;
    rect.add(at(camera, 30, 10));
    rect.add(at(camera, 110, 20));
    QCOMPARE(hits_in_rect(snapshot, camera, rect).size(), std::size_t{2});
    geo::Box inside;
    inside.add(at(camera, 10, 10));
    inside.add(at(camera, 12, 12));
    QCOMPARE(hits_in_rect(snapshot, camera, inside).size(), std::size_t{1});
  }

  void no_more_than_asked_for() {
    const Camera camera = fixture::camera(15);
    MapSnapshot snapshot = fixture::town();
    QCOMPARE(hits_in_rect(snapshot, camera, {0, 0, 900, 700}, 7).size(), std::size_t{7});
  }

  void without_a_raster_there_is_no_height() { QVERIFY(std::isnan(height_at(fixture::town(), fixture::camera(16), {10, 10}))); }
};

QTEST_MAIN(TestHitTest)
#include "test_hit_test.moc"
