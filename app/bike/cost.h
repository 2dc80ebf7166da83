// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a lane costs, always as a range with its unit prices, and how safe people felt in such a scene.
#pragma once

#include <optional>
#include <vector>

#include "bike/rules.h"
#include "sketch/measure.h"

namespace skizze::bike {

/// One unit price that went into a range.
struct CostItem {
  const Rule* price = nullptr;  ///< lives as long as the rule book
  double quantity = 0;          ///< in m or m2, as the price says
  bool low = false;             ///< part of the low end
  bool high = false;            ///< part of the high end
};
struct CostRange {
  double low_eur = 0;
  double high_eur = 0;
  std::vector<CostItem> items;
  std::optional<int> oldest_year;  ///< price year; empty where no price states one
};

/// Low: the cheapest sourced unit price. High: with colour where the lane lies on the carriageway, and with asphalt, colour and root
/// barrier by area where it is built. Empty where no verified price or, for areas, no width is known. Planning is not in it.
std::optional<CostRange> cost_of(const RuleBook& rules, const sketch::BikeLane& lane, double length_m);

/// Share of people who found such a scene safe or rather safe, in percent.
struct PerceivedSafety {
  double low_percent = 0;
  double high_percent = 0;
  const Rule* rule = nullptr;
  const Rule* scenes = nullptr;   ///< number of scenes in the survey
  const Rule* ratings = nullptr;  ///< number of answers about such scenes; null where the rules do not say
};
/// The nearest scenes by kind and width with buffer (2.0 or 3.5 m); empty for kinds that the survey did not have and without a width.
std::optional<PerceivedSafety> perceived_safety(const RuleBook& rules, const sketch::BikeLane& lane);

}  // namespace skizze::bike
