// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/daylight.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solar/sweep.h"

namespace skizze::solar {
namespace {

/// Straight between the four pixels around; NaN outside and where one of them is unknown.
float height_at(const HeightGrid& grid, double column, double row) {
  const int c = static_cast<int>(std::floor(column));
  const int r = static_cast<int>(std::floor(row));
  if (c < 0 || r < 0 || c + 1 >= grid.width || r + 1 >= grid.height) return std::numeric_limits<float>::quiet_NaN();
  const auto at = static_cast<std::size_t>(r) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(c);
  const auto fc = static_cast<float>(column - c);
  const auto fr = static_cast<float>(row - r);
  const auto below = at + static_cast<std::size_t>(grid.width);
  const float north = grid.z[at] + fc * (grid.z[at + 1] - grid.z[at]);
  const float south = grid.z[below] + fc * (grid.z[below + 1] - grid.z[below]);
  return north + fr * (south - north);
}

/// Tangent of a horizon in any direction, straight between its sectors.
double tangent_towards(std::span<const float> horizon, double azimuth_deg) {
  if (horizon.empty()) return 0;
  const double at = azimuth_deg / 360 * static_cast<double>(horizon.size());
  const double whole = std::floor(at);
  const auto d = static_cast<std::size_t>(whole) % horizon.size();
  const double f = at - whole;
  return (1 - f) * static_cast<double>(horizon[d]) + f * static_cast<double>(horizon[(d + 1) % horizon.size()]);
}

bool is_hidden(double elevation_deg, double azimuth_deg, std::span<const float> horizon) {
  return elevation_deg <= 0 || std::tan(elevation_deg * k_rad_per_deg) <= tangent_towards(horizon, azimuth_deg);
}

}  // namespace

std::vector<float> march_horizon(const HeightGrid& grid, const geo::Point3& from, int directions, double range_m, double first_m) {
  std::vector<float> tangents(static_cast<std::size_t>(directions), 0);
  const double column = (from.x - grid.north_west.x) / grid.step - 0.5;
  const double row = (grid.north_west.y - from.y) / grid.step - 0.5;
  for (int d = 0; d < directions; ++d) {
    const double east = sin_deg(360.0 * d / directions) / grid.pixel_m;
    const double north = cos_deg(360.0 * d / directions) / grid.pixel_m;
    float& tangent = tangents[static_cast<std::size_t>(d)];
    for (double s = std::max(first_m, grid.pixel_m); s <= range_m; s += std::max(grid.pixel_m, s * 0.02)) {
      const double c = column + s * east;
      const double r = row - s * north;
      if (c < -1 || r < -1 || c > grid.width || r > grid.height) break;
      const float z = height_at(grid, c, r);
      if (!std::isnan(z)) tangent = std::max(tangent, static_cast<float>((static_cast<double>(z) - from.z) / s));
    }
  }
  return tangents;
}

std::vector<SunMark> sun_path(int year, int month, int day, double longitude_deg, double latitude_deg, int step_min,
                              std::span<const float> horizon) {
  std::vector<SunMark> marks;
  for (int minute = 0; minute < 24 * 60; minute += std::max(1, step_min)) {
    const auto sun = sun_position(instant_at(year, month, day, minute / 60.0), longitude_deg, latitude_deg);
    const double elevation = sun.apparent_elevation_deg();
    marks.push_back({minute / 60.0, sun.azimuth_deg, elevation, is_hidden(elevation, sun.azimuth_deg, horizon)});
  }
  return marks;
}

double sun_hours(int year, int month, int day, double longitude_deg, double latitude_deg, std::span<const float> horizon) {
  constexpr int k_step_min = 2;
  const auto marks = sun_path(year, month, day, longitude_deg, latitude_deg, k_step_min, horizon);
  return static_cast<double>(std::count_if(marks.begin(), marks.end(), [](const auto& mark) { return !mark.hidden; })) * k_step_min / 60;
}

base::Result<std::vector<std::uint8_t>> light_mask(const HeightGrid& grid, double azimuth_deg, double elevation_deg,
                                                   base::CancelToken token) {
  constexpr std::uint8_t k_unknown = 255;
  std::vector<std::uint8_t> lit(grid.size(), 0);
  for (std::size_t i = 0; i < lit.size(); ++i) lit[i] = std::isnan(grid.z[i]) ? k_unknown : 0;
  if (elevation_deg <= 0) return lit;
  const auto least = static_cast<float>(std::tan(elevation_deg * k_rad_per_deg));
  const auto d = sweep::make_direction(azimuth_deg * k_rad_per_deg, grid.width, grid.height, grid.pixel_m);
  const sweep::Sheet sheet(grid, d.transposed, 1);
  const sweep::Frame all{0, 0, sheet.columns(), sheet.rows()};
  // The walk counts column by column of its frame.
  std::vector<std::uint8_t> lit_across;
  if (!d.transposed) {
    lit_across.resize(grid.size());
    transpose(lit.data(), lit_across.data(), grid.width, grid.height, 1);
  }
  auto& out = d.transposed ? lit : lit_across;
  const auto [from, to] = sweep::lines_through(d, all);
  sweep::Band work(sheet.columns());
  for (int line = from; line < to; line += k_lanes) {
    if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "solar.cancelled");
    sweep::walk(
        d, sheet, line, all, work,
        [&](const sweep::Seen& seen) {
          for (std::size_t i = 0; i < seen.count; ++i) {
            if (!std::isnan(seen.height[i])) out[seen.cell + i] = seen.tangent[i] < least ? 1 : 0;
          }
        },
        [](std::size_t) {});
  }
  if (!d.transposed) transpose(lit_across.data(), lit.data(), grid.height, grid.width, 1);
  return lit;
}

std::vector<SunTable> monthly_tables(const ClimateYear& year, int directions) {
  std::vector<SunTable> tables;
  for (unsigned month = 0; month < 12; ++month) tables.push_back(make_sun_table(year, directions, 1U << month));
  return tables;
}

std::array<double, 12> monthly_kwh(std::span<const SunTable> tables, Plane plane, const std::vector<std::span<const float>>& horizons,
                                   double albedo) {
  std::array<double, 12> months{};
  for (std::size_t m = 0; m < std::min<std::size_t>(12, tables.size()); ++m) {
    const PlaneLight light(tables[m], normal_of(plane), albedo);
    if (horizons.empty()) months[m] = light.kwh({});
    for (const auto& horizon : horizons) months[m] += light.kwh(horizon) / static_cast<double>(horizons.size());
  }
  return months;
}

}  // namespace skizze::solar
