// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/network.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <numeric>
#include <queue>

namespace skizze::bike {

namespace {

constexpr double k_never = std::numeric_limits<double>::infinity();

bool is_low(Stress stress, int level) { return stress != Stress::unknown && static_cast<int>(stress) <= level; }

/// Low in every direction that is open.
bool is_low(const EdgeChange& edge, int level) {
  if (!edge.open_along && !edge.open_against) return false;
  return (!edge.open_along || is_low(edge.along, level)) && (!edge.open_against || is_low(edge.against, level));
}

/// Sets that are joined, with path halving (Tarjan 1975).
class Sets {
 public:
  explicit Sets(std::size_t count) : m_parent(count) { std::iota(m_parent.begin(), m_parent.end(), 0U); }
  std::uint32_t root(std::uint32_t a) {
    while (m_parent[a] != a) a = m_parent[a] = m_parent[m_parent[a]];
    return a;
  }
  void join(std::uint32_t a, std::uint32_t b) { m_parent[root(a)] = root(b); }

 private:
  std::vector<std::uint32_t> m_parent;
};

double figure(const RuleBook& rules, const char* id, double missing) {
  const auto* rule = rules.deciding(id);
  return rule ? rule->value : missing;
}

}  // namespace

EdgeChange NetworkView::edge(std::uint32_t index) const {
  if (m_patch) {
    if (const auto found = m_patch->find(index); found != m_patch->end()) return found->second;
  }
  const auto& edge = m_graph->edges()[index];
  return {edge.along, edge.against, edge.open_along, edge.open_against};
}

int low_stress_level(const RuleBook& rules) { return static_cast<int>(figure(rules, "stress.low.level", 0)); }

bool usable(const EdgeChange& edge, bool along, const SearchOptions& options) {
  if (!(along ? edge.open_along : edge.open_against)) return false;
  return options.rider == Rider::anyone || is_low(along ? edge.along : edge.against, options.low_level);
}

double wait_cost(const SearchOptions& options, std::uint32_t edge, bool along) {
  if (options.waits == nullptr) return 0;
  const auto wait = options.waits->at_end(edge, along);
  return wait == Wait::signal ? options.signal_cost : wait == Wait::give_way ? options.give_way_cost : 0;
}

std::vector<double> reach_from(const NetworkView& view, std::uint32_t node, const SearchOptions& options) {
  const SearchStart start{node, 0};
  return reach_from(view, std::span(&start, 1), options);
}

std::vector<double> reach_from(const NetworkView& view, std::span<const SearchStart> starts, const SearchOptions& options) {
  const auto& graph = view.graph();
  std::vector<double> cost(graph.nodes().size(), k_never);
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (const auto& start : starts) {
    if (start.node >= cost.size() || start.cost > options.cut_off || start.cost >= cost[start.node]) continue;
    cost[start.node] = start.cost;
    queue.emplace(start.cost, start.node);
  }
  while (!queue.empty()) {
    const auto [so_far, node] = queue.top();
    queue.pop();
    if (so_far > cost[node]) continue;
    if (node == options.until) break;
    for (const auto index : graph.edges_of(node)) {
      const auto& edge = graph.edges()[index];
      const bool along = edge.from == node;
      if (!usable(view.edge(index), along, options)) continue;
      const auto next = along ? edge.to : edge.from;
      const double there = so_far + static_cast<double>(edge.length_m) * options.cost_per_m + wait_cost(options, index, along);
      if (there > options.cut_off || there >= cost[next]) continue;
      cost[next] = there;
      queue.emplace(there, next);
    }
  }
  return cost;
}

Components low_stress_components(const NetworkView& view, int low_level) {
  const auto& graph = view.graph();
  const auto edges = graph.edges();
  Sets sets(graph.nodes().size());
  std::vector<bool> low(edges.size());
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    low[i] = is_low(view.edge(i), low_level);
    if (low[i]) sets.join(edges[i].from, edges[i].to);
  }
  std::map<std::uint32_t, double> lengths;
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    if (low[i]) lengths[sets.root(edges[i].from)] += static_cast<double>(edges[i].length_m);
  }
  std::vector<std::pair<std::uint32_t, double>> ordered(lengths.begin(), lengths.end());
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::unordered_map<std::uint32_t, std::uint32_t> number;
  Components result;
  for (const auto& [root, length] : ordered) {
    number.emplace(root, static_cast<std::uint32_t>(result.length_m.size()));
    result.length_m.push_back(length);
  }
  result.of_node.assign(graph.nodes().size(), k_no_node);
  for (std::uint32_t node = 0; node < result.of_node.size(); ++node) {
    if (const auto found = number.find(sets.root(node)); found != number.end()) result.of_node[node] = found->second;
  }
  return result;
}

std::vector<double> length_by_stress(const NetworkView& view) {
  std::vector<double> lengths(5, 0);
  const auto edges = view.graph().edges();
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    const auto edge = view.edge(i);
    const bool unknown = (edge.open_along && edge.along == Stress::unknown) || (edge.open_against && edge.against == Stress::unknown);
    const auto worse = std::max(edge.open_along ? edge.along : Stress::unknown, edge.open_against ? edge.against : Stress::unknown);
    lengths[unknown ? 0 : static_cast<std::size_t>(worse)] += static_cast<double>(edges[i].length_m);
  }
  return lengths;
}

NodeWeights on_nodes(const Graph& graph, std::span<const Weight> weights, double within_m) {
  NodeWeights result;
  std::map<std::uint32_t, double> sums;
  for (const auto& weight : weights) {
    const auto node = graph.nearest_node(weight.place, within_m);
    if (node == k_no_node)
      result.lost += weight.amount;
    else
      sums[node] += weight.amount;
  }
  result.at.assign(sums.begin(), sums.end());
  return result;
}

double connected(const NetworkView& view, const RuleBook& rules, std::uint32_t from, const NodeWeights& weights) {
  const double reach = figure(rules, "stress.reach.length", k_never);
  const double factor = figure(rules, "stress.detour.factor", k_never);
  SearchOptions options;
  options.cut_off = reach;
  const auto any = reach_from(view, from, options);
  options.rider = Rider::low_stress;
  options.low_level = low_stress_level(rules);
  options.cut_off = reach * factor;
  const auto low = reach_from(view, from, options);
  double sum = 0;
  for (const auto& [node, amount] : weights.at) {
    if (any[node] < k_never && low[node] <= any[node] * factor + 1e-9) sum += amount;
  }
  return sum;
}

std::optional<double> detour(const NetworkView& view, const RuleBook& rules, std::uint32_t from, std::uint32_t to) {
  SearchOptions options;
  const auto any = reach_from(view, from, options);
  options.rider = Rider::low_stress;
  options.low_level = low_stress_level(rules);
  const auto low = reach_from(view, from, options);
  if (to >= any.size() || any[to] == k_never || low[to] == k_never) return std::nullopt;
  return any[to] > 0 ? low[to] / any[to] : 1.0;
}

std::optional<double> seconds_per_m(const RuleBook& rules, double loss_s_per_km) {
  const auto* rule = rules.deciding("time.free.per_km");
  return rule ? std::optional((rule->value + loss_s_per_km) / 1000) : std::nullopt;
}

std::vector<ReachedPiece> isochrone(const NetworkView& view, std::uint32_t node, const SearchOptions& options) {
  const auto cost = reach_from(view, node, options);
  const auto edges = view.graph().edges();
  std::vector<ReachedPiece> pieces;
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    const auto edge = view.edge(i);
    const double whole = static_cast<double>(edges[i].length_m) * options.cost_per_m;
    if (whole <= 0) continue;
    const auto share = [&](double reached) { return reached == k_never ? 0.0 : std::clamp((options.cut_off - reached) / whole, 0.0, 1.0); };
    const double ahead = usable(edge, true, options) ? share(cost[edges[i].from]) : 0;
    const double back = usable(edge, false, options) ? share(cost[edges[i].to]) : 0;
    if (ahead + back >= 1) {
      pieces.push_back({i, 0, 1});
      continue;
    }
    if (ahead > 0) pieces.push_back({i, 0, ahead});
    if (back > 0) pieces.push_back({i, 1 - back, 1});
  }
  return pieces;
}

NetworkGain gain_of(const RuleBook& rules, const Graph& graph, const Patch& patch, std::uint32_t origin, const NodeWeights& weights) {
  const NetworkView before(graph);
  const NetworkView after(graph, &patch);
  const int level = low_stress_level(rules);
  NetworkGain gain;
  gain.changed_edges = static_cast<std::size_t>(
      std::count_if(patch.begin(), patch.end(), [&](const auto& entry) { return !(before.edge(entry.first) == entry.second); }));
  const auto measure = [&](const NetworkView& view, double& sum, double& largest) {
    const auto components = low_stress_components(view, level);
    sum = std::accumulate(components.length_m.begin(), components.length_m.end(), 0.0);
    largest = components.length_m.empty() ? 0 : components.length_m.front();
  };
  measure(before, gain.low_stress_before_m, gain.largest_before_m);
  measure(after, gain.low_stress_after_m, gain.largest_after_m);
  if (origin < graph.nodes().size()) {
    gain.connected_before = connected(before, rules, origin, weights);
    gain.connected_after = connected(after, rules, origin, weights);
  }
  return gain;
}

}  // namespace skizze::bike
