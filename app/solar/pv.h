// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// From radiation on a module to electricity. W/m², degrees Celsius, m/s; powers in the unit of the nominal power.
#pragma once

#include <optional>

namespace skizze::solar {

/// Temperature of a cell (Faiman 2008, Progress in Photovoltaics 16); u0 in W/(m² K), u1 in W s/(m³ K).
double cell_temperature_faiman(double irradiance, double air_c, double wind_m_s, double u0 = 25, double u1 = 6.84);
/// Sandia array performance model, open rack, glass/glass (King et al. 2004, SAND2004-3535).
double cell_temperature_sapm(double irradiance, double air_c, double wind_m_s);
/// PVsyst, free-standing: u_c 29, u_v 0, efficiency 0.1, absorption 0.9.
double cell_temperature_pvsyst(double irradiance, double air_c, double wind_m_s);
/// Wind at the height of a module from the wind at 10 m, exponent 0.2 (assumption for built-up land).
double wind_at_module(double wind_10m, double height_m = 2);

/// PVWatts version 5 (Dobos 2014, NREL/TP-6A20-62641). Losses in percent.
struct Losses {
  double soiling = 2, shading = 3, snow = 0, mismatch = 2, wiring = 2, connections = 0.5, light_induced = 1.5, nameplate = 1, age = 0,
         availability = 3;
  /// 14.08 % with the usual figures; 11.42 % with shading 0, which is right wherever a horizon was computed.
  double total_percent() const;
  bool operator==(const Losses&) const = default;
};
/// The losses of a system whose shading is computed by itself.
inline Losses losses_without_shading() {
  Losses losses;
  losses.shading = 0;
  return losses;
}
/// coefficient per kelvin; low_light_k: share of the nominal power that is missing at 200 W/m² (Marion 2008).
double pvwatts_dc(double irradiance, double cell_c, double nominal, double coefficient_per_k = -0.0035,
                  std::optional<double> low_light_k = {});
/// Output of an inverter with nominal direct-current input and efficiency; never over its nominal output.
double pvwatts_inverter(double dc, double nominal_dc, double efficiency = 0.96);

}  // namespace skizze::solar
