// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Upright modules: façades and balconies.
#pragma once

#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "solar/roof_solar.h"

namespace skizze::solar {

/// One wall of a building, as the city model has it.
struct WallFace {
  std::string id;
  std::string building;
  double area_m2 = 0;      ///< windows and doors included
  double azimuth_deg = 0;  ///< direction it looks to, from true north
  double foot_m = 0;       ///< height above the source's level of its lower edge
  double height_m = 0;
  geo::Point2 left{}, right{};  ///< Web Mercator: its ends in plan
};

/// Walls (WallSurface) of a city_surfaces pack; building: of this one alone, empty for all. Errors: invalid, cancelled.
base::Result<std::vector<WallFace>> wall_faces(const feature::LayerPack& pack, const std::string& building = {},
                                               base::CancelToken token = {});

/// Everything a person may change.
struct WallAssumptions {
  double usable_share = 0.40;  ///< of a wall, between windows, doors and edges (assumption)
  double least_width_m = 2;    ///< narrower walls are left out
  double balcony_wp = 860;     ///< two modules; the law allows up to 2,000 W
  double balcony_va = 800;     ///< of the inverter (section 8 (5a) of the renewable energy act)
  double balcony_tilt_deg = 70;
};

/// One wall in a year. Light at a sixth, the half and five sixths of its height.
struct WallResult {
  double irradiation_kwh_m2 = 0;
  double unshaded_kwh_m2 = 0;
  double shading_loss = 0;  ///< 0 to 1
  double kwp = 0;
  double kwh = 0;
  double balcony_kwh = 0;  ///< one balcony system in the middle of the wall, its inverter's limit observed
};
/// Horizons are marched over the grid from a pixel before the wall. Some 200 microseconds each.
WallResult assess_wall(const WallFace& wall, const HeightGrid& grid, const RoofModel& model, const ClimateYear& year,
                       const WallAssumptions& assumptions = {});

/// kWh of one balcony system without shade: hour by hour, since what is over the inverter's power is lost.
double balcony_yield_kwh(const ClimateYear& year, Plane plane, double module_wp, double inverter_va, const SystemAssumptions& system = {});

}  // namespace skizze::solar
