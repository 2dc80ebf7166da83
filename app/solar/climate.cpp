// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/climate.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "solar/angles.h"
#include "solar/climate_hours.h"

namespace skizze::solar {

ClimateHour make_hour(Instant middle, const HourWeather& weather, double longitude_deg, double latitude_deg, double height_m) {
  const SunPosition sun = sun_position_at_height(middle, longitude_deg, latitude_deg, height_m);
  ClimateHour hour;
  hour.air_c = weather.air_c;
  hour.wind_10m = weather.wind_10m;
  Sky& sky = hour.sky;
  sky.zenith_deg = sun.apparent_zenith_deg;
  sky.azimuth_deg = sun.azimuth_deg;
  sky.extraterrestrial = extraterrestrial(day_of_year(middle));
  const double c = cos_deg(sky.zenith_deg);
  const double direct = c > k_none_cos ? std::min(weather.direct_level / std::max(c, k_least_cos), sky.extraterrestrial) : 0;
  sky.level.direct_normal = direct;
  // What the sun cannot have sent from so low is counted as light from the whole sky; the sum on level ground stays.
  sky.level.diffuse = weather.diffuse + weather.direct_level - direct * std::max(c, 0.0);
  sky.level.global = weather.direct_level + weather.diffuse;
  return hour;
}

double yearly_global_kwh(const ClimateYear& year) {
  double sum = 0;
  for (const auto& hour : year.hours) sum += hour.sky.level.global;
  return sum / 1000;
}

std::array<double, 12> monthly_on_plane_kwh(const ClimateYear& year, Plane plane, double albedo) {
  std::array<double, 12> sums{};
  for (const auto& hour : year.hours) {
    if (hour.sky.level.global > 0) sums[static_cast<std::size_t>(hour.month - 1)] += on_plane(plane, hour.sky, albedo) / 1000;
  }
  return sums;
}

double yearly_on_plane_kwh(const ClimateYear& year, Plane plane, double albedo) {
  double sum = 0;
  for (const double month : monthly_on_plane_kwh(year, plane, albedo)) sum += month;
  return sum;
}

Plane best_plane(const ClimateYear& year, double azimuth_deg) {
  Plane best{0, azimuth_deg};
  double most = 0;
  for (int tilt = 0; tilt <= 90; ++tilt) {
    const double sum = yearly_on_plane_kwh(year, {static_cast<double>(tilt), azimuth_deg});
    if (sum <= most) break;  // one hill only: direct light rises and falls as a cosine, the sky's falls
    most = sum;
    best.tilt_deg = tilt;
  }
  return best;
}

}  // namespace skizze::solar
