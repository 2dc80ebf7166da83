// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How far bicycles come in some minutes from one or more places, today and with a plan, and whom they reach there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "bike/city.h"

namespace skizze::bike {

/// How someone rides. Every figure is an assumption that a person may change.
struct Riding {
  Rider rider = Rider::low_stress;
  double speed_kmh = 30;  ///< where nobody has to wait
  double signal_s = 0;    ///< mean wait at a traffic light
  double give_way_s = 0;  ///< mean wait of those who come from a lesser street to a main one
  bool operator==(const Riding&) const = default;
};
/// Speed and waits as the rules have them ("time.free.per_km", "time.signal.*", "time.give_way.*"; some of them unverified, so all of it is
/// shown as an assumption). Without such rules: 30 km/h and no waits.
Riding riding_of(const RuleBook& rules);
/// Seconds, with the city's junctions; the city must outlive the options.
SearchOptions search_of(const City& city, const Riding& riding);

/// A place on a street.
struct StreetPlace {
  std::uint32_t edge = 0;
  double share = 0;  ///< along the edge, 0 to 1
  double off_m = 0;  ///< from the place asked for
};
/// The nearest place on an edge that the rider may use in one direction at least.
std::optional<StreetPlace> street_place(const NetworkView& view, geo::Point2 place, double within_m, const SearchOptions& options);

/// People who are farther from any street they may use are not on the network.
inline constexpr double k_start_m = 150;
/// One is nearly a week's ride away.
inline constexpr double k_most_minutes = 120;

struct ReachQuestion {
  std::vector<geo::Point2> places;  ///< metric CRS; the reach of all together counts
  std::vector<double> minutes;      ///< ascending, positive
  Riding riding;
};

/// A piece of an edge with the first of the minutes within which it is reached; minutes.size(): not at all.
struct ReachedStretch {
  std::uint32_t edge = 0;
  double from_share = 0;  ///< along the edge, 0 to 1
  double to_share = 1;
  std::uint8_t before = 0;
  std::uint8_t after = 0;
};

struct ReachBand {
  double minutes = 0;
  double street_before_m = 0, street_after_m = 0;  ///< length of street within reach
  /// People, jobs, schools; empty where no layer has them.
  std::array<std::optional<double>, 3> before, after;
};

struct ReachStudy {
  ReachQuestion question;
  std::vector<ReachBand> bands;              ///< one per number of minutes
  std::vector<ReachedStretch> stretches;     ///< by edge, then along it; only what is reached before or after
  std::vector<std::optional<double>> off_m;  ///< per place: to the street where it starts with the plan; empty where none is near
};

/// patch: the plan. Some 100 ms on a large town. A place starts at the nearest street that the rider may use (150 m at most; the way there
/// counts at riding speed); with the plan also where it started without. Errors: invalid (no streets, no place, no minutes).
base::Result<ReachStudy> reach_study(const City& city, const Patch& patch, ReachQuestion question, base::CancelToken token = {});

/// The line of a stretch, metres.
geo::Geometry shape_of(const Graph& graph, const ReachedStretch& stretch);

}  // namespace skizze::bike
