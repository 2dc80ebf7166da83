// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The truth about a place in a town of known houses by force: 720 rays marched in steps of 10 cm over the houses' own shapes (no raster),
/// then the year hour by hour. Slow by design; what is skipped is only what cannot change the result.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "app/solar/town.h"

namespace skizze::solar::town {

class MarchedLight {
 public:
  static constexpr int k_rays = 720;
  MarchedLight(const std::vector<House>& houses, const ClimateYear& year) {
    for (const auto& h : houses) {
      const double slope = std::tan(h.tilt * k_rad);
      m_houses.push_back({h, std::cos(h.turn), std::sin(h.turn), slope, h.eaves + h.depth / 2 * slope, std::hypot(h.width, h.depth) / 2});
    }
    for (const auto& hour : year.hours) {
      const Sky& sky = hour.sky;
      if (sky.level.global <= 0) continue;
      const double share = sky.level.direct_normal / sky.extraterrestrial;
      m_isotropic += sky.level.diffuse * (1 - share);
      m_global += sky.level.global;
      if (sky.zenith_deg >= 90) continue;
      const double up = std::cos(sky.zenith_deg * k_rad);
      m_hours.push_back(
          {direction(90 - sky.zenith_deg, sky.azimuth_deg), static_cast<std::size_t>(std::lround(sky.azimuth_deg / 360 * k_rays)) % k_rays,
           up / std::sin(sky.zenith_deg * k_rad), sky.level.direct_normal + sky.level.diffuse * share / std::max(up, 0.01745)});
    }
    // The sky's isotropic part as patches: every fourth ray, steps of one degree; a plane that sees all of it gets 1.
    for (std::size_t d = 0; d < k_rays; d += 4) {
      for (int e = 0; e < 90; ++e) {
        const double elevation = e + 0.5;
        m_patches.push_back({direction(elevation, static_cast<double>(d) * 360 / k_rays), d, std::tan(elevation * k_rad),
                             std::cos(elevation * k_rad) * k_rad * (2 * k_half_turn * 4 / k_rays) / k_half_turn});
      }
    }
  }

  /// kWh/m² in the year that a plane at this point gets (metres around the town's middle, absolute height).
  double kwh(Plane plane, const geo::Point3& from) const {
    const Vector normal = direction(90 - plane.tilt_deg, plane.azimuth_deg);
    const auto tangents = horizon(from);
    double direct = 0;
    for (const auto& hour : m_hours) {
      const double c = dot(hour.towards, normal);
      if (c > 0 && hour.tangent > tangents[hour.ray]) direct += hour.energy * c;
    }
    double seen = 0;
    for (const auto& patch : m_patches) {
      const double c = dot(patch.towards, normal);
      if (c > 0 && patch.tangent >= tangents[patch.ray]) seen += patch.energy * c;
    }
    return (direct + m_isotropic * seen + m_global * k_grass_albedo * (1 - std::cos(plane.tilt_deg * k_rad)) / 2) / 1000;
  }

  /// Tangents of the horizon around a point.
  std::vector<double> horizon(const geo::Point3& from) const {
    // Near houses first: where one hides much, those behind it need not be marched.
    std::vector<std::size_t> order(m_houses.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto distance = [&](std::size_t i) { return std::hypot(m_houses[i].shape.x - from.x, m_houses[i].shape.y - from.y); };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
    std::vector<double> tangents(k_rays, 0);
    for (const std::size_t i : order) {
      const Standing& h = m_houses[i];
      // Only rays towards the circle around it can meet it.
      const double far = distance(i);
      const double half = far > h.reach ? std::asin(h.reach / far) : k_half_turn;
      const double towards = std::atan2(h.shape.x - from.x, h.shape.y - from.y);
      const int last = static_cast<int>(std::ceil((towards + half) / (2 * k_half_turn) * k_rays));
      const int first = std::max(static_cast<int>(std::floor((towards - half) / (2 * k_half_turn) * k_rays)), last - k_rays + 1);
      for (int ray = first; ray <= last; ++ray) march(h, from, static_cast<std::size_t>((ray + k_rays) % k_rays), tangents);
    }
    return tangents;
  }

 private:
  static constexpr double k_half_turn = 3.14159265358979323846;
  static constexpr double k_rad = k_half_turn / 180;
  struct Vector {
    double x, y, z;
  };
  /// The sun at an hour or a patch of the sky.
  struct Light {
    Vector towards;
    std::size_t ray;
    double tangent, energy;
  };
  struct Standing {
    House shape;
    double cosine, sine, slope, top, reach;
    /// Height of the house at a place; far below where it does not stand.
    double height(double x, double y) const {
      const double along = (x - shape.x) * cosine + (y - shape.y) * sine;
      const double across = -(x - shape.x) * sine + (y - shape.y) * cosine;
      return std::abs(along) > shape.width / 2 || std::abs(across) > shape.depth / 2
                 ? -1e9
                 : shape.eaves + (shape.depth / 2 - std::abs(across)) * slope;
    }
  };
  static void march(const Standing& h, const geo::Point3& from, std::size_t ray, std::vector<double>& tangents) {
    const double east = std::sin(static_cast<double>(ray) * 2 * k_half_turn / k_rays);
    const double north = std::cos(static_cast<double>(ray) * 2 * k_half_turn / k_rays);
    double& highest = tangents[ray];
    const double along = (h.shape.x - from.x) * east + (h.shape.y - from.y) * north;
    const double aside = std::abs((h.shape.x - from.x) * north - (h.shape.y - from.y) * east);
    const double first = std::max(0.1, along - h.reach);
    if (aside > h.reach || along < -h.reach || h.top - from.z <= highest * first) return;
    for (double s = first; s <= along + h.reach; s += 0.1) {
      highest = std::max(highest, (h.height(from.x + s * east, from.y + s * north) - from.z) / s);
    }
  }
  static double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
  static Vector direction(double elevation_deg, double azimuth_deg) {
    const double level = std::cos(elevation_deg * k_rad);
    return {level * std::sin(azimuth_deg * k_rad), level * std::cos(azimuth_deg * k_rad), std::sin(elevation_deg * k_rad)};
  }
  std::vector<Standing> m_houses;
  std::vector<Light> m_hours, m_patches;
  double m_isotropic = 0, m_global = 0;
};

}  // namespace skizze::solar::town
