// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/section_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace skizze::bike {

namespace {

using Member = std::optional<double> SectionPlan::*;
constexpr std::array<std::pair<std::string_view, Member>, 5> k_members{{{"parking_left", &SectionPlan::parking_left_m},
                                                                        {"parking_right", &SectionPlan::parking_right_m},
                                                                        {"footway_left", &SectionPlan::footway_left_m},
                                                                        {"footway_right", &SectionPlan::footway_right_m},
                                                                        {"carriageway", &SectionPlan::carriageway_m}}};

void plan_side(StreetSide& side, const std::optional<double>& parking, const std::optional<double>& footway) {
  if (parking && *parking <= 0) side.parking = Parking::none;
  if (parking && *parking > 0) {
    if (side.parking == Parking::none || side.parking == Parking::unknown) side.parking = Parking::parallel;
    side.parking_m = parking;
  }
  if (footway) side.footway_m = footway;
}

}  // namespace

std::string text_of(const SectionPlan& plan) {
  std::string text;
  for (const auto& [name, member] : k_members) {
    const auto& value = plan.*member;
    if (!value) continue;
    char number[32];
    std::snprintf(number, sizeof number, "%.3f", *value);
    text += (text.empty() ? "" : ";") + std::string(name) + "=" + number;
  }
  return text;
}

SectionPlan section_plan_from(std::string_view text) {
  SectionPlan plan;
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    const auto entry = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    double value = 0;
    const auto figure = entry.substr(equals + 1);
    const auto [stop, code] = std::from_chars(figure.data(), figure.data() + figure.size(), value);
    if (code != std::errc() || stop != figure.data() + figure.size() || !(value >= 0 && value <= 100)) continue;
    for (const auto& [name, member] : k_members) {
      if (name == entry.substr(0, equals)) plan.*member = value;
    }
  }
  return plan;
}

StreetFacts planned(StreetFacts street, const SectionPlan& plan) {
  plan_side(street.left, plan.parking_left_m, plan.footway_left_m);
  plan_side(street.right, plan.parking_right_m, plan.footway_right_m);
  if (plan.carriageway_m) street.carriageway = Width{*plan.carriageway_m, WidthSource::stated};
  return street;
}

}  // namespace skizze::bike
