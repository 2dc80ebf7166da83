// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "scene/map_view.h"

#include "app/scene/scene_fixture.h"

using namespace skizze;
using namespace skizze::scene;

namespace {

bool near(geo::Point2 a, geo::Point2 b, double by) { return std::abs(a.x - b.x) < by && std::abs(a.y - b.y) < by; }

MapSnapshot two_layers() {
  MapSnapshot snapshot;
  snapshot.layers = {fixture::layer("a", fixture::pack_of("a", {{fixture::box_area(0, 0, 10, 10), "", 0}}), fixture::k_red_style),
                     fixture::layer("b", fixture::pack_of("b", {{fixture::box_area(100, 0, 10, 10), "", 0}}), fixture::k_blue_style)};
  return snapshot;
}

}  // namespace

class TestMapView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_middle_of_the_map_is_the_middle_of_the_screen() {
    const Camera camera = fixture::camera(15.3, 801, 601);
    QVERIFY(near(camera.to_screen(fixture::k_middle), {400.5, 300.5}, 1e-9));
  }

  void a_screen_point_comes_back_from_the_map() {
    const Camera camera = fixture::camera(17.9, 1920, 1080);
    QVERIFY(near(camera.to_screen(camera.to_mercator({13.25, 1000.5})), {13.25, 1000.5}, 1e-6));
  }

  void at_zoom_0_the_world_is_512_pixels_wide() {
    Camera camera;
    camera.zoom = 0;
    QVERIFY(std::abs(camera.m_per_px() * 512 - 2 * geo::k_mercator_half_m) < 1e-6);
  }

  void north_is_up() {
    const Camera camera = fixture::camera(12);
    QVERIFY(camera.to_screen({fixture::k_middle.x, fixture::k_middle.y + 100}).y < camera.height_px / 2.0);
    QVERIFY(camera.to_screen({fixture::k_middle.x + 100, fixture::k_middle.y}).x > camera.width_px / 2.0);
  }

  void zooming_keeps_the_place_under_the_pointer() {
    const Camera camera = fixture::camera(12.25);
    const geo::Point2 pointer{77, 512};
    const geo::Point2 place = camera.to_mercator(pointer);
    for (const double zoom : {3.0, 12.9, 19.5}) QVERIFY(near(camera.zoomed_around(pointer, zoom).to_screen(place), pointer, 1e-5));
  }

  void zooming_stops_at_the_limits() {
    QCOMPARE(fixture::camera(12).zoomed_around({0, 0}, 99).zoom, k_max_zoom);
    QCOMPARE(fixture::camera(12).zoomed_around({0, 0}, -3).zoom, k_min_zoom);
  }

  void panning_moves_the_map_with_the_hand() {
    const Camera camera = fixture::camera(14);
    const geo::Point2 place = camera.to_mercator({100, 100});
    QVERIFY(near(camera.panned(30, -20).to_screen(place), {130, 80}, 1e-6));
  }

  void a_box_is_shown_whole_with_its_margin() {
    const geo::Box box = fixture::box_area(0, 0, 3000, 500).bounds();
    const Camera camera = camera_for(box, 1000, 800, 50);
    QVERIFY(near(camera.to_screen({box.min_x, (box.min_y + box.max_y) / 2}), {50, 400}, 1e-3));
    QVERIFY(camera.bounds().contains(box));
  }

  void a_point_is_shown_from_near_but_not_too_near() {
    const geo::Box box = fixture::point(0, 0).bounds();
    QCOMPARE(camera_for(box, 1000, 800).zoom, 18.0);
  }

  void an_empty_box_moves_nothing() { QCOMPARE(camera_for({}, 640, 480).width_px, 640); }

  void ground_metres_shrink_with_the_latitude() {
    const Camera camera = fixture::camera(16);
    QVERIFY(std::abs(ground_m_per_px(camera) / camera.m_per_px() - std::cos(50.9 * M_PI / 180)) < 1e-3);
  }

  void equal_snapshots_differ_nowhere() {
    const MapSnapshot a = two_layers();
    QVERIFY(changed_box(a, a).empty());
  }

  void an_opacity_changes_only_its_layer() {
    const MapSnapshot a = two_layers();
    MapSnapshot b = a;
    b.layers[1].opacity = 0.3;
    QCOMPARE(changed_box(a, b), b.layers[1].bounds());
  }

  void a_layer_that_was_and_stays_hidden_changes_nothing() {
    MapSnapshot a = two_layers();
    a.layers[0].visible = false;
    MapSnapshot b = a;
    b.layers[0].opacity = 0.1;
    QVERIFY(changed_box(a, b).empty());
  }

  void hiding_a_row_changes_its_own_box() {
    const MapSnapshot a = two_layers();
    MapSnapshot b = a;
    b.layers[0].hidden_rows = {0};
    QCOMPARE(changed_box(a, b), b.layers[0].pack->bounds(0));
  }

  void a_layer_that_comes_or_goes_changes_its_box() {
    const MapSnapshot a = two_layers();
    MapSnapshot b = a;
    b.layers.pop_back();
    QCOMPARE(changed_box(a, b), a.layers[1].bounds());
    QCOMPARE(changed_box(b, a), a.layers[1].bounds());
  }

  void changing_the_order_is_a_change() {
    const MapSnapshot a = two_layers();
    MapSnapshot b = a;
    std::swap(b.layers[0], b.layers[1]);
    QVERIFY(!changed_box(a, b).empty());
  }

  void another_palette_changes_the_world() {
    const MapSnapshot a = two_layers();
    MapSnapshot b = a;
    b.palette = std::make_shared<const style::Palette>(style::Palette{"dark", true, {}});
    QVERIFY(changed_box(a, b).width() > 4e7);
  }
};

QTEST_MAIN(TestMapView)
#include "test_map_view.moc"
