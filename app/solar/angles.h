// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <numbers>

namespace skizze::solar {

inline constexpr double k_pi = std::numbers::pi;
inline constexpr double k_rad_per_deg = k_pi / 180;
inline double sin_deg(double deg) { return std::sin(deg * k_rad_per_deg); }
inline double cos_deg(double deg) { return std::cos(deg * k_rad_per_deg); }

/// arctan for t >= 0 to 1e-5 (Abramowitz and Stegun 4.4.49), several times faster than the library's.
inline float fast_atan(float t) {
  const bool steep = t > 1;
  const float x = steep ? 1 / t : t;
  const float x2 = x * x;
  const float y = x * (0.9998660F + x2 * (-0.3302995F + x2 * (0.1801410F + x2 * (-0.0851330F + x2 * 0.0208351F))));
  return steep ? static_cast<float>(k_pi / 2) - y : y;
}

}  // namespace skizze::solar
