// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The indicators of a scenario, and scenarios side by side with today.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "bike/assess.h"

namespace skizze::bike {

inline constexpr std::size_t k_facilities = 10;

/// A unit price of a scenario and how much of it the scenario takes.
struct PriceUse {
  Rule price;
  double low = 0;   ///< quantity in the low end of the range, in m or m2 as the price says
  double high = 0;  ///< and in the high end
};

struct ScenarioFigures {
  std::string name;
  std::size_t lanes = 0;
  double length_m = 0;
  std::array<double, k_facilities> by_facility_m{};  ///< in the order of sketch::all_facilities()
  LaneFigures sums;
  std::optional<double> cost_low_eur, cost_high_eur;  ///< of the lanes that have a price
  std::size_t lanes_without_price = 0;
  std::optional<int> price_year;                  ///< the oldest
  std::optional<double> safety_low, safety_high;  ///< percent, by length, of the lanes that have a scene
  std::vector<PriceUse> prices;                   ///< each once, in the order of first use
  std::vector<Rule> ratings;                      ///< numbers of answers about the scenes of its lanes, each kind of scene once
  std::optional<double> steepest_percent;         ///< of all lanes, without sign
  NetworkEffect network;
  bool network_known = false;
};

/// Some 100 ms on a large town. lanes: of the scenario, each with what assess() said of it.
ScenarioFigures figures_of(const City& city, std::string name, const std::vector<std::pair<PlannedLine, LaneAssessment>>& lanes,
                           base::CancelToken token = {});

/// One line of the table: what, in which unit, today and with each scenario. Empty cells are not known or do not apply.
struct IndicatorRow {
  std::string id;  ///< "length", "stress_low", ..., or the rule of a unit price ("cost.asphalt.area")
  std::string unit;
  int decimals = 0;
  std::optional<double> today;
  std::vector<std::optional<double>> values;
  /// What the values rest on: the unit price with year and source, the number of ratings. Empty where the row speaks for itself.
  std::vector<base::Message> basis = {};
  std::optional<base::Message> name = {};  ///< where the id says nothing: rows of plugins
};
/// "Length", "Marking of a Radfahrstreifen at 10 EUR/m".
base::Message name_of(const IndicatorRow& row);
/// "10 EUR/m, price year 2017, Senat Berlin".
base::Message price_text(const Rule& price);
/// "13,007 ratings, Straßencheck, 2020".
base::Message ratings_text(const Rule& ratings);

/// All rows that any of the scenarios has a value for. Rows of one table have as many values as there are scenarios.
std::vector<IndicatorRow> compare(const std::vector<ScenarioFigures>& scenarios);

}  // namespace skizze::bike
