// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/solar_area.h"

#include <cmath>

namespace skizze::project {

solar::GroundSystem GroundAssumptions::over_parking() {
  solar::GroundSystem system;
  system.tilt_deg = 8;
  system.table_depth_m = 5;
  system.row_pitch_m = 6.5;
  return system;
}

solar::GroundSystem ground_system(const sketch::SolarArea& area, const GroundAssumptions& assumed) {
  auto system = assumed.of(area.place);
  system.tilt_deg = area.tilt_deg.value_or(system.tilt_deg);
  system.azimuth_deg = area.azimuth_deg.value_or(system.azimuth_deg);
  system.table_depth_m = area.row_depth_m.value_or(system.table_depth_m);
  if (area.row_pitch_m) {
    system.row_pitch_m = *area.row_pitch_m;
    system.density_kwp_per_ha.reset();  // what is stated here counts, not a density assumed elsewhere
  }
  if (area.density_kwp_ha && *area.density_kwp_ha > 0) {
    system.density_kwp_per_ha = area.density_kwp_ha;
    constexpr double k_m2_per_ha = 10000;
    const double depth_per_ha = (1 - system.edge_share) * system.table_depth_m * system.module_efficiency * k_m2_per_ha;
    if (!area.row_pitch_m) system.row_pitch_m = depth_per_ha / *area.density_kwp_ha;
  }
  return system;
}

base::Result<GroundSun> ground_sun(const SolarChoice& choice, geo::Point2 lon_lat) {
  GroundSun sun;
  auto year = climate_for(choice, lon_lat, sun.notices);
  if (!year) return tl::unexpected(year.error());
  sun.year = std::move(*year);
  sun.table = solar::make_sun_table(sun.year);
  return sun;
}

base::Result<std::shared_ptr<const GroundSun>> GroundSunCache::at(const SolarChoice& choice, geo::Point2 lon_lat) {
  const auto tenths = [](double degrees) { return std::to_string(std::lround(degrees * 10)); };
  const auto key = choice.region + '\n' + choice.try_file + '\n' + tenths(lon_lat.x) + '\n' + tenths(lon_lat.y);
  const std::lock_guard lock(m_mutex);
  if (m_sun && m_key == key) return m_sun;
  auto sun = ground_sun(choice, lon_lat);
  if (!sun) return tl::unexpected(sun.error());
  m_sun = std::make_shared<const GroundSun>(std::move(*sun));
  m_key = key;
  return m_sun;
}

base::Result<AreaFigures> roof_figures(const SolarStudy& study, const geo::Geometry& mercator, const sketch::SolarArea& area) {
  const auto found = study_area(study, mercator);
  if (!found) return tl::unexpected(found.error());
  AreaFigures figures;
  figures.kwp = found->sum.kwp * area.usable_share;
  const bool lying = area.mounting == sketch::SolarMounting::roof_parallel;
  figures.kwh = (lying ? found->sum.kwh_lying : found->sum.kwh) * area.usable_share;
  figures.co2_kg = (lying ? found->sum.co2_lying_kg : found->sum.co2_kg) * area.usable_share;
  figures.range = study.range;
  figures.sides = found->units.size();
  figures.suitable = found->sum.suitable;
  figures.unseen = found->unseen;
  return figures;
}

base::Result<AreaFigures> ground_figures(double area_m2, const sketch::SolarArea& area, const GroundAssumptions& assumed,
                                         const SolarChoice& choice, const solar::ClimateYear& year, const solar::SunTable& table) {
  auto with_modules = assumed;
  with_modules.open.module_efficiency = with_modules.canopy.module_efficiency = choice.roofs.module_efficiency;
  auto system = ground_system(area, with_modules);
  system.system = choice.roofs.system;
  system.co2_g_per_kwh = choice.roofs.co2_g_per_kwh;
  const auto result = solar::assess_ground(area_m2 * area.usable_share, system, year, table);
  if (!result) return tl::unexpected(result.error());
  AreaFigures figures;
  figures.kwp = result->kwp;
  figures.kwh = result->kwh;
  figures.co2_kg = result->co2_kg;
  figures.irradiation_kwh_m2 = result->irradiation_kwh_m2;
  figures.row_shading_loss = result->row_shading_loss;
  figures.range = solar::uncertainty_of(year, false, false);
  figures.system = system;
  return figures;
}

}  // namespace skizze::project
