// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "sample/plane.h"

namespace skizze::sample {

/// The ground the town stands on. Two planes: the *plan*, in which streets are straight and rings are round, with (0, 0) on the market
/// square; and the *land* (EPSG:25833), into which a smooth field bends it. River and railway are functions of the plan's x.
class Landscape {
 public:
  /// old_town_m: radius of the ring road in the plan; reach_m: how far the plan extends.
  Landscape(std::uint64_t seed, double old_town_m, double reach_m);

  Vec to_land(Vec plan) const;
  /// Inverse of to_land, to a centimetre.
  Vec to_plan(Vec land) const;
  Polyline to_land(const Polyline& plan, double step_m) const;
  Polygon ring_to_land(const Polygon& plan, double step_m) const;

  /// Northing of the river's middle at a plan x; it runs south of the old town.
  double river_y(double x) const;
  double river_half_width() const { return m_river_half_width; }
  /// Half the strip of meadow, path and water that nobody builds on.
  double river_strip() const { return m_river_half_width + 34; }
  /// Northing of the railway's middle; it runs north of the old town.
  double rail_y(double x) const;
  static constexpr double k_rail_strip = 20;

  /// Height of the ground in metres (DHHN2016) at a point of the land.
  double height(Vec land) const;
  /// The same for a point of the plan.
  double plan_height(Vec plan) const;

 private:
  struct Wave {
    Vec k;
    double phase, x, y;
  };
  std::array<Wave, 6> m_bend{};
  std::array<Wave, 5> m_hills{};
  double m_old_town = 0;
  double m_river_half_width = 20;
  double m_phase[4] = {};
  double m_rail_slope = 0;
};

/// Where the market square lies (EPSG:25833): open fields between Torgau and Eilenburg, so that nobody takes the town for a real one.
inline constexpr Vec k_town_origin{357000, 5713000};

}  // namespace skizze::sample
