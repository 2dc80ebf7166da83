// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What `skizze bike` reads: lanes, streets and heights, through skizze-prepare.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bike/graph.h"
#include "bike/street.h"
#include "cli/verb.h"
#include "feature/raster_pack.h"
#include "geo/crs.h"
#include "sketch/measure.h"
#include "sources/prepare_client.h"

namespace skizze::cli {

struct BikeArgs {
  std::string lane, streets, dem, city_folder, assumed_crs, facility;
  double width_m = 0;
  std::vector<std::string> fields;  ///< key=column
};

struct PlannedLane {
  std::int64_t id = 0;
  std::string name;
  geo::Geometry line;  ///< metres
  sketch::BikeLane lane;
};

struct BikeInput {
  std::vector<PlannedLane> lanes;
  std::string crs;                                     ///< the metric CRS of all lines
  std::shared_ptr<const bike::Graph> graph;            ///< null without streets
  std::shared_ptr<const feature::RasterPack> heights;  ///< null without a raster
  std::optional<geo::Transform> from_mercator;
  std::uint64_t doubts = 0;  ///< values of streets that make no sense
  bool lost = false;         ///< the import lost something
};

/// Errors: those of the import, and of options that do not fit.
base::Result<BikeInput> read_bike_input(const Context& context, const BikeArgs& args, const bike::RuleBook& rules);

}  // namespace skizze::cli
