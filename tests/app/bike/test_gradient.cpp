// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/gradient.h"

#include <cmath>

#include <QtTest>

#include "app/bike/rule_fixture.h"

using namespace skizze;
using bike::Verdict;

namespace {

const std::vector<geo::Point2> k_line{{0, 0}, {400, 0}, {1000, 0}};

bike::HeightSampler ramp(double percent) {
  return [percent](geo::Point2 p) { return p.x * percent / 100; };
}

Verdict judged(const bike::Gradient& gradient, std::optional<double> cell) {
  return bike::check_gradient(test::shipped_rules(), gradient, cell, {}).front().verdict;
}

}  // namespace

class TestGradient : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_ramp_of_five_percent_has_five_percent() {
    const auto up = bike::gradient_of(k_line, ramp(5));
    QVERIFY(std::abs(*up.steepest_percent - 5) < 0.1);
    QVERIFY(std::abs(up.climb_m - 50) < 0.01);
    QCOMPARE(up.descent_m, 0.0);
    QVERIFY(judged(up, 1.0) == Verdict::limited);
    const auto down = bike::gradient_of({{1000, 0}, {0, 0}}, ramp(5));
    QVERIFY(std::abs(*down.steepest_percent + 5) < 0.1);
    QVERIFY(std::abs(down.descent_m - 50) < 0.01);
  }

  void the_limit_itself_is_still_comfortable() {
    QVERIFY(judged(bike::gradient_of(k_line, ramp(3)), 1.0) == Verdict::standard);
    QVERIFY(judged(bike::gradient_of(k_line, ramp(3.01)), 1.0) == Verdict::limited);
  }

  void the_steepest_hundred_metres_are_found_not_the_mean() {
    // Level, 8 % from 500 to 600 m, level: the mean is 0.8 %.
    const auto g = bike::gradient_of(k_line, [](geo::Point2 p) { return std::clamp(p.x - 500, 0.0, 100.0) * 0.08; });
    QVERIFY(std::abs(*g.steepest_percent - 8) < 0.1);
    QCOMPARE(g.steepest.from_m, 500.0);
    QCOMPARE(g.steepest.to_m, 600.0);
    QVERIFY(std::abs(g.steepest.place.x - 550) < 0.01);
  }

  void a_bridge_over_a_valley_is_not_a_hill() {
    const auto valley = [](geo::Point2 p) { return 100 - 20 * std::max(0.0, 1 - std::abs(p.x - 500) / 100); };
    const auto ground = bike::gradient_of(k_line, valley);
    QVERIFY(std::abs(*ground.steepest_percent) > 15);
    const auto bridged = bike::gradient_of(k_line, valley, {{400, 600}});
    QVERIFY(std::abs(*bridged.steepest_percent) < 0.01);
    QVERIFY(bridged.climb_m < 0.01);
  }

  void a_bridge_joins_two_slopes_without_a_bump() {
    const auto cut = [](geo::Point2 p) { return std::optional(p.x * 0.02 - (p.x > 450 && p.x < 550 ? 9.0 : 0.0)); };
    const auto g = bike::gradient_of(k_line, cut, {{450, 550}});
    QVERIFY(std::abs(*g.steepest_percent - 2) < 0.1);
    QVERIFY(g.descent_m < 0.01);
  }

  void of_a_bridge_on_which_a_lane_begins_nothing_is_told() {
    const auto river = [](geo::Point2 p) { return std::optional(p.x < 100 ? 90.0 : 100.0); };
    QVERIFY(std::abs(*bike::gradient_of(k_line, river).steepest_percent) > 9);
    const auto g = bike::gradient_of(k_line, river, {{0, 120}});
    QVERIFY(std::abs(*g.steepest_percent) < 0.01);
    QVERIFY(!g.profile.front().height_m);
    QCOMPARE(g.hole.from_m, 0.0);
    QCOMPARE(g.hole.to_m, 120.0);
  }

  void one_wrong_cell_is_smoothed_away() {
    const auto spike = [](geo::Point2 p) { return std::optional(std::abs(p.x - 300) < 1 ? 30.0 : 0.0); };
    QVERIFY(std::abs(*bike::gradient_of(k_line, spike).steepest_percent) < 0.01);
  }

  void holes_are_left_out_and_the_rest_assessed() {
    const auto holes = [](geo::Point2 p) { return p.x > 200 && p.x < 400 ? std::nullopt : std::optional(p.x * 0.04); };
    const auto g = bike::gradient_of(k_line, holes);
    QVERIFY(std::abs(*g.steepest_percent - 4) < 0.1);
    QCOMPARE(g.missing_m, 200.0);
    QCOMPARE(g.hole.from_m, 200.0);
    QCOMPARE(g.hole.to_m, 400.0);
    QVERIFY(std::abs(g.hole.place.x - 300) < 1e-9);
    const auto findings = bike::check_gradient(test::shipped_rules(), g, 1.0, {});
    QCOMPARE(findings.size(), 2U);
    QVERIFY(findings[0].verdict == Verdict::limited && std::abs(*findings[0].value - 4) < 0.1);
    QVERIFY(findings[1].verdict == Verdict::not_assessable && findings[1].message.id == "bike.gradient_holes");
    QCOMPARE(findings[1].message.arguments[2].value, std::string("20"));  // per cent of 1000 m
    const auto islands = bike::gradient_of(k_line, [](geo::Point2 p) {
      return std::fmod(p.x, 100) < 60 ? std::optional(p.x * 0.04)
                                      : std::nullopt;  // nowhere 100 m between two heights are known: 60 m, hole
    });
    QVERIFY(islands.missing_m > 400 && islands.missing_m < 600);
    const auto nothing = bike::gradient_of(k_line, [](geo::Point2) { return std::optional<double>(); });
    QVERIFY(!nothing.steepest_percent);
    QVERIFY(judged(nothing, 1.0) == Verdict::not_assessable);
  }

  void the_slope_of_each_place_is_measured_around_it_and_unknown_beside_a_hole() {
    // 10 m up between 300 and 500 m, no heights from 700 to 800 m.
    const auto g = bike::gradient_of(k_line, [](geo::Point2 p) -> std::optional<double> {
      if (p.x > 700 && p.x < 800) return std::nullopt;
      return std::clamp(p.x - 300, 0.0, 200.0) * 0.05;
    });
    const auto slopes = bike::slopes_of(g);
    QCOMPARE(slopes.size(), g.profile.size());
    const auto at = [&](double along) { return slopes[static_cast<std::size_t>(along / 5)]; };
    QVERIFY(std::abs(*at(400) - 5) < 1e-9 && std::abs(*at(100)) < 1e-9);
    QVERIFY(std::abs(*at(300) - 2.5) < 1e-9);  // half of the 30 m around it rises
    QVERIFY(!at(690) && !at(750) && !at(810) && at(680) && at(820));
    QVERIFY(bike::slopes_of({}).empty());
  }

  void a_coarse_or_unknown_raster_gives_a_figure_but_no_verdict() {
    const auto g = bike::gradient_of(k_line, ramp(5));
    QVERIFY(judged(g, 90.0) == Verdict::not_assessable);
    QVERIFY(judged(g, std::nullopt) == Verdict::not_assessable);
    QVERIFY(std::abs(*bike::check_gradient(test::shipped_rules(), g, 90.0, {}).front().value - 5) < 0.1);
  }

  void short_and_empty_lines_are_no_trouble() {
    QVERIFY(std::abs(*bike::gradient_of({{0, 0}, {37, 0}}, ramp(4)).steepest_percent - 4) < 0.1);
    QVERIFY(!bike::gradient_of({{5, 5}, {5, 5}}, ramp(4)).steepest_percent);
    QVERIFY(!bike::gradient_of({}, ramp(4)).steepest_percent);
  }
};

QTEST_GUILESS_MAIN(TestGradient)
#include "test_gradient.moc"
