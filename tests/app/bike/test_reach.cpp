// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/reach.h"

#include <rapidcheck.h>

#include <cmath>
#include <map>
#include <random>

#include <QtTest>

#include "app/bike/city_fixture.h"
#include "bike/ways.h"

using namespace skizze;
using bike::Rider;
using test::at;
using test::line_at;

namespace {

const double k_never = std::numeric_limits<double>::infinity();

test::Row street(const std::vector<geo::Point2>& places, const char* klass, std::map<std::string, std::string> more = {}) {
  more["highway"] = klass;
  more["maxspeed"] = std::string(klass) == "residential" ? "30" : "50";
  return {line_at(places), std::move(more)};
}

std::shared_ptr<const bike::City> town(const std::vector<test::Row>& streets, std::vector<bike::CityLayer> more = {}) {
  more.push_back(test::layer_of(test::pack_of("streets", {"highway", "maxspeed", "oneway"}, streets)));
  return test::city_of(std::move(more));
}

bike::CityLayer people(const std::vector<std::pair<geo::Point2, int>>& homes) {
  std::vector<test::Row> rows;
  for (const auto& [p, count] : homes) rows.push_back({geo::make_point(at(p.x, p.y)), {{"einwohner", std::to_string(count)}}});
  return test::layer_of(test::pack_of("Zensus", {"einwohner"}, rows));
}

/// 30 km/h without waits: 500 m a minute.
bike::ReachQuestion from(std::vector<geo::Point2> places, std::vector<double> minutes, Rider rider = Rider::anyone) {
  bike::ReachQuestion question;
  for (const auto& p : places) question.places.push_back(at(p.x, p.y));
  question.minutes = std::move(minutes);
  question.riding = {rider, 30, 0, 0};
  return question;
}

bool near(double a, double b, double by = 0.05) { return std::abs(a - b) <= by; }

/// The band in which a study has a place of an edge.
std::size_t band_at(const bike::ReachStudy& study, std::uint32_t edge, double share, bool after) {
  for (const auto& piece : study.stretches) {
    if (piece.edge == edge && share >= piece.from_share && share <= piece.to_share) return after ? piece.after : piece.before;
  }
  return study.question.minutes.size();
}

/// A random town on a grid whose middle row is busy, with some one-way streets.
std::vector<test::Row> random_town(std::uint32_t seed, int side) {
  std::mt19937 random(seed);
  std::vector<test::Row> rows;
  const auto add = [&](geo::Point2 a, geo::Point2 b, bool busy) {
    if (random() % 7 == 0) return;
    std::map<std::string, std::string> more;
    if (random() % 5 == 0) more["oneway"] = random() % 2 ? "yes" : "-1";
    rows.push_back(street({a, b}, busy ? "secondary" : "residential", more));
  };
  for (int x = 0; x < side; ++x) {
    for (int y = 0; y < side; ++y) {
      add({x * 180.0, y * 140.0}, {x * 180.0 + 180, y * 140.0}, y == side / 2);
      add({x * 180.0, y * 140.0}, {x * 180.0, y * 140.0 + 140}, x == 1);
    }
  }
  return rows;
}

/// An independent, slow search (Bellman and Ford) with waits said in its own words: whoever leaves a residential street at a place where a
/// secondary one begins, ends or joins waits.
std::map<std::pair<long, long>, double> slow_times(const std::vector<test::Row>& rows, geo::Point2 start, double give_way_s) {
  const auto key = [](geo::Point2 p) { return std::pair(std::lround(p.x * 10), std::lround(p.y * 10)); };
  std::map<std::pair<long, long>, bool> main;
  for (const auto& row : rows) {
    for (const auto& p : row.shape.parts[0].points) main[key(p.xy())] |= row.values.at("highway") == "secondary";
  }
  std::map<std::pair<long, long>, double> time{{key(start), 0}};
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& row : rows) {
      const auto a = row.shape.parts[0].points.front().xy(), b = row.shape.parts[0].points.back().xy();
      const double ride = std::hypot(a.x - b.x, a.y - b.y) * 0.12;
      const auto way = row.values.count("oneway") ? row.values.at("oneway") : std::string();
      const auto relax = [&](geo::Point2 p, geo::Point2 q) {
        const auto known = time.find(key(p));
        if (known == time.end()) return;
        const double wait = row.values.at("highway") == "residential" && main[key(q)] ? give_way_s : 0;
        const double there = known->second + ride + wait;
        const auto [found, fresh] = time.emplace(key(q), there);
        if (!fresh && found->second <= there + 1e-9) return;
        found->second = there;
        changed = true;
      };
      if (way != "-1") relax(a, b);
      if (way != "yes") relax(b, a);
    }
  }
  return time;
}

sketch::BikeLane track() {
  sketch::BikeLane lane;
  lane.facility = sketch::FacilityType::einrichtungsradweg;
  lane.side = sketch::Side::both;
  lane.width_m = 2.0;
  return lane;
}

}  // namespace

class TestReach : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_minute_from_the_middle_of_a_street_goes_both_ways() {
    const auto city = town({street({{0, 0}, {2000, 0}}, "residential")});
    const auto study = bike::reach_study(*city, {}, from({{700, 0}}, {2, 1}));  // in any order
    QVERIFY(study.has_value());
    QCOMPARE(study->bands.size(), 2U);
    QCOMPARE(study->bands[0].minutes, 1.0);
    QVERIFY(near(study->bands[0].street_before_m, 1000));
    QVERIFY(near(study->bands[1].street_before_m, 1700));  // 700 m back to the end, 1,000 m ahead
    QCOMPARE(study->stretches.size(), 3U);
    QVERIFY(near(study->stretches[1].from_share, 0.1, 1e-4) && near(study->stretches[1].to_share, 0.6, 1e-4));
    const auto shape = bike::shape_of(*city->graph(), study->stretches[1]);
    QVERIFY(near(shape.parts[0].points.front().x, at(200, 0).x, 0.5) && near(shape.parts[0].points.back().x, at(1200, 0).x, 0.5));
  }

  void the_way_to_the_street_counts_and_too_far_is_nowhere() {
    const auto city = town({street({{0, 0}, {2000, 0}}, "residential")});
    const auto beside = bike::reach_study(*city, {}, from({{1000, 100}, {1000, 900}}, {1}));
    QVERIFY(near(beside->bands[0].street_before_m, 800));  // 400 m left in each direction
    QVERIFY(beside->off_m[0] && near(*beside->off_m[0], 100) && !beside->off_m[1]);
  }

  void a_one_way_street_is_followed_only_ahead() {
    const auto city = town({street({{0, 0}, {2000, 0}}, "residential", {{"oneway", "yes"}})});
    const auto study = bike::reach_study(*city, {}, from({{700, 0}}, {1}));
    QVERIFY(near(study->bands[0].street_before_m, 500));
    QVERIFY(near(study->stretches.front().from_share, 0.35, 1e-4));
  }

  void waits_follow_the_formulas_of_the_reference() {
    QVERIFY(near(bike::signal_wait_s(90, 0.4), 16.2, 1e-9));  // 90 x 0.6^2 / 2
    QVERIFY(near(bike::give_way_wait_s(500), 5000.0 / 540 - 3, 1e-9));
    QCOMPARE(bike::give_way_wait_s(1e9), 0.0);
    const auto riding = bike::riding_of(test::shipped_rules());
    QVERIFY(near(riding.speed_kmh, 30, 1e-9) && near(riding.signal_s, 16.2, 1e-9) && near(riding.give_way_s, 6.259, 0.001));
    QVERIFY(bike::riding_of({}).signal_s == 0);
  }

  void who_comes_from_the_side_gives_way_and_lights_hold_up_everybody_once() {
    const std::vector<test::Row> rows{street({{0, 0}, {500, 0}}, "residential"), street({{500, 0}, {1000, 0}}, "residential"),
                                      street({{500, -500}, {500, 0}}, "secondary"), street({{500, 0}, {500, 500}}, "secondary")};
    auto question = from({{0, 0}}, {1.5});  // 90 s: 60 s to the junction
    question.riding.give_way_s = 6;
    question.riding.signal_s = 18;
    const auto reached = [&](const bike::City& city) { return bike::reach_study(city, {}, question)->bands[0].street_before_m; };
    QVERIFY(near(reached(*town(rows)), 500 + 3 * (30 - 6) / 0.12));
    const auto lights =
        test::layer_of(test::pack_of("points", {"highway"}, {{geo::make_point(at(505, 3)), {{"highway", "traffic_signals"}}}}));
    const auto lit = town(rows, {lights});
    QCOMPARE(lit->waits().signal_nodes(), 1U);
    QVERIFY(near(reached(*lit), 500 + 3 * (30 - 18) / 0.12));
    question.places = {at(500, -500)};  // along the main street nobody gives way
    QVERIFY(near(reached(*town(rows)), 500 + 3 * 30 / 0.12));
    QVERIFY(near(reached(*lit), 500 + 3 * (30 - 18) / 0.12));
    question.riding.speed_kmh = 15;  // 90 s are 375 m
    QVERIFY(near(reached(*lit), 375));
  }

  void two_nodes_of_one_junction_cost_one_wait() {
    // A divided main street: two nodes 20 m apart, lights at both.
    const std::vector<test::Row> rows{street({{0, 0}, {100, 0}}, "residential"), street({{100, 0}, {120, 0}}, "residential"),
                                      street({{120, 0}, {900, 0}}, "residential"), street({{100, -50}, {100, 0}}, "secondary"),
                                      street({{120, -50}, {120, 0}}, "secondary")};
    const auto lights =
        test::layer_of(test::pack_of("Ampeln", {"id"}, {{geo::make_point(at(98, 2)), {}}, {geo::make_point(at(122, 2)), {}}}));
    auto question = from({{0, 0}}, {1});
    question.riding.signal_s = 12;
    const auto study = bike::reach_study(*town(rows, {lights}), {}, question);
    // 48 s without waits are 400 m along the street, and both side streets (300 m and 280 m are left) in full.
    QVERIFY(near(study->bands[0].street_before_m, 400 + 50 + 50));
  }

  void a_plan_brings_people_within_reach() {
    const auto city = town(
        {street({{0, 0}, {300, 0}}, "residential"), street({{300, 0}, {500, 0}}, "secondary"), street({{500, 0}, {900, 0}}, "residential")},
        {people({{{905, 3}, 420}, {{2, 2}, 10}})});
    const auto patch = bike::patch_of(*city, {{line_at({{300, 0}, {500, 0}}), track()}});
    const auto study = bike::reach_study(*city, patch, from({{0, 0}}, {1, 2}, Rider::low_stress));
    QCOMPARE(*study->bands[1].before[0], 10.0);
    QCOMPARE(*study->bands[0].after[0], 10.0);  // 900 m are more than a minute
    QCOMPARE(*study->bands[1].after[0], 430.0);
    QVERIFY(!study->bands[1].after[1] && !study->bands[1].after[2]);  // no layer of jobs or schools: not known, not zero
    QVERIFY(near(study->bands[1].street_before_m, 300) && near(study->bands[1].street_after_m, 900));
    const auto anyone = bike::reach_study(*city, patch, from({{0, 0}}, {2}));
    QCOMPARE(*anyone->bands[0].before[0], 430.0);
  }

  void a_place_on_a_busy_street_starts_on_the_next_quiet_one() {
    const auto city = town({street({{0, 0}, {1000, 0}}, "secondary"), street({{0, 60}, {1000, 60}}, "residential")});
    const auto study = bike::reach_study(*city, {}, from({{500, 0}}, {1}, Rider::low_stress));
    QVERIFY(near(*study->off_m[0], 60) && near(study->bands[0].street_before_m, 2 * (500 - 60)));
  }

  void every_place_of_every_street_agrees_with_an_independent_search() {
    const bool held = rc::check("reach_study is Bellman-Ford", [](std::uint32_t seed) {
      const auto rows = random_town(seed, 5);
      const auto city = town(rows);
      const auto& graph = *city->graph();
      // Somebody starts in the middle of a street; the slow search sees that street as two.
      auto halves = rows;
      const auto whole_row = rows[seed % rows.size()];
      const auto a = whole_row.shape.parts[0].points.front().xy(), b = whole_row.shape.parts[0].points.back().xy();
      const geo::Point2 start{(a.x + b.x) / 2, (a.y + b.y) / 2};
      halves[seed % rows.size()].shape = geo::make_line({a, start});
      halves.push_back({geo::make_line({start, b}), whole_row.values});
      auto question = from({}, {0.5, 1, 2});
      question.riding.give_way_s = 7;
      question.places = {start};
      const auto study = *bike::reach_study(*city, {}, question);
      const auto times = slow_times(halves, start, 7);
      const auto first = *bike::street_place(bike::NetworkView(graph), start, 1, bike::search_of(*city, question.riding));
      RC_ASSERT(std::abs(first.share - 0.5) < 1e-4);
      const auto time_at = [&](geo::Point2 p) {
        const auto found = times.find({std::lround(p.x * 10), std::lround(p.y * 10)});
        return found == times.end() ? k_never : found->second;
      };
      for (std::uint32_t i = 0; i < graph.edges().size(); ++i) {
        const auto& edge = graph.edges()[i];
        if (i == first.edge) continue;
        const double whole = static_cast<double>(edge.length_m) * 0.12;
        for (const double share : {0.13, 0.37, 0.5, 0.71, 0.94}) {
          double time = k_never;
          if (edge.open_along) time = std::min(time, time_at(graph.nodes()[edge.from]) + share * whole);
          if (edge.open_against) time = std::min(time, time_at(graph.nodes()[edge.to]) + (1 - share) * whole);
          bool on_limit = false;
          for (const double limit : {30.0, 60.0, 120.0}) on_limit = on_limit || std::abs(time - limit) < 0.05;
          if (on_limit) continue;
          const std::size_t expected = time <= 30 ? 0 : time <= 60 ? 1 : time <= 120 ? 2 : 3;
          RC_ASSERT(band_at(study, i, share, false) == expected);
        }
      }
    });
    QVERIFY(held);
  }

  void two_places_reach_what_either_reaches_and_plans_lose_nothing() {
    const bool held = rc::check("union and gain", [](std::uint32_t seed) {
      const auto city = town(random_town(seed, 5));
      const auto a = geo::Point2{90, 0}, b = geo::Point2{540, 350};
      const auto patch = bike::patch_of(*city, {{line_at({{0, 280}, {900, 280}}), track()}});
      const auto one = *bike::reach_study(*city, patch, from({a}, {1, 2}, Rider::low_stress));
      const auto two = *bike::reach_study(*city, patch, from({b}, {1, 2}, Rider::low_stress));
      const auto both = *bike::reach_study(*city, patch, from({a, b}, {1, 2}, Rider::low_stress));
      for (std::uint32_t i = 0; i < city->graph()->edges().size(); ++i) {
        for (const double share : {0.111, 0.456, 0.777}) {
          for (const bool after : {false, true})
            RC_ASSERT(band_at(both, i, share, after) == std::min(band_at(one, i, share, after), band_at(two, i, share, after)));
          RC_ASSERT(band_at(both, i, share, true) <= band_at(both, i, share, false));
        }
      }
    });
    QVERIFY(held);
  }

  void the_ride_between_two_places_is_measured_with_and_without_the_plan() {
    // 600 m straight along the main street, 1,000 m round through quiet ones.
    const auto city = town({street({{0, 0}, {600, 0}}, "secondary"), street({{0, 0}, {0, 200}, {600, 200}, {600, 0}}, "residential")});
    const auto patch = bike::patch_of(*city, {{line_at({{0, 0}, {600, 0}}), track()}});
    const auto ways = bike::ways_between(*city, patch, at(0, 0), at(600, 0), {Rider::low_stress, 30, 0, 6});
    QVERIFY(ways && near(*ways->before.any_m, 600) && near(*ways->before.low_m, 1000) && near(*ways->before.detour(), 1.667, 0.001));
    QVERIFY(near(*ways->before.low_s, 126));  // 120 s and one wait where the quiet street comes out
    QVERIFY(near(*ways->after.low_m, 600) && near(*ways->after.low_s, 72) && near(*ways->after.detour(), 1));
    QVERIFY(!bike::ways_between(*city, patch, at(0, 0), at(20, 0), {}));  // the same junction
    QVERIFY(!bike::ways_between(*city, patch, at(0, 0), at(9000, 0), {}));
  }

  void bad_questions_are_answered_with_a_reason() {
    const auto city = town({street({{0, 0}, {600, 0}}, "residential")});
    const auto id = [](const auto& result) { return result.has_value() ? std::string() : result.error().message.id; };
    QCOMPARE(id(bike::reach_study(*test::city_of({}), {}, from({{0, 0}}, {5}))), std::string("bike.reach_no_streets"));
    QCOMPARE(id(bike::reach_study(*city, {}, from({}, {5}))), std::string("bike.reach_no_place"));
    for (const auto& minutes : std::vector<std::vector<double>>{{}, {0}, {-5}, {5, 1e9}, {std::nan("")}})
      QCOMPARE(id(bike::reach_study(*city, {}, from({{0, 0}}, minutes))), std::string("bike.reach_minutes"));
    base::CancelSource source;
    source.cancel();
    QCOMPARE(id(bike::reach_study(*city, {}, from({{0, 0}}, {5}), source.token())), std::string("base.cancelled"));
    const auto far = bike::reach_study(*city, {}, from({{90000, 0}}, {5}));
    QVERIFY(far.has_value() && far->stretches.empty() && !far->off_m[0]);
  }
};

QTEST_GUILESS_MAIN(TestReach)
#include "test_reach.moc"
