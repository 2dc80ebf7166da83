// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/conflicts.h"

#include <cmath>

#include <QtTest>

#include "app/bike/rule_fixture.h"

using namespace skizze;
using bike::Verdict;

namespace {

/// A lane 2 m wide from (0, 0) to (100, 0).
std::vector<bike::Finding> conflicts(const bike::Surroundings& around) {
  sketch::BikeLane lane;
  lane.width_m = 2;
  auto findings = bike::check_conflicts(test::shipped_rules(), geo::make_line({{0, 0}, {100, 0}}), lane, around);
  std::erase_if(findings, [](const auto& f) { return f.verdict == Verdict::not_assessable && f.to_m > f.from_m; });
  return findings;
}

}  // namespace

class TestConflicts : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void layers_that_are_not_there_are_not_assessable_and_no_defect() {
    sketch::BikeLane lane;
    const auto findings = bike::check_conflicts(test::shipped_rules(), geo::make_line({{0, 0}, {100, 0}}), lane, {});
    QCOMPARE(findings.size(), 5U);
    for (const auto& finding : findings) QVERIFY(finding.verdict == Verdict::not_assessable);
  }

  void a_trunk_in_the_lane_is_a_conflict_and_a_crown_above_it_a_hint() {
    bike::Surroundings around;
    around.trees = {{{30, 1.1}, 0.4, 6.0}, {{60, 3}, 0.4, 6.0}, {{80, 9}, 0.4, 6.0}};
    const auto findings = conflicts(around);
    QCOMPARE(findings.size(), 2U);
    QVERIFY(findings[0].verdict == Verdict::conflict);
    QCOMPARE(findings[0].from_m, 30.0);
    QCOMPARE(findings[0].suggestion->arguments.front().value, std::string("0.10"));  // 1.1 - 1.0 - 0.2 = -0.1
    QVERIFY(findings[1].verdict == Verdict::hint);
  }

  void parking_under_the_lane_is_counted_in_metres() {
    bike::Surroundings around;
    around.parking = {geo::make_area({{{20, 0.5}, {46, 0.5}, {46, 2.5}, {20, 2.5}}}),
                      geo::make_area({{{20, 5}, {46, 5}, {46, 7}, {20, 7}}})};
    const auto findings = conflicts(around);
    QCOMPARE(findings.size(), 1U);
    QVERIFY(std::abs(*findings[0].value - 27) <= 1.01);  // 26 m and the round ends of the strip
    QVERIFY(std::abs(findings[0].from_m - 20) <= 1.0);
  }

  void a_building_in_the_way_is_a_conflict() {
    bike::Surroundings around;
    around.buildings = {geo::make_area({{{40, -5}, {50, -5}, {50, 5}, {40, 5}}}), geo::make_area({{{40, 2}, {50, 2}, {50, 5}, {40, 5}}})};
    const auto findings = conflicts(around);
    QCOMPARE(findings.size(), 1U);
    QVERIFY(findings[0].verdict == Verdict::conflict);
  }

  void rails_crossed_at_a_flat_angle_are_only_a_hint_for_the_angle_is_unverified() {
    bike::Surroundings around;
    around.rails = {geo::make_line({{40, -10}, {60, 10}}), geo::make_line({{80, -10}, {80, 10}}), geo::make_line({{0, 3}, {100, 3}})};
    const auto findings = conflicts(around);
    QCOMPARE(findings.size(), 1U);
    QVERIFY(findings[0].verdict == Verdict::hint);
    QVERIFY(std::abs(*findings[0].value - 45) < 0.01);
    QVERIFY(std::abs(findings[0].place.x - 50) < 0.01);
  }

  void a_busy_crossing_wants_to_be_secured() {
    bike::Surroundings around;
    around.crossings = {{{10, 0}, 6000, false}, {{20, 0}, 6000, true}, {{30, 0}, 5000, {}}, {{40, 0}, 6000, {}}, {{50, 0}, {}, false}};
    const auto findings = conflicts(around);
    QCOMPARE(findings.size(), 5U);
    QVERIFY(findings[0].verdict == Verdict::conflict);
    QVERIFY(findings[1].verdict == Verdict::fits);
    QVERIFY(findings[2].verdict == Verdict::fits);
    QVERIFY(findings[3].verdict == Verdict::not_assessable);
    QVERIFY(findings[4].verdict == Verdict::not_assessable);
  }

  void a_stop_in_the_lane_and_one_beside_it() {
    bike::Surroundings around;
    around.stops = {{{10, 0.5}, "Markt"}, {{30, 4}, "Bahnhof"}, {{50, 40}, "fern"}};
    const auto findings = conflicts(around);
    QCOMPARE(findings.size(), 2U);
    QVERIFY(findings[0].verdict == Verdict::conflict);
    QVERIFY(findings[1].verdict == Verdict::hint);
  }
};

QTEST_GUILESS_MAIN(TestConflicts)
#include "test_conflicts.moc"
