// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/sun.h"

#include <algorithm>
#include <cmath>

#include "solar/angles.h"

namespace skizze::solar {
namespace {

constexpr double k_day_s = 86400;
constexpr double k_j2000_s = 946728000;  // 2000-01-01T12:00 UTC

/// Days since 1970-01-01 of a Gregorian date (Hinnant, "chrono-compatible low-level date algorithms").
std::int64_t days_from_civil(std::int64_t y, int m, int d) {
  y -= m <= 2 ? 1 : 0;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t yoe = y - era * 400;
  const std::int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

std::int64_t year_of(std::int64_t days) {
  std::int64_t year = 1970 + static_cast<std::int64_t>(std::floor(static_cast<double>(days) / 365.2425));
  while (days < days_from_civil(year, 1, 1)) --year;
  while (days >= days_from_civil(year + 1, 1, 1)) ++year;
  return year;
}

/// Right ascension, declination and Greenwich mean sidereal time, radians.
struct Celestial {
  double right_ascension, declination, sidereal;
};

/// Blanco et al. 2020, with their names.
Celestial celestial(Instant time) {
  const double n = (time.unix_s - k_j2000_s) / k_day_s;
  const double hour = (time.unix_s - std::floor(time.unix_s / k_day_s) * k_day_s) / 3600;
  const double omega = 2.267127827 - 9.300339267e-4 * n;
  const double mean_longitude = 4.895036035 + 1.720279602e-2 * n;
  const double anomaly = 6.239468336 + 1.720200135e-2 * n;
  const double lambda = mean_longitude + 3.338320972e-2 * std::sin(anomaly) + 3.497596876e-4 * std::sin(2 * anomaly) - 1.544353226e-4 -
                        8.689729360e-6 * std::sin(omega);
  const double epsilon = 4.090904909e-1 - 6.213605399e-9 * n + 4.418094944e-5 * std::cos(omega);
  const double sidereal_h = 6.697096103 + 6.570984737e-2 * n + hour;
  return {std::atan2(std::cos(epsilon) * std::sin(lambda), std::cos(lambda)), std::asin(std::sin(epsilon) * std::sin(lambda)),
          sidereal_h * 15 * k_rad_per_deg};
}

double hour_angle(const Celestial& sun, double longitude_deg) {
  return std::remainder(sun.sidereal + longitude_deg * k_rad_per_deg - sun.right_ascension, 2 * k_pi);
}

/// Two digits at a place, or -1.
int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(at, 2)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Seconds with decimals from a place on; moves the place behind them.
std::optional<double> seconds_at(std::string_view text, std::size_t& at) {
  const int whole = two_digits(text, at);
  if (whole < 0 || whole > 59) return std::nullopt;
  at += 2;
  double value = whole;
  if (at < text.size() && text[at] == '.') {
    double place = 0.1;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, place /= 10) value += place * (text[at] - '0');
    if (at == first) return std::nullopt;
  }
  return value;
}

/// Offset from UTC in seconds at the end of a time: "", "Z", "+02:00", "-0730", "+02".
std::optional<double> offset_of(std::string_view text) {
  if (text.empty() || text == "Z") return 0.0;
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  const int hours = two_digits(text, 1);
  const std::size_t minutes_at = text.size() > 3 && text[3] == ':' ? 4 : 3;
  const int minutes = text.size() > 3 ? two_digits(text, minutes_at) : 0;
  const std::size_t end = text.size() > 3 ? minutes_at + 2 : 3;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || end != text.size()) return std::nullopt;
  return (text[0] == '-' ? -60.0 : 60.0) * (hours * 60 + minutes);
}

bool date_exists(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1) return false;
  const std::int64_t next = month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1);
  return day <= next - days_from_civil(year, month, 1);
}

/// Newton's steps towards the moment at which the hour angle is what it should be.
Instant moment_of_hour_angle(Instant start, double longitude_deg, double target_rad) {
  Instant t = start;
  for (int i = 0; i < 5; ++i) {
    const double off = std::remainder(target_rad - hour_angle(celestial(t), longitude_deg), 2 * k_pi);
    t.unix_s += off / (2 * k_pi) * k_day_s;
  }
  return t;
}

/// Rise (sign -1) or set (sign +1): the hour angle follows from the declination, which moves on while we look.
std::optional<Instant> crossing(Instant transit, double longitude_deg, double latitude_deg, int sign) {
  const double altitude = -0.8333 * k_rad_per_deg;
  const double phi = latitude_deg * k_rad_per_deg;
  Instant t = transit;
  for (int i = 0; i < 8; ++i) {
    const Celestial sun = celestial(t);
    const double c = (std::sin(altitude) - std::sin(phi) * std::sin(sun.declination)) / (std::cos(phi) * std::cos(sun.declination));
    if (!(std::abs(c) <= 1)) return std::nullopt;
    const double off = sign * std::acos(c) - hour_angle(sun, longitude_deg);
    t.unix_s += (i == 0 ? off : std::remainder(off, 2 * k_pi)) / (2 * k_pi) * k_day_s;
  }
  return t;
}

}  // namespace

Instant instant_at(int year, int month, int day, double hours) {
  return {static_cast<double>(days_from_civil(year, month, day)) * k_day_s + hours * 3600};
}

std::optional<Instant> parse_iso_time(std::string_view text) {
  const auto is = [&](std::size_t at, char c) { return at < text.size() && text[at] == c; };
  const int century = two_digits(text, 0);
  const int year = century < 0 || two_digits(text, 2) < 0 ? -1 : century * 100 + two_digits(text, 2);
  const int month = two_digits(text, 5);
  const int day = two_digits(text, 8);
  if (year < 0 || !is(4, '-') || !is(7, '-') || !date_exists(year, month, day)) return std::nullopt;
  const int hour = two_digits(text, 11);
  const int minute = two_digits(text, 14);
  if ((!is(10, 'T') && !is(10, ' ')) || !is(13, ':') || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  std::size_t end = 16;
  double seconds = 0;
  if (is(16, ':')) {
    const auto read = seconds_at(text, ++end);
    if (!read) return std::nullopt;
    seconds = *read;
  }
  const auto offset = offset_of(text.substr(end));
  if (!offset) return std::nullopt;
  return Instant{instant_at(year, month, day, hour + minute / 60.0).unix_s + seconds - *offset};
}

int day_of_year(Instant time) {
  const auto days = static_cast<std::int64_t>(std::floor(time.unix_s / k_day_s));
  return static_cast<int>(days - days_from_civil(year_of(days), 1, 1)) + 1;
}

double refraction_deg(double true_elevation_deg, Air air) {
  if (true_elevation_deg < -(0.26667 + 0.5667)) return 0;
  return (air.pressure_pa / 101000) * (283 / (273 + air.temperature_c)) * 1.02 /
         (60 * std::tan((true_elevation_deg + 10.3 / (true_elevation_deg + 5.11)) * k_rad_per_deg));
}

SunPosition sun_position(Instant time, double longitude_deg, double latitude_deg, Air air) {
  const Celestial sun = celestial(time);
  const double h = hour_angle(sun, longitude_deg);
  const double phi = latitude_deg * k_rad_per_deg;
  const double from_middle =
      std::acos(std::clamp(std::cos(phi) * std::cos(h) * std::cos(sun.declination) + std::sin(sun.declination) * std::sin(phi), -1.0, 1.0));
  const double parallax = 6371.01 / 149597890 * std::sin(from_middle);
  const double azimuth = std::atan2(-std::sin(h) * std::cos(sun.declination),
                                    std::sin(sun.declination) * std::cos(phi) - std::cos(sun.declination) * std::sin(phi) * std::cos(h));
  SunPosition result;
  result.zenith_deg = (from_middle + parallax) / k_rad_per_deg;
  result.apparent_zenith_deg = result.zenith_deg - refraction_deg(result.elevation_deg(), air);
  result.azimuth_deg = std::fmod(azimuth / k_rad_per_deg + 360, 360);
  return result;
}

SunPosition sun_position_at_height(Instant time, double longitude_deg, double latitude_deg, double height_m, double temperature_c) {
  return sun_position(time, longitude_deg, latitude_deg, {101325 * std::exp(-height_m / 8434.5), temperature_c});
}

SunDay sun_day(Instant around, double longitude_deg, double latitude_deg) {
  SunDay day;
  day.transit = moment_of_hour_angle(around, longitude_deg, 0);
  day.rise = crossing(day.transit, longitude_deg, latitude_deg, -1);
  day.set = crossing(day.transit, longitude_deg, latitude_deg, 1);
  return day;
}

double equation_of_time_min(Instant time) {
  const double clock_deg = std::fmod(time.unix_s, k_day_s) / k_day_s * 360 - 180;
  return std::remainder(hour_angle(celestial(time), 0) / k_rad_per_deg - clock_deg, 360.0) * 4;
}

}  // namespace skizze::solar
