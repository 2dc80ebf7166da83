// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene/square_range.h"

#include <algorithm>
#include <cmath>

namespace skizze::scene {

namespace {

/// World pixel of the view's top left corner, rounded, so that squares meet device pixels.
QPointF corner_of(const Camera& camera, const PixelGrid& grid) {
  const double scale = std::exp2(grid.zoom - camera.zoom);
  const QPointF center = grid.at(camera.center);
  return {center.x() - camera.width_px * camera.dpr * scale / 2, center.y() - camera.height_px * camera.dpr * scale / 2};
}

}  // namespace

SquareRange range_of(const Camera& camera, const PixelGrid& grid) {
  const double scale = std::exp2(grid.zoom - camera.zoom);
  const QPointF corner = corner_of(camera, grid);
  const double side = square_side(grid.dpr);
  const auto last = static_cast<std::int64_t>(std::ceil(grid.world_px() / side)) - 1;
  const auto cell = [&](double v) { return std::clamp(static_cast<std::int64_t>(std::floor(v / side)), std::int64_t{0}, last); };
  return {cell(corner.x()), cell(corner.y()), cell(corner.x() + camera.width_px * camera.dpr * scale),
          cell(corner.y() + camera.height_px * camera.dpr * scale)};
}

QRect whole_square(const PixelGrid& grid) { return {0, 0, square_side(grid.dpr), square_side(grid.dpr)}; }

QRect device_rect(const SquareId& id, const Camera& camera) { return device_rect(id, whole_square(id.grid), camera); }

QRect device_rect(const SquareId& id, const QRect& part, const Camera& camera) {
  const double scale = std::exp2(camera.zoom - id.grid.zoom);
  const QPointF corner = corner_of(camera, id.grid);
  const QRectF world = QRectF(part).translated(world_rect(id).topLeft());
  const auto at = [scale](double v, double zero) { return static_cast<int>(std::round((v - zero) * scale)); };
  if (scale == 1) {
    const auto x = static_cast<int>(world.left() - std::round(corner.x()));
    const auto y = static_cast<int>(world.top() - std::round(corner.y()));
    return {x, y, part.width(), part.height()};
  }
  const int left = at(world.left(), corner.x());
  const int top = at(world.top(), corner.y());
  return {left, top, at(world.right(), corner.x()) - left, at(world.bottom(), corner.y()) - top};
}

QRect part_in_view(const SquareId& id, const Camera& camera, int margin) {
  const double scale = std::exp2(id.grid.zoom - camera.zoom);
  const QPointF corner = corner_of(camera, id.grid) - world_rect(id).topLeft();
  const int left = static_cast<int>(std::floor(corner.x())) - 1 - margin;
  const int top = static_cast<int>(std::floor(corner.y())) - 1 - margin;
  const int right = static_cast<int>(std::ceil(corner.x() + camera.width_px * camera.dpr * scale)) + 1 + margin;
  const int bottom = static_cast<int>(std::ceil(corner.y() + camera.height_px * camera.dpr * scale)) + 1 + margin;
  return QRect(left, top, right - left, bottom - top).intersected(whole_square(id.grid));
}

std::vector<SquareId> squares_of(const SquareRange& range, const PixelGrid& grid, QPointF middle) {
  std::vector<SquareId> ids;
  for (std::int64_t row = range.top; row <= range.bottom; ++row) {
    for (std::int64_t column = range.left; column <= range.right; ++column) ids.push_back({grid, column, row});
  }
  const auto distance = [&](const SquareId& id) {
    const QPointF d = world_rect(id).center() - middle;
    return QPointF::dotProduct(d, d);
  };
  std::stable_sort(ids.begin(), ids.end(), [&](const SquareId& a, const SquareId& b) { return distance(a) < distance(b); });
  return ids;
}

}  // namespace skizze::scene
