// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

namespace skizze::bike {

namespace {

void add(LaneFigures& to, const LaneFigures& more) {
  to.standard_m += more.standard_m;
  to.minimum_m += more.minimum_m;
  to.below_m += more.below_m;
  to.not_assessable_m += more.not_assessable_m;
  to.door_zone_m += more.door_zone_m;
  to.parking_m += more.parking_m;
  if (more.stalls) to.stalls = to.stalls.value_or(0) + *more.stalls;
  to.trees += more.trees;
  to.defects += more.defects;
}

using Value = std::optional<double>;
using Take = std::function<Value(const ScenarioFigures&)>;

/// Figures of the network hang on the streets: without any there is no value.
Take network(std::function<Value(const NetworkEffect&)> take) {
  return [take = std::move(take)](const ScenarioFigures& s) { return s.network_known ? take(s.network) : Value(); };
}

Value share(double part, const LaneFigures& sums) {
  const double judged = sums.standard_m + sums.minimum_m + sums.below_m;
  return judged > 0 ? Value(100 * part / judged) : Value();
}

class Table {
 public:
  explicit Table(const std::vector<ScenarioFigures>& scenarios) : m_scenarios(scenarios) {}

  void row(const std::string& id, const char* unit, int decimals, Value today, const Take& take, std::vector<base::Message> basis = {}) {
    IndicatorRow row{id, unit, decimals, today, {}, std::move(basis)};
    for (const auto& scenario : m_scenarios) row.values.push_back(take(scenario));
    const bool any = std::any_of(row.values.begin(), row.values.end(), [](const auto& v) { return v.has_value(); });
    if (any) m_rows.push_back(std::move(row));
  }
  const std::vector<ScenarioFigures>& scenarios() const { return m_scenarios; }
  /// Today is the same for all scenarios, so that of the first counts.
  void network_row(const char* id, const char* unit, int decimals, const std::function<Value(const NetworkEffect&)>& before,
                   const std::function<Value(const NetworkEffect&)>& after) {
    const auto* first = m_scenarios.empty() || !m_scenarios.front().network_known ? nullptr : &m_scenarios.front().network;
    row(id, unit, decimals, first ? before(*first) : Value(), network(after));
  }
  std::vector<IndicatorRow> take() { return std::move(m_rows); }

 private:
  const std::vector<ScenarioFigures>& m_scenarios;
  std::vector<IndicatorRow> m_rows;
};

void facility_rows(Table& table) {
  const auto facilities = sketch::all_facilities();
  for (const auto facility : facilities) {
    const auto i = static_cast<std::size_t>(facility);
    const std::string id = sketch::message_id(facility).substr(std::string_view("sketch.").size());
    table.row(id.c_str(), "m", 0, 0.0,
              [i](const ScenarioFigures& s) { return s.by_facility_m[i] > 0 ? Value(s.by_facility_m[i]) : Value(); });
  }
}

void width_rows(Table& table) {
  table.row("share_standard", "%", 0, {}, [](const auto& s) { return share(s.sums.standard_m, s.sums); });
  table.row("share_below", "%", 0, {}, [](const auto& s) { return share(s.sums.below_m, s.sums); });
  table.row("defects", "", 0, {}, [](const auto& s) { return Value(s.sums.defects); });
  table.row("door_zone", "m", 0, {}, [](const auto& s) { return Value(s.sums.door_zone_m); });
  table.row("stalls", "", 0, {}, [](const auto& s) { return s.sums.stalls; });
  table.row("trees", "", 0, {}, [](const auto& s) { return Value(s.sums.trees); });
  table.row("steepest", "%", 1, {}, [](const auto& s) { return s.steepest_percent; });
}

void network_rows(Table& table) {
  table.network_row(
      "low_stress", "km", 2, [](const NetworkEffect& n) { return Value(n.gain.low_stress_before_m / 1000); },
      [](const NetworkEffect& n) { return Value(n.gain.low_stress_after_m / 1000); });
  table.network_row(
      "largest_part", "km", 2, [](const NetworkEffect& n) { return Value(n.gain.largest_before_m / 1000); },
      [](const NetworkEffect& n) { return Value(n.gain.largest_after_m / 1000); });
  table.row("changed_edges", "", 0, {}, network([](const NetworkEffect& n) { return Value(static_cast<double>(n.gain.changed_edges)); }));
  // The following hang on the longest lane of the scenario, so there is no one value for today.
  table.row("way_before", "m", 0, {}, network([](const NetworkEffect& n) { return n.way_before_m; }));
  table.row("way_after", "m", 0, {}, network([](const NetworkEffect& n) { return n.way_after_m; }));
  table.row("detour_before", "", 2, {}, network([](const NetworkEffect& n) { return n.detour_before; }));
  table.row("detour_after", "", 2, {}, network([](const NetworkEffect& n) { return n.detour_after; }));
  table.row("time_before", "s", 0, {}, network([](const NetworkEffect& n) { return n.time_before_s; }));
  table.row("time_after", "s", 0, {}, network([](const NetworkEffect& n) { return n.time_after_s; }));
  constexpr std::array<const char*, 3> k_before{"people_before", "jobs_before", "schools_before"};
  constexpr std::array<const char*, 3> k_after{"people_after", "jobs_after", "schools_after"};
  for (std::size_t i = 0; i < 3; ++i) {
    table.row(k_before[i], "", 0, {}, network([i](const NetworkEffect& n) { return n.reached_before[i]; }));
    table.row(k_after[i], "", 0, {}, network([i](const NetworkEffect& n) { return n.reached_after[i]; }));
  }
}

void add_prices(std::vector<PriceUse>& prices, const CostRange& cost) {
  for (const auto& item : cost.items) {
    auto use = std::find_if(prices.begin(), prices.end(), [&](const auto& one) { return one.price.id == item.price->id; });
    if (use == prices.end()) use = prices.insert(use, {*item.price, 0, 0});
    if (item.low) use->low += item.quantity;
    if (item.high) use->high += item.quantity;
  }
}

void add_rating(std::vector<Rule>& ratings, const Rule* rating) {
  const auto same = [&](const Rule& one) { return one.id == rating->id; };
  if (rating && std::none_of(ratings.begin(), ratings.end(), same)) ratings.push_back(*rating);
}

/// Unit prices have one digit or two: more than three in a sum would be a promise.
Value in_three_digits(Value eur) {
  if (!eur || *eur == 0) return eur;
  const double step = std::pow(10.0, std::floor(std::log10(std::abs(*eur))) - 2);
  return step < 1 ? std::round(*eur) : std::round(*eur / step) * step;
}

/// One row for each unit price that any scenario uses: how much of it.
void price_rows(Table& table) {
  std::vector<PriceUse> all;
  for (const auto& scenario : table.scenarios()) {
    for (const auto& use : scenario.prices) {
      const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.price.id == use.price.id; });
      if (found == all.end())
        all.push_back(use);
      else
        found->low = std::max(found->low, use.low), found->high = std::max(found->high, use.high);
    }
  }
  for (const auto& use : all) {
    std::vector<base::Message> basis{price_text(use.price)};
    if (use.low <= 0 || use.high <= 0) basis.push_back({use.low <= 0 ? "bike.basis_high_only" : "bike.basis_low_only", {}});
    table.row(
        use.price.id, use.price.unit == "EUR/m2" ? "m²" : "m", 0, {},
        [&use](const ScenarioFigures& s) {
          for (const auto& one : s.prices)
            if (one.price.id == use.price.id) return Value(std::max(one.low, one.high));
          return Value();
        },
        std::move(basis));
  }
}

Value ratings_of(const ScenarioFigures& scenario) {
  if (scenario.ratings.empty()) return std::nullopt;
  double sum = 0;
  for (const auto& rating : scenario.ratings) sum += rating.value;
  return sum;
}

void safety_rows(Table& table) {
  std::vector<Rule> all;
  for (const auto& scenario : table.scenarios())
    for (const auto& rating : scenario.ratings) add_rating(all, &rating);
  std::vector<base::Message> basis;
  for (const auto& rating : all) basis.push_back(ratings_text(rating));
  table.row("safety_low", "%", 0, {}, [](const auto& s) { return s.safety_low; });
  table.row("safety_high", "%", 0, {}, [](const auto& s) { return s.safety_high; });
  table.row("ratings", "", 0, {}, ratings_of, std::move(basis));
}

std::string number_of(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value == std::floor(value) ? "%.0f" : "%.2f", value);
  return text;
}

}  // namespace

base::Message name_of(const IndicatorRow& row) {
  if (row.name) return *row.name;
  if (row.id.starts_with("cost.")) return {"bike.indicator_quantity", {{"what", "bike.price_" + row.id.substr(5)}}};
  return {"bike.indicator_" + row.id, {}};
}

base::Message price_text(const Rule& price) {
  base::Message message{price.year ? "bike.basis_price" : "bike.basis_price_no_year",
                        {{"price", number_of(price.value)}, {"unit", price.unit == "EUR/m2" ? std::string("EUR/m²") : price.unit}, {"text", price.source}}};
  if (price.year) message.arguments.push_back({"name", std::to_string(*price.year)});
  return message;
}

base::Message ratings_text(const Rule& ratings) {
  return {"bike.basis_ratings",
          {{"n", number_of(ratings.value)},
           {"what", "bike.scene_" + ratings.id},
           {"text", ratings.source},
           {"name", ratings.year ? std::to_string(*ratings.year) : std::string("–")}}};
}

ScenarioFigures figures_of(const City& city, std::string name, const std::vector<std::pair<PlannedLine, LaneAssessment>>& lanes,
                           base::CancelToken token) {
  ScenarioFigures figures;
  figures.name = std::move(name);
  figures.lanes = lanes.size();
  std::vector<PlannedLine> lines;
  double rated_m = 0, low = 0, high = 0;
  for (const auto& [planned, result] : lanes) {
    figures.length_m += result.length_m;
    figures.by_facility_m[static_cast<std::size_t>(planned.lane.facility)] += result.length_m;
    add(figures.sums, result.figures);
    if (result.cost) {
      figures.cost_low_eur = figures.cost_low_eur.value_or(0) + result.cost->low_eur;
      figures.cost_high_eur = figures.cost_high_eur.value_or(0) + result.cost->high_eur;
      add_prices(figures.prices, *result.cost);
      if (result.cost->oldest_year) figures.price_year = std::min(figures.price_year.value_or(9999), *result.cost->oldest_year);
    } else {
      ++figures.lanes_without_price;
    }
    if (result.safety) {
      rated_m += result.length_m;
      low += result.safety->low_percent * result.length_m;
      high += result.safety->high_percent * result.length_m;
      add_rating(figures.ratings, result.safety->ratings);
    }
    if (result.gradient && result.gradient->steepest_percent)
      figures.steepest_percent = std::max(figures.steepest_percent.value_or(0), std::abs(*result.gradient->steepest_percent));
    lines.push_back({planned.line, planned.lane});
  }
  if (rated_m > 0) {
    figures.safety_low = low / rated_m;
    figures.safety_high = high / rated_m;
  }
  figures.network_known = city.graph() != nullptr;
  figures.network = network_effect(city, lines, token);
  return figures;
}

std::vector<IndicatorRow> compare(const std::vector<ScenarioFigures>& scenarios) {
  Table table(scenarios);
  table.row("lanes", "", 0, 0.0, [](const auto& s) { return Value(static_cast<double>(s.lanes)); });
  table.row("length", "m", 0, 0.0, [](const auto& s) { return Value(s.length_m); });
  facility_rows(table);
  width_rows(table);
  network_rows(table);
  table.row("cost_low", "EUR", 0, 0.0, [](const auto& s) { return in_three_digits(s.cost_low_eur); });
  table.row("cost_high", "EUR", 0, 0.0, [](const auto& s) { return in_three_digits(s.cost_high_eur); });
  table.row("price_year", "", 0, {}, [](const auto& s) { return s.price_year ? Value(*s.price_year) : Value(); });
  table.row("without_price", "", 0, {},
            [](const auto& s) { return s.lanes_without_price > 0 ? Value(static_cast<double>(s.lanes_without_price)) : Value(); });
  price_rows(table);
  safety_rows(table);
  return table.take();
}

}  // namespace skizze::bike
