// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/collision_grid.h"

#include <algorithm>
#include <cmath>

namespace skizze::scene {

namespace {
constexpr double k_cell_px = 32;
}

CollisionGrid::CollisionGrid(const geo::Box& area)
    : m_area(area),
      m_columns(std::max(1, static_cast<int>(std::ceil(area.width() / k_cell_px)))),
      m_rows(std::max(1, static_cast<int>(std::ceil(area.height() / k_cell_px)))),
      m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows)) {}

CollisionGrid::Cells CollisionGrid::cells_of(const geo::Box& box) const {
  const auto cell = [](double v, double zero, int count) {
    return static_cast<int>(std::clamp(std::floor((v - zero) / k_cell_px), 0.0, static_cast<double>(count - 1)));
  };
  return {cell(box.min_x, m_area.min_x, m_columns), cell(box.min_y, m_area.min_y, m_rows), cell(box.max_x, m_area.min_x, m_columns),
          cell(box.max_y, m_area.min_y, m_rows)};
}

bool CollisionGrid::is_free(const geo::Box& box) const {
  const Cells range = cells_of(box);
  for (int row = range.top; row <= range.bottom; ++row) {
    for (int column = range.left; column <= range.right; ++column) {
      for (const auto i : m_cells[static_cast<std::size_t>(row * m_columns + column)]) {
        if (m_boxes[i].intersects(box)) return false;
      }
    }
  }
  return true;
}

void CollisionGrid::take(const geo::Box& box) {
  const auto index = static_cast<std::uint32_t>(m_boxes.size());
  m_boxes.push_back(box);
  const Cells range = cells_of(box);
  for (int row = range.top; row <= range.bottom; ++row) {
    for (int column = range.left; column <= range.right; ++column)
      m_cells[static_cast<std::size_t>(row * m_columns + column)].push_back(index);
  }
}

}  // namespace skizze::scene
