// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A line along streets from one place to another: how a lane follows several segments with one drag.
#pragma once

#include <vector>

#include "bike/graph.h"

namespace skizze::bike {

/// The shortest way over the axes of the streets between the places nearest to from and to (within 30 m), one-way directions aside; both
/// ends on the axis. Empty where a street or a way of at most 5 km is missing. O(E log V) of what is nearer than the way.
std::vector<geo::Point2> follow_streets(const Graph& graph, geo::Point2 from, geo::Point2 to);

}  // namespace skizze::bike
