// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// From packs and graphs to what the checks of a lane ask for.
#pragma once

#include <vector>

#include "bike/gradient.h"
#include "bike/graph.h"
#include "bike/lane_check.h"
#include "feature/layer_pack.h"
#include "geo/crs.h"

namespace skizze::bike {

/// Key look-up in a row of a pack: its columns, then the JSON text of "other_tags". Views live as long as the pack or the Tags.
Tags tags_of(const feature::LayerPack& pack, std::uint32_t row, const FieldMapping& mapping = {});

/// Every line of a pack that is a street (highway tag or its mapped column; any line where the pack has no such column).
/// from_mercator: Web Mercator to the metric CRS. Doubtful values are appended.
std::vector<StreetLine> street_lines(const feature::LayerPack& pack, const geo::Transform& from_mercator, const FieldMapping& mapping,
                                     std::vector<StreetDoubt>& doubts, base::CancelToken token = {});

/// The facts as seen by someone who goes against the street's line: sides and one-way directions change places.
StreetFacts turned(StreetFacts street);

/// The lane cut into stretches by the street that it follows (within 12 m and 30 degrees, sampled every 5 m), facts turned to the lane's
/// direction; stretches without a street are marked so.
std::vector<StreetStretch> stretches_of(const Graph& graph, const geo::Geometry& lane);

/// Bridges and tunnels among the stretches.
std::vector<Structure> structures_of(const std::vector<StreetStretch>& stretches);

}  // namespace skizze::bike
