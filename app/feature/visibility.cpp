// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/visibility.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "geo/mercator.h"

namespace skizze::feature {
namespace {

constexpr double k_least_px = 0.4;
constexpr double k_point_cell_px = 6;
constexpr std::size_t k_few_points = 2000;
constexpr int k_all_points_zoom = 15;
constexpr int k_last_zoom = 22;

std::uint8_t zoom_of_size(double diagonal_m) {
  if (!(diagonal_m > 0)) return k_last_zoom;
  const double zoom = std::ceil(std::log2(k_least_px * geo::mercator_m_per_px(0) / diagonal_m));
  return static_cast<std::uint8_t>(std::clamp(zoom, 0.0, static_cast<double>(k_last_zoom)));
}

/// Gives points their zooms, coarse to fine: the first point in a free cell takes it.
void thin_points(std::span<const StepBox> boxes, std::vector<std::uint32_t> waiting, double step_m, std::vector<std::uint8_t>& zooms) {
  std::unordered_set<std::uint64_t> taken;
  for (int z = 0; z < k_all_points_zoom && !waiting.empty(); ++z) {
    taken.clear();
    const double cell = k_point_cell_px * geo::mercator_m_per_px(z) / step_m;
    const auto key_of = [&](std::uint32_t row) {
      const auto cx = static_cast<std::int32_t>(std::floor(boxes[row].min_x / cell));
      const auto cy = static_cast<std::int32_t>(std::floor(boxes[row].min_y / cell));
      return std::uint64_t{static_cast<std::uint32_t>(cx)} << 32 | static_cast<std::uint32_t>(cy);
    };
    for (std::uint32_t row = 0; row < boxes.size(); ++row) {
      if (zooms[row] < z) taken.insert(key_of(row));
    }
    std::erase_if(waiting, [&](std::uint32_t row) {
      if (!taken.insert(key_of(row)).second) return false;
      zooms[row] = static_cast<std::uint8_t>(z);
      return true;
    });
  }
}

}  // namespace

std::vector<std::uint8_t> first_zooms(std::span<const StepBox> boxes, std::span<const std::uint8_t> kinds, double step_m) {
  std::vector<std::uint8_t> zooms(boxes.size(), k_all_points_zoom);
  std::vector<std::uint32_t> points;
  for (std::uint32_t row = 0; row < boxes.size(); ++row) {
    const auto& box = boxes[row];
    if (kinds[row] == static_cast<std::uint8_t>(geo::GeometryKind::point)) {
      points.push_back(row);
    } else {
      const double dx = static_cast<double>(box.max_x) - box.min_x;
      const double dy = static_cast<double>(box.max_y) - box.min_y;
      zooms[row] = zoom_of_size(std::hypot(dx, dy) * step_m);
    }
  }
  if (points.size() <= k_few_points) {
    for (const auto row : points) zooms[row] = 0;
  } else {
    // Only points compete for cells.
    std::vector<StepBox> point_boxes;
    for (const auto row : points) point_boxes.push_back(boxes[row]);
    std::vector<std::uint8_t> point_zooms(points.size(), k_all_points_zoom);
    std::vector<std::uint32_t> waiting(points.size());
    for (std::uint32_t i = 0; i < waiting.size(); ++i) waiting[i] = i;
    thin_points(point_boxes, std::move(waiting), step_m, point_zooms);
    for (std::size_t i = 0; i < points.size(); ++i) zooms[points[i]] = point_zooms[i];
  }
  return zooms;
}

std::uint32_t hilbert_index(std::uint32_t x, std::uint32_t y) {
  std::uint32_t index = 0;
  for (std::uint32_t side = 1U << 15; side > 0; side >>= 1) {
    const std::uint32_t rx = (x & side) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & side) != 0 ? 1 : 0;
    index += side * side * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 0xFFFF - x;
        y = 0xFFFF - y;
      }
      std::swap(x, y);
    }
  }
  return index;
}

}  // namespace skizze::feature
