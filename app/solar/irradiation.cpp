// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <limits>

#include "solar/sweep.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;

/// Rise of the surface per metre towards east and north, from the neighbours that are known.
struct Slope {
  float east = 0, north = 0;
};

Slope slope_at(const HeightGrid& grid, int column, int row) {
  const auto z = [&](int c, int r) {
    const bool outside = c < 0 || r < 0 || c >= grid.width || r >= grid.height;
    return outside ? std::numeric_limits<float>::quiet_NaN()
                   : grid.z[static_cast<std::size_t>(r) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(c)];
  };
  const float here = z(column, row);
  const auto pixel = static_cast<float>(grid.pixel_m);
  const auto rise = [&](float before, float after) {
    if (std::isnan(before) && std::isnan(after)) return 0.0F;
    if (std::isnan(before)) return (after - here) / pixel;
    if (std::isnan(after)) return (here - before) / pixel;
    // At a wall one of the two sides is no part of the surface: the gentler one tells its slope.
    const float a = here - before;
    const float b = after - here;
    return (std::abs(a) > 2 * std::abs(b) + pixel || std::abs(b) > 2 * std::abs(a) + pixel ? (std::abs(a) < std::abs(b) ? a : b)
                                                                                           : (a + b) / 2) /
           pixel;
  };
  return {rise(z(column - 1, row), z(column + 1, row)), rise(z(column, row + 1), z(column, row - 1))};
}

/// What a pixel needs while the sweep passes: its slope and what it has got. One of these per frame, so that both run along memory.
struct Cell {
  Slope slope;
  float sum = 0;
};

/// What a horizon leaves of a direction's light, by u = t / (1 + t) of its tangent t: close to even steps of elevation, without an
/// arctangent. For a surface of slope (e, n): light z - e x - n y, and sky - rise * tilt from the isotropic sky. With the step to the next
/// entry.
struct Left {
  float x, y, z, sky, tilt;
  float dx, dy, dz, dsky, dtilt;
};
constexpr int k_steps = 256;

std::vector<Left> left_of(const SunTable& table, int direction) {
  std::vector<Left> all(k_steps + 1);
  const double sky = table.diffuse_kwh / table.directions;
  for (int i = 0; i <= k_steps; ++i) {
    const double u = static_cast<double>(i) / k_steps;
    const double h = std::atan2(u, 1 - u);
    const double e = std::min(h / k_rad_per_deg * k_bins_per_deg, k_bins - 1e-9);
    const auto k = static_cast<std::size_t>(e);
    const auto f = static_cast<float>(e - static_cast<double>(k));
    const LightVector& a = table.sector(direction)[k];
    const LightVector& b = table.sector(direction)[k + 1];
    Left& at = all[static_cast<std::size_t>(i)];
    at.x = a.x + f * (b.x - a.x);
    at.y = a.y + f * (b.y - a.y);
    at.z = a.z + f * (b.z - a.z);
    at.sky = static_cast<float>(sky * std::cos(h) * std::cos(h));
    at.tilt = static_cast<float>(sky * (k_pi / 2 - h - std::sin(h) * std::cos(h)));
  }
  for (std::size_t i = 0; i < k_steps; ++i) {
    Left& at = all[i];
    const Left& next = all[i + 1];
    at.dx = next.x - at.x;
    at.dy = next.y - at.y;
    at.dz = next.z - at.z;
    at.dsky = next.sky - at.sky;
    at.dtilt = next.tilt - at.tilt;
  }
  return all;
}

/// One direction's light on a slope, up to the factor n_z. rise: of the surface towards the direction.
float light_on(const Left* left, Slope slope, float rise, float tangent) {
  const float t = std::max(tangent, rise);
  const float u = t / (1 + t) * k_steps;
  const int k = std::min(static_cast<int>(u), k_steps - 1);
  const float f = u - static_cast<float>(k);
  const Left& at = left[k];
  const float beam = at.z + f * at.dz - slope.east * (at.x + f * at.dx) - slope.north * (at.y + f * at.dy);
  const float sky = at.sky + f * at.dsky - rise * (at.tilt + f * at.dtilt);
  return std::max(0.0F, beam) + std::max(0.0F, sky);
}

/// Adds the light of a direction and of the one at its back (null: there is none) to cells side by side.
void add_light(const Left* left, const Left* behind, const sweep::Direction& d, const sweep::Seen& seen, Cell* cells) {
  const auto east = static_cast<float>(d.east);
  const auto north = static_cast<float>(d.north);
  for (std::size_t i = 0; i < seen.count; ++i) {
    if (std::isnan(seen.height[i])) continue;
    const Slope slope = cells[i].slope;
    const float rise = slope.east * east + slope.north * north;
    float light = light_on(left, slope, rise, seen.tangent[i]);
    if (behind != nullptr) light += light_on(behind, slope, -rise, seen.back[i]);
    cells[i].sum += light;
  }
}

}  // namespace

base::Status irradiate_window(const HeightGrid& grid, const SunTable& table, const PixelWindow& window, Field& field,
                              const SweepOptions& options) {
  const bool fits = window.left >= 0 && window.top >= 0 && window.right <= grid.width && window.bottom <= grid.height;
  if (table.directions != options.directions || field.size() != grid.size() || !fits) return fail(ErrorCode::invalid, "solar.no_extent");
  if (window.empty()) return {};
  const auto width = static_cast<std::size_t>(window.right - window.left);
  const auto height = static_cast<std::size_t>(window.bottom - window.top);
  auto across = sweep::large_vector<float>(grid.size());
  sweep::transpose(grid.z.data(), across.data(), grid.width, grid.height);
  // Each frame has its own cells, so that those of a line lie side by side in either.
  auto cells = sweep::large_vector<Cell>(width * height);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].slope = slope_at(grid, window.left + static_cast<int>(i % width), window.top + static_cast<int>(i / width));
  }
  auto cells_across = sweep::large_vector<Cell>(cells.size());
  sweep::transpose(cells.data(), cells_across.data(), static_cast<int>(width), static_cast<int>(height));
  std::vector<std::vector<Left>> left;
  for (int i = 0; i < table.directions; ++i) left.push_back(left_of(table, i));
  const auto directions = static_cast<std::size_t>(table.directions);
  const auto add = [&](const sweep::Direction& d, const sweep::Seen& seen) {
    const auto number = static_cast<std::size_t>(d.number);
    add_light(left[number].data(), directions % 2 == 0 ? left[number + directions / 2].data() : nullptr, d, seen,
              (d.transposed ? cells_across : cells).data() + seen.cell);
  };
  const auto fetch = [&](const sweep::Direction& d, std::size_t cell) {
    __builtin_prefetch((d.transposed ? cells_across : cells).data() + cell, 1);
  };
  const bool done = sweep::all_directions(grid, across.data(), options, window, add, fetch);
  if (!done) return fail(ErrorCode::cancelled, "solar.cancelled");
  const double reflected = table.global_kwh * k_grass_albedo / 2;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const Cell& cell = cells[y * width + x];
      const double n_z = 1 / std::sqrt(1 + static_cast<double>(cell.slope.east * cell.slope.east + cell.slope.north * cell.slope.north));
      const double sum = n_z * static_cast<double>(cell.sum + cells_across[x * height + y].sum) + reflected * (1 - n_z);
      const std::size_t pixel =
          (y + static_cast<std::size_t>(window.top)) * static_cast<std::size_t>(grid.width) + x + static_cast<std::size_t>(window.left);
      field[pixel] = std::isnan(grid.z[pixel]) ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(sum);
    }
  }
  return {};
}

base::Result<Field> irradiate(const HeightGrid& grid, const SunTable& table, const SweepOptions& options) {
  Field field(grid.size());
  if (auto status = irradiate_window(grid, table, whole(grid), field, options); !status) return tl::unexpected(status.error());
  return field;
}

}  // namespace skizze::solar
