// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>
#include <limits>

#include "readers/geometry_gate.h"
#include "readers/ogr_geometry.h"

using namespace skizze;
using readers::GeometryGate;
using readers::NoticeBook;

namespace {

GeometryGate gate(const char* crs = "EPSG:25832", bool swap = false, std::uint64_t limit = 1000) {
  return std::move(*GeometryGate::make(crs, swap, limit));
}

const feature::Notice* told(const GeometryGate& g, const std::string& id) {
  static NoticeBook book;
  book = {};
  g.tell(book, true);
  for (const auto& n : book.all()) {
    if (n.message.id == id) return &n;
  }
  return nullptr;
}

}  // namespace

class TestGeometryGate : public QObject {
  Q_OBJECT

 private slots:
  void an_unknown_crs_makes_no_gate() { QVERIFY(!GeometryGate::make("EPSG:99999", false, 10)); }

  void a_good_shape_passes_in_silence() {
    auto g = gate();
    const auto shape = g.pass(geo::make_line({{356000, 5699000}, {356100, 5699000}}), "1");
    QVERIFY(shape);
    QCOMPARE(shape->parts.at(0).points.size(), std::size_t{2});
    NoticeBook book;
    g.tell(book, true);
    QVERIFY(book.empty());
  }

  void what_is_no_number_is_turned_away_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<QString>("notice");
    QTest::newRow("NaN") << std::numeric_limits<double>::quiet_NaN() << "readers.not_finite";
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << "readers.not_finite";
    QTest::newRow("1e308") << 1e308 << "readers.outside_crs";
    QTest::newRow("far away") << 5e7 << "readers.outside_crs";
  }
  void what_is_no_number_is_turned_away() {
    QFETCH(double, x);
    QFETCH(QString, notice);
    auto g = gate();
    QVERIFY(!g.pass(geo::make_point({x, 5699000}), "baum 7"));
    const auto* said = told(g, notice.toStdString());
    QVERIFY(said);
    QCOMPARE(said->count, std::uint64_t{1});
    QCOMPARE(said->example, std::string("baum 7"));
  }

  void degrees_beyond_the_globe_are_outside() {
    auto g = gate("EPSG:4326");
    QVERIFY(!g.pass(geo::make_point({12, 120}), "1"));
    QVERIFY(told(g, "readers.outside_crs"));
  }

  void the_pole_is_drawn_at_the_edge_of_the_map() {
    auto g = gate("EPSG:4326");
    const auto shape = g.pass(geo::make_point({12, 90}), "1");
    QVERIFY(shape);
    QVERIFY(std::isfinite(shape->parts[0].points[0].y));
  }

  void swapped_axes_are_turned() {
    auto straight = gate();
    auto turned = gate("EPSG:25832", true);
    const auto a = straight.pass(geo::make_point({356000, 5699000}), "1");
    const auto b = turned.pass(geo::make_point({5699000, 356000}), "1");
    QVERIFY(a && b);
    QVERIFY(a->parts[0].points[0].xy() == b->parts[0].points[0].xy());
  }

  void rings_run_against_the_clock_and_holes_with_it() {
    auto g = gate();
    const auto shape = g.pass(geo::make_area({{{356000, 5699000}, {356000, 5699100}, {356100, 5699100}, {356100, 5699000}},
                                              {{356020, 5699020}, {356040, 5699020}, {356040, 5699040}, {356020, 5699040}}}),
                              "1");
    QVERIFY(shape);
    QVERIFY(geo::signed_area_x2(shape->parts[0].points) > 0);
    QVERIFY(geo::signed_area_x2(shape->parts[1].points) < 0);
  }

  void closing_and_doubled_points_are_dropped() {
    auto g = gate();
    geo::Geometry area{geo::GeometryKind::area,
                       {{{{356000, 5699000}, {356100, 5699000}, {356100, 5699000}, {356100, 5699100}, {356000, 5699000}}, false}}};
    const auto shape = g.pass(area, "1");
    QVERIFY(shape);
    QCOMPARE(shape->parts[0].points.size(), std::size_t{3});
  }

  void a_collapsed_ring_takes_its_holes_along() {
    auto g = gate();
    QVERIFY(!g.pass(geo::make_area({{{356000, 5699000}, {356000, 5699000}, {356000, 5699000}},
                                    {{356001, 5699001}, {356002, 5699001}, {356002, 5699002}}}),
                    "1"));
    QVERIFY(told(g, "readers.degenerate"));
  }

  void a_bow_tie_becomes_two_triangles_of_the_same_area() {
    auto g = gate("EPSG:3857");
    const auto shape = g.pass(geo::make_area({{{0, 0}, {100, 100}, {100, 0}, {0, 100}}}), "1");
    QVERIFY(shape);
    QCOMPARE(shape->parts.size(), std::size_t{2});
    QVERIFY(std::abs(geo::planar_area(*shape) - 5000) < 1e-6);
    QCOMPARE(told(g, "readers.repaired")->count, std::uint64_t{1});
  }

  void more_vertices_than_allowed_are_turned_away() {
    auto g = gate("EPSG:25832", false, 3);
    QVERIFY(!g.pass(geo::make_line({{356000, 5699000}, {356001, 5699000}, {356002, 5699000}, {356003, 5699000}}), "1"));
    QCOMPARE(told(g, "readers.too_many_vertices")->message.arguments.at(0).value, std::string("3"));
  }
};

QTEST_GUILESS_MAIN(TestGeometryGate)
#include "test_geometry_gate.moc"
