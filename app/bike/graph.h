// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The streets as a graph for bicycles: immutable, so that several threads may look; plans are patches over it.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/cancel.h"
#include "bike/street.h"
#include "bike/stress.h"
#include "geo/geometry.h"

namespace skizze::bike {

/// A row of the street layer.
struct StreetLine {
  std::int64_t id = 0;
  std::vector<geo::Point2> points;  ///< metres
  StreetFacts facts;
};

inline constexpr std::uint32_t k_no_node = std::numeric_limits<std::uint32_t>::max();

/// A stretch of street between two junctions, never empty.
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t street = 0;  ///< index of the street line
  std::uint32_t first = 0;   ///< its points: first..last of the street line
  std::uint32_t last = 0;
  float length_m = 0;
  Stress along = Stress::unknown;
  Stress against = Stress::unknown;
  bool open_along = true;  ///< for bicycles
  bool open_against = true;
};

/// What could not be used, to be told.
struct GraphNotes {
  std::uint64_t too_short = 0;      ///< streets or pieces without length, left out
  std::uint64_t loops = 0;          ///< edges that end where they begin; kept
  std::uint64_t barred = 0;         ///< streets closed to bicycles, left out
  std::uint64_t contradictory = 0;  ///< the same stretch twice with opposite one-way directions: taken as open both ways
};

class Graph {
 public:
  /// Streets meet where they share a point (to 1 cm). Takes the lines over; they stay readable through streets().
  static std::shared_ptr<const Graph> build(const RuleBook& rules, std::vector<StreetLine> streets, base::CancelToken token = {});

  std::span<const Edge> edges() const { return m_edges; }
  std::span<const geo::Point2> nodes() const { return m_nodes; }
  const std::vector<StreetLine>& streets() const { return m_streets; }
  const GraphNotes& notes() const { return m_notes; }
  /// Edges that touch a node.
  std::span<const std::uint32_t> edges_of(std::uint32_t node) const {
    return {m_adjacent.data() + m_offsets[node], m_adjacent.data() + m_offsets[node + 1]};
  }
  std::span<const geo::Point2> points_of(const Edge& edge) const {
    return std::span<const geo::Point2>(m_streets[edge.street].points).subspan(edge.first, edge.last - edge.first + 1);
  }
  /// Edges whose boxes meet a box, each once, ascending.
  std::vector<std::uint32_t> near(const geo::Box& box) const;
  /// The nearest node within a distance; k_no_node where there is none.
  std::uint32_t nearest_node(geo::Point2 p, double within_m) const;

 private:
  void cut(std::vector<StreetLine> streets, base::CancelToken token);
  void weigh(const RuleBook& rules);
  void settle_contradictions();
  void link();
  void index();

  std::vector<StreetLine> m_streets;
  std::vector<geo::Point2> m_nodes;
  std::vector<Edge> m_edges;
  std::vector<std::uint32_t> m_offsets, m_adjacent;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_cells;
  GraphNotes m_notes;
};

/// Stress on an edge instead of the graph's own.
struct EdgeChange {
  Stress along = Stress::unknown;
  Stress against = Stress::unknown;
  bool open_along = true;
  bool open_against = true;
  bool operator==(const EdgeChange&) const = default;
};
/// Edges that a plan changes; all others stay as they are.
using Patch = std::unordered_map<std::uint32_t, EdgeChange>;

/// Edges that a lane follows: at least half of the edge lies within 12 m of it and runs its way (30 degrees), with what they become.
/// Exactly these are re-weighted; a lane on the carriageway leaves the path beside it alone. Stress is never made worse by a plan than the
/// rules say for it.
Patch patch_of(const RuleBook& rules, const Graph& graph, const geo::Geometry& line, const sketch::BikeLane& lane);

}  // namespace skizze::bike
