// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "geo/geometry.h"

namespace skizze::scene {

/// The place inside an area that is farthest from its outline, of the largest part: where a label sits best. Exact to 1 % of the part's
/// smaller side. Source: Garcia-Castellanos & Lombardo 2007; the quadtree search is that of Agafonkin's polylabel (2016).
/// For a degenerate area the middle of its box.
geo::Point2 pole_of_inaccessibility(const geo::Geometry& area);

}  // namespace skizze::scene
