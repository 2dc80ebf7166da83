// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/sun_table.h"

#include <algorithm>
#include <cmath>

#include "solar/angles.h"

namespace skizze::solar {

Normal normal_of(Plane plane) {
  const double s = sin_deg(plane.tilt_deg);
  return {s * sin_deg(plane.azimuth_deg), s * cos_deg(plane.azimuth_deg), cos_deg(plane.tilt_deg)};
}

SunTable make_sun_table(const ClimateYear& year, int directions, unsigned months) {
  SunTable table;
  table.directions = directions;
  std::vector<std::array<double, 3>> sums(static_cast<std::size_t>(directions) * (k_bins + 1));
  for (const auto& hour : year.hours) {
    const Sky& sky = hour.sky;
    if (!(months >> (hour.month - 1) & 1U) || sky.level.global <= 0) continue;
    table.global_kwh += sky.level.global / 1000;
    const double share = sky.level.direct_normal / sky.extraterrestrial;
    table.diffuse_kwh += sky.level.diffuse * (1 - share) / 1000;
    const double elevation = 90 - sky.zenith_deg;
    if (elevation <= 0) continue;
    const double circumsolar = sky.level.diffuse * share / std::max(cos_deg(sky.zenith_deg), 0.01745);
    const double energy = (sky.level.direct_normal + circumsolar) / 1000;
    const auto d = static_cast<std::size_t>(std::lround(sky.azimuth_deg / 360 * directions)) % static_cast<std::size_t>(directions);
    const auto bin = static_cast<std::size_t>(std::min(k_bins - 1, static_cast<int>(elevation * k_bins_per_deg)));
    auto& sum = sums[d * (k_bins + 1) + bin];
    const double level = energy * sin_deg(sky.zenith_deg);
    sum[0] += level * sin_deg(sky.azimuth_deg);
    sum[1] += level * cos_deg(sky.azimuth_deg);
    sum[2] += energy * cos_deg(sky.zenith_deg);
  }
  table.light.resize(sums.size());
  for (std::size_t d = 0; d < static_cast<std::size_t>(directions); ++d) {
    std::array<double, 3> above{};
    for (std::size_t k = k_bins; k-- > 0;) {
      const std::size_t at = d * (k_bins + 1) + k;
      for (std::size_t axis = 0; axis < 3; ++axis) above[axis] += sums[at][axis];
      table.light[at] = {static_cast<float>(above[0]), static_cast<float>(above[1]), static_cast<float>(above[2]), 0};
    }
  }
  return table;
}

PlaneLight::PlaneLight(const SunTable& table, Normal n, double albedo)
    : m_table(&table),
      m_normal{static_cast<float>(n.x), static_cast<float>(n.y), static_cast<float>(n.z), 0},
      m_reflected(table.global_kwh * albedo * (1 - n.z) / 2) {
  constexpr float k_behind_a_wall = 1e9F;
  for (int d = 0; d < table.directions; ++d) {
    const double azimuth = 2 * k_pi * d / table.directions;
    const double towards = n.x * std::sin(azimuth) + n.y * std::cos(azimuth);
    m_towards.push_back(static_cast<float>(towards));
    m_slope.push_back(towards >= 0 ? 0 : n.z > 1e-9 ? static_cast<float>(-towards / n.z) : k_behind_a_wall);
  }
}

double PlaneLight::kwh(std::span<const float> tangents) const {
  constexpr auto k_per_rad = static_cast<float>(k_bins_per_deg / k_rad_per_deg);
  float direct = 0;
  float sky = 0;
  for (std::size_t d = 0; d < m_towards.size(); ++d) {
    const float t = tangents.empty() ? m_slope[d] : std::max(m_slope[d], tangents[d]);
    const float h = fast_atan(t);
    const float c2 = 1 / (1 + t * t);
    sky += std::max(0.0F, m_normal.z * c2 + m_towards[d] * (static_cast<float>(k_pi / 2) - h - t * c2));
    const float e = std::min(h * k_per_rad, static_cast<float>(k_bins) - 1e-3F);
    const auto k = static_cast<int>(e);
    const float f = e - static_cast<float>(k);
    const LightVector& a = m_table->sector(static_cast<int>(d))[k];
    const LightVector& b = m_table->sector(static_cast<int>(d))[k + 1];
    const float at_a = m_normal.x * a.x + m_normal.y * a.y + m_normal.z * a.z;
    const float at_b = m_normal.x * b.x + m_normal.y * b.y + m_normal.z * b.z;
    direct += std::max(0.0F, at_a + f * (at_b - at_a));
  }
  return static_cast<double>(direct) + static_cast<double>(sky) / m_table->directions * m_table->diffuse_kwh + m_reflected;
}

double sky_view(std::span<const float> tangents) {
  double sum = 0;
  for (const float t : tangents) sum += 1 / (1 + static_cast<double>(std::max(0.0F, t)) * static_cast<double>(std::max(0.0F, t)));
  return tangents.empty() ? 1 : sum / static_cast<double>(tangents.size());
}

}  // namespace skizze::solar
