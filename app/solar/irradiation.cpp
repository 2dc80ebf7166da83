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

constexpr float k_half_pi = static_cast<float>(k_pi / 2);

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

/// Adds one direction's light to a cell, up to the factor n_z.
void add_light(const SunTable& table, const sweep::Direction& d, float tangent, Cell& cell) {
  const auto east = static_cast<float>(d.east);
  const auto north = static_cast<float>(d.north);
  const float rise = cell.slope.east * east + cell.slope.north * north;
  const float t = std::max(tangent, rise);
  const float h = fast_atan(t);
  const float c2 = 1 / (1 + t * t);
  constexpr auto k_per_rad = static_cast<float>(k_bins_per_deg / k_rad_per_deg);
  const float e = std::min(h * k_per_rad, static_cast<float>(k_bins) - 1e-3F);
  const auto k = static_cast<int>(e);
  const float f = e - static_cast<float>(k);
  const LightVector& a = table.sector(d.number)[k];
  const LightVector& b = table.sector(d.number)[k + 1];
  const float at_a = a.z - cell.slope.east * a.x - cell.slope.north * a.y;
  const float at_b = b.z - cell.slope.east * b.x - cell.slope.north * b.y;
  const float sky = std::max(0.0F, c2 - rise * (k_half_pi - h - t * c2));
  cell.sum += std::max(0.0F, at_a + f * (at_b - at_a)) + sky * static_cast<float>(table.diffuse_kwh / table.directions);
}

}  // namespace

base::Status irradiate_window(const HeightGrid& grid, const SunTable& table, const PixelWindow& window, Field& field,
                              const SweepOptions& options) {
  const bool fits = window.left >= 0 && window.top >= 0 && window.right <= grid.width && window.bottom <= grid.height;
  if (table.directions != options.directions || field.size() != grid.size() || !fits) return fail(ErrorCode::invalid, "solar.no_extent");
  if (window.empty()) return {};
  const auto width = static_cast<std::size_t>(window.right - window.left);
  const auto height = static_cast<std::size_t>(window.bottom - window.top);
  std::vector<float> across(grid.size());
  sweep::transpose(grid.z.data(), across.data(), grid.width, grid.height);
  // Each frame has its own cells, so that those of a line lie side by side in either.
  std::vector<Cell> cells(width * height);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].slope = slope_at(grid, window.left + static_cast<int>(i % width), window.top + static_cast<int>(i / width));
  }
  std::vector<Cell> cells_across(cells.size());
  sweep::transpose(cells.data(), cells_across.data(), static_cast<int>(width), static_cast<int>(height));
  const bool done = sweep::all_directions(grid, across.data(), options, window, [&](const sweep::Direction& d, std::size_t cell, float t) {
    add_light(table, d, t, (d.transposed ? cells_across : cells)[cell]);
  });
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
