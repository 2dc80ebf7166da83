// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Connected parts, shortest ways and touched edges of the streets of raw_streets.h, from scratch.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <set>

#include "app/cli/raw_streets.h"

namespace skizze::raw {

inline bool rideable(const Edge& edge, bool along, bool low_only) {
  const int level = along ? edge.along : edge.against;
  return (along ? edge.open_along : edge.open_against) && (!low_only || (level >= 1 && level <= 2));
}

/// Shortest ways from one node (Dijkstra 1959); nodes that are not reached are not in it.
using Costs = std::map<NodeKey, double>;
class Roads {
 public:
  explicit Roads(const std::vector<Edge>& edges) : m_edges(edges) {
    for (std::size_t i = 0; i < edges.size(); ++i) {
      m_at[edges[i].from].push_back(i);
      if (edges[i].to != edges[i].from) m_at[edges[i].to].push_back(i);
    }
  }
  /// last, where given: the edge over which each node is reached.
  Costs costs(NodeKey from, bool low_only, std::map<NodeKey, std::size_t>* last = nullptr) const {
    Costs best{{from, 0}};
    std::priority_queue<std::pair<double, NodeKey>, std::vector<std::pair<double, NodeKey>>, std::greater<>> queue;
    queue.emplace(0, from);
    while (!queue.empty()) {
      const auto [so_far, node] = queue.top();
      queue.pop();
      if (so_far > best[node]) continue;
      for (const auto i : m_at.at(node)) {
        const auto& edge = m_edges[i];
        if (!rideable(edge, edge.from == node, low_only)) continue;
        const auto next = edge.from == node ? edge.to : edge.from;
        const auto found = best.find(next);
        if (found != best.end() && found->second <= so_far + edge.length) continue;
        best[next] = so_far + edge.length;
        if (last) (*last)[next] = i;
        queue.emplace(so_far + edge.length, next);
      }
    }
    return best;
  }
  std::vector<NodeKey> nodes() const {
    std::vector<NodeKey> all;
    for (const auto& [node, edges] : m_at) all.push_back(node);
    return all;
  }
  /// The streets' own points from one node to another; empty without a way.
  std::vector<Place> route(NodeKey from, NodeKey to) const {
    std::map<NodeKey, std::size_t> last;
    const auto reached = costs(from, false, &last);
    std::vector<Place> line;
    if (!reached.count(to)) return line;
    for (auto node = to; node != from;) {
      const auto& edge = m_edges[last[node]];
      const bool along = edge.to == node;
      auto places = edge.places;
      if (along) std::reverse(places.begin(), places.end());
      line.insert(line.end(), places.begin() + (line.empty() ? 0 : 1), places.end());
      node = along ? edge.from : edge.to;
    }
    std::reverse(line.begin(), line.end());
    return line;
  }

 private:
  const std::vector<Edge>& m_edges;
  std::map<NodeKey, std::vector<std::size_t>> m_at;
};

/// Parts of the network that is low in every open direction: their nodes and lengths (union and find).
struct Parts {
  std::map<NodeKey, NodeKey> root;
  std::map<NodeKey, double> length;
  NodeKey find(NodeKey node) {
    while (root.at(node) != node) node = root[node] = root.at(root.at(node));
    return node;
  }
};
inline bool is_low(const Edge& edge) {
  return (edge.open_along || edge.open_against) && (!edge.open_along || rideable(edge, true, true)) &&
         (!edge.open_against || rideable(edge, false, true));
}
inline Parts low_parts(const std::vector<Edge>& edges) {
  Parts parts;
  for (const auto& edge : edges) {
    if (!is_low(edge)) continue;
    parts.root.emplace(edge.from, edge.from);
    parts.root.emplace(edge.to, edge.to);
    const auto a = parts.find(edge.from), b = parts.find(edge.to);
    parts.root[a] = b;
  }
  for (const auto& edge : edges)
    if (is_low(edge)) parts.length[parts.find(edge.from)] += edge.length;
  return parts;
}

/// The pieces of a lane that may come within 12 m of an edge.
inline std::vector<std::pair<Place, Place>> pieces_near(const Edge& edge, const std::vector<Place>& lane) {
  const auto [x0, x1] = std::minmax_element(edge.places.begin(), edge.places.end(), [](auto a, auto b) { return a.x < b.x; });
  const auto [y0, y1] = std::minmax_element(edge.places.begin(), edge.places.end(), [](auto a, auto b) { return a.y < b.y; });
  std::vector<std::pair<Place, Place>> pieces;
  for (std::size_t m = 1; m < lane.size(); ++m) {
    const auto a = lane[m - 1], b = lane[m];
    const bool far = std::max(a.x, b.x) < x0->x - 13 || std::min(a.x, b.x) > x1->x + 13 || std::max(a.y, b.y) < y0->y - 13 ||
                     std::min(a.y, b.y) > y1->y + 13;
    if (!far && away(a, b) > 0) pieces.emplace_back(a, b);
  }
  return pieces;
}

/// From a place to a stretch of a lane.
inline double distance(Place p, const std::pair<Place, Place>& piece) {
  const auto [a, b] = piece;
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double s = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
  return away(p, {a.x + s * dx, a.y + s * dy});
}

/// Which share of an edge a lane follows: within 12 m and at most 30 degrees off, looked at every 20 cm. At a bend of the lane two of its
/// directions are equally near: the least and the greatest share that this allows.
inline std::pair<double, double> followed(const Edge& edge, const std::vector<std::pair<Place, Place>>& lane) {
  double least = 0, most = 0, all = 0;
  for (std::size_t i = 1; i < edge.places.size(); ++i) {
    const auto a = edge.places[i - 1], b = edge.places[i];
    const double length = away(a, b);
    const int steps = std::max(1, static_cast<int>(length / 0.2));
    for (int k = 0; k < steps; ++k) {
      const double t = (k + 0.5) / steps;
      const Place p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      double near = std::numeric_limits<double>::infinity();
      for (const auto& piece : lane) near = std::min(near, distance(p, piece));
      bool any = false, every = near <= 12;
      for (const auto& piece : lane) {
        if (near > 12 || distance(p, piece) > near + 1e-3) continue;
        const auto [from, to] = piece;
        const double cosine = std::abs((b.x - a.x) * (to.x - from.x) + (b.y - a.y) * (to.y - from.y)) / (length * away(from, to));
        const bool fits = cosine >= std::cos(std::numbers::pi / 6);
        any = any || fits;
        every = every && fits;
      }
      least += every ? length / steps : 0;
      most += any ? length / steps : 0;
      all += length / steps;
    }
  }
  return {least / all, most / all};
}

/// A lane that is planned, in LTS-DE's words.
struct Lane {
  std::vector<Place> places;
  QString facility;  ///< "protected", "lane", "advisory", "track"
  double width = 0;
  bool both = true;  ///< on both sides; else on the right of the line as drawn, for its direction
};

struct Touched {
  std::set<std::size_t> edges;
  std::set<std::size_t> doubtful;  ///< so near to one half that looking closer or less closely decides
};
/// Edges of which a lane follows at least one half. A lane on the carriageway is none of the path beside it.
inline Touched touched(const std::vector<Edge>& edges, const Lane& lane) {
  Touched result;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (lane.facility != QLatin1String("track") && one_of(edges[i].way->tag("highway"), {"cycleway", "path", "bridleway", "footway"}))
      continue;
    const auto pieces = pieces_near(edges[i], lane.places);
    if (pieces.empty()) continue;
    const auto [least, most] = followed(edges[i], pieces);
    if (least >= 0.5) result.edges.insert(i);
    if (least < 0.56 && most > 0.44) result.doubtful.insert(i);
  }
  return result;
}

/// The same edges with the lane built.
inline std::vector<Edge> planned(std::vector<Edge> edges, const std::set<std::size_t>& changed, const Lane& lane) {
  for (const auto i : changed) {
    auto& edge = edges[i];
    const int level = stress(lane.facility, edge.way->tag("highway"), speed_of(*edge.way), lane.width);
    double turn = 0;  // whether the lane runs with the edge or against it
    const auto b = edge.places[edge.places.size() / 2], a = edge.places[edge.places.size() / 2 - 1];
    double near = std::numeric_limits<double>::infinity();
    for (const auto& piece : pieces_near(edge, lane.places)) {
      const auto [from, to] = piece;
      const double there = distance({(a.x + b.x) / 2, (a.y + b.y) / 2}, piece);
      const double cosine = ((to.x - from.x) * (b.x - a.x) + (to.y - from.y) * (b.y - a.y)) / (away(from, to) * away(a, b));
      if (there >= near || std::abs(cosine) < std::cos(std::numbers::pi / 6)) continue;
      near = there;
      turn = cosine;
    }
    if (lane.both || turn >= 0) {
      edge.along = level;
      edge.open_along = true;
    }
    if (lane.both || turn < 0) {
      edge.against = level;
      edge.open_against = true;
    }
  }
  return edges;
}

}  // namespace skizze::raw
