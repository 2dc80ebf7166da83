// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Sun and shade at a moment: who stands in the light, how long, and where the sun goes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "solar/height_grid.h"
#include "solar/sun.h"
#include "solar/sun_table.h"

namespace skizze::solar {

/// Tangents of the horizon seen from a point in space (Web Mercator, absolute height), clockwise from north. Rays are marched over the
/// grid, in steps that grow with the distance; heights lie straight between pixels. Some 100 microseconds. first_m: what is nearer is not
/// looked at (the thing the point lies on).
std::vector<float> march_horizon(const HeightGrid& grid, const geo::Point3& from, int directions = k_directions, double range_m = 2000,
                                 double first_m = 1.5);

/// One mark of the sun's way over a day.
struct SunMark {
  double hour_utc = 0;
  double azimuth_deg = 0;
  double elevation_deg = 0;  ///< as seen through the air; negative below the horizon
  bool hidden = false;       ///< behind the horizon that was given
};
/// A day in steps of minutes; horizon: tangents or empty for an open one.
std::vector<SunMark> sun_path(int year, int month, int day, double longitude_deg, double latitude_deg, int step_min = 10,
                              std::span<const float> horizon = {});
/// Hours in which the sun's middle stands over the horizon that is given (and over the level one).
double sun_hours(int year, int month, int day, double longitude_deg, double latitude_deg, std::span<const float> horizon = {});

/// For each pixel whether the sun reaches it: 1 lit, 0 in the shade, 255 unknown. Everything is in the shade where elevation_deg <= 0.
/// Cost: one direction of the sweep. Errors: cancelled.
base::Result<std::vector<std::uint8_t>> light_mask(const HeightGrid& grid, double azimuth_deg, double elevation_deg,
                                                   base::CancelToken token = {});

/// kWh/m² of a plane in each month under its horizons (none: an open sky). tables: one per month, see monthly_tables().
std::array<double, 12> monthly_kwh(std::span<const SunTable> tables, Plane plane, const std::vector<std::span<const float>>& horizons,
                                   double albedo = k_grass_albedo);
std::vector<SunTable> monthly_tables(const ClimateYear& year, int directions = k_directions);

}  // namespace skizze::solar
