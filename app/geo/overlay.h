// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Areas laid over each other, through GEOS. Heights are dropped. Thread-safe: every call has its own GEOS context.
#pragma once

#include <vector>

#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::geo {

/// Everything that lies in a or in b. ErrorCode::invalid when GEOS cannot make sense of the input.
base::Result<Geometry> united(const Geometry& a, const Geometry& b);
/// Everything that lies in both areas; empty where they do not overlap.
base::Result<Geometry> intersection(const Geometry& a, const Geometry& b);
/// What of a lies outside b; empty where nothing is left.
base::Result<Geometry> difference(const Geometry& a, const Geometry& b);
/// Everything within a distance of a line or an area, round at the ends, in the units of the coordinates. Errors: invalid (points, a
/// negative distance).
base::Result<Geometry> buffered(const Geometry& geometry, double distance);
/// The pieces of an area along a line, each in one geometry; one piece where the line does not divide it.
base::Result<std::vector<Geometry>> split(const Geometry& area, const Geometry& line);
/// Whether the rings of an area are closed curves without crossings (OGC Simple Features 6.1.11.1); true for points and lines.
bool valid(const Geometry& geometry);

}  // namespace skizze::geo
