// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/horizon.h"

#include <algorithm>
#include <cmath>

#include "solar/sweep.h"

namespace skizze::solar {

using base::ErrorCode;
using base::fail;

std::size_t HorizonSet::index_of(std::uint32_t pixel) const {
  const auto found = std::lower_bound(pixels.begin(), pixels.end(), pixel);
  return found != pixels.end() && *found == pixel ? static_cast<std::size_t>(found - pixels.begin()) : pixels.size();
}

PixelWindow reach_of(const HeightGrid& grid, const geo::Box& mercator, double height_m) {
  if (mercator.empty()) return {};
  const double reach = std::max(0.0, height_m) / std::tan(5 * k_rad_per_deg) / grid.pixel_m + 2;
  const auto column = [&](double x) { return (x - grid.north_west.x) / grid.step; };
  const auto row = [&](double y) { return (grid.north_west.y - y) / grid.step; };
  const auto pixel = [](double at, int most) { return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most))); };
  return {pixel(column(mercator.min_x) - reach, grid.width), pixel(row(mercator.max_y) - reach, grid.height),
          pixel(column(mercator.max_x) + reach + 1, grid.width), pixel(row(mercator.min_y) + reach + 1, grid.height)};
}

namespace {

/// Looks along the lines through these windows, and takes what the chosen pixels on them see.
base::Status look(const HeightGrid& grid, HorizonSet& set, const std::vector<PixelWindow>& through, const SweepOptions& options) {
  if (set.pixels.empty() || through.empty()) return {};
  // Where a pixel's horizon goes: its index among the chosen ones.
  constexpr std::uint32_t k_not_chosen = UINT32_MAX;
  std::vector<std::uint32_t> slot(grid.size(), k_not_chosen);
  for (std::size_t i = 0; i < set.pixels.size(); ++i) slot[set.pixels[i]] = static_cast<std::uint32_t>(i);
  std::vector<std::uint32_t> slot_across(grid.size());
  transpose(slot.data(), slot_across.data(), grid.width, grid.height, threads_of(options));
  const auto directions = static_cast<std::size_t>(options.directions);
  const auto keep = [&](const sweep::Direction& d, const sweep::Seen& seen) {
    const std::uint32_t* const to = (d.transposed ? slot : slot_across).data() + seen.cell;
    const auto number = static_cast<std::size_t>(d.number);
    for (std::size_t i = 0; i < seen.count; ++i) {
      if (to[i] == k_not_chosen || std::isnan(seen.height[i])) continue;
      set.tangents[to[i] * directions + number] = seen.tangent[i];
      if (directions % 2 == 0) set.tangents[to[i] * directions + number + directions / 2] = seen.back[i];
    }
  };
  if (sweep::all_directions(grid, options, whole(grid), through, keep, [](const sweep::Direction&, std::size_t) {})) return {};
  return fail(ErrorCode::cancelled, "solar.cancelled");
}

/// The pixels' own windows, those side by side in one.
std::vector<PixelWindow> windows_of(const HeightGrid& grid, const std::vector<std::uint32_t>& sorted) {
  std::vector<PixelWindow> windows;
  const auto width = static_cast<std::uint32_t>(grid.width);
  for (const std::uint32_t pixel : sorted) {
    const int row = static_cast<int>(pixel / width);
    const int column = static_cast<int>(pixel % width);
    if (!windows.empty() && windows.back().top == row && windows.back().right == column) {
      ++windows.back().right;
    } else {
      windows.push_back({column, row, column + 1, row + 1});
    }
  }
  return windows;
}

}  // namespace

std::vector<PixelWindow> changed_windows(const HeightGrid& before, const HeightGrid& now) {
  constexpr int k_side = 16;
  std::vector<PixelWindow> changed;
  for (int top = 0; top < now.height; top += k_side) {
    for (int left = 0; left < now.width; left += k_side) {
      PixelWindow box{now.width, now.height, 0, 0};
      for (int row = top; row < std::min(now.height, top + k_side); ++row) {
        for (int column = left; column < std::min(now.width, left + k_side); ++column) {
          const std::size_t i = static_cast<std::size_t>(row) * static_cast<std::size_t>(now.width) + static_cast<std::size_t>(column);
          if (before.z[i] == now.z[i] || (std::isnan(before.z[i]) && std::isnan(now.z[i]))) continue;
          box = {std::min(box.left, column), std::min(box.top, row), std::max(box.right, column + 1), std::max(box.bottom, row + 1)};
        }
      }
      if (!box.empty()) changed.push_back(box);
    }
  }
  return changed;
}

base::Result<HorizonSet> sample_horizons(const HeightGrid& grid, std::vector<std::uint32_t> pixels, const SweepOptions& options) {
  std::sort(pixels.begin(), pixels.end());
  pixels.erase(std::unique(pixels.begin(), pixels.end()), pixels.end());
  if (options.directions < 4 || (!pixels.empty() && pixels.back() >= grid.size())) return fail(ErrorCode::invalid, "solar.no_extent");
  HorizonSet set;
  set.directions = options.directions;
  set.tangents.resize(pixels.size() * static_cast<std::size_t>(options.directions));
  set.pixels = std::move(pixels);
  if (auto status = look(grid, set, {whole(grid)}, options); !status) return tl::unexpected(status.error());
  return set;
}

base::Result<HorizonSet> resample_horizons(const HeightGrid& grid, std::vector<std::uint32_t> pixels, const HorizonSet& before,
                                           const std::vector<PixelWindow>& changed, const SweepOptions& options) {
  std::sort(pixels.begin(), pixels.end());
  pixels.erase(std::unique(pixels.begin(), pixels.end()), pixels.end());
  if (options.directions != before.directions || (!pixels.empty() && pixels.back() >= grid.size())) {
    return fail(ErrorCode::invalid, "solar.no_extent");
  }
  HorizonSet set;
  set.directions = options.directions;
  const auto directions = static_cast<std::size_t>(options.directions);
  set.tangents.resize(pixels.size() * directions);
  set.pixels = std::move(pixels);
  std::vector<std::uint32_t> fresh;
  std::size_t old = 0;
  for (std::size_t i = 0; i < set.pixels.size(); ++i) {
    while (old < before.pixels.size() && before.pixels[old] < set.pixels[i]) ++old;
    if (old == before.pixels.size() || before.pixels[old] != set.pixels[i]) {
      fresh.push_back(set.pixels[i]);
    } else {
      std::copy_n(before.tangents.begin() + static_cast<std::ptrdiff_t>(old * directions), directions,
                  set.tangents.begin() + static_cast<std::ptrdiff_t>(i * directions));
    }
  }
  auto through = windows_of(grid, fresh);
  // Lines beside a pixel see it too.
  for (const auto& w : changed) {
    through.push_back(
        {std::max(0, w.left - 1), std::max(0, w.top - 1), std::min(grid.width, w.right + 1), std::min(grid.height, w.bottom + 1)});
  }
  if (auto status = look(grid, set, through, options); !status) return tl::unexpected(status.error());
  return set;
}

}  // namespace skizze::solar
