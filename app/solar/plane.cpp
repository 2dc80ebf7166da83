// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/plane.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "solar/angles.h"

namespace skizze::solar {
namespace {

constexpr double k_least_cos_zenith = 0.01745;  // 89 degrees: nearer to the horizon the ratio of projections means nothing

/// Perez et al. 1990, table 6: f11 f12 f13 f21 f22 f23 by bins of clearness.
constexpr std::array<std::array<double, 6>, 8> k_perez{{{-0.0080, 0.5880, -0.0620, -0.0600, 0.0720, -0.0220},
                                                        {0.1300, 0.6830, -0.1510, -0.0190, 0.0660, -0.0290},
                                                        {0.3300, 0.4870, -0.2210, 0.0550, -0.0640, -0.0260},
                                                        {0.5680, 0.1870, -0.2950, 0.1090, -0.1520, -0.0140},
                                                        {0.8730, -0.3920, -0.3620, 0.2260, -0.4620, 0.0010},
                                                        {1.1320, -1.2370, -0.4120, 0.2880, -0.8230, 0.0560},
                                                        {1.0600, -1.6000, -0.3590, 0.2640, -1.1270, 0.1310},
                                                        {0.6780, -0.3270, -0.2500, 0.1560, -1.3770, 0.2510}}};
constexpr std::array<double, 7> k_perez_limits{1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2};

}  // namespace

double cos_incidence(Plane plane, double zenith_deg, double azimuth_deg) {
  return cos_deg(plane.tilt_deg) * cos_deg(zenith_deg) +
         sin_deg(plane.tilt_deg) * sin_deg(zenith_deg) * cos_deg(azimuth_deg - plane.azimuth_deg);
}

double angle_of_incidence_deg(Plane plane, double zenith_deg, double azimuth_deg) {
  return std::acos(std::clamp(cos_incidence(plane, zenith_deg, azimuth_deg), -1.0, 1.0)) / k_rad_per_deg;
}

Split split_erbs(double global, double zenith_deg, double extra) {
  const double c = std::max(cos_deg(zenith_deg), 0.065);
  Split result;
  const double kt = result.clearness = std::clamp(global / (extra * c), 0.0, 1.0);
  double diffuse_share = 1 - 0.09 * kt;
  if (kt > 0.22) diffuse_share = 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336)));
  if (kt > 0.8) diffuse_share = 0.165;
  const bool low = zenith_deg > 87;
  const double diffuse = low ? global : diffuse_share * global;
  result.level = {global, low ? 0 : (global - diffuse) / cos_deg(zenith_deg), diffuse};
  return result;
}

double direct_disc(double global, double zenith_deg, int day_of_year, double pressure_pa) {
  if (zenith_deg > 87 || global <= 0) return 0;
  const double extra = extraterrestrial(day_of_year, 1370);
  const double kt = std::clamp(global / (extra * std::max(cos_deg(zenith_deg), 0.065)), 0.0, 1.0);
  const double am = std::min(absolute_air_mass(air_mass_kasten_1966(zenith_deg), pressure_pa), 12.0);
  const bool cloudy = kt <= 0.6;
  const double a = cloudy ? 0.512 + kt * (-1.56 + kt * (2.286 - 2.222 * kt)) : -5.743 + kt * (21.77 + kt * (-27.49 + 11.56 * kt));
  const double b = cloudy ? 0.370 + 0.962 * kt : 41.40 + kt * (-118.5 + kt * (66.05 + 31.90 * kt));
  const double c = cloudy ? -0.280 + kt * (0.932 - 2.048 * kt) : -47.01 + kt * (184.2 + kt * (-222.0 + 73.81 * kt));
  const double clear = 0.866 + am * (-0.122 + am * (0.0121 + am * (-0.000653 + 1.4e-05 * am)));
  return std::max(0.0, (clear - a - b * std::exp(c * am)) * extra);
}

double sky_isotropic(double tilt_deg, double diffuse) { return diffuse * (1 + cos_deg(tilt_deg)) / 2; }

HayDavies sky_hay_davies(Plane plane, const Sky& sky) {
  const double share = sky.level.direct_normal / sky.extraterrestrial;
  const double projection =
      std::max(cos_incidence(plane, sky.zenith_deg, sky.azimuth_deg), 0.0) / std::max(cos_deg(sky.zenith_deg), k_least_cos_zenith);
  return {sky.level.diffuse * share * projection, sky_isotropic(plane.tilt_deg, sky.level.diffuse * (1 - share))};
}

double sky_klucher(Plane plane, const Sky& sky) {
  if (sky.level.global <= 0) return 0;
  const double ratio = sky.level.diffuse / sky.level.global;
  const double f = 1 - ratio * ratio;
  const double c = std::max(cos_incidence(plane, sky.zenith_deg, sky.azimuth_deg), 0.0);
  return sky_isotropic(plane.tilt_deg, sky.level.diffuse) * (1 + f * std::pow(sin_deg(plane.tilt_deg / 2), 3)) *
         (1 + f * c * c * std::pow(sin_deg(sky.zenith_deg), 3));
}

double sky_perez(Plane plane, const Sky& sky, double relative_air_mass) {
  const double diffuse = sky.level.diffuse;
  if (!(diffuse > 0) || std::isnan(relative_air_mass)) return 0;
  const double z = sky.zenith_deg * k_rad_per_deg;
  const double kz3 = 1.041 * z * z * z;
  const double brightness = diffuse * relative_air_mass / sky.extraterrestrial;
  const double clearness = ((diffuse + sky.level.direct_normal) / diffuse + kz3) / (1 + kz3);
  const auto bin =
      static_cast<std::size_t>(std::upper_bound(k_perez_limits.begin(), k_perez_limits.end(), clearness) - k_perez_limits.begin());
  const auto& f = k_perez[bin];
  const double f1 = std::max(0.0, f[0] + f[1] * brightness + f[2] * z);
  const double f2 = f[3] + f[4] * brightness + f[5] * z;
  const double a = std::max(cos_incidence(plane, sky.zenith_deg, sky.azimuth_deg), 0.0);
  const double b = std::max(cos_deg(sky.zenith_deg), cos_deg(85));
  return std::max(diffuse * (0.5 * (1 - f1) * (1 + cos_deg(plane.tilt_deg)) + f1 * a / b + f2 * sin_deg(plane.tilt_deg)), 0.0);
}

double ground_reflected(double tilt_deg, double global, double albedo) { return global * albedo * (1 - cos_deg(tilt_deg)) / 2; }

double on_plane(Plane plane, const Sky& sky, double albedo) {
  return sky.level.direct_normal * std::max(cos_incidence(plane, sky.zenith_deg, sky.azimuth_deg), 0.0) +
         sky_hay_davies(plane, sky).total() + ground_reflected(plane.tilt_deg, sky.level.global, albedo);
}

}  // namespace skizze::solar
