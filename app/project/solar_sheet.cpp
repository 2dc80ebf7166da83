// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/solar_sheet.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"
#include "solar/daylight.h"

namespace skizze::project {
namespace {

/// A handful of points on a side, a little above it.
std::vector<std::vector<float>> horizons_of(const SolarStudy& study, const solar::RoofUnit& unit) {
  constexpr std::size_t k_points = 6;
  std::vector<std::vector<float>> horizons;
  for (const std::uint32_t pixel : solar::sample_pixels(unit, study.faces, study.grid, k_points)) {
    const float z = study.grid.z[pixel];
    if (std::isnan(z)) continue;
    const auto middle = study.grid.middle_of(pixel);
    horizons.push_back(
        solar::march_horizon(study.grid, {middle.x, middle.y, static_cast<double>(z) + 0.1}, study.model->table().directions));
  }
  return horizons;
}

void add_walls(const SolarStudy& study, BuildingSheet& sheet) {
  const solar::WallAssumptions assumptions;
  for (const auto& model : study.models) {
    const auto walls = solar::wall_faces(*model, sheet.building);
    if (!walls) continue;
    for (const auto& wall : *walls) {
      const double width = std::hypot(wall.right.x - wall.left.x, wall.right.y - wall.left.y) * geo::ground_scale(wall.left.y);
      if (width < assumptions.least_width_m || wall.height_m < assumptions.least_width_m) continue;
      const auto result = solar::assess_wall(wall, study.grid, *study.model, study.year, assumptions);
      ++sheet.walls;
      sheet.wall_area_m2 += wall.area_m2;
      sheet.wall_kwp += result.kwp;
      sheet.wall_kwh += result.kwh;
      if (sheet.balcony_kwh && *sheet.balcony_kwh >= result.balcony_kwh) continue;
      sheet.balcony_kwh = result.balcony_kwh;
      sheet.balcony_azimuth_deg = wall.azimuth_deg;
    }
  }
}

}  // namespace

BuildingSheet building_sheet(const SolarStudy& study, std::size_t unit) {
  BuildingSheet sheet;
  sheet.unit = unit;
  const auto& asked = study.report.units[unit];
  sheet.building = asked.building;
  sheet.units = study.buildings.at(asked.building);
  const auto& results = study.report.results;
  std::sort(sheet.units.begin(), sheet.units.end(), [&](std::size_t a, std::size_t b) { return results[a].kwh > results[b].kwh; });
  for (const std::size_t i : sheet.units) sheet.sum.add(study.report.units[i], results[i]);
  const auto horizons = horizons_of(study, asked);
  const auto& system = study.choice.roofs.system;
  const auto tables = solar::monthly_tables(study.year);
  sheet.month_kwh_m2 =
      solar::monthly_kwh(tables, asked.plane, std::vector<std::span<const float>>(horizons.begin(), horizons.end()), system.albedo);
  sheet.losses.push_back({"solar.loss_horizon", results[unit].shading_loss * 100});
  for (auto& step : solar::loss_steps(study.year, asked.plane, solar::Mounting::roof, system)) {
    if (std::abs(step.percent) >= 0.05) sheet.losses.push_back(step);
  }
  add_walls(study, sheet);
  return sheet;
}

std::optional<PlaceInSun> place_in_sun(const SolarStudy& study, geo::Point2 mercator, int year, int month, int day) {
  const auto& grid = study.grid;
  const double column = std::floor((mercator.x - grid.north_west.x) / grid.step);
  const double row = std::floor((grid.north_west.y - mercator.y) / grid.step);
  if (column < 0 || row < 0 || column >= grid.width || row >= grid.height) return std::nullopt;
  const float z = grid.z[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(column)];
  if (std::isnan(z)) return std::nullopt;
  PlaceInSun place;
  place.height_m = static_cast<double>(z);
  place.horizon = solar::march_horizon(grid, {mercator.x, mercator.y, place.height_m + 0.1});
  const auto lon_lat = geo::to_lon_lat(mercator);
  place.hours_today = solar::sun_hours(year, month, day, lon_lat.x, lon_lat.y, place.horizon);
  place.hours_open = solar::sun_hours(year, month, day, lon_lat.x, lon_lat.y);
  return place;
}

}  // namespace skizze::project
