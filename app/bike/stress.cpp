// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/stress.h"

#include "bike/finding.h"

namespace skizze::bike {

namespace {

Cycleway cycleway_of(sketch::FacilityType facility) {
  switch (facility) {
    case sketch::FacilityType::schutzstreifen: return Cycleway::advisory;
    case sketch::FacilityType::radfahrstreifen: return Cycleway::lane;
    case sketch::FacilityType::protected_bike_lane: return Cycleway::protected_lane;
    case sketch::FacilityType::gemeinsamer_geh_radweg: return Cycleway::shared_path;
    case sketch::FacilityType::fahrradstrasse:
    case sketch::FacilityType::mischverkehr: return Cycleway::none;
    default: return Cycleway::track;
  }
}

Stress mixed(const StressLimits& limits, const StreetFacts& street) {
  const auto klass = street.street_class;
  if (is_path(klass)) return Stress::one;  // those that bicycles may use at all
  if (street.bicycle_road && street.cars_barred) return Stress::one;
  const bool calm_class = klass == StreetClass::living_street || klass == StreetClass::residential;
  const bool service = klass == StreetClass::service || klass == StreetClass::track;
  if (!street.speed_kmh) return service ? Stress::two : Stress::unknown;
  if (service) return *street.speed_kmh <= limits.walking_kmh ? Stress::one : Stress::two;
  if (calm_class && *street.speed_kmh <= limits.walking_kmh) return Stress::one;
  const bool tertiary_or_lower = klass >= StreetClass::tertiary && klass <= StreetClass::living_street;
  return tertiary_or_lower && *street.speed_kmh <= limits.calm_kmh ? Stress::two : Stress::four;
}

}  // namespace

Ride ride_of(const StreetFacts& street, bool against) {
  const auto& side = against ? street.left : street.right;
  return {side.cycleway, side.cycleway_m, street.oneway && street.bikes_against};
}

Ride ride_of(const sketch::BikeLane& lane) {
  return {cycleway_of(lane.facility), lane.width_m,
          lane.direction == sketch::Direction::both || lane.facility == sketch::FacilityType::zweirichtungsradweg};
}

StressLimits stress_limits(const RuleBook& rules) {
  StressLimits limits;
  limits.complete = true;
  const auto take = [&](const char* id, double& to) {
    const auto* rule = rules.deciding(id);
    limits.complete = limits.complete && rule;
    if (rule) to = rule->value;
  };
  take("stress.walking.speed", limits.walking_kmh);
  take("stress.calm.speed", limits.calm_kmh);
  take("stress.exclusive.speed", limits.exclusive_kmh);
  take("stress.advisory.width", limits.advisory_m);
  take("stress.exclusive.width", limits.exclusive_m);
  take("stress.shared_path.width", limits.shared_m);
  return limits;
}

Stress stress_of(const StressLimits& limits, const StreetFacts& street, const Ride& ride) {
  if (!limits.complete) return Stress::unknown;
  const auto speed = street.speed_kmh;
  switch (ride.cycleway) {
    case Cycleway::track:
    case Cycleway::protected_lane: return Stress::one;
    case Cycleway::shared_path: {
      const bool narrow = ride.two_way && ride.width_m && !reaches(*ride.width_m, limits.shared_m);
      return narrow && speed && *speed > limits.calm_kmh ? Stress::three : Stress::one;
    }
    case Cycleway::advisory:
    case Cycleway::bus_lane:
      if (!speed) return Stress::unknown;
      if (*speed <= limits.walking_kmh) return Stress::one;
      if (*speed <= limits.calm_kmh) return Stress::two;
      if (!ride.width_m) return Stress::four;
      return reaches(*ride.width_m, limits.advisory_m) ? Stress::three : Stress::four;
    case Cycleway::lane:
      if (!speed) return Stress::unknown;
      if (*speed <= limits.walking_kmh) return Stress::one;
      return *speed <= limits.exclusive_kmh && ride.width_m && reaches(*ride.width_m, limits.exclusive_m) ? Stress::two : Stress::three;
    case Cycleway::unknown:
    case Cycleway::none: break;
  }
  return mixed(limits, street);
}

Stress stress_of(const RuleBook& rules, const StreetFacts& street, const Ride& ride) {
  return stress_of(stress_limits(rules), street, ride);
}

}  // namespace skizze::bike
