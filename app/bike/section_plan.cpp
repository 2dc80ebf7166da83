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
constexpr std::array<std::pair<std::string_view, Member>, 10> k_members{{{"parking_left", &SectionPlan::parking_left_m},
                                                                         {"parking_right", &SectionPlan::parking_right_m},
                                                                         {"footway_left", &SectionPlan::footway_left_m},
                                                                         {"footway_right", &SectionPlan::footway_right_m},
                                                                         {"carriageway", &SectionPlan::carriageway_m},
                                                                         {"verge_left", &SectionPlan::verge_left_m},
                                                                         {"verge_right", &SectionPlan::verge_right_m},
                                                                         {"trees_left", &SectionPlan::trees_left_m},
                                                                         {"trees_right", &SectionPlan::trees_right_m},
                                                                         {"facade", &SectionPlan::facade_m}}};

void plan_side(StreetSide& side, const std::optional<double>& parking, const std::optional<double>& footway) {
  if (parking && *parking <= 0) side.parking = Parking::none;
  if (parking && *parking > 0) {
    if (side.parking == Parking::none || side.parking == Parking::unknown) side.parking = Parking::parallel;
    side.parking_m = parking;
  }
  if (footway) {
    side.footway_m = footway;
    side.footway_planned = true;
  }
}

void plan_green(StreetSide& side, const std::optional<double>& verge, const std::optional<double>& trees) {
  if (verge) side.verge_m = verge;
  if (trees) side.trees_m = trees;
}

/// Kerbs that are moved take from both sides alike, or give to them.
void move_kerbs(StreetFacts& street, double carriageway_m) {
  if (street.carriageway) {
    const double moved = (street.carriageway->m - carriageway_m) / 2;
    for (auto* side : {&street.left, &street.right})
      if (side->space_m) side->space_m = *side->space_m + moved;
  }
  street.carriageway = Width{carriageway_m, WidthSource::stated};
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
  plan_green(street.left, plan.verge_left_m, plan.trees_left_m);
  plan_green(street.right, plan.verge_right_m, plan.trees_right_m);
  if (plan.carriageway_m) move_kerbs(street, *plan.carriageway_m);
  if (plan.facade_m) {
    street.facade_m = plan.facade_m;
    street.facade_stated = true;
    street.left.space_m = street.right.space_m = std::nullopt;
  }
  return street;
}

}  // namespace skizze::bike
