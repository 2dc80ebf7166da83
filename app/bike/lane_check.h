// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// All checks of one lane together.
#pragma once

#include <optional>
#include <vector>

#include "bike/conflicts.h"
#include "bike/finding.h"
#include "bike/gradient.h"
#include "bike/street.h"

namespace skizze::bike {

/// A stretch of a lane and the street it follows.
struct StreetStretch {
  Stretch where;
  StreetFacts street;
  bool known = true;  ///< false: no street there ("ohne Straßenbezug"), only the width is judged
};

/// Width, buffers, footway, choice of facility and fit of one stretch.
std::vector<Finding> check_stretch(const RuleBook& rules, const sketch::BikeLane& lane, const StreetStretch& stretch);

struct LaneInput {
  geo::Geometry line;  ///< metres, the lane as it runs
  sketch::BikeLane lane;
  std::vector<StreetStretch> stretches;
  std::vector<geo::Geometry> places;  ///< where the strips lie; empty: on the line
  Surroundings around;
  std::optional<Gradient> gradient;
  std::optional<double> cell_m;  ///< of the height raster
};
/// In the order of the lane; equal findings of neighbouring stretches are one.
std::vector<Finding> check_lane(const RuleBook& rules, const LaneInput& input);

}  // namespace skizze::bike
