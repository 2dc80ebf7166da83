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

base::Result<HorizonSet> sample_horizons(const HeightGrid& grid, std::vector<std::uint32_t> pixels, const SweepOptions& options) {
  std::sort(pixels.begin(), pixels.end());
  pixels.erase(std::unique(pixels.begin(), pixels.end()), pixels.end());
  if (options.directions < 4 || (!pixels.empty() && pixels.back() >= grid.size())) return fail(ErrorCode::invalid, "solar.no_extent");
  HorizonSet set;
  set.directions = options.directions;
  set.tangents.resize(pixels.size() * static_cast<std::size_t>(options.directions));
  set.pixels = std::move(pixels);
  if (set.pixels.empty()) return set;
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
  const bool done = sweep::all_directions(grid, options, whole(grid), keep, [](const sweep::Direction&, std::size_t) {});
  if (!done) return fail(ErrorCode::cancelled, "solar.cancelled");
  return set;
}

}  // namespace skizze::solar
