// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What `skizze bike` reads: lanes, streets and heights, through skizze-prepare.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bike/city.h"
#include "bike/section_plan.h"
#include "cli/bike_reach.h"
#include "cli/verb.h"
#include "sketch/measure.h"
#include "sources/prepare_client.h"

namespace skizze::cli {

struct BikeArgs {
  std::string project, output, variant, lane, streets, dem, city_folder, assumed_crs, facility;
  double width_m = 0;
  std::vector<std::string> fields;  ///< key=column
  bool lanes_table = false;         ///< .csv: the lanes as rows
  bool areas = false;               ///< .xml: strips instead of lines
  ReachArgs reach;
};

struct PlannedLane {
  std::int64_t id = 0;
  std::string name;
  geo::Geometry line;  ///< metres
  sketch::BikeLane lane;
  bike::SectionPlan plan;
};

struct BikeInput {
  std::vector<PlannedLane> lanes;
  bike::CityInput city;  ///< layers of the streets' file, heights, and the metric CRS of all lines
  bool lost = false;     ///< the import lost something
};

/// Errors: those of the import, and of options that do not fit.
base::Result<BikeInput> read_bike_input(const Context& context, const BikeArgs& args);

}  // namespace skizze::cli
