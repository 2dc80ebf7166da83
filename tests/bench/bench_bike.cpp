// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How long the engine takes for a lane of 2 km while a vertex is dragged, and for the full check with the network of 200,000 edges.
///   bench_bike [--json] [--edges N] [--rounds N]
/// The same through the layers of a project: streets, 100,000 buildings and 50,000 trees as packs, read where the lane is. Processor time
/// of the working thread, so that a shared machine does not count; painting is not in it.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <random>
#include <vector>

#include "bike/assess.h"
#include "bike/lane_check.h"
#include "bike/lane_streets.h"
#include "bike/network.h"
#include "feature/pack_builder.h"
#include "geo/crs.h"
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

double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

constexpr geo::Point2 k_corner{600'000, 5'700'000};

/// Rows in metres of EPSG:25832 as a layer that its name explains.
class Layer {
 public:
  Layer(const char* name, geo::GeometryKind kind, std::vector<std::string> columns)
      : m_to_mercator(*geo::Transform::make("EPSG:25832", "EPSG:3857")) {
    feature::PackInfo info;
    info.name = name;
    info.kind = kind;
    for (const auto& column : columns) info.columns.push_back({column, feature::ColumnType::text});
    m_builder = std::make_unique<feature::PackBuilder>(std::move(info));
  }
  void add(const geo::Geometry& shape, const std::vector<feature::Value>& values) {
    m_builder->add(++m_id, geo::transformed(shape, m_to_mercator), values);
  }
  bike::CityLayer done() {
    auto pack = *feature::LayerPack::from_bytes(m_builder->finish());
    auto use = bike::guess_use(pack->info(), pack->info().name);
    return {pack->info().name, std::move(pack), std::move(use)};
  }

 private:
  geo::Transform m_to_mercator;
  std::unique_ptr<feature::PackBuilder> m_builder;
  std::int64_t m_id = 0;
};

bike::CityInput town(std::size_t edges) {
  Layer ways("streets", geo::GeometryKind::line, {"highway", "maxspeed", "width", "parking_left", "parking_right"});
  double side = 0;
  for (auto& line : streets(edges)) {
    for (auto& p : line.points) {
      p = {p.x + k_corner.x, p.y + k_corner.y};
      side = std::max(side, p.x - k_corner.x);
    }
    const bool busy = line.facts.street_class == bike::StreetClass::primary;
    ways.add(geo::make_line(line.points), {std::string(busy ? "primary" : "residential"), std::string(busy ? "50" : "30"), std::string("9"),
                                           std::string("no"), std::string("no")});
  }
  std::mt19937 random(20261122);
  const auto place = [&] {
    std::uniform_real_distribution<double> unit(0, std::min(side, 9000.0));  // as dense as a town of 100,000 buildings is
    return geo::Point2{k_corner.x + unit(random), k_corner.y + unit(random)};
  };
  Layer houses("buildings", geo::GeometryKind::area, {"id"});
  for (int i = 0; i < 100'000; ++i) {
    const auto p = place();
    houses.add(geo::make_area({{p, {p.x + 12, p.y}, {p.x + 12, p.y + 10}, {p.x, p.y + 10}}}), {feature::Value()});
  }
  Layer trees("trees", geo::GeometryKind::point, {"crown_m"});
  for (int i = 0; i < 50'000; ++i) trees.add(geo::make_point(place()), {std::string("6")});
  bike::CityInput input;
  input.crs = "EPSG:25832";
  input.layers = {ways.done(), houses.done(), trees.done()};
  return input;
}

/// Drags the middle vertex of a lane of 2 km sideways, 2 m per event.
int bench_city(const bike::RuleBook& rules, std::size_t edges, int rounds, bool json) {
  const bench::JsonLines out;
  auto begin = cpu_ms();
  auto input = town(edges);
  begin = cpu_ms();
  const auto city = bike::City::build(std::make_shared<const bike::RuleBook>(rules), std::move(input));
  if (!city) return 1;
  out.line(json, "bike: layers of a town to city", cpu_ms() - begin, "ms cpu");
  auto assessor = *bike::Assessor::make(*city);
  sketch::BikeLane lane;
  lane.side = sketch::Side::both;
  lane.width_m = 2.0;
  Times live, full;
  std::size_t findings = 0;
  for (int i = 0; i < rounds; ++i) {
    auto line = lane_at(k_corner.x + 2000, k_corner.y + 2000, 2.0 * i);
    begin = cpu_ms();
    findings += assessor.assess(line, lane).findings.size();
    live.ms.push_back(cpu_ms() - begin);
    if (i % 20 != 0) continue;
    begin = cpu_ms();
    findings += bike::network_effect(**city, {{line, lane}}).patch.size();
    full.ms.push_back(cpu_ms() - begin);
  }
  if (!json) std::printf("%zu findings, %zu cells read\n", findings, assessor.around().cells_read());
  out.line(json, "bike: drag through the layers of a project, first", live.ms.front(), "ms cpu", {}, 0, 50);
  out.line(json, "bike: drag through the layers of a project, median", live.share(0.5), "ms cpu", {}, 0, 16);
  out.line(json, "bike: drag through the layers of a project, 99 %", live.share(0.99), "ms cpu", {}, 0, 50);
  out.line(json, "bike: effect on the network, median", full.share(0.5), "ms cpu", {}, 0, 500);
  return 0;
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
  return bench_city(rules, edges, rounds, json);
}
