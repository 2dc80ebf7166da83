// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/vertical.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "geo/mercator.h"
#include "solar/angles.h"
#include "solar/daylight.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;

constexpr double k_wall_deg = 60;  // a wall that leans more than this from upright is none

/// The wall of one ring: its ends are the two places in plan that lie furthest apart.
WallFace wall_of(const std::vector<geo::Point3>& ring, double scale) {
  WallFace wall;
  std::vector<geo::Point3> metric = ring;
  for (auto& p : metric) p = {(p.x - ring.front().x) * scale, (p.y - ring.front().y) * scale, std::isnan(p.z) ? 0 : p.z};
  const geo::Point3 n = geo::newell_normal(metric);
  const double level = std::hypot(n.x, n.y);
  if (!(level > 0) || std::abs(n.z) > level * std::tan((90 - k_wall_deg) * k_rad_per_deg)) return wall;
  wall.area_m2 = std::hypot(level, n.z) / 2;
  wall.azimuth_deg = std::fmod(std::atan2(n.x, n.y) / k_rad_per_deg + 360, 360);
  const auto along = [&](const geo::Point3& p) { return (p.x * n.y - p.y * n.x) / level; };
  const auto [first, last] =
      std::minmax_element(metric.begin(), metric.end(), [&](const auto& a, const auto& b) { return along(a) < along(b); });
  wall.left = ring[static_cast<std::size_t>(first - metric.begin())].xy();
  wall.right = ring[static_cast<std::size_t>(last - metric.begin())].xy();
  const auto [low, high] = std::minmax_element(metric.begin(), metric.end(), [](const auto& a, const auto& b) { return a.z < b.z; });
  wall.foot_m = low->z;
  wall.height_m = high->z - low->z;
  return wall;
}

}  // namespace

base::Result<std::vector<WallFace>> wall_faces(const feature::LayerPack& pack, const std::string& building, base::CancelToken token) {
  const auto id = pack.column_index("gml_id");
  const auto kind = pack.column_index("class");
  const auto owner = pack.column_index("object");
  if (pack.info().role != feature::PackRole::city_surfaces || !id || !kind || !owner) return fail(ErrorCode::invalid, "solar.no_surfaces");
  std::vector<WallFace> walls;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (row % 4096 == 0 && token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
    if (feature::to_text(pack.value(row, *kind)) != "WallSurface") continue;
    const std::string of = feature::to_text(pack.value(row, *owner));
    if (!building.empty() && of != building) continue;
    for (const auto& part : pack.geometry(row).parts) {
      if (part.hole || part.points.size() < 3) continue;
      WallFace wall = wall_of(part.points, geo::ground_scale(part.points.front().y));
      if (wall.area_m2 <= 0) continue;
      wall.id = feature::to_text(pack.value(row, *id));
      wall.building = of;
      walls.push_back(std::move(wall));
    }
  }
  return walls;
}

double balcony_yield_kwh(const ClimateYear& year, Plane plane, double module_wp, double inverter_va, const SystemAssumptions& system) {
  const double kept = 1 - system.losses.total_percent() / 100;
  double wh = 0;
  for (const auto& hour : year.hours) {
    if (hour.sky.level.global <= 0) continue;
    const double light = on_plane(plane, hour.sky, system.albedo);
    const double cell_c = cell_temperature_faiman(light, hour.air_c, wind_at_module(hour.wind_10m));
    const double dc = std::max(0.0, pvwatts_dc(light, cell_c, module_wp, system.temperature_coefficient)) * kept;
    wh += std::min(inverter_va, dc * system.inverter_efficiency);
  }
  return wh / 1000;
}

WallResult assess_wall(const WallFace& wall, const HeightGrid& grid, const RoofModel& model, const ClimateYear& year,
                       const WallAssumptions& assumptions) {
  WallResult result;
  const auto& system = model.assumptions().system;
  const Plane plane{90, wall.azimuth_deg};
  const PlaneLight light(model.table(), normal_of(plane), system.albedo);
  result.unshaded_kwh_m2 = light.kwh({});
  // A pixel and a half before the wall, where no pixel of the house itself is looked at.
  const double before = 1.5 * grid.step;
  const geo::Point2 place{(wall.left.x + wall.right.x) / 2 + before * sin_deg(wall.azimuth_deg),
                          (wall.left.y + wall.right.y) / 2 + before * cos_deg(wall.azimuth_deg)};
  constexpr std::array<double, 3> k_heights{1.0 / 6, 0.5, 5.0 / 6};
  std::vector<float> middle;
  for (const double share : k_heights) {
    const auto horizon = march_horizon(grid, {place.x, place.y, wall.foot_m + share * wall.height_m}, model.table().directions);
    result.irradiation_kwh_m2 += light.kwh(horizon) / k_heights.size();
    if (share == 0.5) middle = horizon;
  }
  result.shading_loss = result.unshaded_kwh_m2 > 0 ? std::clamp(1 - result.irradiation_kwh_m2 / result.unshaded_kwh_m2, 0.0, 1.0) : 0;
  result.kwp = wall.area_m2 * assumptions.usable_share * model.assumptions().module_efficiency;
  result.kwh = result.kwp * specific_yield_kwh(year, plane, Mounting::roof, system) * (1 - result.shading_loss);
  const Plane balcony{assumptions.balcony_tilt_deg, wall.azimuth_deg};
  const PlaneLight on_balcony(model.table(), normal_of(balcony), system.albedo);
  const double open = on_balcony.kwh({});
  const double seen = open > 0 ? std::min(1.0, on_balcony.kwh(middle) / open) : 0;
  result.balcony_kwh = balcony_yield_kwh(year, balcony, assumptions.balcony_wp, assumptions.balcony_va, system) * seen;
  return result;
}

}  // namespace skizze::solar
