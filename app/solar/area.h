// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Sketched areas: over roofs, on the ground, in the open field.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"
#include "solar/roof_solar.h"

namespace skizze::solar {

/// The sides of roofs under a drawn area, each with the share of its ground plan that the area covers. Shapes in Web Mercator.
/// Errors: invalid (the area crosses itself). Cost: one box per face and an overlay for those cut by the edge.
struct RoofsInArea {
  RoofSum sum;                     ///< units count from a share of 1 % on
  std::vector<std::size_t> units;  ///< indices, ascending
  std::size_t unseen = 0;          ///< of them outside the heights: their shading is not assessable
};
base::Result<RoofsInArea> roofs_in_area(const geo::Geometry& area, const std::vector<RoofFace>& faces, const RoofReport& report);
/// A unit that may lie under the area, and a box around it.
struct UnitNear {
  std::size_t unit = 0;
  geo::Box box;
};
/// The same among these units alone, as an index has found them. Cost: a look at the box for what the area's edge does not touch.
base::Result<RoofsInArea> roofs_in_area(const geo::Geometry& area, const std::vector<RoofFace>& faces, const RoofReport& report,
                                        std::span<const UnitNear> units);

/// Rows of modules on the ground or over a parking lot.
struct GroundSystem {
  double tilt_deg = 20;
  double azimuth_deg = 180;
  double row_pitch_m = 6.0;    ///< from row to row
  double table_depth_m = 3.0;  ///< of a row, along its slope
  double module_efficiency = 0.21;
  double edge_share = 0.10;                  ///< left free along edges and for ways (assumption)
  std::optional<double> density_kwp_per_ha;  ///< instead of pitch and depth
  SystemAssumptions system;
  double co2_g_per_kwh = 363;
};
struct GroundResult {
  double kwp = 0;
  double kwh = 0;
  double co2_kg = 0;
  double irradiation_kwh_m2 = 0;  ///< on the modules
  double row_shading_loss = 0;    ///< what the row in front takes, 0 to 1
};
/// Errors: invalid (rows that stand in one another, no area). Rows are long; the horizon of the place itself is open.
base::Result<GroundResult> assess_ground(double area_m2, const GroundSystem& system, const ClimateYear& year, const SunTable& table);

/// Rules for photovoltaics in the open field, as strips along lines. They say where planning law or subsidies look favourably: an area
/// screening, never a permit (message "solar.screening_only").
struct FieldRule {
  const char* id;     ///< message id: "solar.field_privileged"
  double distance_m;  ///< from the outer edge of the carriageway, or the outer rail
  const char* source;
  const char* status;  ///< V2: two sources agree; V1: one
};
std::span<const FieldRule> field_rules();
/// Share of an area that lies within each rule's distance of the lines (motorways, railways with two main tracks), in the order of the
/// rules. All in one metric CRS. half_width_m: from the line as it is drawn to the edge from which the law counts.
std::vector<double> share_within_rules(const geo::Geometry& area, const std::vector<geo::Geometry>& lines, double half_width_m = 0);

}  // namespace skizze::solar
