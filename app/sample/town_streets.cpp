// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "sample/clip.h"
#include "sample/random.h"
#include "sample/town_writer.h"

namespace skizze::sample {
namespace {

/// What the class of a street says about its traffic.
struct StreetFacts {
  int lanes, speed_kmh, traffic_per_day;
  double lane_width_m, pavement_m;
  const char* surface;
};

StreetFacts facts_of(StreetClass value, bool built) {
  switch (value) {
    case StreetClass::primary:
      return built ? StreetFacts{2, 50, 14'000, 3.5, 3.2, "asphalt"} : StreetFacts{2, 100, 7'500, 3.5, 0, "asphalt"};
    case StreetClass::secondary:
      return built ? StreetFacts{2, 50, 8'500, 3.25, 2.8, "asphalt"} : StreetFacts{2, 80, 3'800, 3.25, 0, "asphalt"};
    case StreetClass::tertiary: return {2, 50, 3'600, 3.25, 2.5, "asphalt"};
    case StreetClass::residential: return {2, 30, 650, 2.75, 2.0, "asphalt"};
    case StreetClass::living_street: return {1, 7, 180, 4.5, 0, "paving_stones"};
    case StreetClass::pedestrian: return {0, 5, 0, 0, 0, "paving_stones"};
    case StreetClass::cycleway: return {0, 0, 0, 0, 0, "asphalt"};
    case StreetClass::track: return {1, 0, 15, 3, 0, "gravel"};
    default: return {0, 0, 0, 0, 0, "fine_gravel"};
  }
}

double carriageway_m(StreetClass value, const StreetFacts& facts, double parking_m) {
  if (facts.lanes > 0) return facts.lanes * facts.lane_width_m + parking_m;
  return width_of(value);
}

}  // namespace

void TownWriter::street(const Polyline& land, StreetClass street_class, const std::string& name, bool built, bool bridge,
                        std::uint64_t seed) {
  Random random(seed);
  const StreetFacts facts = facts_of(street_class, built);
  const bool cars = facts.lanes > 0 && street_class != StreetClass::track;
  const bool local = street_class == StreetClass::residential;
  const bool one_way = local && built && random.chance(0.14);
  const double dice = random.unit();
  const char* parking_right = !cars || bridge || !built ? "no"
                              : local                   ? (dice < 0.7   ? "parallel"
                                                           : dice < 0.8 ? "diagonal"
                                                                        : "no")
                              : dice < 0.55             ? "parallel"
                                                        : "no";
  const char* parking_left = !cars || bridge || !built ? "no"
                             : local                   ? (dice > 0.35 && dice < 0.8 ? "parallel" : "no")
                             : dice < 0.3              ? "parallel"
                                                       : "no";
  const double parking_m = (parking_right[0] == 'p' ? 2.1 : parking_right[0] == 'd' ? 4.2 : 0) + (parking_left[0] == 'p' ? 2.1 : 0);
  const double other = random.unit();
  const char* cycleway = !cars || street_class == StreetClass::living_street ? ""
                         : street_class == StreetClass::primary              ? (other < 0.35  ? "track"
                                                                                : other < 0.6 ? "lane"
                                                                                              : "no")
                         : street_class == StreetClass::secondary            ? (other < 0.2 ? "lane" : "no")
                                                                             : "no";
  const bool cobbled = (local && random.chance(0.12)) || street_class == StreetClass::living_street;
  const auto text = [](const char* t) { return t[0] ? Property(std::string_view(t)) : Property(); };
  const auto whole = [](int v) { return v > 0 ? Property(std::int64_t{v}) : Property(); };
  const auto real = [](double v) { return v > 0 ? Property(v) : Property(); };
  m_streets.line(land, {{"id", static_cast<std::int64_t>(m_streets.count() + 1)},
                        {"highway", std::string_view(word_of(street_class))},
                        {"name", name.empty() ? Property() : Property(std::string_view(name))},
                        {"width_m", std::round(carriageway_m(street_class, facts, parking_m) * 10) / 10},
                        {"lanes", whole(one_way ? 1 : facts.lanes)},
                        {"maxspeed", whole(facts.speed_kmh)},
                        {"surface", std::string_view(cobbled ? "sett" : facts.surface)},
                        {"oneway", cars ? Property(one_way) : Property()},
                        {"parking_right", cars ? text(parking_right) : Property()},
                        {"parking_left", cars ? text(parking_left) : Property()},
                        {"sidewalk_m", real(facts.pavement_m)},
                        {"cycleway", text(cycleway)},
                        {"kfz_per_day", whole(static_cast<int>(facts.traffic_per_day * random.between(0.6, 1.4) / 10) * 10)},
                        {"bridge", bridge ? Property(true) : Property()},
                        {"lit", built}});
}

void TownWriter::write_streets(const Quarter& quarter, const QuarterContent& content, std::vector<std::string>& names) {
  names.assign(content.layout.line_count, {});
  const bool named = quarter.built && quarter.use != Use::allotments;
  std::vector<bool> asked(content.layout.line_count, false);
  for (const auto& side : content.layout.streets) {
    auto& name = names[side.line];
    if (named && !asked[side.line]) {
      asked[side.line] = true;
      name = m_names.next(quarter.id, quarter.use == Use::old_town);
    }
    for (const auto& land : clipped(m_plan.landscape().to_land({side.from, side.to}, k_bend_step), m_extent)) {
      street(land, side.street_class, name, quarter.built, false, mixed(m_options.seed, 900 + quarter.id, side.line));
      remember_place(land, name, 1);
    }
  }
  for (const Vec gate : content.layout.gates) {
    const auto& landscape = m_plan.landscape();
    if (std::abs(std::abs(gate.y - landscape.river_y(gate.x)) - landscape.river_strip()) < 1) m_bank_gates.push_back(gate);
    for (const auto* main : m_main_of_quarter[quarter.id]) {
      for (std::size_t i = 1; i < main->line.size(); ++i) {
        if (distance_to_segment(gate, main->line[i - 1], main->line[i]) < 0.02) {
          m_gates[main].push_back(gate);
          break;
        }
      }
    }
  }
}

void TownWriter::write_main_piece(const MainStreet& street_plan, const Polyline& plan_line, bool bridge) {
  const bool built =
      std::any_of(street_plan.neighbours.begin(), street_plan.neighbours.end(), [&](auto id) { return m_plan.quarters()[id].built; });
  const auto seed = mixed(m_options.seed, 77, street_plan.name * 64 + static_cast<std::uint64_t>(street_plan.band));
  for (const auto& land : clipped(m_plan.landscape().to_land(plan_line, k_bend_step), m_extent)) {
    street(land, street_plan.street_class, main_name(street_plan), built, bridge, seed);
    if (built && !bridge) remember_place(land, main_name(street_plan), 4);
  }
  if (built && !bridge) line_with_trees(street_plan, plan_line);
}

void TownWriter::line_with_trees(const MainStreet& street_plan, const Polyline& plan_line) {
  Random random(mixed(m_options.seed, 83, street_plan.name));
  if (random.chance(0.25)) return;  // some main streets have none
  const double offset = width_of(street_plan.street_class) / 2 - 2.4;
  const int species = static_cast<int>(random.below(7));
  const double step = random.between(11, 16);
  const double total = line_length(plan_line);
  for (double s = 9; s < total - 9; s += step) {
    const Station at = station(plan_line, s);
    for (const double side : {-1.0, 1.0}) {
      if (m_random.chance(0.12)) continue;
      Tree tree;
      tree.point = m_plan.landscape().to_land(at.point + left(at.direction) * (side * offset));
      tree.species = static_cast<std::uint8_t>(species);
      const double grown = m_random.between(0.5, 0.95);
      tree.crown_m = tree_species()[tree.species].crown_m * grown * 0.8;
      tree.height_m = tree_species()[tree.species].height_m * grown;
      tree.planted = 2022 - static_cast<int>(grown * 70);
      tree.place = "Straße";
      write_tree(tree);
    }
  }
}

void TownWriter::write_main_streets() {
  const auto& landscape = m_plan.landscape();
  const auto over_water = [&](Vec p) { return std::abs(p.y - landscape.river_y(p.x)) < landscape.river_half_width() + 5; };
  const auto over_rail = [&](Vec p) { return std::abs(p.y - landscape.rail_y(p.x)) < 11; };
  for (const auto& main : m_plan.main_streets()) {
    const bool built = std::any_of(main.neighbours.begin(), main.neighbours.end(), [&](auto id) { return m_plan.quarters()[id].built; });
    if (!built && (main.ring || main.street_class == StreetClass::tertiary)) continue;
    if (!m_extent.intersects(bounds(landscape.to_land(main.line, 50)))) continue;
    // Vertices where side streets come in, then cut there and where bridges begin and end.
    Polyline line;
    std::vector<bool> stop;
    const auto& gates = m_gates[&main];
    for (std::size_t i = 0; i + 1 < main.line.size(); ++i) {
      const Vec a = main.line[i];
      const Vec d = main.line[i + 1] - a;
      std::vector<std::pair<double, bool>> at{{0, i == 0}};
      for (const Vec gate : gates) {
        const double t = dot(gate - a, d) / dot(d, d);
        if (t > 1e-6 && t < 1 - 1e-6 && distance(gate, a + d * t) < 0.05) at.emplace_back(t, true);
        if (distance(gate, a) < 0.01) at.front().second = true;
      }
      const double n = std::ceil(length(d) / 8);
      for (double k = 1; k < n; ++k) {
        const Vec p = a + d * (k / n);
        const Vec before = a + d * ((k - 1) / n);
        if ((over_water(p) || over_rail(p)) != (over_water(before) || over_rail(before))) at.emplace_back(k / n, true);
      }
      std::sort(at.begin(), at.end());
      for (const auto& [t, halt] : at) {
        if (t > 0 && length(d * t) < 0.02) continue;
        line.push_back(a + d * t);
        stop.push_back(halt);
      }
    }
    line.push_back(main.line.back());
    stop.push_back(true);
    Polyline piece{line.front()};
    for (std::size_t i = 1; i < line.size(); ++i) {
      piece.push_back(line[i]);
      if (!stop[i]) continue;
      const Vec middle = station(piece, line_length(piece) / 2).point;
      write_main_piece(main, piece, over_water(middle) || over_rail(middle));
      piece = {line[i]};
    }
  }
}

/// Streets along both edges of the river's meadows, wherever a quarter stands there.
void TownWriter::write_bank_streets() {
  const auto& landscape = m_plan.landscape();
  const double reach = m_plan.reach_m();
  for (const double side : {-1.0, 1.0}) {
    std::vector<double> stations;
    for (double x = -reach; x <= reach; x += 20) stations.push_back(x);
    std::vector<double> halts;
    for (const Vec gate : m_bank_gates) {
      if ((gate.y - landscape.river_y(gate.x)) * side > 0) halts.push_back(gate.x);
    }
    stations.insert(stations.end(), halts.begin(), halts.end());
    std::sort(stations.begin(), stations.end());
    std::sort(halts.begin(), halts.end());
    const std::string name = side > 0 ? "Nordufer" : "Südufer";
    Polyline piece;
    const auto flush = [&] {
      if (piece.size() > 1) {
        const Polyline land = landscape.to_land(piece, k_bend_step);
        street(land, StreetClass::residential, name, true, false, side > 0 ? 5 : 6);
        remember_place(land, name, 1);
      }
      piece.clear();
    };
    for (const double x : stations) {
      const Vec p{x, landscape.river_y(x) + side * landscape.river_strip()};
      const bool built = built_at(p + Vec{0, side * 12});
      if (!built) {
        flush();
        continue;
      }
      if (!piece.empty() && x - piece.back().x < 0.05) continue;
      piece.push_back(p);
      if (std::binary_search(halts.begin(), halts.end(), x)) {
        flush();
        piece.push_back(p);
      }
    }
    flush();
  }
}

void TownWriter::collect_axes() {
  std::map<std::uint32_t, Polyline> lines;
  for (const auto& main : m_plan.main_streets()) {
    const bool built = std::any_of(main.neighbours.begin(), main.neighbours.end(), [&](auto id) { return m_plan.quarters()[id].built; });
    if (main.ring || !built || main.street_class > StreetClass::secondary) continue;
    auto& line = lines[main.name];
    for (const auto& p : main.line) {
      if (line.empty() || distance(line.back(), p) > 0.01) line.push_back(p);
    }
  }
  for (const auto& [name, line] : lines) {
    if (line.size() > 1) m_summary.axes.push_back({m_main_names[name], m_plan.landscape().to_land(line, 40)});
  }
  std::stable_sort(m_summary.axes.begin(), m_summary.axes.end(),
                   [](const TownLine& a, const TownLine& b) { return line_length(a.line) > line_length(b.line); });
}

}  // namespace skizze::sample
