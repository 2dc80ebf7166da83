// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/corridor.h"

#include <algorithm>
#include <map>

#include "bike/polyline.h"

namespace skizze::bike {

namespace {

constexpr double k_reach_m = 15;
constexpr int k_places = 40;
constexpr double k_least_share = 0.25;

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts) {
    for (const auto& p : part.points) points.push_back(p.xy());
  }
  return points;
}

/// Places spread evenly over a line.
std::vector<geo::Point2> places_of(const geo::Geometry& line) {
  const Polyline polyline(points_of(line));
  std::vector<geo::Point2> places;
  if (polyline.points().empty()) return places;
  for (int i = 0; i < k_places; ++i) places.push_back(polyline.at(polyline.length_m() * (i + 0.5) / k_places));
  return places;
}

const std::string* nearest_street(const Graph& graph, geo::Point2 p) {
  const std::string* name = nullptr;
  double nearest = k_reach_m;
  for (const auto index : graph.near(geo::Box{p.x, p.y, p.x, p.y}.grown(k_reach_m))) {
    const auto& edge = graph.edges()[index];
    const auto points = graph.points_of(edge);
    const double away = Polyline({points.begin(), points.end()}).nearest(p).distance_m;
    if (away > nearest) continue;
    nearest = away;
    name = &graph.streets()[edge.street].facts.name;
  }
  return name;
}

}  // namespace

std::vector<std::string> streets_along(const Graph& graph, const geo::Geometry& line) {
  std::map<std::string, int> found;
  for (const auto place : places_of(line)) {
    const auto* name = nearest_street(graph, place);
    if (name != nullptr && !name->empty()) ++found[*name];
  }
  std::vector<std::pair<int, std::string>> counted;
  for (const auto& [name, count] : found)
    if (count >= k_least_share * k_places) counted.emplace_back(-count, name);
  std::sort(counted.begin(), counted.end());
  std::vector<std::string> names;
  for (auto& [count, name] : counted) names.push_back(std::move(name));
  return names;
}

bool runs_along(const geo::Geometry& lane, const geo::Geometry& way, double within_m) {
  const Polyline polyline(points_of(way));
  const auto places = places_of(lane);
  if (polyline.points().empty() || places.empty()) return false;
  const auto near = std::count_if(places.begin(), places.end(), [&](auto p) { return polyline.nearest(p).distance_m <= within_m; });
  return 2 * near >= static_cast<std::ptrdiff_t>(places.size());
}

}  // namespace skizze::bike
