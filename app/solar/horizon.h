// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in the way of the sun, from a grid of heights.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "solar/height_grid.h"
#include "solar/sun_table.h"

namespace skizze::solar {

struct SweepOptions {
  int directions = k_directions;
  unsigned threads = 0;  ///< 0: one per core
  base::CancelToken token;
};

/// Pixels of a grid; right and bottom are the first ones outside.
struct PixelWindow {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool empty() const { return left >= right || top >= bottom; }
};
inline PixelWindow whole(const HeightGrid& grid) { return {0, 0, grid.width, grid.height}; }
/// Pixels on which a change inside a box can alter anything: its shadow at 5 degrees of the sun, no further than height_m / tan 5.
PixelWindow reach_of(const HeightGrid& grid, const geo::Box& mercator, double height_m);

/// Tangents of the horizon of chosen pixels, one per direction, clockwise from north.
struct HorizonSet {
  int directions = k_directions;
  std::vector<std::uint32_t> pixels;  ///< sorted, each once
  std::vector<float> tangents;        ///< [pixel][direction]
  std::span<const float> of(std::size_t index) const {
    return {tangents.data() + index * static_cast<std::size_t>(directions), static_cast<std::size_t>(directions)};
  }
  /// Index of a pixel; size() where it is not among them. O(log n).
  std::size_t index_of(std::uint32_t pixel) const;
};

/// Errors: invalid (a pixel outside, no directions), cancelled. Memory: 20 bytes per pixel of the grid and 148 per chosen pixel.
base::Result<HorizonSet> sample_horizons(const HeightGrid& grid, std::vector<std::uint32_t> pixels, const SweepOptions& options = {});

/// Where the heights of two grids of one frame differ: windows of at most 16 pixels a side.
std::vector<PixelWindow> changed_windows(const HeightGrid& before, const HeightGrid& now);
/// The same as sample_horizons() on a grid that has changed in some windows, exactly: only the lines through those windows and through
/// pixels that were not chosen before are walked, over their whole length, as nothing else can see the change. Errors as there.
base::Result<HorizonSet> resample_horizons(const HeightGrid& grid, std::vector<std::uint32_t> pixels, const HorizonSet& before,
                                           const std::vector<PixelWindow>& changed, const SweepOptions& options = {});

/// kWh/m² in the year on the surface itself, by pixel; NaN where the height is unknown.
using Field = std::vector<float>;

/// Irradiation of every pixel's own surface (slope from its neighbours).
/// No horizon is kept. Errors: invalid (a table of other directions), cancelled. Memory with grid and result: 40 bytes per pixel.
base::Result<Field> irradiate(const HeightGrid& grid, const SunTable& table, const SweepOptions& options = {});
/// The same for a window of a field that was computed before; exactly what a whole sweep gives there. Cost: the lines through the window.
base::Status irradiate_window(const HeightGrid& grid, const SunTable& table, const PixelWindow& window, Field& field,
                              const SweepOptions& options = {});

}  // namespace skizze::solar
