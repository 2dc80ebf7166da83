// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands, parks or crosses where a lane is to run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bike/finding.h"
#include "geo/geometry.h"
#include "sketch/measure.h"

namespace skizze::bike {

struct Tree {
  geo::Point2 place;
  std::optional<double> trunk_m;  ///< diameter
  std::optional<double> crown_m;  ///< diameter
};
struct Place {
  geo::Point2 place;
  std::string name;
};
/// Where another street is crossed.
struct Crossing {
  geo::Point2 place;
  std::optional<double> cars_per_day;  ///< of the street that is crossed
  std::optional<bool> secured;         ///< signals, zebra, island
};

/// What lies near a lane, in the lane's CRS. Empty vectors of layers that are not there are told apart by `known`.
struct Surroundings {
  struct Known {
    bool trees = false, parking = false, stops = false, buildings = false, rails = false, driveways = false, crossings = false;
  } known;
  std::vector<Tree> trees;
  std::vector<geo::Geometry> parking;
  std::vector<Place> stops;
  std::vector<geo::Geometry> buildings;
  std::vector<geo::Geometry> rails;
  std::vector<Place> driveways;
  std::vector<Crossing> crossings;
};

/// How far from the lane's line something can matter; ask an index for this box.
geo::Box reach_of(const geo::Geometry& lane);

/// Conflicts of the strip that the lane takes (half its width, or 1 m, to both sides of its line; buffer to the right). Layers that are not
/// there are not assessable, once each.
std::vector<Finding> check_conflicts(const RuleBook& rules, const geo::Geometry& line, const sketch::BikeLane& lane,
                                     const Surroundings& around);

}  // namespace skizze::bike
