// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace skizze::geo {
namespace {
constexpr double k_radius_m = 6378137.0;
constexpr double k_rad = std::numbers::pi / 180.0;
}  // namespace

Point2 to_mercator(Point2 lon_lat) {
  const double latitude = std::clamp(lon_lat.y, -k_max_latitude_deg, k_max_latitude_deg);
  return {k_radius_m * lon_lat.x * k_rad, k_radius_m * std::asinh(std::tan(latitude * k_rad))};
}

Point2 to_lon_lat(Point2 mercator) {
  return {mercator.x / k_radius_m / k_rad, std::atan(std::sinh(mercator.y / k_radius_m)) / k_rad};
}

double tile_size_m(int z) { return std::ldexp(2 * k_mercator_half_m, -z); }

Box tile_bounds(TileId tile) {
  const double size = tile_size_m(tile.z);
  const double west = -k_mercator_half_m + tile.x * size;
  const double north = k_mercator_half_m - tile.y * size;
  return {west, north - size, west + size, north};
}

TileId tile_at(Point2 mercator, int z) {
  const double size = tile_size_m(z);
  const double last = std::ldexp(1.0, z) - 1;
  const double x = std::clamp(std::floor((mercator.x + k_mercator_half_m) / size), 0.0, last);
  const double y = std::clamp(std::floor((k_mercator_half_m - mercator.y) / size), 0.0, last);
  return {static_cast<std::uint8_t>(z), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)};
}

double mercator_m_per_px(double zoom) { return 2 * k_mercator_half_m / k_tile_px / std::exp2(zoom); }

double ground_scale(double mercator_y) { return 1 / std::cosh(mercator_y / k_radius_m); }

}  // namespace skizze::geo
