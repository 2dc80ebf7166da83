// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What areas too small to be drawn add up to: per zoom a grid of 128 x 128 cells (4 px each) per tile and, in each cell and for
/// each class, the share that they cover. So a town fades into grey from afar instead of vanishing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "feature/value.h"
#include "geo/mercator.h"

namespace skizze::feature {

inline constexpr int k_density_bits = 7;   ///< a tile's side has 2^7 cells
inline constexpr int k_density_zoom = 21;  ///< the highest zoom with cells
/// Less than this is not written: 1/1024 of a cell is one tile unit squared.
inline constexpr float k_least_cover = 1.0F / 1024;

/// One class in one cell.
struct DensityCell {
  std::uint64_t key = 0;  ///< density_key(); cells of a tile are neighbours
  std::uint32_t row = 0;  ///< the largest of the rows that were summed; stands for their class
  float cover = 0;        ///< share of the cell, (0, 1]
};
static_assert(sizeof(DensityCell) == 16);

/// Zoom, then the cell's place on a Morton curve. x, y: in cells of the zoom, y southwards.
std::uint64_t density_key(int zoom, std::uint32_t x, std::uint32_t y);
struct CellPlace {
  int zoom = 0;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
};
CellPlace place_of_key(std::uint64_t key);

/// The column whose values are the classes: the first text column with 2 to 24 different values, none where there is none.
/// distinct: per column the number of different texts.
std::optional<std::size_t> density_column(std::span<const Column> columns, std::span<const std::size_t> distinct);

/// One area on its way into the cells.
struct SmallArea {
  geo::Point2 centre;  ///< Web Mercator metres
  double area_m2 = 0;  ///< the same metres
  std::uint32_t row = 0;
  std::uint32_t class_index = 0;  ///< any number that is equal within a class
  std::uint8_t min_zoom = 0;      ///< drawn by itself from here on; summed below
};

/// Cells of all zooms, sorted by key. Areas without extent and those drawn from zoom 0 add nothing. O(n log n).
std::vector<DensityCell> density_cells(std::vector<SmallArea> areas);

}  // namespace skizze::feature
