// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How long the engine takes for a lane of 2 km while a vertex is dragged, and for the full check with the network of 200,000 edges.
///   bench_bike [--json] [--edges N] [--rounds N]
/// Painting is not in it: bench_drag measures the window.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

#include "bike/lane_check.h"
#include "bike/lane_streets.h"
#include "bike/network.h"
#include "json_lines.h"

using namespace skizze;

namespace {

constexpr double k_block_m = 80;

/// A town on a grid: every fifth street is busy; houses and trees along the streets.
std::vector<bike::StreetLine> streets(std::size_t edges) {
  const int side = static_cast<int>(std::sqrt(static_cast<double>(edges) / 2));
  std::vector<bike::StreetLine> lines;
  for (int i = 0; i < side; ++i) {
    for (const bool east : {true, false}) {
      bike::StreetLine line;
      line.facts.street_class = i % 5 == 0 ? bike::StreetClass::primary : bike::StreetClass::residential;
      line.facts.speed_kmh = i % 5 == 0 ? 50 : 30;
      line.facts.carriageway = bike::Width{9, bike::WidthSource::tagged};
      line.facts.left.parking = line.facts.right.parking = bike::Parking::none;
      for (int k = 0; k <= side; ++k)
        line.points.push_back(east ? geo::Point2{k * k_block_m, i * k_block_m} : geo::Point2{i * k_block_m, k * k_block_m});
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

bike::Surroundings around(geo::Box box) {
  std::mt19937 random(20261122);
  const auto unit = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
  const auto place = [&] { return geo::Point2{box.min_x + unit() * box.width(), box.min_y + unit() * box.height()}; };
  bike::Surroundings result;
  result.known = {true, true, true, true, true, true, true};
  for (int i = 0; i < 500; ++i) result.trees.push_back({place(), 0.4, 6.0});
  for (int i = 0; i < 400; ++i) {
    const auto p = place();
    result.buildings.push_back(geo::make_area({{p, {p.x + 12, p.y}, {p.x + 12, p.y + 10}, {p.x, p.y + 10}}}));
  }
  return result;
}

struct Times {
  std::vector<double> ms;
  template <class Work>
  void take(Work work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  double share(double part) {
    std::sort(ms.begin(), ms.end());
    return ms[std::min(ms.size() - 1, static_cast<std::size_t>(part * static_cast<double>(ms.size())))];
  }
};

geo::Geometry lane_at(double x, double y, double bend) {
  std::vector<geo::Point2> points;
  for (int i = 0; i <= 20; ++i) points.push_back({x + i * 100.0, y + (i == 10 ? bend : 0)});
  return geo::make_line(points);
}

}  // namespace

int main(int argc, char** argv) {
  bool json = false;
  std::size_t edges = 200000;
  int rounds = 200;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--json") == 0) json = true;
    if (std::strcmp(argv[i], "--edges") == 0 && i + 1 < argc) edges = std::strtoull(argv[++i], nullptr, 10);
    if (std::strcmp(argv[i], "--rounds") == 0 && i + 1 < argc) rounds = std::atoi(argv[++i]);
  }
  bike::RuleBook rules;
  if (!rules.add_folder(STADTSKIZZE_SOURCE_DIR "/resources/rules", false)) return 1;
  Times build;
  std::shared_ptr<const bike::Graph> graph;
  build.take([&] { graph = bike::Graph::build(rules, streets(edges)); });
  sketch::BikeLane lane;
  lane.side = sketch::Side::both;
  lane.width_m = 2.0;
  const double middle = std::floor(std::sqrt(static_cast<double>(edges) / 2) / 10) * 5 * k_block_m;
  const auto surroundings = around(lane_at(middle, middle, 0).bounds().grown(30));
  Times live;
  std::size_t findings = 0;
  for (int i = 0; i < rounds; ++i) {
    live.take([&] {
      const auto line = lane_at(middle, middle, i % 11);
      const bike::LaneInput input{line, lane, bike::stretches_of(*graph, line), {}, surroundings, {}, {}};
      findings += bike::check_lane(rules, input).size();
    });
  }
  bike::NodeWeights people;
  for (std::uint32_t node = 0; node < graph->nodes().size(); node += 7) people.at.emplace_back(node, 10);
  Times full;
  for (int i = 0; i < std::max(rounds / 20, 5); ++i) {
    full.take([&] {
      const auto line = lane_at(middle, middle, i % 11);
      const auto patch = bike::patch_of(rules, *graph, line, lane);
      const auto gain = bike::gain_of(rules, *graph, patch, graph->nearest_node({middle, middle}, 200), people);
      const bike::LaneInput input{line, lane, bike::stretches_of(*graph, line), {}, surroundings, {}, {}};
      findings += bike::check_lane(rules, input).size() + gain.changed_edges;
    });
  }
  const bench::JsonLines out;
  if (!json) std::printf("%zu edges, %zu nodes, %zu findings in all\n", graph->edges().size(), graph->nodes().size(), findings);
  out.line(json, "bike: graph built", build.share(0.5), "ms");
  out.line(json, "bike: drag a vertex of 2 km, engine, median", live.share(0.5), "ms", {}, 0, 16);
  out.line(json, "bike: drag a vertex of 2 km, engine, 99 %", live.share(0.99), "ms", {}, 0, 50);
  out.line(json, "bike: full check with network, median", full.share(0.5), "ms", {}, 0, 500);
  return 0;
}
