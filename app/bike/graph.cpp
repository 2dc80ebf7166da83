// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/graph.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "bike/polyline.h"
#include "bike/width_check.h"

namespace skizze::bike {

namespace {

constexpr double k_cell_m = 100;
constexpr double k_same_point_m = 0.01;
constexpr double k_follow_m = 12;
constexpr double k_follow_cos = 0.8660254037844387;  // 30 degrees
constexpr double k_follow_step_m = 2;
constexpr int k_follow_least = 24;  // places looked at on a short edge

std::uint64_t packed(double x, double y) {
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(std::llround(x))) << 32) | static_cast<std::uint32_t>(std::llround(y));
}

std::uint64_t point_key(geo::Point2 p) {
  // 64 bits hold centimetres of any metric CRS in Europe apart from each other (2^32 cm are 43,000 km).
  return packed(p.x / k_same_point_m, p.y / k_same_point_m);
}

double length_of(std::span<const geo::Point2> points) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) sum += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  return sum;
}

bool same_points(std::span<const geo::Point2> a, std::span<const geo::Point2> b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.rbegin(), [](auto p, auto q) { return point_key(p) == point_key(q); });
}

}  // namespace

std::shared_ptr<const Graph> Graph::build(const RuleBook& rules, std::vector<StreetLine> streets, base::CancelToken token) {
  auto graph = std::make_shared<Graph>();
  graph->cut(std::move(streets), token);
  graph->weigh(rules);
  graph->settle_contradictions();
  graph->link();
  graph->index();
  return graph;
}

void Graph::cut(std::vector<StreetLine> streets, base::CancelToken token) {
  std::unordered_map<std::uint64_t, std::uint32_t> uses;
  std::size_t points = 0;
  for (const auto& street : streets) points += street.points.size();
  uses.reserve(points);
  for (auto& street : streets) {
    auto& line = street.points;
    line.erase(std::unique(line.begin(), line.end(), [](auto a, auto b) { return point_key(a) == point_key(b); }), line.end());
    if (line.size() < 2) {
      ++m_notes.too_short;
      line.clear();
    }
    if (street.facts.bicycles_barred && !line.empty()) {
      ++m_notes.barred;
      line.clear();
    }
    for (std::size_t i = 0; i < line.size(); ++i) uses[point_key(line[i])] += i == 0 || i + 1 == line.size() ? 2 : 1;
  }
  std::unordered_map<std::uint64_t, std::uint32_t> node_of;
  node_of.reserve(streets.size() * 2);
  const auto node = [&](geo::Point2 p) {
    const auto [found, fresh] = node_of.emplace(point_key(p), static_cast<std::uint32_t>(m_nodes.size()));
    if (fresh) m_nodes.push_back(p);
    return found->second;
  };
  m_streets = std::move(streets);
  for (std::uint32_t s = 0; s < m_streets.size(); ++s) {
    const auto& line = m_streets[s].points;
    if (token.cancelled()) return;
    std::uint32_t first = 0;
    for (std::uint32_t i = 1; i < line.size(); ++i) {
      if (uses[point_key(line[i])] < 2) continue;
      Edge edge{node(line[first]), node(line[i]), s, first, i};
      edge.length_m = static_cast<float>(length_of(std::span(line).subspan(first, i - first + 1)));
      if (edge.from == edge.to) ++m_notes.loops;
      m_edges.push_back(edge);
      first = i;
    }
  }
}

void Graph::weigh(const RuleBook& rules) {
  const auto limits = stress_limits(rules);
  std::vector<std::pair<Stress, Stress>> stress(m_streets.size());
  for (std::size_t s = 0; s < m_streets.size(); ++s) {
    const auto& facts = m_streets[s].facts;
    stress[s] = {stress_of(limits, facts, ride_of(facts, false)), stress_of(limits, facts, ride_of(facts, true))};
  }
  for (auto& edge : m_edges) {
    const auto& facts = m_streets[edge.street].facts;
    edge.along = stress[edge.street].first;
    edge.against = stress[edge.street].second;
    edge.open_along = !facts.oneway || !facts.reversed_oneway || facts.bikes_against;
    edge.open_against = !facts.oneway || facts.reversed_oneway || facts.bikes_against;
    // A one-way street has its lane on the right of its traffic, whichever way that goes.
    if (facts.oneway && !facts.bikes_against) edge.along = edge.against = facts.reversed_oneway ? edge.against : edge.along;
  }
}

void Graph::settle_contradictions() {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> one_way;
  for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
    const auto& edge = m_edges[i];
    if (edge.open_along != edge.open_against) one_way[std::minmax(edge.from, edge.to)].push_back(i);
  }
  for (const auto& [ends, list] : one_way) {
    for (std::size_t a = 0; a < list.size(); ++a) {
      for (std::size_t b = a + 1; b < list.size(); ++b) {
        auto& x = m_edges[list[a]];
        auto& y = m_edges[list[b]];
        const bool turned = same_points(points_of(x), points_of(y));
        const auto px = points_of(x);
        const auto py = points_of(y);
        const bool straight = px.size() == py.size() &&
                              std::equal(px.begin(), px.end(), py.begin(), [](auto p, auto q) { return point_key(p) == point_key(q); });
        const bool opposite = (turned && x.open_along == y.open_along) || (straight && x.open_along != y.open_along);
        if (!opposite) continue;
        ++m_notes.contradictory;
        x.open_along = x.open_against = y.open_along = y.open_against = true;
      }
    }
  }
}

void Graph::link() {
  m_offsets.assign(m_nodes.size() + 1, 0);
  const auto each = [&](const auto& visit) {
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
      visit(m_edges[i].from, i);
      if (m_edges[i].to != m_edges[i].from) visit(m_edges[i].to, i);
    }
  };
  each([&](std::uint32_t node, std::uint32_t) { ++m_offsets[node + 1]; });
  for (std::size_t i = 1; i < m_offsets.size(); ++i) m_offsets[i] += m_offsets[i - 1];
  m_adjacent.resize(m_offsets.back());
  auto place = m_offsets;
  each([&](std::uint32_t node, std::uint32_t edge) { m_adjacent[place[node]++] = edge; });
}

void Graph::index() {
  for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
    geo::Box box;
    for (const auto& p : points_of(m_edges[i])) box.add(p);
    for (double x = std::floor(box.min_x / k_cell_m); x <= std::floor(box.max_x / k_cell_m); ++x) {
      for (double y = std::floor(box.min_y / k_cell_m); y <= std::floor(box.max_y / k_cell_m); ++y) m_cells[packed(x, y)].push_back(i);
    }
  }
}

std::vector<std::uint32_t> Graph::near(const geo::Box& box) const {
  std::vector<std::uint32_t> result;
  if (box.empty()) return result;
  for (double x = std::floor(box.min_x / k_cell_m); x <= std::floor(box.max_x / k_cell_m); ++x) {
    for (double y = std::floor(box.min_y / k_cell_m); y <= std::floor(box.max_y / k_cell_m); ++y) {
      const auto found = m_cells.find(packed(x, y));
      if (found != m_cells.end()) result.insert(result.end(), found->second.begin(), found->second.end());
    }
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  std::erase_if(result, [&](std::uint32_t i) {
    geo::Box own;
    for (const auto& p : points_of(m_edges[i])) own.add(p);
    return !own.intersects(box);
  });
  return result;
}

std::uint32_t Graph::nearest_node(geo::Point2 p, double within_m) const {
  std::uint32_t best = k_no_node;
  double least = within_m;
  for (const auto i : near(geo::Box{p.x, p.y, p.x, p.y}.grown(within_m))) {
    for (const auto node : {m_edges[i].from, m_edges[i].to}) {
      const double away = std::hypot(m_nodes[node].x - p.x, m_nodes[node].y - p.y);
      if (away < least || (away == least && best == k_no_node)) {
        least = away;
        best = node;
      }
    }
  }
  return best;
}

namespace {

/// The share of an edge that runs beside a line, and whether with it or against it.
struct Followed {
  double share = 0;
  bool with = true;
};

Followed followed(std::span<const geo::Point2> edge, const Polyline& lane) {
  const Polyline line(std::vector<geo::Point2>(edge.begin(), edge.end()));
  const int samples = std::max(k_follow_least, static_cast<int>(line.length_m() / k_follow_step_m));
  int beside = 0;
  double turn = 0;
  for (int i = 0; i < samples; ++i) {
    const double at = line.length_m() * (i + 0.5) / samples;
    const auto here = line.at(at);
    const auto near = lane.nearest(here);
    const auto direction = line.nearest(here).direction;
    const double cosine = direction.x * near.direction.x + direction.y * near.direction.y;
    if (near.distance_m > k_follow_m || std::abs(cosine) < k_follow_cos) continue;
    ++beside;
    turn += cosine;
  }
  return {static_cast<double>(beside) / samples, turn >= 0};
}

EdgeChange change_of(const StressLimits& limits, const Edge& edge, const StreetFacts& street, const sketch::BikeLane& lane, bool with) {
  EdgeChange change{edge.along, edge.against, edge.open_along, edge.open_against};
  StreetFacts planned = street;
  if (lane.facility == sketch::FacilityType::fahrradstrasse) {
    planned.bicycle_road = planned.cars_barred = true;
    planned.speed_kmh = std::min(street.speed_kmh.value_or(30), 30.0);
  }
  const auto stress = stress_of(limits, planned, ride_of(lane));
  const bool both = lane.side == sketch::Side::both || lane.direction == sketch::Direction::both ||
                    lane.facility == sketch::FacilityType::fahrradstrasse || lane.facility == sketch::FacilityType::zweirichtungsradweg;
  const bool forward = both || (lane.direction == sketch::Direction::forward) == with;
  const bool opens = lane.facility != sketch::FacilityType::mischverkehr;
  if (both || forward) {
    change.along = stress;
    change.open_along = change.open_along || opens;
  }
  if (both || !forward) {
    change.against = stress;
    change.open_against = change.open_against || opens;
  }
  return change;
}

}  // namespace

Patch patch_of(const RuleBook& rules, const Graph& graph, const geo::Geometry& line, const sketch::BikeLane& lane) {
  Patch patch;
  const auto limits = stress_limits(rules);
  for (const auto& part : line.parts) {
    std::vector<geo::Point2> points;
    for (const auto& p : part.points) points.push_back(p.xy());
    if (points.size() < 2) continue;
    const Polyline lane_line(std::move(points));
    for (const auto i : graph.near(lane_line.bounds().grown(k_follow_m))) {
      const auto& edge = graph.edges()[i];
      if (on_carriageway(lane.facility) && is_path(graph.streets()[edge.street].facts.street_class)) continue;
      const auto found = followed(graph.points_of(edge), lane_line);
      if (found.share >= 0.5) patch[i] = change_of(limits, edge, graph.streets()[edge.street].facts, lane, found.with);
    }
  }
  return patch;
}

}  // namespace skizze::bike
