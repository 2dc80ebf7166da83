// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/network.h"

#include <rapidcheck.h>

#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include <QtTest>

#include "app/bike/rule_fixture.h"

using namespace skizze;
using bike::Rider;
using bike::Stress;

namespace {

const double k_never = std::numeric_limits<double>::infinity();

bike::StreetLine street(std::vector<geo::Point2> points, bike::StreetClass klass = bike::StreetClass::residential, double speed = 30) {
  bike::StreetLine line;
  line.points = std::move(points);
  line.facts.street_class = klass;
  line.facts.speed_kmh = speed;
  return line;
}

bike::StreetLine busy(std::vector<geo::Point2> points) { return street(std::move(points), bike::StreetClass::primary, 50); }

const bike::RuleBook& rules() {
  static const auto book = test::shipped_rules();
  return book;
}

auto graph_of(std::vector<bike::StreetLine> lines) { return bike::Graph::build(rules(), std::move(lines)); }

std::uint32_t node_at(const bike::Graph& graph, double x, double y) { return graph.nearest_node({x, y}, 0.5); }

/// A random town on a grid: every second street is busy, some are one-way.
std::vector<bike::StreetLine> random_town(std::uint32_t seed, int side) {
  std::mt19937 random(seed);
  std::vector<bike::StreetLine> lines;
  const auto add = [&](geo::Point2 a, geo::Point2 b) {
    if (random() % 6 == 0) return;
    auto line = random() % 2 ? busy({a, b}) : street({a, b});
    line.facts.oneway = random() % 5 == 0;
    line.facts.reversed_oneway = line.facts.oneway && random() % 2;
    lines.push_back(std::move(line));
  };
  for (int x = 0; x < side; ++x) {
    for (int y = 0; y < side; ++y) {
      add({x * 100.0, y * 100.0}, {x * 100.0 + 100, y * 100.0});
      add({x * 100.0, y * 100.0}, {x * 100.0 + 20, y * 100.0 + 100 - 0.25 * static_cast<double>(x)});
      add({x * 100.0, y * 100.0}, {x * 100.0, y * 100.0 + 100});
    }
  }
  return lines;
}

/// An independent, slow search: Bellman and Ford over the street lines themselves (each is one straight edge between its ends).
std::map<std::pair<double, double>, double> slow_search(const std::vector<bike::StreetLine>& lines, geo::Point2 from, bool low_only) {
  std::map<std::pair<double, double>, double> cost;
  cost[{from.x, from.y}] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& line : lines) {
      const bool low = line.facts.street_class == bike::StreetClass::residential;  // 30 km/h: level 2; primary with 50: level 4
      if (low_only && !low) continue;
      const auto a = std::pair(line.points.front().x, line.points.front().y);
      const auto b = std::pair(line.points.back().x, line.points.back().y);
      const double length = std::hypot(a.first - b.first, a.second - b.second);
      const auto relax = [&](auto p, auto q) {
        const auto found = cost.find(p);
        if (found == cost.end()) return;
        const double there = found->second + length;
        const auto old = cost.find(q);
        if (old != cost.end() && old->second <= there + 1e-9) return;
        cost[q] = there;
        changed = true;
      };
      if (!line.facts.oneway || !line.facts.reversed_oneway) relax(a, b);
      if (!line.facts.oneway || line.facts.reversed_oneway) relax(b, a);
    }
  }
  return cost;
}

/// Runs a property and shows RapidCheck's own words when it fails.
template <class Property>
void check(const char* what, Property property) {
  QVERIFY2(rc::check(what, property), what);
}

}  // namespace

class TestNetwork : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void streets_meet_where_they_share_a_point() {
    const auto graph = graph_of({street({{0, 0}, {100, 0}, {200, 0}}), street({{100, 0}, {100, 100}}), street({{50, -50}, {50, 50}})});
    QCOMPARE(graph->nodes().size(), 6U);  // the last street only crosses over: a bridge
    QCOMPARE(graph->edges().size(), 4U);
  }

  void the_stress_of_a_street_follows_the_table() {
    struct Row {
      bike::StreetClass klass;
      double speed;
      bike::Cycleway way;
      std::optional<double> width;
      int expected;
    };
    using C = bike::StreetClass;
    using W = bike::Cycleway;
    for (const auto& row : std::vector<Row>{{C::primary, 50, W::none, {}, 4},
                                            {C::primary, 30, W::none, {}, 4},
                                            {C::tertiary, 30, W::none, {}, 2},
                                            {C::residential, 30, W::none, {}, 2},
                                            {C::residential, 50, W::none, {}, 4},
                                            {C::living_street, 7, W::none, {}, 1},
                                            {C::primary, 50, W::track, {}, 1},
                                            {C::primary, 50, W::lane, 1.85, 2},
                                            {C::primary, 50, W::lane, 1.50, 3},
                                            {C::primary, 50, W::lane, {}, 3},
                                            {C::primary, 70, W::lane, 2.25, 3},
                                            {C::primary, 50, W::advisory, 1.5, 3},
                                            {C::primary, 50, W::advisory, 1.25, 4},
                                            {C::primary, 30, W::advisory, {}, 2},
                                            {C::service, 30, W::none, {}, 2},
                                            {C::primary, 50, W::protected_lane, {}, 1}}) {
      bike::StreetFacts facts;
      facts.street_class = row.klass;
      facts.speed_kmh = row.speed;
      QCOMPARE(static_cast<int>(bike::stress_of(rules(), facts, {row.way, row.width, false})), row.expected);
    }
    QVERIFY(bike::stress_of(rules(), {}, {}) == Stress::unknown);
  }

  void searches_agree_with_an_independent_one() {
    check("reach_from is Bellman-Ford", [](std::uint32_t seed) {
      const auto lines = random_town(seed, 5);
      const auto graph = graph_of(lines);
      for (const bool low : {false, true}) {
        const auto start = graph->nodes().empty() ? bike::k_no_node : 0U;
        if (start == bike::k_no_node) continue;
        const auto expected = slow_search(lines, graph->nodes()[start], low);
        const auto got = bike::reach_from(bike::NetworkView(*graph), start, {low ? Rider::low_stress : Rider::anyone, 2, k_never, 1});
        for (std::uint32_t node = 0; node < got.size(); ++node) {
          const auto found = expected.find({graph->nodes()[node].x, graph->nodes()[node].y});
          RC_ASSERT((found == expected.end()) == (got[node] == k_never));
          if (found != expected.end()) RC_ASSERT(std::abs(found->second - got[node]) < 0.01);
        }
      }
    });
  }

  void a_cut_off_hides_what_is_farther_and_nothing_else() {
    check("cut-off", [](std::uint32_t seed) {
      const auto graph = graph_of(random_town(seed, 5));
      const bike::NetworkView view(*graph);
      const auto all = bike::reach_from(view, 0, {});
      const auto some = bike::reach_from(view, 0, {Rider::anyone, 2, 250, 1});
      for (std::size_t i = 0; i < all.size(); ++i) RC_ASSERT(some[i] == (all[i] <= 250 ? all[i] : k_never));
    });
  }

  void a_lane_changes_exactly_the_edges_it_touches() {
    const auto graph = graph_of({busy({{0, 0}, {100, 0}}), busy({{100, 0}, {200, 0}}), busy({{200, 0}, {300, 0}}),
                                 busy({{100, 0}, {100, 80}}), busy({{0, 30}, {300, 30}})});
    sketch::BikeLane lane;
    lane.facility = sketch::FacilityType::protected_bike_lane;
    lane.side = sketch::Side::both;
    lane.width_m = 2.3;
    const auto patch = bike::patch_of(rules(), *graph, geo::make_line({{-5, 4}, {205, 4}}), lane);
    std::set<std::uint32_t> touched;
    for (const auto& [edge, change] : patch) {
      touched.insert(edge);
      QVERIFY(change.along == Stress::one && change.against == Stress::one);
    }
    QCOMPARE(touched, (std::set<std::uint32_t>{0, 1}));
    const bike::NetworkView view(*graph, &patch);
    for (std::uint32_t i = 2; i < graph->edges().size(); ++i) QVERIFY(view.edge(i).along == Stress::four);
  }

  void a_lane_on_one_side_helps_one_direction() {
    const auto graph = graph_of({busy({{0, 0}, {100, 0}})});
    sketch::BikeLane lane;  // a Radfahrstreifen in the direction it is drawn
    lane.width_m = 2;
    const auto with = bike::patch_of(rules(), *graph, geo::make_line({{0, -4}, {100, -4}}), lane);
    QVERIFY(with.at(0).along == Stress::two && with.at(0).against == Stress::four);
    const auto back = bike::patch_of(rules(), *graph, geo::make_line({{100, 4}, {0, 4}}), lane);
    QVERIFY(back.at(0).along == Stress::four && back.at(0).against == Stress::two);
  }

  void a_lane_joins_two_quiet_quarters_and_schools_come_within_reach() {
    const auto graph = graph_of({street({{0, 0}, {300, 0}}), busy({{300, 0}, {500, 0}}), street({{500, 0}, {900, 0}})});
    const auto weights = bike::on_nodes(*graph, std::vector<bike::Weight>{{{905, 3}, 420}, {{2, 2}, 10}, {{5000, 0}, 7}});
    QCOMPARE(weights.lost, 7.0);
    sketch::BikeLane lane;
    lane.facility = sketch::FacilityType::einrichtungsradweg;
    lane.side = sketch::Side::both;
    const auto patch = bike::patch_of(rules(), *graph, geo::make_line({{300, 0}, {500, 0}}), lane);
    const auto gain = bike::gain_of(rules(), *graph, patch, node_at(*graph, 0, 0), weights);
    QCOMPARE(gain.changed_edges, 1U);
    QCOMPARE(gain.low_stress_before_m, 700.0);
    QCOMPARE(gain.low_stress_after_m, 900.0);
    QCOMPARE(gain.largest_before_m, 400.0);
    QCOMPARE(gain.largest_after_m, 900.0);
    QCOMPARE(*gain.connected_before, 10.0);
    QCOMPARE(*gain.connected_after, 430.0);
  }

  void a_detour_over_a_quarter_more_does_not_connect() {
    // 100 m along the busy street; quiet ways of 124 m and of 126 m around it.
    for (const double height : {std::sqrt(62.0 * 62 - 50 * 50), std::sqrt(63.0 * 63 - 50 * 50)}) {
      const auto graph = graph_of({busy({{0, 0}, {100, 0}}), street({{0, 0}, {50, height}, {100, 0}})});
      const bike::NetworkView view(*graph);
      const auto weights = bike::on_nodes(*graph, std::vector<bike::Weight>{{{100, 0}, 5}});
      const double factor = *bike::detour(view, rules(), node_at(*graph, 0, 0), node_at(*graph, 100, 0));
      QVERIFY(std::abs(factor - (height < 37 ? 1.24 : 1.26)) < 0.001);
      QCOMPARE(bike::connected(view, rules(), node_at(*graph, 0, 0), weights), height < 37 ? 5.0 : 0.0);
    }
  }

  void components_are_those_of_a_flood_fill() {
    check("components", [](std::uint32_t seed) {
      const auto graph = graph_of(random_town(seed, 5));
      const auto components = bike::low_stress_components(bike::NetworkView(*graph), 2);
      std::vector<std::uint32_t> colour(graph->nodes().size());
      std::iota(colour.begin(), colour.end(), 0U);
      const auto low = [](const bike::Edge& e) {
        return (!e.open_along || e.along <= Stress::two) && (!e.open_against || e.against <= Stress::two);
      };
      for (bool changed = true; changed;) {
        changed = false;
        for (const auto& e : graph->edges()) {
          if (!low(e) || colour[e.from] == colour[e.to]) continue;
          colour[e.from] = colour[e.to] = std::min(colour[e.from], colour[e.to]);
          changed = true;
        }
      }
      for (const auto& e : graph->edges()) {
        if (!low(e)) continue;
        RC_ASSERT(components.of_node[e.from] != bike::k_no_node);
        for (const auto& f : graph->edges()) {
          if (low(f)) RC_ASSERT((components.of_node[e.from] == components.of_node[f.from]) == (colour[e.from] == colour[f.from]));
        }
      }
    });
  }

  void travel_time_and_isochrone_follow_the_free_speed() {
    QCOMPARE(*bike::seconds_per_m(rules()), 0.12);       // 30 km/h
    QCOMPARE(*bike::seconds_per_m(rules(), 120), 0.24);  // 15 km/h
    const auto graph = graph_of({street({{0, 0}, {1000, 0}}), street({{0, 0}, {0, 200}})});
    const auto pieces = bike::isochrone(bike::NetworkView(*graph), node_at(*graph, 0, 0), {Rider::anyone, 2, 60, 0.12});
    QCOMPARE(pieces.size(), 2U);
    QVERIFY(std::abs(pieces[0].to_share - 0.5) < 1e-6);  // one minute: 500 m
    QCOMPARE(pieces[1].to_share, 1.0);
  }

  void bad_streets_are_counted_and_the_rest_is_used() {
    auto contrary = street({{200, 0}, {100, 0}});
    auto onward = street({{100, 0}, {200, 0}});
    contrary.facts.oneway = onward.facts.oneway = true;
    auto barred = street({{0, 0}, {0, 50}});
    barred.facts.bicycles_barred = true;
    const auto graph =
        graph_of({street({{5, 5}, {5, 5}}), street({}), street({{0, 0}, {50, 50}, {100, 0}, {0, 0}}),
                  street({{1000, 0}, {1050, 50}, {1100, 0}, {1000, 0}}), street({{0, 0}, {-50, 0}}), contrary, onward, barred});
    QCOMPARE(graph->notes().too_short, 2U);
    QCOMPARE(graph->notes().loops, 1U);
    QCOMPARE(graph->notes().barred, 1U);
    QCOMPARE(graph->notes().contradictory, 1U);
    const auto reach = bike::reach_from(bike::NetworkView(*graph), node_at(*graph, 200, 0), {});
    QVERIFY(reach[node_at(*graph, -50, 0)] < k_never);
  }

  void an_empty_graph_answers() {
    const auto graph = graph_of({});
    QVERIFY(graph->near({0, 0, 1, 1}).empty());
    QCOMPARE(graph->nearest_node({0, 0}, 100), bike::k_no_node);
    QVERIFY(bike::reach_from(bike::NetworkView(*graph), 0, {}).empty());
    QVERIFY(bike::low_stress_components(bike::NetworkView(*graph), 2).length_m.empty());
  }

  void tags_become_facts() {
    const std::map<std::string, std::string, std::less<>> tags{{"highway", "secondary"},
                                                               {"maxspeed", "50"},
                                                               {"lanes", "2"},
                                                               {"width", "9,5 m"},
                                                               {"cycleway:right", "lane"},
                                                               {"cycleway:right:width", "1.6"},
                                                               {"oneway", "yes"},
                                                               {"oneway:bicycle", "no"},
                                                               {"parking:right", "lane"},
                                                               {"parking:right:orientation", "diagonal"},
                                                               {"parking:lane:left", "no_parking"},
                                                               {"dtv", "-5"}};
    std::vector<bike::StreetDoubt> doubts;
    const auto facts = bike::street_from_tags(
        [&](std::string_view key) {
          const auto found = tags.find(key);
          return found == tags.end() ? std::string_view() : std::string_view(found->second);
        },
        &doubts);
    QVERIFY(facts.street_class == bike::StreetClass::secondary);
    QCOMPARE(facts.carriageway->m, 9.5);
    QCOMPARE(*facts.speed_kmh, 50.0);
    QVERIFY(facts.right.cycleway == bike::Cycleway::lane && *facts.right.cycleway_m == 1.6);
    QVERIFY(facts.right.parking == bike::Parking::diagonal);
    QVERIFY(facts.left.parking == bike::Parking::none);
    QVERIFY(facts.oneway && facts.bikes_against);
    QVERIFY(!facts.cars_per_day);
    QCOMPARE(doubts.size(), 1U);
    QCOMPARE(doubts.front().key, std::string("dtv"));
  }
};

QTEST_GUILESS_MAIN(TestNetwork)
#include "test_network.moc"
