// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The air above a place and what it lets through from a sky without clouds. W/m², Pa, metres, degrees.
#pragma once

namespace skizze::solar {

/// Irradiance on a level plane (global, diffuse) and on one that faces the sun (direct), W/m².
struct Irradiance {
  double global = 0;         ///< GHI
  double direct_normal = 0;  ///< DNI
  double diffuse = 0;        ///< DHI
};

/// Radiation that reaches the atmosphere on a plane facing the sun, W/m² (Spencer 1971; solar constant 1366.1, ASTM E490).
double extraterrestrial(int day_of_year, double solar_constant = 1366.1);

/// Pressure of the standard atmosphere at a height above the sea, Pa (as in pvlib's alt2pres; Portland State Aerospace Society 2004).
double pressure_at_height(double height_m);

/// Relative air mass at an apparent zenith; 1 overhead, endless below the horizon (NaN there).
double air_mass_kasten_young(double apparent_zenith_deg);   ///< Kasten and Young 1989, Applied Optics 28
double air_mass_kasten_1966(double apparent_zenith_deg);    ///< Kasten 1965, Arch. Met. Geoph. Biokl. B 14
double air_mass_gueymard_1993(double apparent_zenith_deg);  ///< Gueymard 1993, Solar Energy 51
double air_mass_young_1994(double true_zenith_deg);         ///< Young 1994, Applied Optics 33
inline double absolute_air_mass(double relative, double pressure_pa) { return relative * pressure_pa / 101325; }

/// Global irradiance of a clear sky from the elevation alone (Haurwitz 1945, J. Meteorology 2).
double clear_sky_haurwitz(double apparent_zenith_deg);
/// Ineichen and Perez 2002, Solar Energy 73.
Irradiance clear_sky_ineichen(double apparent_zenith_deg, double absolute_air_mass, double linke_turbidity, double height_m = 0,
                              double extraterrestrial_w = 1364);
/// Simplified Solis (Ineichen 2008, Solar Energy 82): aerosol optical depth at 700 nm, precipitable water in cm.
Irradiance clear_sky_solis(double apparent_elevation_deg, double aod700 = 0.1, double water_cm = 1, double pressure_pa = 101325,
                           double extraterrestrial_w = 1364);
/// ESRA (Rigollier, Bauer and Wald 2000, Solar Energy 68; Kasten 1996 for the optical thickness), the model inside GRASS r.sun.
Irradiance clear_sky_esra(double true_elevation_deg, double linke_turbidity, double height_m, double extraterrestrial_w);

}  // namespace skizze::solar
