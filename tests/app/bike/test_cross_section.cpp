// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/cross_section.h"

#include <cmath>

#include <QtTest>

#include "app/bike/rule_fixture.h"
#include "bike/section_plan.h"

using namespace skizze;
using bike::StripKind;
using bike::StripSource;

namespace {

/// 10 m of carriageway, 4 m from the left kerb to its façade, 6 m from the right one; a footway of 2 m on the right, nobody parks.
bike::StreetFacts street() {
  bike::StreetFacts street;
  street.carriageway = bike::Width{10, bike::WidthSource::cadastre};
  street.facade_m = 20;
  street.left.parking = street.right.parking = bike::Parking::none;
  street.left.space_m = 4;
  street.right.space_m = 6;
  street.right.footway_m = 2;
  return street;
}

sketch::BikeLane lane(sketch::FacilityType facility, double width, double buffer = 0) {
  sketch::BikeLane lane;
  lane.facility = facility;
  lane.side = sketch::Side::right;
  lane.width_m = width;
  lane.buffer_m = buffer;
  return lane;
}

std::vector<StripKind> kinds(const bike::CrossSection& section) {
  std::vector<StripKind> result;
  for (const auto& strip : section.strips) result.push_back(strip.kind);
  return result;
}

}  // namespace

class TestCrossSection : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void the_whole_street_is_laid_out_from_facade_to_facade() {
    const auto rules = test::shipped_rules();
    const auto section = bike::propose(rules, lane(sketch::FacilityType::radfahrstreifen, 2), street());
    QVERIFY((kinds(section) == std::vector{StripKind::footway, StripKind::traffic, StripKind::bike, StripKind::footway}));
    // Left nobody stated a footway: what lies between kerb and façade is taken as one, and shown as assumed.
    QCOMPARE(section.strips[0].width_m, 4.0);
    QVERIFY(section.strips[0].assumed && section.strips[0].source == StripSource::remainder);
    QCOMPARE(*section.left_rest_m, 0.0);
    QCOMPARE(section.strips[3].width_m, 2.0);
    QVERIFY(!section.strips[3].assumed && section.strips[3].source == StripSource::tagged);
    QCOMPARE(*section.right_rest_m, 4.0);
    QVERIFY(!section.rest_assumed);
  }

  void green_strips_and_trees_stand_at_the_kerb_and_take_from_the_side() {
    const auto rules = test::shipped_rules();
    bike::SectionPlan plan;
    plan.trees_right_m = 2;
    plan.verge_right_m = 1;
    plan.verge_left_m = 1.5;
    const auto section = bike::propose(rules, lane(sketch::FacilityType::einrichtungsradweg, 2, 0.5), bike::planned(street(), plan));
    QVERIFY((kinds(section) == std::vector{StripKind::footway, StripKind::verge, StripKind::traffic, StripKind::verge, StripKind::trees,
                                           StripKind::track_buffer, StripKind::track, StripKind::footway}));
    QCOMPARE(section.strips[0].width_m, 2.5);  // 4.00 - 1.50
    QVERIFY(section.strips[4].source == StripSource::planned);
    // Right: 6.00 - 1 - 2 - 0.5 - 2, and nothing is left of the 2 m of footway.
    QCOMPARE(section.strips[7].width_m, 0.0);
    QVERIFY(std::abs(*section.right_rest_m - 0.5) < 1e-9);
  }

  void a_side_that_is_too_narrow_says_who_could_give() {
    const auto rules = test::shipped_rules();
    bike::SectionPlan plan;
    plan.footway_left_m = 4;
    plan.verge_left_m = 1.5;
    const auto section = bike::propose(rules, lane(sketch::FacilityType::radfahrstreifen, 2), bike::planned(street(), plan));
    QVERIFY(std::abs(*section.left_rest_m + 1.5) < 1e-9);
    const auto gives = bike::gives_beside(section, true, 1.5);
    QVERIFY(!gives.empty() && section.strips[gives.front().strip].kind == StripKind::verge);
    QCOMPARE(gives.front().by_m, 1.5);
    // Between the kerbs nobody is asked for it.
    for (const auto& give : bike::gives(section, 1.5)) QVERIFY(give.strip >= section.kerb_left && give.strip < section.kerb_right);
    plan.verge_left_m.reset();
    plan.footway_left_m = 4.8;
    const auto narrow = bike::propose(rules, lane(sketch::FacilityType::radfahrstreifen, 2), bike::planned(street(), plan));
    const auto footway = bike::gives_beside(narrow, true, 5);
    QCOMPARE(footway.size(), 1U);
    QCOMPARE(footway.front().by_m, 4.8 - rules.deciding("width.gehweg.standard")->value);  // never below its standard
  }

  void without_kerbs_measured_the_carriageway_is_taken_to_lie_in_the_middle() {
    const auto rules = test::shipped_rules();
    auto facts = street();
    facts.left.space_m = facts.right.space_m = std::nullopt;
    const auto section = bike::propose(rules, lane(sketch::FacilityType::radfahrstreifen, 2), facts);
    QVERIFY(section.rest_assumed);
    QCOMPARE(*section.left_rest_m, 5.0);   // (20 - 10) / 2
    QCOMPARE(*section.right_rest_m, 3.0);  // and 2 m of footway
    facts.facade_m.reset();
    const auto unknown = bike::propose(rules, lane(sketch::FacilityType::radfahrstreifen, 2), facts);
    QVERIFY(!unknown.left_rest_m && !unknown.right_rest_m && !unknown.rest_assumed);
  }

  void kerbs_that_are_moved_give_to_both_sides_alike_and_a_stated_facade_wins() {
    bike::SectionPlan plan;
    plan.carriageway_m = 9;
    const auto moved = bike::planned(street(), plan);
    QCOMPARE(*moved.left.space_m, 4.5);
    QCOMPARE(*moved.right.space_m, 6.5);
    QCOMPARE(*bike::planned(moved, plan).left.space_m, 4.5);  // the same plan twice changes nothing more
    plan.facade_m = 24;
    const auto stated = bike::planned(street(), plan);
    QVERIFY(stated.facade_stated && *stated.facade_m == 24 && !stated.left.space_m);
  }

  void the_plan_survives_its_text() {
    bike::SectionPlan plan;
    plan.verge_left_m = 1.25;
    plan.trees_right_m = 2.5;
    plan.facade_m = 21.4;
    plan.footway_left_m = 0;
    QVERIFY(bike::section_plan_from(bike::text_of(plan)) == plan);
    QVERIFY(bike::section_plan_from("verge_left=-1;trees_right=x;facade=500").empty());
  }
};

QTEST_GUILESS_MAIN(TestCrossSection)
#include "test_cross_section.moc"
