// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The ride between two places, today and with a plan.
#pragma once

#include <optional>

#include "bike/reach.h"

namespace skizze::bike {

/// Empty where there is no such way.
struct Ways {
  std::optional<double> any_m;  ///< shortest over all streets
  std::optional<double> low_m;  ///< shortest over low-stress ones
  std::optional<double> any_s;  ///< fastest, with waits
  std::optional<double> low_s;
  /// Low-stress over any ("stress.detour.factor" says how much is still no detour).
  std::optional<double> detour() const { return any_m && low_m && *any_m > 0 ? std::optional(*low_m / *any_m) : std::nullopt; }
};
struct WaysBeforeAfter {
  Ways before, after;
};

/// From the junction next to one place to that next to the other (150 m at most); empty where one has none, or both the same.
std::optional<WaysBeforeAfter> ways_between(const City& city, const Patch& patch, geo::Point2 from, geo::Point2 to, const Riding& riding,
                                            base::CancelToken token = {});

}  // namespace skizze::bike
