// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The network of a real extract (OSM and elevation tile north of Bayreuth) and of the sample town, before and after new lanes, beside a
/// second computation that shares no code with the program (raw_streets.h, raw_network.h).
#include <numeric>
#include <random>

#include <QTest>

#include "app/cli/raw_network.h"
#include "app/cli/skizze.h"
#include "bike/assess.h"
#include "feature/layer_pack.h"
#include "project/bike_desk.h"
#include "project/bike_rules.h"
#include "sources/prepare_client.h"

using namespace skizze;

namespace {

constexpr double k_never = std::numeric_limits<double>::infinity();

/// A network twice: as the program has it and as read here, edge by edge and node by node beside each other.
struct Twice {
  std::shared_ptr<const bike::City> city;
  std::vector<raw::Way> ways;
  std::vector<raw::Edge> edges;
  std::vector<std::uint32_t> ours_of;             ///< per edge read here
  std::map<raw::NodeKey, std::uint32_t> node_of;  ///< nodes of the program
  std::map<std::uint32_t, raw::NodeKey> key_of;
  QString failed;  ///< why they cannot be laid beside each other

  const bike::Graph& graph() const { return *city->graph(); }
};

bool same(geo::Point2 a, raw::Place b) { return std::hypot(a.x - b.x, a.y - b.y) < 0.03; }

/// Pairs every edge with the one of the program that has the same ends and length.
void pair_up(Twice& two) {
  const auto ours = two.graph().edges();
  if (ours.size() != two.edges.size()) two.failed = QStringLiteral("%1 edges, %2 read here").arg(ours.size()).arg(two.edges.size());
  std::vector<bool> taken(ours.size());
  for (const auto& edge : two.edges) {
    const auto a = edge.places.front(), b = edge.places.back();
    std::uint32_t found = bike::k_no_node;
    for (const auto i : two.graph().near(geo::Box{a.x, a.y, a.x, a.y}.grown(0.1))) {
      const auto points = two.graph().points_of(ours[i]);
      if (taken[i] || !same(points.front(), a) || !same(points.back(), b)) continue;
      if (std::abs(static_cast<double>(ours[i].length_m) - edge.length) > 0.01 + 1e-5 * edge.length) continue;
      found = i;
      break;
    }
    two.ours_of.push_back(found);
    if (found == bike::k_no_node) {
      two.failed = QStringLiteral("no edge for %1 %2").arg(edge.way->tag("highway"), edge.way->tag("name"));
      return;
    }
    taken[found] = true;
    for (const auto& [key, node] : {std::pair(edge.from, ours[found].from), std::pair(edge.to, ours[found].to)}) {
      if (two.node_of.emplace(key, node).first->second != node || two.key_of.emplace(node, key).first->second != key)
        two.failed = QStringLiteral("other junctions");
    }
  }
}

/// Reads files through skizze-prepare as a project would.
Twice twice(const QStringList& files, const QString& cache, const char* crs, std::vector<raw::Way> ways) {
  Twice two;
  bike::CityInput input;
  input.crs = crs;
  const sources::PrepareClient client(cache.toStdString());
  for (const auto& file : files) {
    const auto source = client.prepare(file.toStdString(), {}, {}, {});
    if (!source) {
      two.failed = QString::fromStdString(source.error().message.id);
      return two;
    }
    for (const auto& layer : source->layers) {
      if (layer.raster) {
        input.heights = *feature::RasterPack::open(layer.pack);
        continue;
      }
      auto pack = *feature::LayerPack::open(layer.pack);
      auto use = bike::guess_use(pack->info(), layer.name);
      input.layers.push_back({layer.name, std::move(pack), std::move(use)});
    }
  }
  two.city = *bike::City::build(std::make_shared<const bike::RuleBook>(*project::bike_rules()), std::move(input));
  two.ways = std::move(ways);
  two.edges = raw::edges_of(two.ways);
  pair_up(two);
  return two;
}

sketch::BikeLane our_lane(const raw::Lane& lane) {
  sketch::BikeLane ours;
  const std::map<QString, sketch::FacilityType> facilities{{"protected", sketch::FacilityType::protected_bike_lane},
                                                           {"lane", sketch::FacilityType::radfahrstreifen},
                                                           {"advisory", sketch::FacilityType::schutzstreifen},
                                                           {"track", sketch::FacilityType::einrichtungsradweg}};
  ours.facility = facilities.at(lane.facility);
  ours.side = lane.both ? sketch::Side::both : sketch::Side::right;
  ours.width_m = lane.width;
  return ours;
}

geo::Geometry line_of(const raw::Lane& lane) {
  std::vector<geo::Point2> points;
  for (const auto& p : lane.places) points.push_back({p.x, p.y});
  return geo::make_line(points);
}

template <class Random>
raw::Lane random_lane(const raw::Roads& roads, const std::vector<raw::NodeKey>& nodes, const std::vector<raw::Edge>& edges,
                      Random& random) {
  const auto number = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
  const auto any = [&]() -> const auto& { return nodes[random() % nodes.size()]; };
  const std::array<const char*, 4> facilities{"protected", "lane", "advisory", "track"};
  raw::Lane lane{{}, QLatin1String(facilities[random() % 4]), number(1.2, 2.6), random() % 2 == 0};
  if (random() % 4 == 0) {  // straight across everything
    const auto& a = edges[random() % edges.size()].places.front();
    const double turn = number(0, 2 * std::numbers::pi), length = number(300, 3000);
    lane.places = {a, {a.x + length * std::cos(turn), a.y + length * std::sin(turn)}};
    return lane;
  }
  while (lane.places.size() < 2) lane.places = roads.route(any(), any());
  if (lane.places.size() > 200) lane.places.resize(200);
  const double aside = number(-4, 4);  // by hand, not on the axis
  for (auto& p : lane.places) p = {p.x + aside + number(-1, 1), p.y + aside + number(-1, 1)};
  return lane;
}

/// The figures of every edge, as bits.
using Bits = std::tuple<bike::Stress, bike::Stress, bool, bool>;
Bits bits(const bike::NetworkView& view, std::uint32_t edge) {
  const auto now = view.edge(edge);
  return {now.along, now.against, now.open_along, now.open_against};
}
Bits bits(const raw::Edge& edge) {
  return {static_cast<bike::Stress>(edge.along), static_cast<bike::Stress>(edge.against), edge.open_along, edge.open_against};
}

/// A street that is closed in one direction has no stress there that anybody rides; only what is open is compared.
bool agree(const Bits& ours, const raw::Edge& edge) {
  const auto there = bits(edge);
  if (std::get<2>(ours) != edge.open_along || std::get<3>(ours) != edge.open_against) return false;
  return (!edge.open_along || std::get<0>(ours) == std::get<0>(there)) && (!edge.open_against || std::get<1>(ours) == std::get<1>(there));
}

double length_in(const raw::Costs& costs, raw::NodeKey node) {
  const auto found = costs.find(node);
  return found == costs.end() ? k_never : found->second;
}
/// 1 mm per vertex is what a pack keeps.
bool near(double ours, double theirs) { return ours == theirs || std::abs(ours - theirs) < 0.05 + 2e-5 * theirs; }

std::tuple<int, int, bool, bool> raw_bits(const raw::Edge& edge) {
  return {edge.open_along ? edge.along : 0, edge.open_against ? edge.against : 0, edge.open_along, edge.open_against};
}

/// A protected lane on both sides over the longest shortest way of some, which crosses the whole network.
struct Plan {
  raw::Lane lane;
  std::set<std::size_t> touched;
  std::vector<raw::Edge> edges;
  bike::Patch patch;
};
Plan big_plan(const Twice& two) {
  const raw::Roads roads(two.edges);
  const auto nodes = roads.nodes();
  Plan plan{{{}, "protected", 2.3, true}, {}, {}, {}};
  std::mt19937 random(77);
  const auto length = [](const std::vector<raw::Place>& places) {
    double sum = 0;
    for (std::size_t i = 1; i < places.size(); ++i) sum += raw::away(places[i - 1], places[i]);
    return sum;
  };
  for (int i = 0; i < 12; ++i) {
    auto route = roads.route(nodes[random() % nodes.size()], nodes[random() % nodes.size()]);
    if (length(route) > length(plan.lane.places)) plan.lane.places = std::move(route);
  }
  const auto touched = raw::touched(two.edges, plan.lane);
  plan.patch = bike::patch_of(*two.city, {{line_of(plan.lane), our_lane(plan.lane)}});
  for (std::size_t i = 0; i < two.edges.size(); ++i) {  // in doubt the program decides; elsewhere it has to agree
    const bool ours = plan.patch.count(two.ours_of[i]) > 0;
    if (touched.doubtful.count(i) ? ours : touched.edges.count(i) > 0) plan.touched.insert(i);
  }
  plan.edges = raw::planned(two.edges, plan.touched, plan.lane);
  return plan;
}

struct Town {
  Twice two;
  QString skip;
};

}  // namespace

class TestBikeNetwork : public QObject {
  Q_OBJECT

 private:
  test::Skizze m_skizze;
  std::map<QString, Town> m_towns;

  void both() {
    QTest::addColumn<QString>("town");
    QTest::newRow("Bayreuth") << "bayreuth";
    QTest::newRow("sample town") << "sample";
  }

 private Q_SLOTS:
  void initTestCase() {
    const QString folder = QStringLiteral(STADTSKIZZE_TEST_DATA "/osm-bayreuth-srtm/");
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
    if (QFile::exists(folder + "N49E011.hgt.zip")) {
      m_towns["bayreuth"].two = twice({folder + "north-bayreuth.osm.gz", folder + "N49E011.hgt.zip"}, m_skizze.cache(), "EPSG:25832",
                                      raw::ways_of_osm(folder + "north-bayreuth.osm.gz", 32));
    } else {
      m_towns["bayreuth"].skip = "the Bayreuth extract is not there";
    }
    const auto made = m_skizze.run({"sample", m_skizze.file("town"), "--buildings", "1500", "--seed", "11"});
    QVERIFY2(made.code == 0, made.err);
    const auto streets = m_skizze.file("town/streets.geojson");
    m_towns["sample"].two = twice({streets}, m_skizze.cache(), "EPSG:25833", raw::ways_of_geojson(streets, 33));
  }

  void the_network_is_the_one_in_the_file_data() { both(); }
  void the_network_is_the_one_in_the_file() {
    QFETCH(QString, town);
    const auto& [two, skip] = m_towns[town];
    if (!skip.isEmpty()) QSKIP(qPrintable(skip));
    QVERIFY2(two.failed.isEmpty(), qPrintable(two.failed));
    QVERIFY(two.edges.size() > 300);
    const bike::NetworkView view(two.graph());
    for (std::size_t i = 0; i < two.edges.size(); ++i) {
      const auto& way = *two.edges[i].way;
      QVERIFY2(agree(bits(view, two.ours_of[i]), two.edges[i]),
               qPrintable(way.tag("highway") + " " + way.tag("name") + " " + way.tag("maxspeed") + " " + way.tag("bicycle")));
    }
  }

  void a_new_lane_changes_exactly_the_edges_it_touches_data() { both(); }
  void a_new_lane_changes_exactly_the_edges_it_touches() {
    QFETCH(QString, town);
    const auto& [two, skip] = m_towns[town];
    if (!skip.isEmpty()) QSKIP(qPrintable(skip));
    std::mt19937 random(4);
    const raw::Roads roads(two.edges);
    const auto nodes = roads.nodes();
    const bike::NetworkView before(two.graph());
    std::size_t changed = 0, doubtful = 0;
    for (int round = 0; round < 60; ++round) {
      const auto lane = random_lane(roads, nodes, two.edges, random);
      const auto expected = raw::touched(two.edges, lane);
      const auto built = raw::planned(two.edges, expected.edges, lane);
      const auto patch = bike::patch_of(*two.city, {{line_of(lane), our_lane(lane)}});
      const bike::NetworkView after(two.graph(), &patch);
      changed += expected.edges.size();
      doubtful += expected.doubtful.size();
      for (std::size_t i = 0; i < two.edges.size(); ++i) {
        const auto ours = two.ours_of[i];
        if (expected.doubtful.count(i)) continue;
        const auto told = QStringLiteral("round %1, edge %2 %3: %4").arg(round).arg(i).arg(two.edges[i].way->tag("highway"), lane.facility);
        QVERIFY2(patch.count(ours) == expected.edges.count(i), qPrintable(told));
        if (expected.edges.count(i))
          QVERIFY2(agree(bits(after, ours), built[i]), qPrintable(told));
        else
          QVERIFY2(bits(after, ours) == bits(before, ours), qPrintable(told));
      }
    }
    QVERIFY2(changed > 600 && doubtful * 20 < changed, qPrintable(QStringLiteral("%1 changed, %2 doubtful").arg(changed).arg(doubtful)));
  }

  void connected_parts_and_reach_agree_before_and_after_data() { both(); }
  void connected_parts_and_reach_agree_before_and_after() {
    QFETCH(QString, town);
    const auto& [two, skip] = m_towns[town];
    if (!skip.isEmpty()) QSKIP(qPrintable(skip));
    const auto plan = big_plan(two);
    for (const bool built : {false, true}) {
      const bike::NetworkView view(two.graph(), built ? &plan.patch : nullptr);
      const auto& edges = built ? plan.edges : two.edges;
      auto expected = raw::low_parts(edges);
      const auto parts = bike::low_stress_components(view, 2);
      std::map<raw::NodeKey, std::uint32_t> ours_of;  // a part of theirs is one of ours and no other
      std::map<std::uint32_t, raw::NodeKey> theirs_of;
      for (const auto& [key, node] : two.node_of) {
        const bool low = expected.root.count(key) > 0;
        QCOMPARE(parts.of_node[node] != bike::k_no_node, low);
        if (!low) continue;
        const auto root = expected.find(key);
        QCOMPARE(ours_of.emplace(root, parts.of_node[node]).first->second, parts.of_node[node]);
        QVERIFY(theirs_of.emplace(parts.of_node[node], root).first->second == root);
      }
      QCOMPARE(parts.length_m.size(), expected.length.size());
      double sum = 0;
      for (const auto& [root, length] : expected.length) {
        sum += length;
        QVERIFY(std::abs(parts.length_m[ours_of.at(root)] - length) < 0.05 + 1e-5 * length);
      }
      qInfo("%s, %s: %zu edges, %zu low-stress parts, %.3f km, the largest %.3f km", qPrintable(town), built ? "planned" : "today",
            edges.size(), parts.length_m.size(), sum / 1000, parts.length_m.front() / 1000);
    }
  }

  void ways_and_detours_agree_before_and_after_data() { both(); }
  void ways_and_detours_agree_before_and_after() {
    QFETCH(QString, town);
    const auto& [two, skip] = m_towns[town];
    if (!skip.isEmpty()) QSKIP(qPrintable(skip));
    const auto plan = big_plan(two);
    std::mt19937 random(200);
    const auto rules = two.city->rule_book();
    for (const bool built : {false, true}) {
      const bike::NetworkView view(two.graph(), built ? &plan.patch : nullptr);
      const auto& edges = built ? plan.edges : two.edges;
      const raw::Roads roads(edges);
      const auto nodes = roads.nodes();
      auto parts = raw::low_parts(edges);
      int pairs = 0, ways = 0, low_ways = 0;
      for (int i = 0; i < 30; ++i) {
        const auto from = i % 2 == 0 ? nodes[random() % nodes.size()]
                                     : std::next(parts.root.begin(), static_cast<long>(random() % parts.root.size()))->first;
        const auto any = roads.costs(from, false), low = roads.costs(from, true);
        const auto our_any = bike::reach_from(view, two.node_of.at(from), {bike::Rider::anyone, 2, k_never, 1});
        const auto our_low = bike::reach_from(view, two.node_of.at(from), {bike::Rider::low_stress, 2, k_never, 1});
        for (int k = 0; k < 10; ++k, ++pairs) {
          const auto to = k % 2 == 0 || low.size() < 2 ? nodes[random() % nodes.size()]
                                                       : std::next(low.begin(), static_cast<long>(random() % low.size()))->first;
          const auto node = two.node_of.at(to);
          const double all = length_in(any, to), quiet = length_in(low, to);
          QVERIFY2(near(our_any[node], all), qPrintable(QStringLiteral("%1 m, %2 m here").arg(our_any[node]).arg(all)));
          QVERIFY2(near(our_low[node], quiet), qPrintable(QStringLiteral("%1 m, %2 m here").arg(our_low[node]).arg(quiet)));
          ways += all < k_never ? 1 : 0;
          low_ways += quiet < k_never ? 1 : 0;
          const auto detour = bike::detour(view, *rules, two.node_of.at(from), node);
          QCOMPARE(detour.has_value(), quiet < k_never && all < k_never);
          if (detour && all > 1) QVERIFY(std::abs(*detour - quiet / all) < 1e-3);
        }
        // Whom the rule connects: low-stress way at most 1.25 times any, within 2,680 m; one person at every node.
        int people = 0, doubtful = 0;
        for (const auto& [node, length] : any) {
          const double most = 1.25 * length, quiet = length_in(low, node);
          if (length <= 2680 && quiet <= most) ++people;
          if (std::abs(length - 2680) < 0.5 || (quiet < k_never && std::abs(quiet - most) < 0.5)) ++doubtful;
        }
        bike::NodeWeights everybody;
        for (std::uint32_t node = 0; node < two.graph().nodes().size(); ++node) everybody.at.emplace_back(node, 1);
        QVERIFY(std::abs(bike::connected(view, *rules, two.node_of.at(from), everybody) - people) <= doubtful);
      }
      qInfo("%s, %s: %d pairs, %d ways, %d low-stress ways", qPrintable(town), built ? "planned" : "today", pairs, ways, low_ways);
      QVERIFY(pairs >= 300 && ways > 150 && low_ways > 80);
    }
  }

  void the_effect_that_is_shown_is_the_difference_of_both_data() { both(); }
  void the_effect_that_is_shown_is_the_difference_of_both() {
    QFETCH(QString, town);
    const auto& [two, skip] = m_towns[town];
    if (!skip.isEmpty()) QSKIP(qPrintable(skip));
    const auto plan = big_plan(two);
    const auto effect = bike::network_effect(*two.city, {{line_of(plan.lane), our_lane(plan.lane)}});
    const auto before = raw::low_parts(two.edges), after = raw::low_parts(plan.edges);
    const auto sum = [](const raw::Parts& parts) {
      return std::accumulate(parts.length.begin(), parts.length.end(), 0.0, [](double all, const auto& part) { return all + part.second; });
    };
    const auto largest = [](const raw::Parts& parts) {
      return std::max_element(parts.length.begin(), parts.length.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
          ->second;
    };
    QVERIFY(sum(after) > sum(before) + 1000);
    QVERIFY(near(effect.gain.low_stress_before_m, sum(before)) && near(effect.gain.low_stress_after_m, sum(after)));
    QVERIFY(near(effect.gain.largest_before_m, largest(before)) && near(effect.gain.largest_after_m, largest(after)));
    std::size_t changed = 0;
    for (const auto i : plan.touched) changed += raw_bits(two.edges[i]) == raw_bits(plan.edges[i]) ? 0 : 1;
    QCOMPARE(effect.gain.changed_edges, changed);
    // The map of the whole network: one row per edge, and other words only where the lane is.
    const auto today = *project::stress_pack(*two.city, {}), planned = *project::stress_pack(*two.city, effect.patch);
    QCOMPARE(today->size(), planned->size());
    QCOMPARE(static_cast<std::size_t>(today->size()), two.edges.size());
    std::set<std::int64_t> touched;
    for (const auto i : plan.touched) touched.insert(two.ours_of[i]);
    std::size_t other = 0;
    for (std::uint32_t row = 0; row < today->size(); ++row) {
      const auto column = *today->column_index("stress");
      QCOMPARE(today->id(row), planned->id(row));
      if (today->value(row, column) == planned->value(row, column)) continue;
      ++other;
      QVERIFY(touched.count(today->id(row)));
    }
    QVERIFY(other > 0);
  }
};

QTEST_GUILESS_MAIN(TestBikeNetwork)
#include "test_bike_network.moc"
