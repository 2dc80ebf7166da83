// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the two sources of climate years share.
#pragma once

#include "solar/climate.h"
#include "solar/sun.h"

namespace skizze::solar {

/// Calendar the hours are laid on; not a leap year, within the years the sun position is made for.
inline constexpr int k_calendar_year = 2025;
/// Below this the sun is so low that a quotient with its height means nothing (87 degrees, as Erbs' split does).
inline constexpr double k_least_cos = 0.0523;
/// And below this (89 degrees) no direct light is told apart from the sky's.
inline constexpr double k_none_cos = 0.01745;

struct HourWeather {
  double direct_level = 0;  ///< of the sun on level ground, W/m²
  double diffuse = 0;
  double air_c = 10;
  double wind_10m = 3;
};

/// Month is left to the caller.
ClimateHour make_hour(Instant middle, const HourWeather& weather, double longitude_deg, double latitude_deg, double height_m);

}  // namespace skizze::solar
