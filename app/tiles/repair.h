// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "tiles/mvt.h"
#include "tiles/rings.h"

namespace skizze::tiles {

enum class Repair { already_valid, repaired, empty, failed };

/// For rings that are not clearly_valid(). Where rings only touch (part_touching_rings) they are parted. Else they are judged by OGC
/// (GEOS); invalid ones are made valid (MakeValid, by structure), the result is snapped to whole units again, at most three rounds.
/// repaired: they may also have been valid before. empty: no area is left. failed: the rings are as they were.
Repair repair(Rings& rings);

/// Whether GEOS finds the rings a valid (multi)polygon.
bool valid_by_geos(const Rings& rings);
/// The same for a polygon feature of any tile; false also where GEOS cannot build it.
bool valid_by_geos(std::span<const MvtPart> rings);

}  // namespace skizze::tiles
