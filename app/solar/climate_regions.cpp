// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include "solar/angles.h"
#include "solar/climate_hours.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;
using Months = std::array<double, 12>;

constexpr std::array<int, 12> k_days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
// name;try;lon;lat;height_m;g01..g12;global;diffuse;air;t01..t12;period;source
constexpr std::size_t k_fields = 34;
constexpr double k_clear_index = 0.68;    // share of extraterrestrial radiation that arrives on a clear day (assumption)
constexpr double k_clear_diffuse = 0.20;  // share of it that is diffuse (assumption)

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(';', at), line.size());
    fields.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return fields;
}

/// False where there is text that is no number; an empty field leaves nothing.
bool read(std::string_view field, std::optional<double>& to) {
  to.reset();
  if (field.empty()) return true;
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size() || !std::isfinite(value)) return false;
  to = value;
  return true;
}

/// Twelve numbers or none.
bool read(std::span<const std::string_view> fields, std::optional<Months>& to) {
  Months months{};
  std::size_t found = 0;
  for (std::size_t i = 0; i < 12; ++i) {
    std::optional<double> value;
    if (!read(fields[i], value)) return false;
    found += value ? 1U : 0U;
    months[i] = value.value_or(0);
  }
  if (found == 12) to = months;
  return found == 0 || found == 12;
}

struct Row {
  ClimateRegion region;
  std::optional<double> year_sum;
};

std::optional<Row> row_of(std::string_view line) {
  const auto fields = fields_of(line);
  if (fields.size() != k_fields || fields[0].empty()) return std::nullopt;
  Row row;
  ClimateRegion& r = row.region;
  std::array<std::optional<double>, 4> place;
  for (std::size_t i = 0; i < 4; ++i) {
    if (!read(fields[i + 1], place[i]) || !place[i]) return std::nullopt;
  }
  std::optional<Months> global;
  const std::span<const std::string_view> all(fields);
  const bool fine = read(all.subspan(5, 12), global) && read(fields[17], row.year_sum) && read(fields[18], r.diffuse_kwh) &&
                    read(fields[19], r.mean_air_c) && read(all.subspan(20, 12), r.air_c);
  if (!fine || !row.year_sum || !(*row.year_sum > 0)) return std::nullopt;
  r.name = fields[0];
  r.try_number = static_cast<int>(*place[0]);
  r.longitude_deg = *place[1];
  r.latitude_deg = *place[2];
  r.height_m = *place[3];
  r.monthly_known = global.has_value();
  r.global_kwh = global.value_or(Months{});
  r.period = fields[32];
  r.source = fields[33];
  return row;
}

/// Regions known by their year alone get the mean shape of the others, and their diffuse share.
void fill_months(std::vector<Row>& rows) {
  Months shape{};
  double sum = 0;
  double diffuse = 0;
  for (const auto& row : rows) {
    if (!row.region.monthly_known) continue;
    diffuse += row.region.diffuse_kwh.value_or(0);
    for (std::size_t m = 0; m < 12; ++m) shape[m] += row.region.global_kwh[m];
    sum += row.region.global_year_kwh();
  }
  for (auto& row : rows) {
    if (row.region.monthly_known || sum <= 0) continue;
    for (std::size_t m = 0; m < 12; ++m) row.region.global_kwh[m] = shape[m] / sum * *row.year_sum;
    if (!row.region.diffuse_kwh && diffuse > 0) row.region.diffuse_kwh = diffuse / sum * *row.year_sum;
  }
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// Extraterrestrial radiation of one day on level ground, kWh/m² (Duffie and Beckman 1.10.3), and the hour angle of sunset.
struct DayLight {
  double extraterrestrial_kwh, sunset_rad;
};
DayLight day_light(int day, double latitude_deg) {
  const double declination = 23.45 * k_rad_per_deg * std::sin(2 * k_pi * (284 + day) / 365);
  const double phi = latitude_deg * k_rad_per_deg;
  const double sunset = std::acos(std::clamp(-std::tan(phi) * std::tan(declination), -1.0, 1.0));
  const double sum = 24 / k_pi * extraterrestrial(day) *
                     (std::cos(phi) * std::cos(declination) * std::sin(sunset) + sunset * std::sin(phi) * std::sin(declination)) / 1000;
  return {sum, sunset};
}

/// Share of the diffuse part in a month (Erbs, Klein and Duffie 1982, equations for monthly means).
double diffuse_share(double clearness, double sunset_rad) {
  const double k = std::clamp(clearness, 0.3, 0.8);
  return sunset_rad > 81.4 * k_rad_per_deg ? 1.311 + k * (-3.022 + k * (3.427 - 1.821 * k))
                                           : 1.391 + k * (-3.560 + k * (4.189 - 2.137 * k));
}

/// What falls in one month, kWh/m².
struct MonthLight {
  double global = 0, diffuse = 0, extraterrestrial = 0, sunset_rad = 0;
};

std::array<MonthLight, 12> months_of(const ClimateRegion& region) {
  std::array<MonthLight, 12> months;
  double diffuse = 0;
  int day = 0;
  for (std::size_t m = 0; m < 12; ++m) {
    MonthLight& month = months[m];
    for (int i = 0; i < k_days[m]; ++i) {
      const DayLight light = day_light(++day, region.latitude_deg);
      month.extraterrestrial += light.extraterrestrial_kwh;
      month.sunset_rad += light.sunset_rad / k_days[m];
    }
    month.global = region.global_kwh[m];
    month.diffuse = month.global * diffuse_share(month.global / month.extraterrestrial, month.sunset_rad);
    diffuse += month.diffuse;
  }
  if (region.diffuse_kwh) {
    for (auto& month : months) month.diffuse = std::min(month.diffuse * *region.diffuse_kwh / diffuse, 0.97 * month.global);
  }
  return months;
}

/// One day's light, kWh/m²: direct on level ground, and diffuse.
struct Day {
  double direct = 0, diffuse = 0;
};

/// Clear days carry all direct light of a month, spread evenly among the others.
std::vector<Day> days_of(const MonthLight& month, int count) {
  const double direct = month.global - month.diffuse;
  const double clear_global = k_clear_index * month.extraterrestrial / count;
  const double wanted = direct / ((1 - k_clear_diffuse) * clear_global);
  const int clear = std::clamp(static_cast<int>(std::lround(wanted)), 1, count);
  const double clear_diffuse = std::min(direct / clear * k_clear_diffuse / (1 - k_clear_diffuse), month.diffuse / clear);
  const double rest = month.diffuse - clear_diffuse * clear;
  std::vector<Day> days(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const bool is_clear = (i + 1) * clear / count != i * clear / count;
    days[static_cast<std::size_t>(i)] =
        is_clear ? Day{direct / clear, clear == count ? month.diffuse / count : clear_diffuse} : Day{0, rest / (count - clear)};
  }
  return days;
}

double air_at(const ClimateRegion& region, std::size_t month, double local_hour) {
  const double mean = region.mean_air_c.value_or(9.5);
  const double of_month = region.air_c ? (*region.air_c)[month] : mean - 9 * std::cos(2 * k_pi * (static_cast<double>(month) - 0.2) / 12);
  return of_month + 3.5 * std::cos(2 * k_pi * (local_hour - 15) / 24);
}

/// Shapes of global and diffuse light over a day, W per kWh of the day's sum; hours are UTC.
struct Shapes {
  std::array<double, 24> global{}, diffuse{};
};
Shapes shapes_of(int day, const ClimateRegion& region) {
  const double ws = day_light(day, region.latitude_deg).sunset_rad;
  const double a = 0.409 + 0.5016 * std::sin(ws - k_pi / 3);
  const double b = 0.6609 - 0.4767 * std::sin(ws - k_pi / 3);
  Shapes shapes;
  double global = 0;
  double diffuse = 0;
  for (std::size_t h = 0; h < 24; ++h) {
    const Instant middle = instant_at(k_calendar_year, 1, day, static_cast<double>(h) + 0.5);
    const double solar_h = static_cast<double>(h) + 0.5 + region.longitude_deg / 15 + equation_of_time_min(middle) / 60;
    const double w = std::remainder((solar_h - 12) * 15 * k_rad_per_deg, 2 * k_pi);
    const double base = std::max(0.0, std::cos(w) - std::cos(ws));
    shapes.diffuse[h] = base;
    shapes.global[h] = base * (a + b * std::cos(w));
    diffuse += shapes.diffuse[h];
    global += shapes.global[h];
  }
  for (auto& value : shapes.diffuse) value *= 1000 / diffuse;
  for (auto& value : shapes.global) value *= 1000 / global;
  return shapes;
}

}  // namespace

double ClimateRegion::global_year_kwh() const {
  double sum = 0;
  for (const double month : global_kwh) sum += month;
  return sum;
}

base::Result<std::vector<ClimateRegion>> read_regions(std::string_view csv) {
  std::vector<Row> rows;
  std::size_t number = 0;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = std::min(csv.find('\n', at), csv.size());
    std::string_view line = csv.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (++number == 1 || line.empty() || line.starts_with('#')) continue;
    auto row = row_of(line);
    if (!row) return fail(ErrorCode::damaged, "solar.regions_damaged", {{"line", std::to_string(number)}});
    rows.push_back(std::move(*row));
  }
  fill_months(rows);
  std::vector<ClimateRegion> regions;
  for (auto& row : rows) regions.push_back(std::move(row.region));
  return regions;
}

const ClimateRegion* region_named(const std::vector<ClimateRegion>& regions, std::string_view name) {
  const auto found = std::find_if(regions.begin(), regions.end(), [&](const auto& region) { return same_letters(region.name, name); });
  return found == regions.end() ? nullptr : &*found;
}

const ClimateRegion* region_near(const std::vector<ClimateRegion>& regions, double longitude_deg, double latitude_deg,
                                 double* distance_km) {
  const ClimateRegion* nearest = nullptr;
  double least = 0;
  for (const auto& region : regions) {
    const double east = (region.longitude_deg - longitude_deg) * cos_deg(latitude_deg) * 111.3;
    const double distance = std::hypot(east, (region.latitude_deg - latitude_deg) * 111.3);
    if (nearest && distance >= least) continue;
    nearest = &region;
    least = distance;
  }
  if (distance_km) *distance_km = least;
  return nearest;
}

ClimateYear year_from_months(const ClimateRegion& region) {
  ClimateYear year;
  year.region = region.name;
  year.period = region.period;
  year.source = region.source;
  year.longitude_deg = region.longitude_deg;
  year.latitude_deg = region.latitude_deg;
  year.height_m = region.height_m;
  year.hours.reserve(8760);
  const auto months = months_of(region);
  int number = 0;
  for (std::size_t m = 0; m < 12; ++m) {
    for (const Day& day : days_of(months[m], k_days[m])) {
      const Shapes shapes = shapes_of(++number, region);
      // What the shape of diffuse light would take from direct light at dawn is taken evenly from the day.
      std::array<double, 24> direct{};
      double sum = 0;
      for (std::size_t h = 0; h < 24; ++h) {
        direct[h] = std::max(0.0, shapes.global[h] * (day.direct + day.diffuse) - shapes.diffuse[h] * day.diffuse);
        sum += direct[h];
      }
      for (std::size_t h = 0; h < 24; ++h) {
        const double utc = static_cast<double>(h) + 0.5;
        const HourWeather weather{sum > 0 ? direct[h] * day.direct * 1000 / sum : 0, shapes.diffuse[h] * day.diffuse,
                                  air_at(region, m, utc + region.longitude_deg / 15), 3};
        year.hours.push_back(
            make_hour(instant_at(k_calendar_year, 1, number, utc), weather, region.longitude_deg, region.latitude_deg, region.height_m));
        year.hours.back().month = static_cast<int>(m) + 1;
      }
    }
  }
  return year;
}

}  // namespace skizze::solar
