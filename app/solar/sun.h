// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Where the sun stands. Degrees; azimuth clockwise from true north; longitude east positive.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace skizze::solar {

/// An instant as seconds since 1970-01-01T00:00 UTC.
struct Instant {
  double unix_s = 0;
  bool operator==(const Instant&) const = default;
};

/// Gregorian calendar, UTC. hours may leave 0 to 24 and then runs into the neighbouring days.
Instant instant_at(int year, int month, int day, double hours = 0);
/// "2025-06-21T11:00:00Z", "2025-06-21T13:00+02:00", "2025-06-21 11:00" (without an offset: UTC), seconds may have decimals
/// (ISO 8601, extended format). Empty for anything else, also for days that do not exist.
std::optional<Instant> parse_iso_time(std::string_view text);
/// 1 to 366 of the day (UTC) an instant lies in.
int day_of_year(Instant time);

struct SunPosition {
  double zenith_deg = 0;           ///< of the sun's middle, without refraction
  double apparent_zenith_deg = 0;  ///< as seen through the air
  double azimuth_deg = 0;
  double elevation_deg() const { return 90 - zenith_deg; }
  double apparent_elevation_deg() const { return 90 - apparent_zenith_deg; }
};

/// The air that bends the light.
struct Air {
  double pressure_pa = 101325;
  double temperature_c = 12;
};

/// PSA+ (Blanco et al. 2020, "Updating the PSA sun position algorithm", Solar Energy 212; coefficients for 2020 to 2050) with refraction.
/// Within 0.008 degrees of NREL's SPA in those years, hardly worse a few decades off.
SunPosition sun_position(Instant time, double longitude_deg, double latitude_deg, Air air = {});
/// The same with the air of a height above the sea, p = 101325 exp(-h / 8434.5) Pa.
SunPosition sun_position_at_height(Instant time, double longitude_deg, double latitude_deg, double height_m, double temperature_c = 12);

/// Refraction that lifts the sun, degrees (Reda and Andreas 2004, NREL/TP-560-34302, equation 42); 0 once the whole disc has set.
double refraction_deg(double true_elevation_deg, Air air);

/// Sunrise, highest point and sunset.
struct SunDay {
  std::optional<Instant> rise;  ///< upper edge on a level horizon, elevation of the middle -0.8333 degrees; empty where it does not cross
  Instant transit;
  std::optional<Instant> set;
};
/// The day whose transit is nearest to an instant.
SunDay sun_day(Instant around, double longitude_deg, double latitude_deg);

/// Minutes by which a sundial runs ahead of a clock (equation of time).
double equation_of_time_min(Instant time);

}  // namespace skizze::solar
