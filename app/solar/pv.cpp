// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/pv.h"

#include <algorithm>
#include <cmath>

namespace skizze::solar {

double cell_temperature_faiman(double irradiance, double air_c, double wind_m_s, double u0, double u1) {
  return air_c + irradiance / (u0 + u1 * wind_m_s);
}

double cell_temperature_sapm(double irradiance, double air_c, double wind_m_s) {
  return irradiance * std::exp(-3.47 - 0.0594 * wind_m_s) + air_c + irradiance / 1000 * 3;
}

double cell_temperature_pvsyst(double irradiance, double air_c, double) { return air_c + irradiance * 0.9 * (1 - 0.1) / 29; }

double wind_at_module(double wind_10m, double height_m) { return wind_10m * std::pow(height_m / 10, 0.2); }

double Losses::total_percent() const {
  double kept = 1;
  for (const double loss : {soiling, shading, snow, mismatch, wiring, connections, light_induced, nameplate, age, availability}) {
    kept *= 1 - loss / 100;
  }
  return (1 - kept) * 100;
}

double pvwatts_dc(double irradiance, double cell_c, double nominal, double coefficient_per_k, std::optional<double> low_light_k) {
  double power = irradiance * 0.001 * nominal * (1 + coefficient_per_k * (cell_c - 25));
  if (low_light_k) {
    // Marion 2008, 33rd IEEE PVSC, "Comparison of predictive models": k of the nominal power is missing at 200 W/m2.
    const double k = *low_light_k;
    const double loss = irradiance > 200 ? k * (1000 - irradiance) / 800 : k * (1 - std::pow(1 - irradiance / 200, 4));
    power -= nominal * loss;
  }
  return power;
}

double pvwatts_inverter(double dc, double nominal_dc, double efficiency) {
  const double load = dc / nominal_dc;
  if (!(load > 0)) return 0;
  const double power = (efficiency / 0.9637) * (-0.0162 * load - 0.0059 / load + 0.9858) * dc;
  return std::clamp(power, 0.0, efficiency * nominal_dc);
}

}  // namespace skizze::solar
