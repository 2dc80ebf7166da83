// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/facility_choice.h"

#include <algorithm>
#include <array>

#include "bike/width_check.h"

namespace skizze::bike {

using sketch::FacilityType;

namespace {

constexpr std::array k_ranges{LoadRange::one, LoadRange::two, LoadRange::three, LoadRange::four};
constexpr std::array<const char*, 4> k_names{"I", "II", "III", "IV"};

enum class Family : std::uint8_t { mixed, partly, separate };

Family family_of(FacilityType facility) {
  if (facility == FacilityType::mischverkehr || facility == FacilityType::fahrradstrasse) return Family::mixed;
  return facility == FacilityType::schutzstreifen ? Family::partly : Family::separate;
}

const char* rule_of(LoadRange range) {
  switch (range) {
    case LoadRange::one: return "facility.range1.below";
    case LoadRange::two: return "facility.range2.up_to";
    case LoadRange::three:
    case LoadRange::four: break;
  }
  return "facility.range3.up_to";
}

std::optional<LoadRange> range_of_load(const RuleBook& rules, double per_hour) {
  const auto* one = rules.deciding("facility.range1.below");
  const auto* two = rules.deciding("facility.range2.up_to");
  const auto* three = rules.deciding("facility.range3.up_to");
  if (!one || !two || !three) return std::nullopt;
  if (per_hour < one->value) return LoadRange::one;
  if (per_hour <= two->value) return LoadRange::two;
  return per_hour <= three->value ? LoadRange::three : LoadRange::four;
}

double counted(const RuleBook& rules, const StreetFacts& street, double both_directions) {
  return street.divided && rules.deciding("facility.divided.directions") ? both_directions / 2 : both_directions;
}

/// Under 5 % or under 500 a day; empty where neither is known.
std::optional<bool> few_trucks(const RuleBook& rules, const StreetFacts& street) {
  const auto* share = rules.deciding("facility.trucks.share");
  const auto* number = rules.deciding("facility.trucks.per_day");
  if (share && street.truck_percent && *street.truck_percent < share->value) return true;
  auto trucks = street.trucks_per_day;
  if (!trucks && street.truck_percent && street.cars_per_day) trucks = *street.cars_per_day * *street.truck_percent / 100;
  if (number && trucks) return *trucks < number->value;
  if (share && street.truck_percent) return false;
  return std::nullopt;
}

const char* message_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::fits: return "bike.choice_fits";
    case Verdict::limited: return "bike.choice_limited";
    default: return "bike.choice_unsuitable";
  }
}

Finding outcome(const RuleBook& rules, FacilityType facility, LoadRange range, const StreetFacts& street, const Stretch& where) {
  const auto verdict = suits(facility, range, few_trucks(rules, street));
  auto finding =
      finding_of(rules.find(rule_of(range)), rule_of(range), verdict, where,
                 {message_of(verdict), {{"facility", sketch::message_id(facility)}, {"range", k_names[static_cast<std::size_t>(range)]}}});
  if (verdict == Verdict::unsuitable)
    finding.suggestion = base::Message{range == LoadRange::two ? "bike.suggest_partly" : "bike.suggest_separate", {}};
  return finding;
}

/// Ranges that a daily load can mean; the peak hour is some 8 to 12 % of it.
std::vector<LoadRange> possible_ranges(const RuleBook& rules, const StreetFacts& street) {
  const auto* low = rules.find("facility.peak.share_low");
  const auto* high = rules.find("facility.peak.share_high");
  if (!street.cars_per_day || !low || !high) return {k_ranges.begin(), k_ranges.end()};
  const double load = counted(rules, street, *street.cars_per_day);
  const auto from = range_of_load(rules, load * low->value / 100);
  const auto to = range_of_load(rules, load * high->value / 100);
  if (!from || !to) return {k_ranges.begin(), k_ranges.end()};
  std::vector<LoadRange> ranges;
  for (const auto range : k_ranges) {
    if (range >= *from && range <= *to) ranges.push_back(range);
  }
  return ranges;
}

std::vector<Finding> all_outcomes(const RuleBook& rules, FacilityType facility, const StreetFacts& street, const Stretch& where) {
  std::vector<Finding> findings;
  if (!street.cars_per_day) {
    findings.push_back(finding_of(nullptr, "facility.range1.below", Verdict::not_assessable, where, {"bike.choice_load_unknown", {}}));
  }
  for (const auto range : possible_ranges(rules, street)) {
    auto finding = outcome(rules, facility, range, street, where);
    finding.message.id = finding.verdict == Verdict::fits      ? "bike.choice_if_fits"
                         : finding.verdict == Verdict::limited ? "bike.choice_if_limited"
                                                               : "bike.choice_if_unsuitable";
    finding.verdict = Verdict::hint;
    finding.likely = true;
    if (street.cars_per_day) {
      // The way from the day to the peak hour is not verified, and so is what follows from it.
      finding.status = RuleStatus::unverified;
      finding.value = *street.cars_per_day;
      finding.unit = "Kfz/24h";
      finding.required.reset();
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> outside_towns(const RuleBook& rules, FacilityType facility, const StreetFacts& street, const Stretch& where) {
  if (facility == FacilityType::schutzstreifen) {
    const auto* rule = rules.deciding("facility.outside.schutzstreifen");
    auto finding = finding_of(rule, "facility.outside.schutzstreifen", rule ? Verdict::unsuitable : Verdict::not_assessable, where,
                              {"bike.choice_outside_advisory", {}});
    finding.suggestion = base::Message{"bike.suggest_separate", {}};
    return {finding};
  }
  const auto* speed = rules.deciding("facility.outside.speed");
  const auto* load = rules.deciding("facility.outside.track_from");
  if (!speed || !load || !street.cars_per_day || !street.speed_kmh) {
    return {finding_of(load, "facility.outside.track_from", Verdict::not_assessable, where, {"bike.choice_load_unknown", {}})};
  }
  const bool separate_needed = *street.speed_kmh >= speed->value && *street.cars_per_day >= load->value;
  const bool fine = behind_kerb(facility) || !separate_needed;
  auto finding =
      finding_of(load, {}, fine ? Verdict::fits : Verdict::unsuitable, where,
                 {fine ? "bike.choice_outside_fits" : "bike.choice_outside_track", {{"facility", sketch::message_id(facility)}}});
  finding.value = *street.cars_per_day;
  if (!fine) finding.suggestion = base::Message{"bike.suggest_separate", {}};
  return {finding};
}

}  // namespace

std::optional<LoadRange> load_range(const RuleBook& rules, const StreetFacts& street) {
  const auto* lanes = rules.deciding("facility.range4.lanes");
  if (lanes && street.lanes && *street.lanes >= lanes->value) return LoadRange::four;
  if (!street.cars_per_hour) return std::nullopt;
  return range_of_load(rules, counted(rules, street, *street.cars_per_hour));
}

Verdict suits(FacilityType facility, LoadRange range, std::optional<bool> few) {
  switch (family_of(facility)) {
    case Family::separate: return Verdict::fits;
    case Family::mixed: return range == LoadRange::one ? Verdict::fits : range == LoadRange::two ? Verdict::limited : Verdict::unsuitable;
    case Family::partly: break;
  }
  if (range == LoadRange::two) return few.value_or(true) ? Verdict::fits : Verdict::limited;
  if (range == LoadRange::three && !few.value_or(true)) return Verdict::unsuitable;
  return Verdict::limited;
}

std::vector<Finding> check_choice(const RuleBook& rules, const sketch::BikeLane& lane, const StreetFacts& street, const Stretch& where) {
  if (!street.inside_town.value_or(true)) return outside_towns(rules, lane.facility, street, where);
  const auto range = load_range(rules, street);
  if (!range) return all_outcomes(rules, lane.facility, street, where);
  auto finding = outcome(rules, lane.facility, *range, street, where);
  finding.value = street.cars_per_hour;
  finding.likely = street.divided || !street.inside_town;
  const auto* base = rules.deciding("facility.base.speed");
  if (!base || !street.speed_kmh || *street.speed_kmh != base->value) {
    finding.verdict = Verdict::hint;
    finding.message.arguments.push_back({"speed", base ? whole(base->value) : std::string("50")});
    finding.message.id = "bike.choice_other_speed";
    finding.suggestion.reset();
  }
  return {finding};
}

}  // namespace skizze::bike
