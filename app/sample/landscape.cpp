// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/landscape.h"

#include <algorithm>
#include <numbers>

#include "sample/random.h"

namespace skizze::sample {
namespace {

constexpr double k_turn = 2 * std::numbers::pi;

}  // namespace

Landscape::Landscape(std::uint64_t seed, double old_town_m, double reach_m) : m_old_town(old_town_m) {
  Random random(mixed(seed, 101));
  // Amplitude times 2 pi over wavelength stays below 0.15 per wave: the field bends streets but never folds them.
  constexpr double k_lengths[] = {2300, 1900, 840, 700, 310, 260};
  constexpr double k_heights[] = {34, 30, 11, 9, 3.0, 2.5};
  for (std::size_t i = 0; i < m_bend.size(); ++i) {
    const double angle = random.between(0, k_turn);
    const Vec direction{std::cos(angle), std::sin(angle)};
    const double other = angle + random.between(0.6, 2.2);
    m_bend[i] = {direction * (k_turn / k_lengths[i]), random.between(0, k_turn), k_heights[i] * std::cos(other),
                 k_heights[i] * std::sin(other)};
  }
  constexpr double k_hill_lengths[] = {5200, 3100, 1700, 950, 420};
  constexpr double k_hill_heights[] = {11, 9, 6, 3.2, 0.9};
  for (std::size_t i = 0; i < m_hills.size(); ++i) {
    const double angle = random.between(0, k_turn);
    m_hills[i] = {Vec{std::cos(angle), std::sin(angle)} * (k_turn / k_hill_lengths[i]), random.between(0, k_turn), k_hill_heights[i], 0};
  }
  m_river_half_width = std::clamp(9 + old_town_m * 0.035, 12.0, 32.0) + std::min(reach_m / 1500, 12.0);
  for (double& phase : m_phase) phase = random.between(0, k_turn);
  m_rail_slope = random.between(0.05, 0.12) * (random.chance(0.5) ? 1 : -1);
}

Vec Landscape::to_land(Vec plan) const {
  Vec out = plan + k_town_origin;
  for (const auto& wave : m_bend) {
    const double s = std::sin(dot(wave.k, plan) + wave.phase);
    out.x += wave.x * s;
    out.y += wave.y * s;
  }
  return out;
}

Vec Landscape::to_plan(Vec land) const {
  Vec plan = land - k_town_origin;
  for (int i = 0; i < 12; ++i) {
    const Vec off = land - to_land(plan);
    plan = plan + off;
    if (std::abs(off.x) + std::abs(off.y) < 0.005) break;
  }
  return plan;
}

Polyline Landscape::to_land(const Polyline& plan, double step_m) const {
  Polyline out = densified_line(plan, step_m);
  for (auto& p : out) p = to_land(p);
  return out;
}

Polygon Landscape::ring_to_land(const Polygon& plan, double step_m) const {
  Polygon out = densified(plan, step_m);
  for (auto& p : out) p = to_land(p);
  return out;
}

double Landscape::river_y(double x) const {
  // Calm beside the old town, winding further out.
  const double calm = 1 - std::exp(-(x * x) / (1.7 * m_old_town * m_old_town));
  const double wind = 95 * std::sin(x / 520 + m_phase[0]) + 48 * std::sin(x / 233 + m_phase[1]);
  return -(m_old_town + river_strip() + 34) - calm * (wind * 1.2 + 30);
}

double Landscape::rail_y(double x) const {
  const double base = m_old_town * 1.62 + 120;
  return base + m_rail_slope * x + 60 * std::sin(x / 1900 + m_phase[2]) + x * x / 46000.0 * std::exp(-std::abs(x) / 4000);
}

double Landscape::plan_height(Vec plan) const {
  double z = 108;
  for (const auto& wave : m_hills) z += wave.x * std::sin(dot(wave.k, plan) + wave.phase);
  // The old town stands on a low terrace; the river has cut its valley; hills rise away from it.
  const double from_river = plan.y - river_y(plan.x);
  z += std::min(std::abs(from_river) / 130, 22.0);
  const double valley = std::exp(-(from_river * from_river) / (2 * 210.0 * 210.0));
  const double floor = 97 - plan.x / 2500;
  z = z * (1 - 0.92 * valley) + floor * 0.92 * valley;
  const double bank = std::abs(from_river) - m_river_half_width;
  if (bank < 4) z -= 2.6 * std::clamp((4 - bank) / 6, 0.0, 1.0);
  return z;
}

double Landscape::height(Vec land) const { return plan_height(to_plan(land)); }

}  // namespace skizze::sample
