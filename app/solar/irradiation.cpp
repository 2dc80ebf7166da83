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

/// What a horizon leaves of a direction's light, by u = t / (1 + t) of its tangent t: close to even steps of elevation, without an
/// arctangent. For a surface of slope (e, n): light z - e x - n y, and sky - rise * tilt from the isotropic sky. With the step to the next
/// entry.
struct Left {
  std::array<float, 4> light, step;  ///< z, x, y, sky
  float tilt, tilt_step;
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
    at.light = {a.z + f * (b.z - a.z), a.x + f * (b.x - a.x), a.y + f * (b.y - a.y), static_cast<float>(sky * std::cos(h) * std::cos(h))};
    at.tilt = static_cast<float>(sky * (k_pi / 2 - h - std::sin(h) * std::cos(h)));
  }
  for (std::size_t i = 0; i < k_steps; ++i) {
    Left& at = all[i];
    const Left& next = all[i + 1];
    for (std::size_t j = 0; j < at.light.size(); ++j) at.step[j] = next.light[j] - at.light[j];
    at.tilt_step = next.tilt - at.tilt;
  }
  return all;
}

/// Rise of the surface per metre and what it has got so far, of four pixels.
struct Slopes {
  Four east, north;
};

/// One direction's light on slopes, up to the factor n_z. rise: of the surface towards the direction.
Four light_on(const Left* left, const Slopes& slope, Four rise, Four tangent) {
  const Four t = greater(tangent, rise);
  const Four u = greater(t / (1 + t) * static_cast<float>(k_steps), Four{});
  constexpr float k_last = k_steps - 1;
  const FourInts k = __builtin_convertvector(u < k_last ? u : Four{} + k_last, FourInts);
  const Four f = u - __builtin_convertvector(k, Four);
  std::array<Four, 4> rows;
  Four tilt;
  for (std::size_t i = 0; i < 4; ++i) {
    const Left& at = left[k[i]];
    rows[i] = load(at.light.data()) + f[i] * load(at.step.data());
    tilt[i] = at.tilt + f[i] * at.tilt_step;
  }
  const Four z_x_01 = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
  const Four z_x_23 = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
  const Four y_s_01 = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  const Four y_s_23 = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  const Four z = __builtin_shufflevector(z_x_01, z_x_23, 0, 1, 4, 5);
  const Four x = __builtin_shufflevector(z_x_01, z_x_23, 2, 3, 6, 7);
  const Four y = __builtin_shufflevector(y_s_01, y_s_23, 0, 1, 4, 5);
  const Four sky = __builtin_shufflevector(y_s_01, y_s_23, 2, 3, 6, 7);
  return greater(z - slope.east * x - slope.north * y, Four{}) + greater(sky - rise * tilt, Four{});
}

/// What pixels need while the sweep passes, column by column of a frame: the slope and what they have got.
struct Cells {
  LargeArray<float> east, north, sum;
  explicit Cells(std::size_t n) : east(n), north(n), sum(n) {}
};

/// Adds the light of a direction and of the one at its back (null: there is none) to cells side by side.
void add_light(const Left* left, const Left* behind, const sweep::Direction& d, const sweep::Seen& seen, Cells& cells) {
  const auto east = static_cast<float>(d.east);
  const auto north = static_cast<float>(d.north);
  const auto four = [&](std::size_t i, const float* slope_east, const float* slope_north, const float* sum, const sweep::Seen& of) {
    const Slopes slope{load(slope_east), load(slope_north)};
    const Four rise = slope.east * east + slope.north * north;
    Four light = light_on(left, slope, rise, load(of.tangent + i));
    if (behind != nullptr) light += light_on(behind, slope, -rise, load(of.back + i));
    const Four height = load(of.height + i);
    return load(sum) + (height == height ? light : Four{});
  };
  std::size_t i = 0;
  for (; i + 4 <= seen.count; i += 4) {
    const std::size_t at = seen.cell + i;
    store(cells.sum.data() + at, four(i, cells.east.data() + at, cells.north.data() + at, cells.sum.data() + at, seen));
  }
  if (i == seen.count) return;
  // The rest in the same way, so that it does not matter where a window begins.
  std::array<std::array<float, 4>, 6> rest{};
  const std::array<const float*, 6> from{
      seen.height, seen.tangent, seen.back, cells.east.data() + seen.cell, cells.north.data() + seen.cell, cells.sum.data() + seen.cell};
  for (std::size_t j = 0; j < from.size(); ++j) std::copy(from[j] + i, from[j] + seen.count, rest[j].begin());
  std::array<float, 4> sum{};
  store(sum.data(), four(0, rest[3].data(), rest[4].data(), rest[5].data(), {0, 4, rest[0].data(), rest[1].data(), rest[2].data()}));
  std::copy(sum.begin(), sum.begin() + static_cast<std::ptrdiff_t>(seen.count - i), cells.sum.data() + seen.cell + i);
}

}  // namespace

base::Status irradiate_window(const HeightGrid& grid, const SunTable& table, const PixelWindow& window, Field& field,
                              const SweepOptions& options) {
  const bool fits = window.left >= 0 && window.top >= 0 && window.right <= grid.width && window.bottom <= grid.height;
  if (table.directions != options.directions || field.size() != grid.size() || !fits) return fail(ErrorCode::invalid, "solar.no_extent");
  if (window.empty()) return {};
  const int width = window.right - window.left;
  const int height = window.bottom - window.top;
  const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const unsigned threads = threads_of(options);
  // Each frame has its own cells, so that those of neighbouring lines lie side by side in either.
  Cells cells(size);
  Cells cells_across(size);
  in_parallel(threads, height, k_block, [&](int begin, int end) {
    std::size_t i = static_cast<std::size_t>(begin) * static_cast<std::size_t>(width);
    for (int row = window.top + begin; row < window.top + end; ++row) {
      for (int column = window.left; column < window.right; ++column, ++i) {
        const Slope slope = slope_at(grid, column, row);
        cells.east[i] = slope.east;
        cells.north[i] = slope.north;
        cells.sum[i] = cells_across.sum[i] = 0;
      }
    }
  });
  transpose(cells.east.data(), cells_across.east.data(), width, height, threads);
  transpose(cells.north.data(), cells_across.north.data(), width, height, threads);
  std::vector<std::vector<Left>> left;
  for (int i = 0; i < table.directions; ++i) left.push_back(left_of(table, i));
  const auto directions = static_cast<std::size_t>(table.directions);
  const auto add = [&](const sweep::Direction& d, const sweep::Seen& seen) {
    const auto number = static_cast<std::size_t>(d.number);
    add_light(left[number].data(), directions % 2 == 0 ? left[number + directions / 2].data() : nullptr, d, seen,
              d.transposed ? cells : cells_across);
  };
  const auto fetch = [&](const sweep::Direction& d, std::size_t cell) {
    Cells& of = d.transposed ? cells : cells_across;
    for (float* const p : {of.east.data() + cell, of.north.data() + cell, of.sum.data() + cell}) {
      __builtin_prefetch(p);
      __builtin_prefetch(p + k_lanes - 1);
    }
  };
  if (!sweep::all_directions(grid, options, window, {window}, add, fetch)) return fail(ErrorCode::cancelled, "solar.cancelled");
  const double reflected = table.global_kwh * k_grass_albedo / 2;
  in_parallel(threads, width, k_block, [&](int begin, int end) {
    for (int top = 0; top < height; top += k_block) {
      for (int y = top; y < std::min(height, top + k_block); ++y) {
        for (int x = begin; x < end; ++x) {
          const auto i = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
          const auto across = static_cast<std::size_t>(x) * static_cast<std::size_t>(height) + static_cast<std::size_t>(y);
          const double n_z = 1 / std::sqrt(1 + static_cast<double>(cells.east[i] * cells.east[i] + cells.north[i] * cells.north[i]));
          const double sum = n_z * static_cast<double>(cells.sum[i] + cells_across.sum[across]) + reflected * (1 - n_z);
          const auto pixel =
              static_cast<std::size_t>(y + window.top) * static_cast<std::size_t>(grid.width) + static_cast<std::size_t>(x + window.left);
          field[pixel] = std::isnan(grid.z[pixel]) ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(sum);
        }
      }
    }
  });
  return {};
}

base::Result<Field> irradiate(const HeightGrid& grid, const SunTable& table, const SweepOptions& options) {
  Field field(grid.size());
  if (auto status = irradiate_window(grid, table, whole(grid), field, options); !status) return tl::unexpected(status.error());
  return field;
}

}  // namespace skizze::solar
