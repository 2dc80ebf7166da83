// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// From radiation on level ground to radiation on a tilted plane. W/m², degrees, azimuths clockwise from north.
#pragma once

#include "solar/atmosphere.h"

namespace skizze::solar {

/// A plane: 0 level, 90 upright; the direction it looks to.
struct Plane {
  double tilt_deg = 0;
  double azimuth_deg = 180;
};

/// Sun and sky at one moment. Zenith with refraction.
struct Sky {
  Irradiance level;
  double zenith_deg = 0;
  double azimuth_deg = 0;
  double extraterrestrial = 1366.1;
};

inline constexpr double k_grass_albedo = 0.2;

/// Cosine of the angle of incidence; negative behind the plane.
double cos_incidence(Plane plane, double zenith_deg, double azimuth_deg);
/// Angle of incidence in degrees, 0 to 180 (Duffie and Beckman, Solar Engineering of Thermal Processes, 1.6).
double angle_of_incidence_deg(Plane plane, double zenith_deg, double azimuth_deg);

/// Splits global radiation into direct and diffuse by the clearness index (Erbs, Klein and Duffie 1982, Solar Energy 28).
/// extraterrestrial: on a plane facing the sun. Gives also the clearness index.
struct Split {
  Irradiance level;
  double clearness = 0;
};
Split split_erbs(double global, double zenith_deg, double extraterrestrial);
/// Direct normal irradiance from global (Maxwell 1987, SERI/TR-215-3087, "DISC").
double direct_disc(double global, double zenith_deg, int day_of_year, double pressure_pa = 101325);

double sky_isotropic(double tilt_deg, double diffuse);  ///< Hottel and Woertz 1942
/// Hay and Davies 1980; the circumsolar part alone is what a horizon takes away together with the sun.
struct HayDavies {
  double circumsolar = 0;
  double isotropic = 0;
  double total() const { return circumsolar + isotropic; }
};
HayDavies sky_hay_davies(Plane plane, const Sky& sky);
double sky_klucher(Plane plane, const Sky& sky);  ///< Klucher 1979, Solar Energy 23
/// Perez et al. 1990, Solar Energy 44, all-sites composite; air mass relative.
double sky_perez(Plane plane, const Sky& sky, double relative_air_mass);
/// Reflected from the ground in front of the plane.
double ground_reflected(double tilt_deg, double global, double albedo = k_grass_albedo);

/// Everything that reaches the plane, by Hay-Davies (the program's own choice: close to Perez on German roofs and simple enough to
/// explain).
double on_plane(Plane plane, const Sky& sky, double albedo = k_grass_albedo);

}  // namespace skizze::solar
