// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/reach.h"

#include <algorithm>
#include <cmath>

#include "bike/polyline.h"

namespace skizze::bike {

namespace {

constexpr double k_never = std::numeric_limits<double>::infinity();
constexpr double k_same_share = 1e-9;

/// One network with what a search found in it.
struct Side {
  NetworkView view;
  std::vector<StreetPlace> starts;
  std::vector<double> cost;
};

double whole_cost(const Edge& edge, const SearchOptions& options) { return static_cast<double>(edge.length_m) * options.cost_per_m; }

void search(Side& side, const SearchOptions& options) {
  std::vector<SearchStart> seeds;
  for (const auto& start : side.starts) {
    const auto& edge = side.view.graph().edges()[start.edge];
    const auto now = side.view.edge(start.edge);
    const double whole = whole_cost(edge, options);
    const double off = start.off_m * options.cost_per_m;
    if (usable(now, true, options)) seeds.push_back({edge.to, off + (1 - start.share) * whole + wait_cost(options, start.edge, true)});
    if (usable(now, false, options)) seeds.push_back({edge.from, off + start.share * whole + wait_cost(options, start.edge, false)});
  }
  side.cost = reach_from(side.view, seeds, options);
}

/// When each place of one edge is reached: by those who come from its ends, and by those who start on it.
class EdgeTimes {
 public:
  EdgeTimes(const Side& side, std::uint32_t index, const SearchOptions& options) {
    const auto& edge = side.view.graph().edges()[index];
    const auto now = side.view.edge(index);
    m_whole = whole_cost(edge, options);
    m_along = usable(now, true, options);
    m_against = usable(now, false, options);
    if (m_along) m_from = side.cost[edge.from];
    if (m_against) m_to = side.cost[edge.to];
    for (const auto& start : side.starts) {
      if (start.edge == index) m_starts.emplace_back(start.share, start.off_m * options.cost_per_m);
    }
  }
  bool reached() const { return m_from < k_never || m_to < k_never || !m_starts.empty(); }
  double at(double share) const {
    double best = std::min(m_from + share * m_whole, m_to + (1 - share) * m_whole);
    for (const auto& [where, cost] : m_starts) {
      if ((share >= where && m_along) || (share <= where && m_against)) best = std::min(best, cost + std::abs(share - where) * m_whole);
    }
    return best;
  }
  /// Where the time passes a limit, and where somebody starts.
  void add_breaks(double limit, std::vector<double>& shares) const {
    const auto add = [&](double share) {
      if (share > 0 && share < 1) shares.push_back(share);
    };
    if (m_from < k_never) add((limit - m_from) / m_whole);
    if (m_to < k_never) add(1 - (limit - m_to) / m_whole);
    for (const auto& [where, cost] : m_starts) {
      add(where);
      add(where + (limit - cost) / m_whole);
      add(where - (limit - cost) / m_whole);
    }
  }

 private:
  double m_whole = 0, m_from = k_never, m_to = k_never;
  bool m_along = false, m_against = false;
  std::vector<std::pair<double, double>> m_starts;
};

std::uint8_t band_of(const std::vector<double>& limits_s, double cost) {
  return static_cast<std::uint8_t>(std::lower_bound(limits_s.begin(), limits_s.end(), cost) - limits_s.begin());
}

void add_stretches(const Side& before, const Side& after, std::uint32_t index, const std::vector<double>& limits_s,
                   const SearchOptions& options, std::vector<ReachedStretch>& to) {
  const EdgeTimes old(before, index, options), now(after, index, options);
  if (!old.reached() && !now.reached()) return;
  std::vector<double> shares{0, 1};
  for (const double limit : limits_s) {
    old.add_breaks(limit, shares);
    now.add_breaks(limit, shares);
  }
  std::sort(shares.begin(), shares.end());
  const auto first = to.size();
  for (std::size_t i = 1; i < shares.size(); ++i) {
    if (shares[i] - shares[i - 1] < k_same_share) continue;
    const double middle = (shares[i - 1] + shares[i]) / 2;
    const ReachedStretch piece{index, shares[i - 1], shares[i], band_of(limits_s, old.at(middle)), band_of(limits_s, now.at(middle))};
    if (piece.before == limits_s.size() && piece.after == limits_s.size()) continue;
    auto* last = to.size() > first ? &to.back() : nullptr;
    if (last && last->to_share + k_same_share >= piece.from_share && last->before == piece.before && last->after == piece.after)
      last->to_share = piece.to_share;
    else
      to.push_back(piece);
  }
}

double sum_within(const NodeWeights& weights, const std::vector<double>& cost, double limit_s) {
  double sum = 0;
  for (const auto& [node, amount] : weights.at) {
    if (cost[node] <= limit_s) sum += amount;
  }
  return sum;
}

void add_sums(const City& city, const Side& before, const Side& after, const std::vector<double>& limits_s, ReachStudy& study) {
  for (std::size_t band = 0; band < limits_s.size(); ++band) {
    ReachBand sums;
    sums.minutes = study.question.minutes[band];
    for (const auto& piece : study.stretches) {
      const double length = static_cast<double>(city.graph()->edges()[piece.edge].length_m) * (piece.to_share - piece.from_share);
      if (piece.before <= band) sums.street_before_m += length;
      if (piece.after <= band) sums.street_after_m += length;
    }
    for (const auto role : {LayerRole::people, LayerRole::jobs, LayerRole::schools}) {
      const auto& weights = city.weights(role);
      if (weights.at.empty()) continue;
      const auto i = static_cast<std::size_t>(role) - static_cast<std::size_t>(LayerRole::people);
      sums.before[i] = sum_within(weights, before.cost, limits_s[band]);
      sums.after[i] = sum_within(weights, after.cost, limits_s[band]);
    }
    study.bands.push_back(sums);
  }
}

double value_of(const RuleBook& rules, const char* id, double missing) {
  const auto* rule = rules.find(id);  // also unverified ones: all of it is shown as an assumption
  return rule ? rule->value : missing;
}

}  // namespace

Riding riding_of(const RuleBook& rules) {
  Riding riding;
  if (const double per_km = value_of(rules, "time.free.per_km", 0); per_km > 0) riding.speed_kmh = 3600 / per_km;
  if (const double cycle = value_of(rules, "time.signal.cycle", 0); cycle > 0)
    riding.signal_s = signal_wait_s(cycle, std::min(1.0, value_of(rules, "time.signal.green", 1)));
  if (const double reserve = value_of(rules, "time.give_way.reserve", 0); reserve > 0) riding.give_way_s = give_way_wait_s(reserve);
  return riding;
}

SearchOptions search_of(const City& city, const Riding& riding) {
  SearchOptions options;
  options.rider = riding.rider;
  options.low_level = low_stress_level(city.rules());
  options.cost_per_m = 3.6 / std::max(1.0, riding.speed_kmh);
  options.waits = &city.waits();
  options.signal_cost = riding.signal_s;
  options.give_way_cost = riding.give_way_s;
  return options;
}

std::optional<StreetPlace> street_place(const NetworkView& view, geo::Point2 place, double within_m, const SearchOptions& options) {
  std::optional<StreetPlace> best;
  const auto& graph = view.graph();
  for (const auto index : graph.near(geo::Box{place.x, place.y, place.x, place.y}.grown(within_m))) {
    const auto now = view.edge(index);
    if (!usable(now, true, options) && !usable(now, false, options)) continue;
    const auto points = graph.points_of(graph.edges()[index]);
    const Polyline line(std::vector<geo::Point2>(points.begin(), points.end()));
    const auto near = line.nearest(place);
    if (near.distance_m > (best ? best->off_m : within_m) || line.length_m() <= 0) continue;
    if (best && near.distance_m == best->off_m) continue;  // the first of two that meet there
    best = StreetPlace{index, std::clamp(near.along_m / line.length_m(), 0.0, 1.0), near.distance_m};
  }
  return best;
}

base::Result<ReachStudy> reach_study(const City& city, const Patch& patch, ReachQuestion question, base::CancelToken token) {
  if (!city.graph()) return base::fail(base::ErrorCode::invalid, "bike.reach_no_streets");
  if (question.places.empty()) return base::fail(base::ErrorCode::invalid, "bike.reach_no_place");
  std::sort(question.minutes.begin(), question.minutes.end());
  question.minutes.erase(std::unique(question.minutes.begin(), question.minutes.end()), question.minutes.end());
  const bool sensible =
      !question.minutes.empty() && question.minutes.size() < 250 &&
      std::all_of(question.minutes.begin(), question.minutes.end(), [](double m) { return m > 0 && m <= k_most_minutes; });
  if (!sensible) return base::fail(base::ErrorCode::invalid, "bike.reach_minutes", {{"most", std::to_string(std::lround(k_most_minutes))}});
  const auto& graph = *city.graph();
  auto options = search_of(city, question.riding);
  std::vector<double> limits_s;
  for (const double minutes : question.minutes) limits_s.push_back(minutes * 60);
  options.cut_off = limits_s.back();
  Side before{NetworkView(graph), {}, {}}, after{NetworkView(graph, &patch), {}, {}};
  ReachStudy study;
  for (const auto& place : question.places) {
    const auto old = street_place(before.view, place, k_start_m, options);
    const auto now = street_place(after.view, place, k_start_m, options);
    if (old) {
      before.starts.push_back(*old);
      after.starts.push_back(*old);
    }
    if (now && (!old || now->edge != old->edge)) after.starts.push_back(*now);
    study.off_m.push_back(now ? std::optional(now->off_m) : std::nullopt);
  }
  search(before, options);
  if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
  search(after, options);
  study.question = std::move(question);
  for (std::uint32_t i = 0; i < graph.edges().size(); ++i) {
    if (i % 4096 == 0 && token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    add_stretches(before, after, i, limits_s, options, study.stretches);
  }
  add_sums(city, before, after, limits_s, study);
  return study;
}

geo::Geometry shape_of(const Graph& graph, const ReachedStretch& stretch) {
  const auto points = graph.points_of(graph.edges()[stretch.edge]);
  const Polyline line(std::vector<geo::Point2>(points.begin(), points.end()));
  const double from = stretch.from_share * line.length_m(), to = stretch.to_share * line.length_m();
  std::vector<geo::Point2> part{line.at(from)};
  double along = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    along += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    if (along > from + 1e-6 && along < to - 1e-6) part.push_back(points[i]);
  }
  part.push_back(line.at(to));
  return geo::make_line(part);
}

}  // namespace skizze::bike
