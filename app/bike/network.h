// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the network of streets offers to bicycles, with or without a plan.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bike/graph.h"
#include "bike/waits.h"

namespace skizze::bike {

/// A graph seen through a plan: only patched edges differ. Views; both must outlive it.
class NetworkView {
 public:
  explicit NetworkView(const Graph& graph, const Patch* patch = nullptr) : m_graph(&graph), m_patch(patch) {}
  const Graph& graph() const { return *m_graph; }
  EdgeChange edge(std::uint32_t index) const;

 private:
  const Graph* m_graph;
  const Patch* m_patch;
};

/// Whom a search is for: everybody who may ride there, or those who keep to low stress (the rule's level; unknown stress is not low).
enum class Rider : std::uint8_t { anyone, low_stress };

/// Stress up to which a street counts as low-stress ("stress.low.level"), 0 where the rule is missing.
int low_stress_level(const RuleBook& rules);

struct SearchOptions {
  Rider rider = Rider::anyone;
  int low_level = 2;
  double cut_off = std::numeric_limits<double>::infinity();  ///< same unit as the costs
  double cost_per_m = 1;                                     ///< 1: metres; seconds_per_m(): seconds
  const JunctionWaits* waits = nullptr;                      ///< null: nobody waits; must outlive the search
  double signal_cost = 0;                                    ///< of one wait, same unit as the costs
  double give_way_cost = 0;
  std::uint32_t until = k_no_node;  ///< the search may end when this node's cost is certain; costs beyond it are not
};
/// What the wait at an edge's end costs.
double wait_cost(const SearchOptions& options, std::uint32_t edge, bool along);
/// Whether that rider may and wants to use an edge.
bool usable(const EdgeChange& edge, bool along, const SearchOptions& options);

/// A node where a search begins, and what it has cost to get there.
struct SearchStart {
  std::uint32_t node = 0;
  double cost = 0;
};
/// Dijkstra 1959 from nodes to all within the cut-off (inclusive); infinity where not reached. O(E log V) of what is within reach.
std::vector<double> reach_from(const NetworkView& view, std::span<const SearchStart> starts, const SearchOptions& options);
std::vector<double> reach_from(const NetworkView& view, std::uint32_t node, const SearchOptions& options);

/// Component of each node in the undirected low-stress network, numbered from 0 by size, largest first; nodes without a low-stress edge
/// have none (k_no_node).
struct Components {
  std::vector<std::uint32_t> of_node;
  std::vector<double> length_m;  ///< per component
};
Components low_stress_components(const NetworkView& view, int low_level);

/// Length of edges by stress 0 (unknown) to 4, the worse direction counting.
std::vector<double> length_by_stress(const NetworkView& view);

/// People, jobs or schools at a place.
struct Weight {
  geo::Point2 place;
  double amount = 0;
};
/// Weights put on the nearest node within a distance; what finds none is counted apart.
struct NodeWeights {
  std::vector<std::pair<std::uint32_t, double>> at;  ///< by node, summed, ascending
  double lost = 0;
};
NodeWeights on_nodes(const Graph& graph, std::span<const Weight> weights, double within_m = 300);

/// Sum that can be reached from a node with low stress and without a detour over the factor ("stress.detour.factor"), within the reach
/// ("stress.reach.length"). After BNA: low-stress way at most factor x any way.
double connected(const NetworkView& view, const RuleBook& rules, std::uint32_t from, const NodeWeights& weights);

/// Low-stress way over any way between two nodes; empty where either is not there.
std::optional<double> detour(const NetworkView& view, const RuleBook& rules, std::uint32_t from, std::uint32_t to);

/// Seconds per metre after H EBRA 2021: v = 3600/(t + 120) km/h, t the loss in s/km.
std::optional<double> seconds_per_m(const RuleBook& rules, double loss_s_per_km = 0);

/// The pieces of edges that are reached within a time or length: the lines of an isochrone.
struct ReachedPiece {
  std::uint32_t edge = 0;
  double from_share = 0;  ///< along the edge, 0 to 1
  double to_share = 1;
};
std::vector<ReachedPiece> isochrone(const NetworkView& view, std::uint32_t node, const SearchOptions& options);

/// Before and after a plan.
struct NetworkGain {
  std::size_t changed_edges = 0;
  double low_stress_before_m = 0, low_stress_after_m = 0;   ///< length of the low-stress network
  double largest_before_m = 0, largest_after_m = 0;         ///< its largest connected part
  std::optional<double> connected_before, connected_after;  ///< from the origin, where one is given
};
NetworkGain gain_of(const RuleBook& rules, const Graph& graph, const Patch& patch, std::uint32_t origin = k_no_node,
                    const NodeWeights& weights = {});

}  // namespace skizze::bike
