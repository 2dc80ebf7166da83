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

/// Where a label of the area is put: the centre of gravity of its largest part where that lies nearly as deep (90 %) as the pole, which
/// in long shapes may be at either end; else the pole.
geo::Point2 label_place(const geo::Geometry& area);

/// The distance to the outline of all parts, positive inside.
double depth_in(const geo::Geometry& area, geo::Point2 at);

}  // namespace skizze::scene
