// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A year of weather: hourly from a DWD test reference year, or made from the monthly sums of a region.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "solar/plane.h"

namespace skizze::solar {

/// Sun, sky and air in the middle of one hour. Irradiance is the mean of the hour, W/m².
struct ClimateHour {
  Sky sky;
  int month = 1;  ///< 1 to 12
  double air_c = 10;
  double wind_10m = 3;
};

/// 8,760 hours, beginning with the first of January. Global irradiance on level ground is exactly direct_normal * cos(zenith) + diffuse.
struct ClimateYear {
  std::string region;        ///< "Essen"
  std::string period;        ///< "1995-2012"
  std::string source;        ///< for people, with the credit line
  bool hourly_data = false;  ///< measured hours; otherwise made from monthly sums
  double longitude_deg = 0;  ///< of the station; its sun positions hold for the whole region
  double latitude_deg = 0;
  double height_m = 0;
  std::vector<ClimateHour> hours;
};

/// kWh/m² on level ground in a year.
double yearly_global_kwh(const ClimateYear& year);
/// kWh/m² by Hay-Davies on a plane without any horizon.
double yearly_on_plane_kwh(const ClimateYear& year, Plane plane, double albedo = k_grass_albedo);
std::array<double, 12> monthly_on_plane_kwh(const ClimateYear& year, Plane plane, double albedo = k_grass_albedo);

/// The plane looking south (or in another direction) that gets most, tilt in whole degrees.
Plane best_plane(const ClimateYear& year, double azimuth_deg = 180);

/// Reads a test reference year of DWD and BBSR ("TRY 2015", the text file as delivered, Latin-1, not packed). Strict: the head with place,
/// height and period, 8,760 rows in order, each of 17 numbers within physical limits. Hours are those ending in MEZ (UTC+1).
/// Errors: unsupported (no such file), damaged (argument "line").
base::Result<ClimateYear> read_try(std::string_view bytes, std::string region);

/// One row of the shipped table.
struct ClimateRegion {
  std::string name;
  int try_number = 0;
  double longitude_deg = 0;
  double latitude_deg = 0;
  double height_m = 0;
  std::array<double, 12> global_kwh{};          ///< per month, kWh/m² on level ground
  bool monthly_known = false;                   ///< otherwise the year's sum, spread as in the regions that are known
  std::optional<double> diffuse_kwh;            ///< of the year
  std::optional<double> mean_air_c;             ///< of the year
  std::optional<std::array<double, 12>> air_c;  ///< per month
  std::string period;
  std::string source;
  double global_year_kwh() const;
};

/// Reads resources/climate/regions.csv; columns are named in its first row. Errors: damaged (argument "line").
base::Result<std::vector<ClimateRegion>> read_regions(std::string_view csv);
/// By name, letters' case aside; null where there is none.
const ClimateRegion* region_named(const std::vector<ClimateRegion>& regions, std::string_view name);
/// The station nearest to a place; null in an empty table. distance_km tells how far that is.
const ClimateRegion* region_near(const std::vector<ClimateRegion>& regions, double longitude_deg, double latitude_deg,
                                 double* distance_km = nullptr);

/// Hours of a year from monthly sums: each day alike within its month, shaped by Collares-Pereira and Rabl 1979 (global) and Liu and
/// Jordan 1960 (diffuse), Solar Energy 22 and 4; days of a month take turns between clear and overcast, so that the share of the bright
/// sky around the sun comes out as in real hours.
ClimateYear year_from_months(const ClimateRegion& region);

}  // namespace skizze::solar
