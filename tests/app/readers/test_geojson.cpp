// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "app/readers/reading.h"
#include "geo/mercator.h"

using namespace skizze;
using test::argument;
using test::find_notice;
using test::Reading;

namespace {

QByteArray collection(const QByteArray& features, const QByteArray& more = {}) {
  return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features + "]}";
}
QByteArray square(double x, double y, double side, const QByteArray& name = "a") {
  const auto p = [](double a, double b) { return "[" + QByteArray::number(a, 'f', 6) + "," + QByteArray::number(b, 'f', 6) + "]"; };
  return R"({"type":"Feature","properties":{"name":")" + name + R"("},"geometry":{"type":"Polygon","coordinates":[[)" + p(x, y) + "," +
         p(x + side, y) + "," + p(x + side, y + side) + "," + p(x, y + side) + "," + p(x, y) + "]]}}";
}
QByteArray point(const QByteArray& x, const QByteArray& y) {
  return R"({"type":"Feature","properties":{"name":"p"},"geometry":{"type":"Point","coordinates":[)" + x + "," + y + "]}}";
}

}  // namespace

class TestGeojson : public QObject {
  Q_OBJECT

 private slots:
  void one_point_lands_where_its_degrees_say() {
    const Reading r;
    const auto report = r.read_text("a.geojson", collection(point("13.4", "52.5")));
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("GeoJSON"));
    const auto pack = r.pack(report->layers.at(0));
    QVERIFY(pack);
    const auto p = pack->geometry(0).parts.at(0).points.at(0);
    // EPSG:3857 of 13.4, 52.5 by hand: R * lon, R * ln(tan(pi/4 + lat/2)) with R = 6378137.
    QVERIFY(std::abs(p.x - 1491681.18) < 0.01);
    QVERIFY(std::abs(p.y - 6891041.72) < 0.01);
    QVERIFY(report->layers[0].notices.empty());
  }

  void attributes_keep_type_and_text() {
    const Reading r;
    const auto report = r.read_text(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{"n":7,"h":2.5,"yes":true,"t":"Grünau","tags":{"a":1}},"geometry":{"type":"Point","coordinates":[12,51]}})"));
    QVERIFY(report);
    const auto pack = r.pack(report->layers[0]);
    QCOMPARE(test::text_at(*pack, 0, "n"), std::string("7"));
    QCOMPARE(test::text_at(*pack, 0, "h"), std::string("2.5"));
    QCOMPARE(test::text_at(*pack, 0, "t"), std::string("Grünau"));
    QVERIFY(std::holds_alternative<bool>(pack->value(0, *pack->column_index("yes"))));
    QCOMPARE(test::text_at(*pack, 0, "tags"), std::string(R"({ "a": 1 })"));
  }

  void swapped_axes_are_turned_and_said() {
    const Reading r;
    const auto report = r.read_text("a.json", collection(square(51.3, 12.3, 0.01) + "," + square(51.31, 12.3, 0.01)));
    QVERIFY(report);
    QVERIFY(find_notice(report->layers[0].notices, "readers.axes_swapped"));
    QVERIFY(report->layers[0].bounds.contains(geo::to_mercator({12.305, 51.305})));
  }

  void the_persons_own_crs_keeps_swapped_looking_axes() {
    const Reading r;
    const auto report = r.read_text("a.json", collection(square(51.3, 12.3, 0.01)), "EPSG:4326");
    QVERIFY(report);
    QVERIFY(!find_notice(report->layers[0].notices, "readers.axes_swapped"));
    QVERIFY(report->layers[0].bounds.contains(geo::to_mercator({51.305, 12.305})));
  }

  void metres_that_fit_one_zone_only_are_placed_and_said() {
    const Reading r;
    // Dresden in UTM 32: easting 833 km; read as zone 33 it would lie in Poland.
    const auto report = r.read_text("a.geojson", collection(square(833000, 5667000, 100)));
    QVERIFY(report);
    const auto* notice = find_notice(report->layers[0].notices, "readers.metre_coordinates_guessed");
    QVERIFY(notice);
    QCOMPARE(argument(notice->message, "crs"), std::string("EPSG:25832"));
    const auto lon_lat = geo::to_lon_lat(report->layers[0].bounds.center());
    QVERIFY(lon_lat.x > 13.5 && lon_lat.x < 14 && lon_lat.y > 50.9 && lon_lat.y < 51.2);
  }

  void metres_that_fit_two_zones_are_asked_about() {
    const Reading r;
    const auto report = r.read_text("a.geojson", collection(square(392000, 5820000, 100)));
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::unsupported);
    QCOMPARE(report.error().message.id, std::string("readers.crs_ambiguous"));
    QCOMPARE(argument(report.error().message, "candidates"), std::string("EPSG:25832, EPSG:25833"));
    const auto told = r.read(r.folder() / "a.geojson", "EPSG:25833");
    QVERIFY(told);
    const auto lon_lat = geo::to_lon_lat(told->layers[0].bounds.center());
    QVERIFY(std::abs(lon_lat.x - 13.41) < 0.02 && std::abs(lon_lat.y - 52.52) < 0.02);
  }

  void one_area_over_all_others_is_named() {
    const Reading r;
    const auto report = r.read_text(
        "a.geojson", collection(square(12, 51, 0.2, "Gesamt") + "," + square(12, 51, 0.1, "a") + "," + square(12.1, 51, 0.1, "b") + "," +
                                square(12, 51.1, 0.1, "c") + "," + square(12.1, 51.1, 0.1, "d")));
    QVERIFY(report);
    const auto* notice = find_notice(report->layers[0].notices, "readers.covers_all");
    QVERIFY(notice);
    QCOMPARE(argument(notice->message, "name"), std::string("Gesamt"));
    QCOMPARE(argument(notice->message, "others"), std::string("4"));
  }

  void a_large_area_with_gaps_is_not_called_a_cover() {
    const Reading r;
    const auto report = r.read_text("a.geojson", collection(square(12, 51, 0.2, "Plan") + "," + square(12, 51, 0.02) + "," +
                                                            square(12.1, 51, 0.02) + "," + square(12, 51.1, 0.02)));
    QVERIFY(report);
    QVERIFY(!find_notice(report->layers[0].notices, "readers.covers_all"));
  }

  void clockwise_rings_are_turned() {
    const Reading r;
    const auto report = r.read_text(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[12,51],[12,52],[13,52],[13,51],[12,51]]]}})"));
    QVERIFY(report);
    const auto geometry = r.pack(report->layers[0])->geometry(0);
    QVERIFY(geo::signed_area_x2(geometry.parts[0].points) > 0);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.rings_turned")->count, std::uint64_t{1});
  }

  void a_bow_tie_is_repaired_and_counted() {
    const Reading r;
    const auto report = r.read_text(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[12,51],[13,52],[13,51],[12,52],[12,51]]]}})"));
    QVERIFY(report);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.repaired")->count, std::uint64_t{1});
    QCOMPARE(r.pack(report->layers[0])->part_count(0), 2U);
  }

  void points_at_zero_stay_in_the_table_only() {
    const Reading r;
    const auto report = r.read_text("a.geojson", collection(point("0", "0") + "," + point("12", "51")));
    QVERIFY(report);
    QCOMPARE(report->layers[0].count, std::uint64_t{2});
    QCOMPARE(find_notice(report->layers[0].notices, "readers.at_zero")->count, std::uint64_t{1});
    QCOMPARE(r.pack(report->layers[0])->query(report->layers[0].bounds.grown(10)).size(), std::size_t{1});
  }

  void points_on_another_continent_are_told() {
    const Reading r;
    QByteArray points = point("116.4", "39.9");
    for (int i = 0; i < 9; ++i) points += "," + point("12." + QByteArray::number(i), "51");
    const auto report = r.read_text("a.geojson", collection(points));
    QVERIFY(report);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.far_away")->count, std::uint64_t{1});
  }

  void many_points_on_one_spot_are_told() {
    const Reading r;
    QByteArray points = point("10", "53.5");
    for (int i = 0; i < 6; ++i) points += "," + point("10", "53.5");
    const auto report = r.read_text("a.geojson", collection(points + "," + point("10.1", "53.6")));
    QVERIFY(report);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.same_spot")->count, std::uint64_t{7});
  }

  void not_a_number_and_1e308_are_counted_not_drawn() {
    const Reading r;
    const auto report = r.read_text("a.geojson", collection(point("NaN", "51") + "," + point("1e308", "1e308") + "," + point("12", "51")));
    QVERIFY(report);
    const auto& notices = report->layers[0].notices;
    std::uint64_t lost = 0;
    for (const auto& n : notices) lost += n.severity == feature::Severity::lost ? n.count : 0;
    QVERIFY(lost >= 2);
    QCOMPARE(r.pack(report->layers[0])->query(geo::Box{-1e9, -1e9, 1e9, 1e9}).size(), std::size_t{1});
  }

  void rows_without_geometry_are_counted() {
    const Reading r;
    const auto report =
        r.read_text("a.geojson", collection(R"({"type":"Feature","properties":{"name":"x"},"geometry":null},)" + point("12", "51")));
    QVERIFY(report);
    QCOMPARE(find_notice(report->layers[0].notices, "readers.no_shape")->count, std::uint64_t{1});
  }

  void a_collection_of_mixed_kinds_keeps_its_areas() {
    const Reading r;
    const auto report = r.read_text(
        "a.geojson",
        collection(
            R"({"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[12,51]},{"type":"Polygon","coordinates":[[[12,51],[13,51],[13,52],[12,51]]]}]}})"));
    QVERIFY(report);
    QVERIFY(find_notice(report->layers[0].notices, "readers.collection_reduced"));
    QCOMPARE(report->layers[0].kind, geo::GeometryKind::area);
  }

  void licence_and_credit_of_the_collection_are_kept() {
    const Reading r;
    const auto report = r.read_text(
        "a.geojson", collection(point("12", "51"), R"("licence":"dl-de/by-2-0","attribution":"Stadt Musterstadt","date":"2024-05-01",)"));
    QVERIFY(report);
    const auto pack = r.pack(report->layers[0]);
    const auto& provenance = pack->info().provenance;
    QCOMPARE(provenance.licence, std::string("dl-de/by-2-0"));
    QCOMPARE(provenance.attribution, std::string("Stadt Musterstadt"));
    QCOMPARE(provenance.data_date, std::string("2024-05-01"));
  }

  void a_byte_order_mark_is_harmless() {
    const Reading r;
    QVERIFY(r.read_text("a.geojson", "\xef\xbb\xbf" + collection(point("12", "51"))));
  }

  void lines_of_features_are_a_sequence() {
    const Reading r;
    const auto report = r.read_text("a.geojsonl", point("12", "51") + "\n" + point("13", "51") + "\n");
    QVERIFY(report);
    QCOMPARE(report->driver, std::string("GeoJSONSeq"));
    QCOMPARE(report->layers[0].count, std::uint64_t{2});
  }

  void the_swapped_leipzig_districts_come_home() {
    NEED_DATA(file, "leipzig-districts/leipzig-districts-axis-swapped.json");
    NEED_DATA(right, "leipzig-districts/ortsteile.json");
    const Reading r;
    const auto report = r.read(file);
    QVERIFY(report);
    const auto& notices = report->layers[0].notices;
    QVERIFY(find_notice(notices, "readers.axes_swapped"));
    QCOMPARE(argument(find_notice(notices, "readers.covers_all")->message, "name"), std::string("Gesamt"));
    const Reading s;
    const auto other = s.read(right);
    QVERIFY(other);
    const auto a = report->layers[0].bounds;
    const auto b = other->layers[0].bounds;
    QVERIFY(std::abs(a.min_x - b.min_x) < 50 && std::abs(a.max_y - b.max_y) < 50);
    QCOMPARE(find_notice(other->layers[0].notices, "readers.rings_turned")->count, std::uint64_t{63});
  }

  void an_almost_empty_week_is_read_as_it_is() {
    NEED_DATA(full, "bike-counts-hamburg/dbrad_woche_2025-03-12.json");
    NEED_DATA(empty, "bike-counts-hamburg/dbrad_woche_2025-09-12.json");
    const Reading r;
    QCOMPARE(r.read(full)->layers[0].count, std::uint64_t{11025});
    const auto week = r.read(empty);
    QVERIFY(week);
    QCOMPARE(week->layers[0].count, std::uint64_t{40});
  }
};

QTEST_GUILESS_MAIN(TestGeojson)
#include "test_geojson.moc"
