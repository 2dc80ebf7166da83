// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "geo/geometry.h"

namespace skizze::readers {

/// Joins rings that share whole edges (triangles of a road, the two sides of a gable roof seen from above) into their common
/// outline: edges walked in both directions cancel out, what is left is chained to rings. Vertices are the same when they
/// agree to a millimetre. rings: open, any winding, no holes. Gives an area with outer rings counter-clockwise and holes
/// clockwise; rings that overlap without sharing edges stay as they are. O(n log n), no tolerance, no new vertices.
geo::Geometry dissolved(std::vector<std::vector<geo::Point3>> rings);

}  // namespace skizze::readers
