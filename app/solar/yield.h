// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "solar/climate.h"
#include "solar/pv.h"

namespace skizze::solar {

/// roof: modules close to the roof stay warm (u0 20, u1 0, assumption); free: on racks, the wind cools them (Faiman's own figures).
enum class Mounting { roof, free };

struct SystemAssumptions {
  Losses losses = losses_without_shading();
  double inverter_efficiency = 0.96;
  bool inverter_part_load = true;            ///< PVWatts' curve; false: always the nominal efficiency (1 to 2 % more in the year)
  double temperature_coefficient = -0.0035;  ///< per kelvin
  double albedo = k_grass_albedo;
  bool operator==(const SystemAssumptions&) const = default;
};

/// kWh of alternating current in the year per kWp on a plane without any horizon: PVWatts hour by hour.
double specific_yield_kwh(const ClimateYear& year, Plane plane, Mounting mounting, const SystemAssumptions& system = {});

/// What becomes of the light on the way to the meter: each loss in percent of what reached it, in the order in which they occur.
struct LossStep {
  const char* message_id;  ///< "solar.loss_temperature"
  double percent;
};
std::vector<LossStep> loss_steps(const ClimateYear& year, Plane plane, Mounting mounting, const SystemAssumptions& system = {});

/// kWh per kWp and per kWh/m² (performance ratio) of all planes, interpolated in steps of 10 and 22.5 degrees: for many thousand roofs.
class YieldTable {
 public:
  YieldTable(const ClimateYear& year, Mounting mounting, const SystemAssumptions& system = {});
  double performance_ratio(Plane plane) const;

 private:
  static constexpr int k_tilts = 10;
  static constexpr int k_azimuths = 16;
  std::vector<double> m_ratios;  // [tilt][azimuth]
};

}  // namespace skizze::solar
