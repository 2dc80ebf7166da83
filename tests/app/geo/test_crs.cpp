// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>

#include "geo/crs.h"
#include "geo/mercator.h"

using namespace skizze;

class TestCrs : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void names_of_real_files_give_their_epsg_code_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, int code) { QTest::newRow(name) << name << code; };
    row("EPSG:25832", 25832);
    row("25833", 25833);
    row("epsg:4326", 4326);
    row("urn:ogc:def:crs:EPSG::25832", 25832);
    row("urn:ogc:def:crs:EPSG:6.12:31467", 31467);
    row("urn:ogc:def:crs,crs:EPSG:6.12:3068,crs:EPSG:6.12:5783", 3068);
    row("urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837", 25832);
    row("http://www.opengis.net/def/crs/EPSG/0/7415", 7415);
    row("http://www.opengis.net/gml/srs/epsg.xml#25833", 25833);
    row("urn:ogc:def:crs:OGC:1.3:CRS84", 4326);
    row("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH*GCG2016", 25832);
    row("urn:adv:crs:ETRS89_UTM33", 25833);
    row("urn:adv:crs:DE_DHDN_3GK3*DE_DHHN92_NH", 31467);
    row(" EPSG:25832 ", 25832);
    row("EPSG:25832+7837", 25832);
    row("", 0);
    row("local", 0);
    row("urn:adv:crs:MOON", 0);
    row("EPSG:", 0);
    row("EPSG:-3", 0);
  }
  void names_of_real_files_give_their_epsg_code() {
    QFETCH(QString, name);
    QFETCH(int, code);
    QCOMPARE(geo::epsg_from_name(name.toStdString()).value_or(0), code);
  }

  void the_central_meridian_of_zone_32_has_easting_500000() {
    const auto transform = geo::Transform::make("EPSG:4258", "EPSG:25832");
    QVERIFY(transform);
    const auto p = transform->forward(geo::Point2{9, 0});
    QVERIFY(std::abs(p.x - 500000) < 1e-6 && std::abs(p.y) < 1e-6);
  }

  void utm_and_mercator_agree_with_proj_cs2cs() {
    // echo "51.34 12.37" | cs2cs EPSG:4258 EPSG:25833 -d 4  and  EPSG:4326 EPSG:3857
    const auto utm = *geo::Transform::make("EPSG:4258", "EPSG:25833");
    const auto p = utm.forward(geo::Point2{12.37, 51.34});
    QVERIFY(std::abs(p.x - 316820.0631) < 0.01);
    QVERIFY(std::abs(p.y - 5690919.2109) < 0.01);
    const auto m = geo::to_mercator({12.37, 51.34});
    QVERIFY(std::abs(m.x - 1377022.1011) < 0.01 && std::abs(m.y - 6681657.5862) < 0.01);
    const auto back = geo::to_lon_lat(m);
    QVERIFY(std::abs(back.x - 12.37) < 1e-12 && std::abs(back.y - 51.34) < 1e-12);
  }

  void points_outside_a_projection_are_counted_not_hidden() {
    const auto transform = *geo::Transform::make("EPSG:25832", "EPSG:3857");
    std::vector<geo::Point3> points{{500000, 5700000, 1}, {1e308, 1e308, 2}};
    QCOMPARE(transform.forward(std::span(points)), std::size_t{1});
    QVERIFY(std::isfinite(points[0].x) && points[0].z == 1);
  }

  void an_unknown_crs_is_named_in_the_error() {
    const auto transform = geo::Transform::make("EPSG:999999", "EPSG:3857");
    QVERIFY(!transform);
    QCOMPARE(transform.error().message.arguments.front().value, std::string("EPSG:999999"));
    QVERIFY(!geo::describe_crs("nonsense"));
  }

  void a_crs_is_described_with_name_code_and_area() {
    const auto info = geo::describe_crs("EPSG:25832");
    QVERIFY(info);
    QCOMPARE(info->epsg, 25832);
    QVERIFY(!info->geographic);
    QVERIFY(info->area_lon_lat.contains(geo::Point2{9, 51}));
    QVERIFY(geo::describe_crs("EPSG:4326")->geographic);
    QCOMPARE(geo::describe_crs("EPSG:7415")->epsg, 28992);  // the horizontal part of RD + NAP
  }

  void geodesic_figures_match_published_ones() {
    // One degree along the equator of GRS80: a * pi / 180.
    const std::vector<geo::Point2> equator{{0, 0}, {1, 0}};
    QVERIFY(std::abs(geo::geodesic_length_m(equator) - 111319.490793) < 1e-3);
    // A spherical-excess check: the octant of the ellipsoid is an eighth of 510065621.724 km2 (Moritz 2000).
    const std::vector<geo::Point2> octant{{0, 0}, {90, 0}, {0, 90}};
    QVERIFY(std::abs(geo::geodesic_area_m2(octant) / (510065621.724e6 / 8) - 1) < 1e-9);
  }

  void tiles_cover_the_square_without_gaps() {
    const auto world = geo::tile_bounds({0, 0, 0});
    QCOMPARE(world.width(), 2 * geo::k_mercator_half_m);
    const auto tile = geo::tile_at(geo::to_mercator({12.37, 51.34}), 14);
    QVERIFY(geo::tile_bounds(tile).contains(geo::to_mercator({12.37, 51.34})));
    QVERIFY(std::abs(geo::tile_bounds({14, tile.x + 1, tile.y}).min_x - geo::tile_bounds(tile).max_x) < 1e-6);
    QCOMPARE(geo::tile_at({1e9, -1e9}, 3).x, 7U);
    QCOMPARE(geo::tile_at({1e9, -1e9}, 3).y, 7U);
  }
};

QTEST_GUILESS_MAIN(TestCrs)
#include "test_crs.moc"
