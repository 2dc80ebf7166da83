// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "scene/label_candidates.h"
#include "scene/labels.h"

namespace skizze::scene {

/// Sets Candidate::place. It is the anchor, but for areas that roam and reach out of the view: their label sits where what is seen of
/// them is widest, and stays where it was (`last`; may be null) while that is still half as good. What shows only a sliver keeps its
/// anchor.
void settle_in_view(std::vector<Candidate>& candidates, const BoundSnapshot& map, const Camera& camera, const LabelSet* last);

/// The part of an area that lies in a box; pieces may hang together along the box's edges (Sutherland & Hodgman 1974).
geo::Geometry clipped(const geo::Geometry& area, const geo::Box& box);

}  // namespace skizze::scene
