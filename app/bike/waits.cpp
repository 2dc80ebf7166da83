// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/waits.h"

#include <algorithm>
#include <cmath>

namespace skizze::bike {

namespace {

constexpr double k_signal_m = 25;
constexpr float k_same_junction_m = 40;

/// Smaller is more important; streets that are not main ones all count the same.
int rank_of(StreetClass value) {
  const bool main = value >= StreetClass::motorway && value <= StreetClass::tertiary;
  return static_cast<int>(main ? value : StreetClass::unclassified);
}

}  // namespace

JunctionWaits::JunctionWaits(const Graph& graph, std::span<const geo::Point2> lights) : m_ends(graph.edges().size(), 0) {
  const auto edges = graph.edges();
  const auto nodes = graph.nodes();
  std::vector<bool> lit(nodes.size(), false);
  for (const auto& signal : lights) {
    for (const auto index : graph.near(geo::Box{signal.x, signal.y, signal.x, signal.y}.grown(k_signal_m))) {
      for (const auto node : {edges[index].from, edges[index].to}) {
        const bool near = std::hypot(nodes[node].x - signal.x, nodes[node].y - signal.y) <= k_signal_m;
        if (near && graph.edges_of(node).size() >= 3) lit[node] = true;
      }
    }
  }
  m_signal_nodes = static_cast<std::size_t>(std::count(lit.begin(), lit.end(), true));
  std::vector<int> main(nodes.size(), rank_of(StreetClass::unclassified));
  for (const auto& edge : edges) {
    const int rank = rank_of(graph.streets()[edge.street].facts.street_class);
    main[edge.from] = std::min(main[edge.from], rank);
    main[edge.to] = std::min(main[edge.to], rank);
  }
  const auto wait = [&](const Edge& edge, std::uint32_t from, std::uint32_t to) {
    if (lit[to]) return lit[from] && edge.length_m < k_same_junction_m ? Wait::none : Wait::signal;
    const bool lesser = main[to] < rank_of(graph.streets()[edge.street].facts.street_class);
    return lesser ? Wait::give_way : Wait::none;
  };
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    const auto along = static_cast<unsigned>(wait(edges[i], edges[i].from, edges[i].to));
    const auto against = static_cast<unsigned>(wait(edges[i], edges[i].to, edges[i].from));
    m_ends[i] = static_cast<std::uint8_t>(along | against << 2);
  }
}

double signal_wait_s(double cycle_s, double green) { return cycle_s * (1 - green) * (1 - green) / 2; }

double give_way_wait_s(double reserve_per_h) { return std::max(0.0, 5000 / (reserve_per_h + 40) - 3); }

}  // namespace skizze::bike
