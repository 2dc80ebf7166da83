// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/corridor.h"

#include <QtTest>

#include "app/bike/rule_fixture.h"

using namespace skizze;

namespace {

bike::StreetLine street(std::string name, std::vector<geo::Point2> points) {
  bike::StreetLine line;
  line.facts.name = std::move(name);
  line.facts.street_class = bike::StreetClass::residential;
  line.points = std::move(points);
  return line;
}

std::shared_ptr<const bike::Graph> town() {
  return bike::Graph::build(test::shipped_rules(), {street("Ring", {{0, 0}, {500, 0}}), street("Ring", {{500, 0}, {1000, 0}}),
                                                    street("Gasse", {{500, 0}, {500, 400}}), street("", {{0, 300}, {400, 300}})});
}

}  // namespace

class TestCorridor : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_lane_knows_the_streets_it_follows_the_longest_first() {
    const auto graph = town();
    QCOMPARE(bike::streets_along(*graph, geo::make_line({{100, 3}, {900, 3}})), std::vector<std::string>{"Ring"});
    QCOMPARE(bike::streets_along(*graph, geo::make_line({{200, 0}, {500, 0}, {500, 250}})), (std::vector<std::string>{"Ring", "Gasse"}));
    // A short piece of another street does not count, nor one without a name, nor a field.
    QCOMPARE(bike::streets_along(*graph, geo::make_line({{100, 0}, {500, 0}, {500, 80}})), std::vector<std::string>{"Ring"});
    QVERIFY(bike::streets_along(*graph, geo::make_line({{50, 300}, {350, 300}})).empty());
    QVERIFY(bike::streets_along(*graph, geo::make_line({{0, 900}, {800, 900}})).empty());
    QVERIFY(bike::streets_along(*graph, {}).empty());
  }

  void a_lane_belongs_to_a_way_when_half_of_it_lies_there() {
    const auto way = geo::make_line({{0, 0}, {500, 0}, {500, 400}});
    QVERIFY(bike::runs_along(geo::make_line({{100, 8}, {400, 8}}), way, 15));
    QVERIFY(bike::runs_along(geo::make_line({{510, 380}, {510, 20}}), way, 15));  // against it, too
    QVERIFY(!bike::runs_along(geo::make_line({{100, 20}, {400, 20}}), way, 15));
    QVERIFY(bike::runs_along(geo::make_line({{0, 0}, {900, 0}}), way, 15));    // 500 of 900 m
    QVERIFY(!bike::runs_along(geo::make_line({{0, 0}, {1300, 0}}), way, 15));  // 500 of 1,300 m
    QVERIFY(!bike::runs_along(geo::make_line({{300, -300}, {300, 300}}), way, 15));
    QVERIFY(!bike::runs_along({}, way, 15) && !bike::runs_along(geo::make_line({{0, 0}, {9, 0}}), {}, 15));
  }
};

QTEST_GUILESS_MAIN(TestCorridor)
#include "test_corridor.moc"
