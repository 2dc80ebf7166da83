// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/yield.h"

#include <algorithm>
#include <cmath>

#include "solar/angles.h"

namespace skizze::solar {
namespace {

constexpr double k_nominal_w = 1000;

/// Sums of a year for 1 kWp, kWh: light on the plane (per kW/m²), direct current at 25 degrees' reference, as warm as it gets, after the
/// losses, alternating.
struct Chain {
  double light = 0, warm = 0, after_losses = 0, alternating = 0;
};

Chain chain_of(const ClimateYear& year, Plane plane, Mounting mounting, const SystemAssumptions& system) {
  const double kept = 1 - system.losses.total_percent() / 100;
  Chain sums;
  for (const auto& hour : year.hours) {
    if (hour.sky.level.global <= 0) continue;
    const double light = on_plane(plane, hour.sky, system.albedo);
    const double cell_c = mounting == Mounting::roof ? cell_temperature_faiman(light, hour.air_c, 0, 20, 0)
                                                     : cell_temperature_faiman(light, hour.air_c, wind_at_module(hour.wind_10m));
    const double dc = std::max(0.0, pvwatts_dc(light, cell_c, k_nominal_w, system.temperature_coefficient));
    sums.light += light / 1000;
    sums.warm += dc / 1000;
    sums.after_losses += dc * kept / 1000;
    sums.alternating += (system.inverter_part_load ? pvwatts_inverter(dc * kept, k_nominal_w, system.inverter_efficiency)
                                                   : dc * kept * system.inverter_efficiency) /
                        1000;
  }
  return sums;
}

}  // namespace

double specific_yield_kwh(const ClimateYear& year, Plane plane, Mounting mounting, const SystemAssumptions& system) {
  return chain_of(year, plane, mounting, system).alternating;
}

std::vector<LossStep> loss_steps(const ClimateYear& year, Plane plane, Mounting mounting, const SystemAssumptions& system) {
  const Chain sums = chain_of(year, plane, mounting, system);
  if (sums.light <= 0) return {};
  const Losses& l = system.losses;
  return {{"solar.loss_temperature", (1 - sums.warm / sums.light) * 100},
          {"solar.loss_soiling", l.soiling},
          {"solar.loss_shading", l.shading},
          {"solar.loss_snow", l.snow},
          {"solar.loss_mismatch", l.mismatch},
          {"solar.loss_wiring", l.wiring},
          {"solar.loss_connections", l.connections},
          {"solar.loss_light_induced", l.light_induced},
          {"solar.loss_nameplate", l.nameplate},
          {"solar.loss_age", l.age},
          {"solar.loss_availability", l.availability},
          {"solar.loss_inverter", (1 - sums.alternating / sums.after_losses) * 100}};
}

YieldTable::YieldTable(const ClimateYear& year, Mounting mounting, const SystemAssumptions& system) {
  for (int tilt = 0; tilt < k_tilts; ++tilt) {
    for (int azimuth = 0; azimuth < k_azimuths; ++azimuth) {
      const Chain sums = chain_of(year, {tilt * 10.0, azimuth * 360.0 / k_azimuths}, mounting, system);
      m_ratios.push_back(sums.light > 0 ? sums.alternating / sums.light : 0);
    }
  }
}

double YieldTable::performance_ratio(Plane plane) const {
  const double tilt = std::clamp(plane.tilt_deg, 0.0, 90.0) / 10;
  const double turns = plane.azimuth_deg / 360;
  const double azimuth = (turns - std::floor(turns)) * k_azimuths;
  const int t = std::min(static_cast<int>(tilt), k_tilts - 2);
  const int a = static_cast<int>(azimuth) % k_azimuths;
  const double ft = tilt - t;
  const double fa = azimuth - std::floor(azimuth);
  const auto at = [&](int row, int column) { return m_ratios[static_cast<std::size_t>(row * k_azimuths + column % k_azimuths)]; };
  return (1 - ft) * ((1 - fa) * at(t, a) + fa * at(t, a + 1)) + ft * ((1 - fa) * at(t + 1, a) + fa * at(t + 1, a + 1));
}

}  // namespace skizze::solar
