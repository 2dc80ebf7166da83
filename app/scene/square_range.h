// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which squares a view needs, and where they lie on its screen.
#pragma once

#include <cstdint>
#include <vector>

#include <QPointF>
#include <QRect>

#include "scene/map_view.h"
#include "scene/square.h"

namespace skizze::scene {

/// Columns and rows of squares that meet a view.
struct SquareRange {
  std::int64_t left = 0, top = 0, right = -1, bottom = -1;
  bool contains(const SquareId& id) const { return id.column >= left && id.column <= right && id.row >= top && id.row <= bottom; }
};
SquareRange range_of(const Camera& camera, const PixelGrid& grid);

/// Where a square lies on the screen, whole device pixels: neighbours share their rounded edges.
QRect device_rect(const SquareId& id, const Camera& camera);
/// The same of a part of a square (its own pixels).
QRect device_rect(const SquareId& id, const QRect& part, const Camera& camera);

/// All pixels of a square.
QRect whole_square(const PixelGrid& grid);
/// The pixels of a square that a view shows, and `margin` more on each side; empty where it shows none.
QRect part_in_view(const SquareId& id, const Camera& camera, int margin = 0);

/// The squares of a range, those nearest to `middle` (world pixels of the grid) first.
std::vector<SquareId> squares_of(const SquareRange& range, const PixelGrid& grid, QPointF middle);

}  // namespace skizze::scene
