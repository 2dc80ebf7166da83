// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Clipping in tile units, before quantising.
#pragma once

#include <span>
#include <vector>

namespace skizze::tiles {

struct UnitPoint {
  double x = 0;
  double y = 0;
};

/// What is kept: min <= x, y <= max.
struct ClipBox {
  double min = 0;
  double max = 0;
};

/// Clips an open ring edge by edge, one side of the box after the other (Sutherland and Hodgman 1974). Where a ring leaves and
/// comes back, the pieces stay joined along the side of the box; the validity test finds those that touch themselves there.
/// ring is replaced by the result, empty where nothing is left. scratch avoids an allocation.
void clip_ring(std::vector<UnitPoint>& ring, ClipBox box, std::vector<UnitPoint>& scratch);

/// Clips a line (Liang and Barsky 1984): out receives the points of all pieces, ends where each piece ends.
void clip_line(std::span<const UnitPoint> line, ClipBox box, std::vector<UnitPoint>& out, std::vector<std::size_t>& ends);

}  // namespace skizze::tiles
