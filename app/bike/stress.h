// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Level of traffic stress after LTS-DE (OSM Cycling Quality Index): 1 for everybody, 2 for most adults, 3 for the confident, 4 for few.
#pragma once

#include <cstdint>

#include "bike/rules.h"
#include "bike/street.h"

namespace skizze::bike {

enum class Stress : std::uint8_t { unknown = 0, one = 1, two = 2, three = 3, four = 4 };

/// How bicycles ride there in one direction.
struct Ride {
  Cycleway cycleway = Cycleway::unknown;
  std::optional<double> width_m;
  bool two_way = false;  ///< the way beside the street is ridden in both directions
};

/// Of a street as it is, along (or against) its line.
Ride ride_of(const StreetFacts& street, bool against);
/// Of a planned lane.
Ride ride_of(const sketch::BikeLane& lane);

/// LTS-DE. Missing speed or width takes the worse outcome only among those the class allows; unknown where motor traffic's speed decides
/// and is not known, and the class does not settle it.
Stress stress_of(const RuleBook& rules, const StreetFacts& street, const Ride& ride);

/// The figures of the rules, looked up once: for whole networks.
struct StressLimits {
  double walking_kmh = 0, calm_kmh = 0, exclusive_kmh = 0, advisory_m = 0, exclusive_m = 0, shared_m = 0;
  bool complete = false;  ///< false: a rule is missing or unverified, all stress is unknown
};
StressLimits stress_limits(const RuleBook& rules);
Stress stress_of(const StressLimits& limits, const StreetFacts& street, const Ride& ride);

}  // namespace skizze::bike
