// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How steep a lane is: sampled every 5 m, smoothed by a 15 m median, carried over bridges and through tunnels.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "bike/finding.h"
#include "geo/geometry.h"

namespace skizze::bike {

/// Height in metres at a point of the lane's CRS; empty where there is none. Called on the caller's thread.
using HeightSampler = std::function<std::optional<double>(geo::Point2)>;

/// A stretch on which the ground is not the way: a bridge or a tunnel.
struct Structure {
  double from_m = 0;
  double to_m = 0;
};

struct ProfilePoint {
  double at_m = 0;
  std::optional<double> height_m;
};

struct Gradient {
  std::vector<ProfilePoint> profile;
  /// Steepest 100 m (the whole lane where it is shorter), in percent, positive upwards along the line; empty without heights.
  std::optional<double> steepest_percent;
  Stretch steepest;
  double climb_m = 0;    ///< sum of all rises
  double descent_m = 0;  ///< sum of all falls
  double missing_m = 0;  ///< length without heights
  Stretch hole;          ///< the longest stretch of it
};

/// line: metres. structures: along the line, bridged by a cubic through the ground before and behind; without height where the lane begins or
/// ends on one.
Gradient gradient_of(const std::vector<geo::Point2>& line, const HeightSampler& height, const std::vector<Structure>& structures = {});

/// Slope in percent at each point of the profile, over some 30 m around it; empty where a height is missing there.
std::vector<std::optional<double>> slopes_of(const Gradient& gradient);

/// The steepest 100 m against 3 % (ECF 2023). Not assessable without heights or with cells over 10 m (empty: unknown size, as if over).
/// Where heights are missing on a part, that is told and the rest judged.
std::vector<Finding> check_gradient(const RuleBook& rules, const Gradient& gradient, std::optional<double> cell_m, const Stretch& lane);

}  // namespace skizze::bike
