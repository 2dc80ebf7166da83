// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/cost.h"

#include <algorithm>

#include "bike/width_check.h"

namespace skizze::bike {

using sketch::FacilityType;

namespace {

class Sum {
 public:
  explicit Sum(const RuleBook& rules) : m_rules(rules) {}

  void add(const char* id, double quantity, bool low, bool high) {
    const auto* price = m_rules.deciding(id);
    if (!price) return;
    m_range.items.push_back({price, quantity, low, high});
    if (low) m_range.low_eur += price->value * quantity;
    if (high) m_range.high_eur += price->value * quantity;
    if (price->year && (!m_range.oldest_year || *price->year < *m_range.oldest_year)) m_range.oldest_year = price->year;
  }

  std::optional<CostRange> result() {
    if (m_range.items.empty()) return std::nullopt;
    if (m_range.low_eur > m_range.high_eur) std::swap(m_range.low_eur, m_range.high_eur);
    return m_range;
  }

 private:
  const RuleBook& m_rules;
  CostRange m_range;
};

const char* marking_price(FacilityType facility) {
  switch (facility) {
    case FacilityType::schutzstreifen: return "cost.schutzstreifen.marking";
    case FacilityType::radfahrstreifen: return "cost.radfahrstreifen.marking";
    case FacilityType::fahrradstrasse: return "cost.fahrradstrasse.marking";
    default: return nullptr;
  }
}

bool wide(const sketch::BikeLane& lane) {
  return *lane.width_m + lane.buffer_m.value_or(0) >= 2.75;
}  // half-way between the surveyed widths

}  // namespace

std::optional<CostRange> cost_of(const RuleBook& rules, const sketch::BikeLane& lane, double length_m) {
  Sum sum(rules);
  const double lines = lane.side == sketch::Side::both ? 2 : 1;
  const double area = lane.width_m.value_or(0) * length_m * lines;
  if (const auto* marking = marking_price(lane.facility)) {
    sum.add(marking, lane.facility == FacilityType::fahrradstrasse ? length_m : length_m * lines, true, true);
    if (area > 0) sum.add("cost.colour.area_high", area, false, true);
    return sum.result();
  }
  if (lane.facility == FacilityType::radschnellweg) {
    sum.add("cost.radschnellweg.low", length_m, true, false);
    sum.add("cost.radschnellweg.high", length_m, false, true);
    return sum.result();
  }
  // A protected lane has no price yet, and mixed traffic costs nothing that we know of.
  if (!behind_kerb(lane.facility) || area <= 0) return std::nullopt;
  sum.add("cost.asphalt.area", area, true, true);
  sum.add("cost.colour.area_high", area, false, true);
  sum.add("cost.root_barrier.area_high", area, false, true);
  return sum.result();
}

std::optional<PerceivedSafety> perceived_safety(const RuleBook& rules, const sketch::BikeLane& lane) {
  const auto scene = [&](const std::string& kind, const char* low, const char* high) -> std::optional<PerceivedSafety> {
    const auto* a = rules.deciding(kind + low);
    const auto* b = rules.deciding(kind + high);
    if (!a || !b) return std::nullopt;
    return PerceivedSafety{a->value, b->value, a, rules.find("safety.survey.scenes"), rules.find(kind + ".ratings")};
  };
  if (lane.facility == FacilityType::mischverkehr) return scene("safety.road.none", "", "");
  if (!lane.width_m || lane.facility == FacilityType::fahrradstrasse) return std::nullopt;
  if (lane.facility == FacilityType::protected_bike_lane)
    return scene(wide(lane) ? "safety.road.protected_3_5" : "safety.road.protected_2_0", "", "");
  if (on_carriageway(lane.facility)) return scene(wide(lane) ? "safety.road.lane_3_5" : "safety.road.lane_2_0", "", "");
  return scene(wide(lane) ? "safety.side.track_3_5" : "safety.side.track_2_0", "_low", "_high");
}

}  // namespace skizze::bike
