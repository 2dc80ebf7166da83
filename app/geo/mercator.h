// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Web Mercator (EPSG:3857) and the tile grid on it: 512 px per tile; zoom 0 is one tile for the world; y grows southwards in tiles.
#pragma once

#include <cstdint>

#include "geo/geometry.h"

namespace skizze::geo {

inline constexpr double k_mercator_half_m = 20037508.342789244;
inline constexpr double k_max_latitude_deg = 85.05112877980659;
inline constexpr int k_tile_px = 512;

/// Degrees (WGS84/ETRS89) to Web Mercator metres; latitudes beyond the square are clamped.
Point2 to_mercator(Point2 lon_lat);
Point2 to_lon_lat(Point2 mercator);

struct TileId {
  std::uint8_t z = 0;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  auto operator<=>(const TileId&) const = default;
};

/// Side of a tile in Mercator metres.
double tile_size_m(int z);
Box tile_bounds(TileId tile);
/// The tile that holds a Mercator point, clamped to the grid.
TileId tile_at(Point2 mercator, int z);
/// Mercator metres per CSS pixel at a (fractional) zoom.
double mercator_m_per_px(double zoom);
/// True ground metres per Mercator metre at a Mercator northing (the cosine of the latitude).
double ground_scale(double mercator_y);

}  // namespace skizze::geo
