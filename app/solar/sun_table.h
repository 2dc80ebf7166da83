// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The year's direct light sorted by where it comes from, so that a horizon takes its share away with one look-up per direction.
#pragma once

#include <span>
#include <vector>

#include "solar/climate.h"

namespace skizze::solar {

inline constexpr int k_directions = 36;
inline constexpr int k_bins_per_deg = 2;
inline constexpr int k_bins = 90 * k_bins_per_deg;

/// Unit normal of a plane: x east, y north, z up.
struct Normal {
  double x = 0, y = 0, z = 1;
};
Normal normal_of(Plane plane);

/// Light of a sector from above a horizon, as a sum of (energy * direction): its product with a normal is what the plane gets, kWh/m².
struct LightVector {
  float x = 0, y = 0, z = 0, unused = 0;
};

/// Cumulated per direction and elevation. Sector d is centred on azimuth d * 360 / directions.
struct SunTable {
  int directions = k_directions;
  std::vector<LightVector> light;  ///< [direction][k_bins + 1]: from above bin k; the last is zero
  double diffuse_kwh = 0;          ///< isotropic part of the sky, kWh/m² on level ground
  double global_kwh = 0;           ///< on level ground, for what the ground reflects
  const LightVector* sector(int d) const { return light.data() + static_cast<std::size_t>(d) * (k_bins + 1); }
};

/// Direct light and the circumsolar part of Hay-Davies as from the sun, the rest as isotropic. months: bit 0 is January.
SunTable make_sun_table(const ClimateYear& year, int directions = k_directions, unsigned months = 0xFFF);

/// What one plane gets under any horizon, kWh/m² in the year. The plane's own slope is a horizon too. The isotropic part is the closed form
/// for a constant horizon per sector: DHI dphi/(2 pi) [n_z cos²h + n_h (pi/2 - h - sin h cos h)]. What the ground reflects is not shaded
/// (assumption). Refers to the table.
class PlaneLight {
 public:
  PlaneLight(const SunTable& table, Normal normal, double albedo = k_grass_albedo);
  /// horizon_tangents: one per direction of the table; empty for an open horizon. Some 10 ns per direction.
  double kwh(std::span<const float> horizon_tangents) const;

 private:
  const SunTable* m_table;
  LightVector m_normal;
  double m_reflected;
  std::vector<float> m_towards;  // horizontal part of the normal towards each direction
  std::vector<float> m_slope;    // tangent of the plane's own horizon there
};

/// The same for one horizon.
inline double irradiation_kwh(const SunTable& table, Normal normal, std::span<const float> horizon_tangents,
                              double albedo = k_grass_albedo) {
  return PlaneLight(table, normal, albedo).kwh(horizon_tangents);
}

/// Share of the sky's isotropic light that reaches level ground under this horizon, 0 to 1 (sky view factor).
double sky_view(std::span<const float> horizon_tangents);

}  // namespace skizze::solar
