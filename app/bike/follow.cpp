// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/follow.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <queue>
#include <unordered_map>

#include "bike/polyline.h"

namespace skizze::bike {

namespace {

constexpr double k_reach_m = 30;
constexpr double k_most_m = 5000;

/// A place on an edge.
struct Foot {
  std::uint32_t edge = 0;
  double along_m = 0;
  double length_m = 0;
};

Polyline line_of(const Graph& graph, std::uint32_t edge) {
  const auto points = graph.points_of(graph.edges()[edge]);
  return Polyline(std::vector<geo::Point2>(points.begin(), points.end()));
}

std::optional<Foot> foot_of(const Graph& graph, geo::Point2 p) {
  std::optional<Foot> best;
  double least = k_reach_m;
  for (const auto index : graph.near(geo::Box{p.x, p.y, p.x, p.y}.grown(k_reach_m))) {
    const auto line = line_of(graph, index);
    const auto near = line.nearest(p);
    if (near.distance_m >= least) continue;
    least = near.distance_m;
    best = Foot{index, near.along_m, line.length_m()};
  }
  return best;
}

/// Points of an edge between two lengths along it, in the direction from first to last, both ends included.
void append_piece(const Graph& graph, std::uint32_t edge, double first, double last, std::vector<geo::Point2>& to) {
  const auto line = line_of(graph, edge);
  std::vector<geo::Point2> piece{line.at(std::min(first, last))};
  double along = 0;
  for (std::size_t i = 1; i < line.points().size(); ++i) {
    along += Polyline({line.points()[i - 1], line.points()[i]}).length_m();
    if (along > std::min(first, last) + 1e-6 && along < std::max(first, last) - 1e-6) piece.push_back(line.points()[i]);
  }
  piece.push_back(line.at(std::max(first, last)));
  if (first > last) std::reverse(piece.begin(), piece.end());
  for (const auto& p : piece)
    if (to.empty() || std::abs(to.back().x - p.x) + std::abs(to.back().y - p.y) > 1e-6) to.push_back(p);
}

struct Step {
  double cost = 0;
  std::uint32_t edge = 0;
  std::uint32_t before = k_no_node;
};

}  // namespace

std::vector<geo::Point2> follow_streets(const Graph& graph, geo::Point2 from, geo::Point2 to) {
  const auto a = foot_of(graph, from);
  const auto b = foot_of(graph, to);
  std::vector<geo::Point2> way;
  if (!a || !b) return way;
  if (a->edge == b->edge) {
    append_piece(graph, a->edge, a->along_m, b->along_m, way);
    return way;
  }
  std::unordered_map<std::uint32_t, Step> steps;
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto reach = [&](std::uint32_t node, double cost, std::uint32_t edge, std::uint32_t before) {
    if (cost > k_most_m) return;
    const auto [found, fresh] = steps.try_emplace(node, Step{cost, edge, before});
    if (!fresh && found->second.cost <= cost) return;
    found->second = {cost, edge, before};
    queue.emplace(cost, node);
  };
  const auto& first = graph.edges()[a->edge];
  const auto& last = graph.edges()[b->edge];
  reach(first.from, a->along_m, a->edge, k_no_node);
  reach(first.to, a->length_m - a->along_m, a->edge, k_no_node);
  double best = k_most_m;
  std::uint32_t end = k_no_node;
  while (!queue.empty() && queue.top().first < best) {
    const auto [cost, node] = queue.top();
    queue.pop();
    if (cost > steps[node].cost) continue;
    for (const bool begin : {true, false}) {
      if (node != (begin ? last.from : last.to)) continue;
      const double whole = cost + (begin ? b->along_m : b->length_m - b->along_m);
      if (whole >= best) continue;
      best = whole;
      end = node;
    }
    for (const auto index : graph.edges_of(node)) {
      const auto& edge = graph.edges()[index];
      reach(edge.from == node ? edge.to : edge.from, cost + static_cast<double>(edge.length_m), index, node);
    }
  }
  if (end == k_no_node) return way;
  std::vector<std::uint32_t> nodes{end};
  while (steps[nodes.back()].before != k_no_node) nodes.push_back(steps[nodes.back()].before);
  std::reverse(nodes.begin(), nodes.end());
  append_piece(graph, a->edge, a->along_m,
               nodes.front() == first.from && !(first.from == first.to && a->along_m * 2 > a->length_m) ? 0 : a->length_m, way);
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const auto index = steps[nodes[i]].edge;
    const double length = line_of(graph, index).length_m();
    const bool with = graph.edges()[index].from == nodes[i - 1];
    append_piece(graph, index, with ? 0 : length, with ? length : 0, way);
  }
  append_piece(graph, b->edge, end == last.from ? 0 : b->length_m, b->along_m, way);
  return way;
}

}  // namespace skizze::bike
