// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "geo/geometry.h"
#include "sample/plane.h"

namespace skizze::sample {

/// The pieces of a line inside a box.
std::vector<Polyline> clipped(const Polyline& line, const geo::Box& box);

/// The pieces of an area inside a box, without slivers under 200 m2; the area itself where it does not reach the edge.
std::vector<Polygon> clipped_area(const Polygon& ring, const geo::Box& box);

}  // namespace skizze::sample
