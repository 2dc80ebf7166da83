// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "sample/building.h"
#include "sample/quarter_layout.h"
#include "sample/town_plan.h"

namespace skizze::sample {

/// A tree of the cadastre.
struct Tree {
  Vec point;                 ///< EPSG:25833
  std::uint8_t species = 0;  ///< index into tree_species()
  double crown_m = 6;        ///< diameter
  double height_m = 9;
  int planted = 1980;
  const char* place = "";  ///< "Straße", "Park", "Garten", "Wohngrün", "Ufer"
};

struct Species {
  const char* botanical;
  const char* german;
  double crown_m, height_m;  ///< of a full-grown one
};
const std::vector<Species>& tree_species();

struct Parcel {
  Polygon ring;  ///< EPSG:25833
};

/// Green, water or parking.
struct Area {
  std::string kind;  ///< OSM's words: "park", "meadow", "forest", "farmland", "allotments", "cemetery", "pitch", "playground", "grass",
                     ///< "pond", "parking", ...
  std::string name;
  std::vector<Polygon> rings;  ///< outer first, EPSG:25833
};

struct Path {
  Polyline line;  ///< EPSG:25833
  StreetClass street_class = StreetClass::footway;
};

struct Place {
  Vec point;         ///< EPSG:25833
  std::string kind;  ///< OSM's words: "townhall", "school", ...
  std::string name;
};

/// Everything that stands in one quarter. Streets still lie in the plan; all else on the land.
struct QuarterContent {
  QuarterLayout layout;
  std::vector<Parcel> parcels;
  std::vector<Building> buildings;
  std::vector<int> building_side;  ///< for each building: index of its street's line, or -1 for a main street
  std::vector<Tree> trees;
  std::vector<Area> green, water, parking;
  std::vector<Path> paths;
  std::vector<Place> places;
};

/// Builds a quarter up; the same quarter gives the same content whatever was built before. Pure, any thread.
QuarterContent build_up(const TownPlan& plan, const Quarter& quarter);

}  // namespace skizze::sample
