// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace skizze::scene {

/// Which boxes of a screen are taken: a grid of 32 px cells with the boxes that touch each. Boxes outside the area are clamped into
/// its outermost cells.
class CollisionGrid {
 public:
  explicit CollisionGrid(const geo::Box& area);
  bool is_free(const geo::Box& box) const;
  void take(const geo::Box& box);

 private:
  struct Cells {
    int left, top, right, bottom;
  };
  Cells cells_of(const geo::Box& box) const;
  geo::Box m_area;
  int m_columns;
  int m_rows;
  std::vector<geo::Box> m_boxes;
  std::vector<std::vector<std::uint32_t>> m_cells;
};

}  // namespace skizze::scene
