// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// From the layers of a project to findings.
#include "bike/city.h"

#include <cmath>

#include <QtTest>

#include "app/bike/city_fixture.h"
#include "bike/follow.h"
#include "bike/lane_streets.h"
#include "bike/street_space.h"

using namespace skizze;
using bike::LayerRole;
using bike::Verdict;
using test::area_at;
using test::line_at;

namespace {

const std::vector<std::string> k_street_columns{"highway",      "name",          "maxspeed",    "width_m",   "lanes",
                                                "parking_left", "parking_right", "kfz_per_day", "sidewalk_m"};

/// Hauptstraße runs 1 km east, Querstraße crosses it at 500 m.
test::Row street(const std::vector<geo::Point2>& places, const char* highway, const char* name,
                 std::map<std::string, std::string> more = {}) {
  more["highway"] = highway;
  more["name"] = name;
  return {line_at(places), std::move(more)};
}

bike::CityLayer streets(std::map<std::string, std::string> main = {
                            {"maxspeed", "50"}, {"width_m", "9"}, {"parking_left", "no"}, {"parking_right", "no"}}) {
  return test::layer_of(
      test::pack_of("streets", k_street_columns,
                    {street({{0, 0}, {500, 0}, {1000, 0}}, "primary", "Hauptstraße", main),
                     street({{500, -300}, {500, 0}, {500, 300}}, "secondary", "Querstraße", {{"maxspeed", "50"}, {"kfz_per_day", "8000"}}),
                     street({{800, 0}, {800, 200}}, "residential", "", {{"maxspeed", "30"}})}));
}

sketch::BikeLane lane(double width = 2) {
  sketch::BikeLane lane;
  lane.side = sketch::Side::both;
  lane.width_m = width;
  return lane;
}

std::vector<bike::Finding> of_rule(const bike::LaneAssessment& result, std::string_view rule) {
  std::vector<bike::Finding> findings;
  for (const auto& finding : result.findings) {
    if (finding.rule.starts_with(rule)) findings.push_back(finding);
  }
  return findings;
}

bike::LaneAssessment assessed(std::vector<bike::CityLayer> layers, const geo::Geometry& line, const sketch::BikeLane& what = lane()) {
  return bike::Assessor::make(test::city_of(std::move(layers)))->assess(line, what);
}

}  // namespace

class TestCity : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void layers_are_recognised_by_their_columns_and_names_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("role");
    const int point = static_cast<int>(geo::GeometryKind::point);
    const int line = static_cast<int>(geo::GeometryKind::line);
    const int area = static_cast<int>(geo::GeometryKind::area);
    QTest::newRow("OSM lines") << "lines" << QStringList{"osm_id", "highway"} << line << "streets driveways";
    QTest::newRow("a railway") << "railway" << QStringList{"railway"} << line << "rails";
    QTest::newRow("a city's streets") << "Straßennetz" << QStringList{"STRNAME", "VZUL"} << line << "streets";
    QTest::newRow("tree register") << "Baumkataster" << QStringList{"art_botanisch"} << point << "trees";
    QTest::newRow("carriageways") << "Fahrbahnflächen" << QStringList{"id"} << area << "carriageway";
    QTest::newRow("ALKIS") << "AX_Strassenverkehr" << QStringList{"id"} << area << "street_area";
    QTest::newRow("parking areas") << "parking" << QStringList{"amenity"} << area << "parking schools";
    QTest::newRow("districts") << "districts" << QStringList{"einwohner"} << area << "people";
    QTest::newRow("land use") << "landuse" << QStringList{"landuse"} << area << "";
    QTest::newRow("a river") << "water" << QStringList{"natural"} << area << "";
  }
  void layers_are_recognised_by_their_columns_and_names() {
    QFETCH(QString, name);
    QFETCH(QStringList, columns);
    QFETCH(int, kind);
    QFETCH(QString, role);
    feature::PackInfo info;
    info.kind = static_cast<geo::GeometryKind>(kind);
    for (const auto& column : columns) info.columns.push_back({column.toStdString(), feature::ColumnType::text});
    const auto use = bike::guess_use(info, name.toStdString());
    QStringList found;
    for (const auto one : bike::all_layer_roles()) {
      if (use.has(one)) found << QString::fromStdString(std::string(bike::name_of(one)));
    }
    auto wanted = role.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    found.sort();
    wanted.sort();
    QCOMPARE(found, wanted);
  }

  void columns_of_a_city_are_mapped_to_our_words() {
    const std::vector<feature::Column> columns{{"STRNAME", {}}, {"VZUL", {}},  {"FB_BREITE", {}},
                                               {"DTV", {}},     {"lanes", {}}, {"Bemerkung", {}}};
    const auto fields = bike::guess_fields(columns);
    const bike::FieldMapping wanted{{"name", "STRNAME"}, {"maxspeed", "VZUL"}, {"width", "FB_BREITE"}, {"kfz_per_day", "DTV"}};
    QCOMPARE(fields, wanted);
    const auto pack = test::pack_of("Straßennetz", {"STRNAME", "VZUL", "FB_BREITE"},
                                    {{line_at({{0, 0}, {100, 0}}), {{"STRNAME", "Ring"}, {"VZUL", "30"}, {"FB_BREITE", "7.5"}}}});
    const auto city = test::city_of({test::layer_of(pack)});
    QCOMPARE(city->graph()->streets().front().facts.name, std::string("Ring"));
    QCOMPARE(*city->graph()->streets().front().facts.speed_kmh, 30.0);
    QCOMPARE(city->graph()->streets().front().facts.carriageway->m, 7.5);
  }

  void two_networks_of_one_town_are_not_counted_twice() {
    auto other =
        test::layer_of(test::pack_of("Straßen der Stadt", {"highway"}, {{line_at({{0, 1}, {1000, 1}}), {{"highway", "primary"}}}}));
    QCOMPARE(test::city_of({streets(), other})->graph()->streets().size(), 3U);
    other.use.stated = true;  // a person says so: theirs and no guessed one
    QCOMPARE(test::city_of({streets(), other})->graph()->streets().size(), 1U);
  }

  void a_lane_is_judged_by_the_street_it_follows() {
    const auto result = assessed({streets()}, line_at({{0, 0}, {400, 0}}));
    QVERIFY(result.streets_known);
    QVERIFY(std::abs(result.length_m - 400) < 0.01);
    QVERIFY(of_rule(result, "width.radfahrstreifen.").front().verdict == Verdict::standard);
    const auto fit = of_rule(result, "space.lane.minimum").front();  // 9 - 2 x 2.00 = 5.00 left of 5.50
    QVERIFY(fit.verdict == Verdict::below && std::abs(*fit.value - 5.0) < 0.001);
    QVERIFY(!fit.likely);
    QVERIFY(result.figures.defects >= 1 && std::abs(result.figures.standard_m - 400) < 0.1);
  }

  void carriageway_areas_come_before_tags_and_buildings_give_the_facades() {
    const auto kerbs = test::layer_of(test::pack_of("Fahrbahn", {"id"}, {{area_at(-10, -5.5, 1010, 5.5), {}}}));
    const auto houses =
        test::layer_of(test::pack_of("Gebäude", {"id"}, {{area_at(-10, 9, 1010, 19), {}}, {area_at(-10, -21, 1010, -11), {}}}));
    const auto result = assessed({streets(), kerbs, houses}, line_at({{20, 0}, {400, 0}}));
    const auto& street = result.stretches.front().street;
    QVERIFY(std::abs(street.carriageway->m - 11) < 0.01);
    QVERIFY(street.carriageway->source == bike::WidthSource::cadastre);
    QVERIFY(std::abs(*street.facade_m - 20) < 0.01);
    // Walls 9 m to one side and 11 m to the other, kerbs 5.5 m: north is left of a lane that runs east.
    QVERIFY(std::abs(*street.left.space_m - 3.5) < 0.01 && std::abs(*street.right.space_m - 5.5) < 0.01);
    QVERIFY(of_rule(result, "space.lane.minimum").front().verdict == Verdict::fits);  // 11 - 4 = 7 m
  }

  void a_lane_beside_the_axis_measures_the_same_carriageway() {
    const auto area = area_at(-10, -5.5, 1010, 5.5);
    for (const double y : {-9.0, -4.0, 0.0, 3.0, 8.0}) {
      const auto cut = bike::cut_across({&area}, test::at(300, y), {1, 0}, 30);
      QVERIFY(cut.inside_m && std::abs(*cut.inside_m - 11) < 1e-6);
    }
    QVERIFY(!bike::cut_across({&area}, test::at(300, 14), {1, 0}, 30).inside_m);
  }

  void what_stands_in_the_way_comes_from_the_layers() {
    const auto trees = test::layer_of(test::pack_of("Baumkataster", {"art_botanisch", "stammumfang", "crown_m"},
                                                    {{geo::make_point(test::at(100, -2.8)), {{"stammumfang", "126"}, {"crown_m", "8"}}},
                                                     {geo::make_point(test::at(200, 25)), {{"stammumfang", "126"}, {"crown_m", "8"}}}}));
    const auto parking = test::layer_of(test::pack_of("parking", {"amenity"}, {{area_at(300, -6, 326, -3), {{"amenity", "parking"}}}}));
    const auto result = assessed({streets(), trees, parking}, line_at({{0, 0}, {400, 0}}));
    QCOMPARE(result.figures.trees, 1);
    QVERIFY(std::abs(result.figures.parking_m - 27.5) < 1.6 && *result.figures.stalls >= 5);
    QVERIFY(of_rule(result, "conflict.building").front().verdict == Verdict::not_assessable);
  }

  void a_lane_along_the_axis_lies_where_its_section_puts_it() {
    // 9 m between the kerbs, no parking: the middle of a lane of 2 m lies 3.5 m beside the axis.
    const auto both = assessed({streets()}, line_at({{0, 0}, {400, 0}}));
    QCOMPARE(both.places.size(), 2U);
    QVERIFY(std::abs(both.places[0].parts[0].points[0].y - (test::k_corner.y - 3.5)) < 1e-6);
    QVERIFY(std::abs(both.places[1].parts[0].points[0].y - (test::k_corner.y + 3.5)) < 1e-6);
    const auto drawn_beside = assessed({streets()}, line_at({{0, -4}, {400, -4}}));
    QCOMPARE(drawn_beside.places.size(), 1U);
    QVERIFY(std::abs(drawn_beside.places[0].parts[0].points[0].y - (test::k_corner.y - 4)) < 1e-6);
  }

  void a_planned_section_changes_what_is_judged() {
    auto layer = streets({{"maxspeed", "50"}, {"width_m", "13"}, {"parking_left", "parallel"}, {"parking_right", "parallel"}});
    auto assessor = *bike::Assessor::make(test::city_of({layer}));
    const auto line = line_at({{0, 0}, {400, 0}});
    auto what = lane();
    what.buffer_m = 0.75;
    QVERIFY(std::abs(*of_rule(assessor.assess(line, what), "space.lane.minimum").front().value - 3.5) < 0.001);  // 13 - 2 x (2 + 0.75 + 2)
    const auto plan = bike::section_plan_from("parking_left=0;parking_right=1.75;nonsense=3;carriageway=x");
    QCOMPARE(bike::text_of(plan), std::string("parking_left=0.000;parking_right=1.750"));
    QVERIFY(std::abs(*of_rule(assessor.assess(line, what, plan), "space.lane.minimum").front().value - 6.5) <
            0.001);  // 13 - 2 - (2 + 0.75 + 1.75)
  }

  void a_busy_street_that_is_crossed_without_signals_is_told_once() {
    const auto lights =
        test::layer_of(test::pack_of("points", {"highway"}, {{geo::make_point(test::at(505, 3)), {{"highway", "traffic_signals"}}}}));
    const auto elsewhere =
        test::layer_of(test::pack_of("points", {"highway"}, {{geo::make_point(test::at(905, 3)), {{"highway", "traffic_signals"}}}}));
    const auto line = line_at({{0, 0}, {1000, 0}});
    const auto unknown = of_rule(assessed({streets()}, line), "facility.crossing");
    QCOMPARE(unknown.size(), 1U);  // the side street is no matter
    QVERIFY(unknown.front().verdict == Verdict::not_assessable);
    QVERIFY(of_rule(assessed({streets(), lights}, line), "facility.crossing").front().verdict == Verdict::fits);
    const auto unsecured = of_rule(assessed({streets(), elsewhere}, line), "facility.crossing").front();
    QVERIFY(unsecured.verdict == Verdict::conflict && std::abs(unsecured.from_m - 500) < 0.1);
  }

  void only_what_is_new_under_a_dragged_vertex_is_read() {
    std::vector<test::Row> rows;
    for (int i = 0; i < 2000; ++i) rows.push_back({geo::make_point(test::at(i % 100 * 20, i / 100 * 100)), {}});
    const auto trees = test::layer_of(test::pack_of("Bäume", {"id"}, rows));
    auto assessor = *bike::Assessor::make(test::city_of({streets(), trees}));
    assessor.assess(line_at({{0, 0}, {1000, 0}, {2000, 0}}), lane());
    const auto first = assessor.around().cells_read();
    assessor.assess(line_at({{0, 0}, {1000, 0}, {2000, 5}}), lane());
    QCOMPARE(assessor.around().cells_read(), first);
    assessor.assess(line_at({{0, 0}, {1000, 0}, {2000, 300}}), lane());
    QVERIFY(assessor.around().cells_read() - first <= 24);
    auto fresh = *bike::Assessor::make(test::city_of({streets(), trees}));
    const auto line = line_at({{0, 0}, {1000, 0}, {2000, 300}});
    QCOMPARE(assessor.assess(line, lane()).findings.size(), fresh.assess(line, lane()).findings.size());
  }

  void one_drag_follows_the_streets_over_several_segments() {
    const auto city = test::city_of({streets()});
    // From beside the first half of Hauptstraße round the corner into Querstraße.
    const auto way = bike::follow_streets(*city->graph(), test::at(100, 8), test::at(495, 200));
    QCOMPARE(way.size(), 3U);
    const std::vector<geo::Point2> wanted{test::at(100, 0), test::at(500, 0), test::at(500, 200)};
    for (std::size_t i = 0; i < way.size(); ++i) QVERIFY(std::hypot(way[i].x - wanted[i].x, way[i].y - wanted[i].y) < 0.01);
    const auto back = bike::follow_streets(*city->graph(), test::at(495, 200), test::at(100, 8));
    QVERIFY(back.size() == 3 && std::hypot(back.front().x - way.back().x, back.front().y - way.back().y) < 1e-6);
    const auto short_one = bike::follow_streets(*city->graph(), test::at(300, 2), test::at(250, -2));
    QVERIFY(short_one.size() == 2 && std::abs(short_one[0].x - test::at(300, 0).x) < 0.01);
    QVERIFY(bike::follow_streets(*city->graph(), test::at(100, 400), test::at(300, 0)).empty());
  }

  void two_lanes_together_change_the_edges_of_both() {
    const auto city = test::city_of({streets()});
    const auto effect = bike::network_effect(*city, {{line_at({{0, 0}, {500, 0}}), lane()}, {line_at({{500, 0}, {500, 300}}), lane()}});
    QCOMPARE(effect.patch.size(), 2U);
    QVERIFY(std::abs(effect.stress_before_m[4] - 800) < 0.1);
    QVERIFY(std::abs(effect.stress_after_m[2] - 800) < 0.1);
    QVERIFY(!effect.way_before_m && effect.way_after_m);
    QVERIFY(std::abs(*effect.way_after_m - 500) < 0.1 && std::abs(*effect.detour_after - 1) < 1e-9);
  }

  void bad_streets_are_told_and_the_rest_is_assessed() {
    const auto layer = test::layer_of(test::pack_of(
        "streets", {"highway", "name", "oneway", "maxspeed", "width_m", "parking_left", "parking_right"},
        {street({{0, 0}, {400, 0}}, "primary", "",
                {{"maxspeed", "schnell"}, {"width_m", "-4"}, {"oneway", "vielleicht"}, {"parking_left", "no"}, {"parking_right", "no"}}),
         street({{400, 0}, {400, 0}}, "primary", "Punkt"), street({{400, 0}, {450, 50}, {450, -50}, {400, 0}}, "residential", "Runde"),
         street({{500, 0}, {600, 0}}, "residential", "Hin", {{"oneway", "yes"}}),
         street({{600, 0}, {500, 0}}, "residential", "Zurück", {{"oneway", "yes"}})}));
    const auto city = test::city_of({layer});
    QCOMPARE(city->doubts(), 3U);
    QCOMPARE(city->nameless(), 1U);
    QCOMPARE(city->graph()->notes().too_short, 1U);
    QCOMPARE(city->graph()->notes().loops, 1U);
    QCOMPARE(city->graph()->notes().contradictory, 1U);
    const auto result = bike::Assessor::make(city)->assess(line_at({{0, 0}, {400, 0}}), lane());
    QVERIFY(of_rule(result, "width.radfahrstreifen.").front().verdict == Verdict::standard);
    QVERIFY(of_rule(result, "space.lane.minimum").front().likely);  // the class' width, marked
  }

  void a_project_without_any_layer_is_judged_by_the_width_alone() {
    const auto result = assessed({}, line_at({{0, 0}, {400, 0}}));
    QVERIFY(!result.streets_known);
    QVERIFY(of_rule(result, "width.radfahrstreifen.").front().verdict == Verdict::standard);
    for (const auto& finding : result.findings) QVERIFY(!bike::is_defect(finding.verdict));
  }

  void a_line_without_length_is_no_crash() {
    const auto result = assessed({streets()}, line_at({{10, 0}, {10, 0}}));
    QCOMPARE(result.length_m, 0.0);
    QVERIFY(bike::network_effect(*test::city_of({streets()}), {{line_at({{10, 0}}), lane()}}).patch.empty());
  }
};

QTEST_GUILESS_MAIN(TestCity)
#include "test_city.moc"
