// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/atmosphere.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solar/angles.h"

namespace skizze::solar {
namespace {
constexpr double k_none = std::numeric_limits<double>::quiet_NaN();
}

double extraterrestrial(int day_of_year, double solar_constant) {
  const double b = 2 * k_pi * (day_of_year - 1) / 365;
  return solar_constant *
         (1.00011 + 0.034221 * std::cos(b) + 0.00128 * std::sin(b) + 0.000719 * std::cos(2 * b) + 7.7e-5 * std::sin(2 * b));
}

double pressure_at_height(double height_m) { return 100 * std::pow((44331.514 - height_m) / 11880.516, 1 / 0.1902632); }

double air_mass_kasten_young(double z) { return z > 90 ? k_none : 1 / (cos_deg(z) + 0.50572 * std::pow(6.07995 + (90 - z), -1.6364)); }
double air_mass_kasten_1966(double z) { return z > 90 ? k_none : 1 / (cos_deg(z) + 0.15 * std::pow(93.885 - z, -1.253)); }
double air_mass_gueymard_1993(double z) { return z > 90 ? k_none : 1 / (cos_deg(z) + 0.00176759 * z * std::pow(94.37515 - z, -1.21563)); }
double air_mass_young_1994(double z) {
  if (z > 90) return k_none;
  const double c = cos_deg(z);
  return (1.002432 * c * c + 0.148386 * c + 0.0096467) / (c * c * c + 0.149864 * c * c + 0.0102963 * c + 0.000303978);
}

double clear_sky_haurwitz(double apparent_zenith_deg) {
  const double c = cos_deg(apparent_zenith_deg);
  return c > 0 ? 1098 * c * std::exp(-0.059 / c) : 0;
}

Irradiance clear_sky_ineichen(double apparent_zenith_deg, double air_mass, double turbidity, double height_m, double extra) {
  const double c = std::max(cos_deg(apparent_zenith_deg), 0.0);
  if (!(c > 0) || !(air_mass > 0)) return {};
  const double fh1 = std::exp(-height_m / 8000);
  const double fh2 = std::exp(-height_m / 1250);
  const double cg1 = 5.09e-5 * height_m + 0.868;
  const double cg2 = 3.92e-5 * height_m + 0.0387;
  Irradiance sky;
  sky.global = std::max(cg1 * extra * c * std::exp(-cg2 * air_mass * (fh1 + fh2 * (turbidity - 1))), 0.0);
  const double b = 0.664 + 0.163 / fh1;
  const double direct = extra * std::max(b * std::exp(-0.09 * air_mass * (turbidity - 1)), 0.0);
  const double limit = sky.global * std::max((1 - (0.1 - 0.2 * std::exp(-turbidity)) / (0.1 + 0.882 / fh1)) / c, 0.0);
  sky.direct_normal = std::min(direct, limit);
  sky.diffuse = sky.global - sky.direct_normal * c;
  return sky;
}

Irradiance clear_sky_solis(double elevation_deg, double aod, double water_cm, double pressure_pa, double extra) {
  const double w = std::max(water_cm, 0.2);
  const double lw = std::log(w);
  const double lp = std::log(pressure_pa / 101325);
  const double aod2 = aod * aod;
  const double i0 = extra * (0.12 * std::pow(w, 0.56) * aod2 + 0.97 * std::pow(w, 0.032) * aod + 1.08 * std::pow(w, 0.0051) + 0.071 * lp);
  const double tau_b = (1.82 + 0.056 * lw + 0.0071 * lw * lw) * aod + 0.33 + 0.045 * lw + 0.0096 * lw * lw + (0.0089 * w + 0.13) * lp;
  const double b = (0.00925 * aod2 + 0.0148 * aod - 0.0172) * lw - 0.7565 * aod2 + 0.5057 * aod + 0.4557;
  const double tau_g = (1.24 + 0.047 * lw + 0.0061 * lw * lw) * aod + 0.27 + 0.043 * lw + 0.0090 * lw * lw + (0.0079 * w + 0.1) * lp;
  const double g = -0.0147 * lw - 0.3079 * aod2 + 0.2846 * aod + 0.3798;
  const bool clean = aod < 0.05;
  const double d4 = clean ? 86 * w - 13800 : -0.21 * w + 11.6;
  const double d3 = clean ? -3.11 * w + 79.4 : 0.27 * w - 20.7;
  const double d2 = clean ? -0.23 * w + 74.8 : -0.134 * w + 15.5;
  const double d1 = clean ? 0.092 * w - 8.86 : 0.0554 * w - 5.71;
  const double d0 = clean ? 0.0042 * w + 3.12 : 0.0057 * w + 2.94;
  const double dp = clean ? -0.83 * std::pow(1 + aod, -17.2) : -0.71 * std::pow(1 + aod, -15.0);
  const double tau_d = (((d4 * aod + d3) * aod + d2) * aod + d1) * aod + d0 + dp * lp;
  const double d = -0.337 * aod2 + 0.63 * aod + 0.116 + lp / (18 + 152 * aod);
  const double s = std::max(1e-30, sin_deg(elevation_deg));
  return {i0 * std::exp(-tau_g / std::pow(s, g)) * s, i0 * std::exp(-tau_b / std::pow(s, b)), i0 * std::exp(-tau_d / std::pow(s, d))};
}

Irradiance clear_sky_esra(double elevation_deg, double turbidity, double height_m, double extra) {
  const double h = elevation_deg * k_rad_per_deg;
  if (h <= 0) return {};
  const double lifted = h + 0.061359 * (0.1594 + 1.1230 * h + 0.065656 * h * h) / (1 + 28.9344 * h + 277.3971 * h * h);
  const double m = std::exp(-height_m / 8434.5) / (std::sin(lifted) + 0.50572 * std::pow(lifted / k_rad_per_deg + 6.07995, -1.6364));
  const double thickness = m <= 20 ? 1 / (6.6296 + m * (1.7513 + m * (-0.1202 + m * (0.0065 - 0.00013 * m)))) : 1 / (10.4 + 0.718 * m);
  const double tl = turbidity;
  const double at_zenith = -0.015843 + 0.030543 * tl + 0.0003797 * tl * tl;
  double a1 = 0.26463 - 0.061581 * tl + 0.0031408 * tl * tl;
  if (a1 * at_zenith < 0.0022) a1 = 0.0022 / at_zenith;
  const double a2 = 2.04020 + 0.018945 * tl - 0.011161 * tl * tl;
  const double a3 = -1.3025 + 0.039231 * tl + 0.0085079 * tl * tl;
  const double s = std::sin(h);
  Irradiance sky;
  sky.direct_normal = extra * std::exp(-0.8662 * tl * m * thickness);
  sky.diffuse = std::max(0.0, extra * at_zenith * (a1 + s * (a2 + s * a3)));
  sky.global = sky.direct_normal * s + sky.diffuse;
  return sky;
}

}  // namespace skizze::solar
