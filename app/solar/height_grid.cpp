// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/height_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/mercator.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;

constexpr float k_unknown = std::numeric_limits<float>::quiet_NaN();

void raise(float& to, double z) {
  if (!(static_cast<double>(to) >= z)) to = static_cast<float>(z);
}

/// Plane z = a + b x + c y through a ring, relative to its first point (Newell's normal; robust for rings that are not quite flat).
struct PlaneOf {
  geo::Point3 base;
  double b = 0, c = 0;
  bool upright = true;
};
PlaneOf plane_of(const std::vector<geo::Point3>& ring) {
  const geo::Point3 n = geo::newell_normal(ring);
  PlaneOf plane{ring.front(), 0, 0, true};
  const double level = std::abs(n.z);
  if (level < 1e-6 * std::hypot(n.x, n.y) || level == 0) return plane;
  plane.upright = false;
  plane.b = -n.x / n.z;
  plane.c = -n.y / n.z;
  geo::Point3 mean{0, 0, 0};
  for (const auto& p : ring) mean = {mean.x + p.x, mean.y + p.y, mean.z + p.z};
  const auto count = static_cast<double>(ring.size());
  plane.base = {mean.x / count, mean.y / count, mean.z / count};
  return plane;
}

}  // namespace

base::Result<HeightGrid> make_grid(const geo::Box& mercator, double pixel_m, std::size_t max_pixels) {
  if (mercator.empty() || !(pixel_m > 0)) return fail(ErrorCode::invalid, "solar.no_extent");
  HeightGrid grid;
  grid.pixel_m = pixel_m;
  grid.step = pixel_m / geo::ground_scale(mercator.center().y);
  const double columns = std::ceil(mercator.width() / grid.step);
  const double rows = std::ceil(mercator.height() / grid.step);
  if (columns * rows > static_cast<double>(max_pixels)) {
    return fail(ErrorCode::too_large, "solar.too_many_pixels", {{"pixels", std::to_string(static_cast<std::uint64_t>(columns * rows))}});
  }
  grid.width = std::max(1, static_cast<int>(columns));
  grid.height = std::max(1, static_cast<int>(rows));
  grid.north_west = {mercator.min_x, mercator.max_y};
  grid.z.assign(static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height), k_unknown);
  return grid;
}

base::Result<HeightGrid> grid_of(const feature::RasterPack& raster, const geo::Box& mercator, std::size_t max_pixels,
                                 base::CancelToken token) {
  const auto& info = raster.info();
  if (!mercator.intersects(info.bounds)) return fail(ErrorCode::invalid, "solar.outside_raster", {{"layer", info.name}});
  const int zoom = info.max_zoom;
  const double step = geo::tile_size_m(zoom) / feature::k_raster_tile_px;
  const auto column_of = [&](double x) { return static_cast<std::int64_t>(std::floor((x + geo::k_mercator_half_m) / step)); };
  const auto row_of = [&](double y) { return static_cast<std::int64_t>(std::floor((geo::k_mercator_half_m - y) / step)); };
  const std::int64_t west = column_of(std::max(mercator.min_x, info.bounds.min_x));
  const std::int64_t east = column_of(std::min(mercator.max_x, info.bounds.max_x));
  const std::int64_t north = row_of(std::min(mercator.max_y, info.bounds.max_y));
  const std::int64_t south = row_of(std::max(mercator.min_y, info.bounds.min_y));
  HeightGrid grid;
  grid.width = static_cast<int>(east - west + 1);
  grid.height = static_cast<int>(south - north + 1);
  const auto pixels = static_cast<std::size_t>(grid.width) * static_cast<std::size_t>(grid.height);
  if (pixels > max_pixels) return fail(ErrorCode::too_large, "solar.too_many_pixels", {{"pixels", std::to_string(pixels)}});
  grid.step = step;
  grid.north_west = {static_cast<double>(west) * step - geo::k_mercator_half_m, geo::k_mercator_half_m - static_cast<double>(north) * step};
  grid.pixel_m = step * geo::ground_scale(mercator.center().y);
  grid.z.assign(pixels, k_unknown);
  constexpr std::int64_t k_side = feature::k_raster_tile_px;
  for (std::int64_t ty = north / k_side; ty <= south / k_side; ++ty) {
    for (std::int64_t tx = west / k_side; tx <= east / k_side; ++tx) {
      if (token.cancelled()) return fail(ErrorCode::cancelled, "solar.cancelled");
      const auto tile = raster.tile({static_cast<std::uint8_t>(zoom), static_cast<std::uint32_t>(tx), static_cast<std::uint32_t>(ty)});
      if (tile.empty()) continue;
      const std::int64_t first = std::max(west, tx * k_side);
      const std::int64_t last = std::min(east, (tx + 1) * k_side - 1);
      for (std::int64_t y = std::max(north, ty * k_side); y <= std::min(south, (ty + 1) * k_side - 1); ++y) {
        const auto* from = tile.data() + (y - ty * k_side) * k_side + (first - tx * k_side);
        std::copy(from, from + (last - first + 1), grid.z.begin() + (y - north) * grid.width + (first - west));
      }
    }
  }
  return grid;
}

std::size_t hole_count(const HeightGrid& grid) {
  const auto width = static_cast<std::size_t>(grid.width);
  std::vector<char> unknown(grid.size());
  for (std::size_t i = 0; i < grid.size(); ++i) unknown[i] = std::isnan(grid.z[i]) ? 1 : 0;
  std::vector<std::size_t> open;
  const auto enter = [&](std::size_t i) {
    if (unknown[i] == 0) return;
    unknown[i] = 0;
    open.push_back(i);
  };
  for (std::size_t c = 0; c < width && !unknown.empty(); ++c) {
    enter(c);
    enter(grid.size() - 1 - c);
  }
  for (std::size_t i = 0; i < grid.size(); i += width) {
    enter(i);
    enter(i + width - 1);
  }
  while (!open.empty()) {
    const std::size_t i = open.back();
    open.pop_back();
    if (i % width > 0) enter(i - 1);
    if (i % width + 1 < width) enter(i + 1);
    if (i >= width) enter(i - width);
    if (i + width < grid.size()) enter(i + width);
  }
  return static_cast<std::size_t>(std::count(unknown.begin(), unknown.end(), 1));
}

void raise_to(HeightGrid& grid, const geo::Geometry& surface) {
  if (surface.parts.empty() || surface.parts.front().points.size() < 3) return;
  const PlaneOf plane = plane_of(surface.parts.front().points);
  if (plane.upright) return;
  const geo::Box box = surface.bounds();
  const int top = std::max(0, static_cast<int>(std::ceil((grid.north_west.y - box.max_y) / grid.step - 0.5)));
  const int bottom = std::min(grid.height - 1, static_cast<int>(std::floor((grid.north_west.y - box.min_y) / grid.step - 0.5)));
  std::vector<double> crossings;
  for (int row = top; row <= bottom; ++row) {
    const double y = grid.north_west.y - (row + 0.5) * grid.step;
    crossings.clear();
    for (const auto& part : surface.parts) {
      for (std::size_t i = 0, j = part.points.size() - 1; i < part.points.size(); j = i++) {
        const auto& a = part.points[i];
        const auto& b = part.points[j];
        if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
      const int left = std::max(0, static_cast<int>(std::ceil((crossings[i] - grid.north_west.x) / grid.step - 0.5)));
      const int right = std::min(grid.width - 1, static_cast<int>(std::floor((crossings[i + 1] - grid.north_west.x) / grid.step - 0.5)));
      for (int column = left; column <= right; ++column) {
        const double x = grid.north_west.x + (column + 0.5) * grid.step;
        raise(grid.z[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(column)],
              plane.base.z + plane.b * (x - plane.base.x) + plane.c * (y - plane.base.y));
      }
    }
  }
}

void raise_to(HeightGrid& grid, const TreeShape& tree) {
  const double radius = tree.crown_radius_m / grid.pixel_m;
  const double cx = (tree.middle.x - grid.north_west.x) / grid.step - 0.5;
  const double cy = (grid.north_west.y - tree.middle.y) / grid.step - 0.5;
  for (int row = std::max(0, static_cast<int>(cy - radius)); row <= std::min(grid.height - 1, static_cast<int>(cy + radius + 1)); ++row) {
    for (int column = std::max(0, static_cast<int>(cx - radius)); column <= std::min(grid.width - 1, static_cast<int>(cx + radius + 1));
         ++column) {
      const double r2 = ((column - cx) * (column - cx) + (row - cy) * (row - cy)) / (radius * radius);
      if (r2 > 1) continue;
      raise(grid.z[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(column)],
            tree.top_z - tree.crown_radius_m * (1 - std::sqrt(1 - r2)));
    }
  }
}

}  // namespace skizze::solar
