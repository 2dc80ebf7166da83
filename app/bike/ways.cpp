// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/ways.h"

#include <cmath>

namespace skizze::bike {

namespace {

Ways ways_in(const NetworkView& view, std::uint32_t from, std::uint32_t to, SearchOptions options) {
  options.until = to;
  const auto cost = [&](Rider rider, bool time) -> std::optional<double> {
    auto asked = options;
    asked.rider = rider;
    if (!time) {
      asked.cost_per_m = 1;
      asked.waits = nullptr;
    }
    const double found = reach_from(view, from, asked)[to];
    return std::isfinite(found) ? std::optional(found) : std::nullopt;
  };
  Ways ways;
  ways.any_m = cost(Rider::anyone, false);
  if (!ways.any_m) return ways;  // then there is no low-stress one either
  ways.any_s = cost(Rider::anyone, true);
  ways.low_m = cost(Rider::low_stress, false);
  if (ways.low_m) ways.low_s = cost(Rider::low_stress, true);
  return ways;
}

}  // namespace

std::optional<WaysBeforeAfter> ways_between(const City& city, const Patch& patch, geo::Point2 from, geo::Point2 to, const Riding& riding,
                                            base::CancelToken token) {
  if (!city.graph()) return std::nullopt;
  const auto& graph = *city.graph();
  const auto a = graph.nearest_node(from, k_start_m);
  const auto b = graph.nearest_node(to, k_start_m);
  if (a == k_no_node || b == k_no_node || a == b) return std::nullopt;
  const auto options = search_of(city, riding);
  WaysBeforeAfter ways;
  ways.before = ways_in(NetworkView(graph), a, b, options);
  if (token.cancelled()) return std::nullopt;
  ways.after = ways_in(NetworkView(graph, &patch), a, b, options);
  return ways;
}

}  // namespace skizze::bike
