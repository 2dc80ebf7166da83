// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/assess.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bike/lane_streets.h"
#include "bike/polyline.h"
#include "bike/street_space.h"
#include "bike/width_check.h"
#include "sketch/edit_geometry.h"

namespace skizze::bike {

namespace {

constexpr double k_beside_m = 12;
constexpr double k_signal_m = 25;
constexpr double k_axis_m = 1.5;
constexpr double k_axis_step_m = 20;
constexpr double k_same_way = 0.8660254037844387;  // 30 degrees

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts) {
    for (const auto& p : part.points) points.push_back(p.xy());
  }
  return points;
}

/// Direction in which an edge leaves a node.
geo::Point2 leaving(const Graph& graph, const Edge& edge, std::uint32_t node) {
  const auto points = graph.points_of(edge);
  const auto a = edge.from == node ? points.front() : points.back();
  const auto b = edge.from == node ? points[1] : points[points.size() - 2];
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  return {(b.x - a.x) / length, (b.y - a.y) / length};
}

geo::Point2 nearest_on(const geo::Geometry& line, geo::Point2 p) {
  const Polyline polyline(points_of(line));
  return polyline.at(polyline.nearest(p).along_m);
}

bool is_minor(StreetClass value) { return value == StreetClass::unknown || value > StreetClass::tertiary; }

}  // namespace

base::Result<Assessor> Assessor::make(std::shared_ptr<const City> city) {
  auto around = Around::make(city);
  if (!around) return tl::unexpected(around.error());
  auto transform = geo::Transform::make("EPSG:3857", city->input().crs);
  if (!transform) return tl::unexpected(transform.error());
  return Assessor(std::move(city), std::move(*around), std::move(*transform));
}

std::vector<StreetStretch> Assessor::stretches(const geo::Geometry& line) {
  if (!m_city->graph()) {
    const auto points = points_of(line);
    return {{{0, geo::planar_length(line), points.empty() ? geo::Point2{} : points.front()}, {}, false}};
  }
  auto result = stretches_of(*m_city->graph(), line);
  std::vector<const geo::Geometry*> kerbs, spaces, walls;
  for (const auto* item : m_around.near(line, 30)) {
    if (item->role == LayerRole::carriageway) kerbs.push_back(&item->shape);
    if (item->role == LayerRole::street_area) spaces.push_back(&item->shape);
    if (item->role == LayerRole::buildings) walls.push_back(&item->shape);
  }
  measure_space(result, line, kerbs, spaces, walls);
  return result;
}

/// Junctions where a street that carries more than local traffic crosses or joins.
std::vector<Crossing> Assessor::crossings(const geo::Geometry& line) {
  std::vector<Crossing> result;
  const auto points = points_of(line);
  if (!m_city->graph() || points.size() < 2) return result;
  const auto& graph = *m_city->graph();
  const Polyline lane(points);
  std::vector<geo::Point2> lights;
  const bool lights_known = m_city->has(LayerRole::traffic_lights);
  for (const auto* item : m_around.near(line, k_signal_m + k_beside_m)) {
    if (item->role == LayerRole::traffic_lights) lights.push_back(item->box.center());
  }
  std::vector<std::uint32_t> nodes;
  for (const auto index : graph.near(lane.bounds().grown(k_beside_m))) {
    const auto& edge = graph.edges()[index];
    for (const auto node : {edge.from, edge.to}) {
      if (lane.nearest(graph.nodes()[node]).distance_m <= k_beside_m) nodes.push_back(node);
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  for (const auto node : nodes) {
    const auto near = lane.nearest(graph.nodes()[node]);
    std::optional<double> load;
    bool crosses = false;
    for (const auto index : graph.edges_of(node)) {
      const auto& edge = graph.edges()[index];
      const auto away = leaving(graph, edge, node);
      const auto& street = graph.streets()[edge.street].facts;
      if (std::abs(away.x * near.direction.x + away.y * near.direction.y) >= k_same_way) continue;
      if (is_minor(street.street_class) || !carries_cars(street.street_class)) continue;
      crosses = true;
      if (street.cars_per_day) load = std::max(load.value_or(0), *street.cars_per_day);
    }
    if (!crosses) continue;
    const auto place = graph.nodes()[node];
    const bool secured =
        std::any_of(lights.begin(), lights.end(), [&](auto s) { return std::hypot(s.x - place.x, s.y - place.y) <= k_signal_m; });
    result.push_back({lane.at(near.along_m), load, secured || lights_known ? std::optional(secured) : std::nullopt});
  }
  return result;
}

bool Assessor::on_axis(const geo::Geometry& line) const {
  const auto points = points_of(line);
  if (!m_city->graph() || points.size() < 2) return false;
  const Polyline lane(points);
  int near = 0, samples = 0;
  for (double at = k_axis_step_m / 2; at < lane.length_m(); at += k_axis_step_m, ++samples) {
    const auto p = lane.at(at);
    double away = k_beside_m;
    for (const auto index : m_city->graph()->near(geo::Box{p.x, p.y, p.x, p.y}.grown(k_axis_m))) {
      away = std::min(away, beside(m_city->graph()->points_of(m_city->graph()->edges()[index]), p).distance_m);
    }
    near += away <= k_axis_m ? 1 : 0;
  }
  return samples > 0 && near * 2 > samples;
}

std::vector<geo::Geometry> Assessor::places(const geo::Geometry& line, const sketch::BikeLane& lane,
                                            const std::vector<StreetStretch>& stretches) const {
  if ((!on_carriageway(lane.facility) && !behind_kerb(lane.facility)) || lane.side == sketch::Side::centre || !on_axis(line)) return {line};
  std::vector<geo::Geometry> result;
  for (const bool left : {false, true}) {
    if (lane.side == (left ? sketch::Side::right : sketch::Side::left)) continue;
    // The longest stretch decides for the whole: a lane does not jump at each change of width.
    std::optional<double> offset;
    double longest = 0;
    for (const auto& stretch : stretches) {
      const double length = stretch.where.to_m - stretch.where.from_m;
      const auto own = stretch.known ? strip_offset_m(m_city->rules(), lane, stretch.street, left) : std::nullopt;
      if (!own || length <= longest) continue;
      longest = length;
      offset = own;
    }
    result.push_back(offset ? sketch::offset_line(line, left ? *offset : -*offset) : line);
  }
  return result;
}

LaneAssessment Assessor::assess(const geo::Geometry& line, const sketch::BikeLane& lane, const SectionPlan& plan) {
  const auto& rules = m_city->rules();
  LaneAssessment result;
  result.rules = m_city->rule_book();
  result.line = line;
  result.lane = lane;
  result.length_m = geo::planar_length(line);
  result.streets_known = m_city->graph() != nullptr;
  LaneInput input{line, lane, stretches(line), {}, m_around.surroundings(line), {}, {}};
  for (auto& stretch : input.stretches) stretch.street = planned(std::move(stretch.street), plan);
  result.places = input.places = places(line, lane, input.stretches);
  // Crossings lie on the line; a lane on both sides passes each once.
  for (const auto& crossing : crossings(line)) {
    input.around.crossings.push_back(crossing);
    if (input.places.front().parts.size() == 1 && points_of(input.places.front()).size() > 1)
      input.around.crossings.back().place = nearest_on(input.places.front(), crossing.place);
  }
  if (const auto& heights = m_city->input().heights) {
    const auto height = [&](geo::Point2 p) -> std::optional<double> {
      const auto value = heights->sample(m_from_mercator.inverse(p));
      return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    };
    input.gradient = result.gradient = gradient_of(points_of(line), height, structures_of(input.stretches));
    input.cell_m = heights->info().pixel_m;
  }
  result.findings = check_lane(rules, input);
  result.stretches = std::move(input.stretches);
  result.cost = cost_of(rules, lane, result.length_m);
  result.safety = perceived_safety(rules, lane);
  result.figures = figures_of(rules, result.findings);
  return result;
}

std::optional<double> strip_offset_m(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, bool left) {
  const auto width = carriageway_of(street, rules);
  if (!width) return std::nullopt;
  const double lane_m = lane.width_m.value_or(2.0), buffer = lane.buffer_m.value_or(0);
  const auto& side = left ? street.left : street.right;
  if (behind_kerb(lane.facility)) return width->m / 2 + side.verge_m.value_or(0) + side.trees_m.value_or(0) + buffer + lane_m / 2;
  const double parking = parking_depth_m(side, rules).value_or(0);
  return std::max(0.0, width->m / 2 - parking - (parking > 0 ? buffer : 0) - lane_m / 2);
}

LaneFigures figures_of(const RuleBook& rules, const std::vector<Finding>& findings) {
  LaneFigures figures;
  for (const auto& finding : findings) {
    const double length = finding.to_m - finding.from_m;
    if (is_defect(finding.verdict)) ++figures.defects;
    if (finding.rule.starts_with("width.") && !finding.rule.starts_with("width.gehweg")) {
      if (finding.verdict == Verdict::standard) figures.standard_m += length;
      if (finding.verdict == Verdict::minimum) figures.minimum_m += length;
      if (finding.verdict == Verdict::below) figures.below_m += length;
      if (finding.verdict == Verdict::not_assessable) figures.not_assessable_m += length;
    }
    if (finding.message.id == "bike.door_zone") figures.door_zone_m += length;
    if (finding.rule == "conflict.parking" && finding.verdict == Verdict::conflict) figures.parking_m += finding.value.value_or(0);
    if (finding.rule == "conflict.tree" && finding.verdict == Verdict::conflict) ++figures.trees;
  }
  if (const auto* stall = rules.find("space.parking.stall_parallel"); stall && stall->value > 0)
    figures.stalls = std::ceil(figures.parking_m / stall->value);
  return figures;
}

namespace {

/// Of two lanes on one edge the better one counts.
void join(Patch& patch, const Patch& more) {
  const auto better = [](Stress a, Stress b) { return a == Stress::unknown ? b : b == Stress::unknown ? a : std::min(a, b); };
  for (const auto& [edge, change] : more) {
    const auto [found, fresh] = patch.emplace(edge, change);
    if (fresh) continue;
    found->second.along = better(found->second.along, change.along);
    found->second.against = better(found->second.against, change.against);
    found->second.open_along = found->second.open_along || change.open_along;
    found->second.open_against = found->second.open_against || change.open_against;
  }
}

/// The ways between the ends of one lane.
void measure_ways(const City& city, const geo::Geometry& line, NetworkEffect& effect, const base::CancelToken& token) {
  const auto points = points_of(line);
  effect.ends = ways_between(city, effect.patch, points.front(), points.back(), riding_of(city.rules()), token);
  if (!effect.ends) return;
  const auto& [before, after] = *effect.ends;
  effect.way_before_m = before.low_m;
  effect.way_after_m = after.low_m;
  effect.detour_before = before.detour();
  effect.detour_after = after.detour();
  effect.time_before_s = before.low_s;
  effect.time_after_s = after.low_s;
}

}  // namespace

std::size_t worse_stress(const EdgeChange& edge) {
  const bool unknown = (edge.open_along && edge.along == Stress::unknown) || (edge.open_against && edge.against == Stress::unknown);
  const auto worse = std::max(edge.open_along ? edge.along : Stress::unknown, edge.open_against ? edge.against : Stress::unknown);
  return unknown ? 0 : static_cast<std::size_t>(worse);
}

Patch patch_of(const City& city, const std::vector<PlannedLine>& lanes) {
  Patch patch;
  if (!city.graph()) return patch;
  for (const auto& lane : lanes) {
    if (points_of(lane.line).size() >= 2) join(patch, patch_of(city.rules(), *city.graph(), lane.line, lane.lane));
  }
  return patch;
}

NetworkEffect network_effect(const City& city, const std::vector<PlannedLine>& lanes, base::CancelToken token) {
  NetworkEffect effect;
  if (!city.graph()) return effect;
  const auto& graph = *city.graph();
  const auto& rules = city.rules();
  effect.patch = patch_of(city, lanes);
  const PlannedLine* longest = nullptr;
  for (const auto& lane : lanes) {
    if (points_of(lane.line).size() < 2) continue;
    if (longest == nullptr || geo::planar_length(lane.line) > geo::planar_length(longest->line)) longest = &lane;
  }
  effect.gain = gain_of(rules, graph, effect.patch);
  const NetworkView before(graph);
  for (const auto& [edge, change] : effect.patch) {
    const double length = static_cast<double>(graph.edges()[edge].length_m);
    effect.stress_before_m[worse_stress(before.edge(edge))] += length;
    effect.stress_after_m[worse_stress(change)] += length;
  }
  if (longest == nullptr || token.cancelled()) return effect;
  measure_ways(city, longest->line, effect, token);
  const Polyline line(points_of(longest->line));
  const auto middle = graph.nearest_node(line.at(line.length_m() / 2), 300);
  const NetworkView after(graph, &effect.patch);
  for (const auto role : {LayerRole::people, LayerRole::jobs, LayerRole::schools}) {
    const auto& weights = city.weights(role);
    if (weights.at.empty() || middle == k_no_node || token.cancelled()) continue;
    const auto at = static_cast<std::size_t>(role) - static_cast<std::size_t>(LayerRole::people);
    effect.reached_before[at] = connected(before, rules, middle, weights);
    effect.reached_after[at] = connected(after, rules, middle, weights);
  }
  return effect;
}

}  // namespace skizze::bike
