// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "tiles/mvt.h"
#include "tiles/rings.h"

namespace skizze::tiles {

enum class Repair { already_valid, repaired, empty, failed };

/// For rings that are not clearly_valid(). Judges them by OGC (GEOS); makes invalid ones valid (MakeValid, by structure), snaps the
/// result to whole units again and repeats, at most three rounds. empty: no area is left. failed: the rings are as they were.
Repair repair(Rings& rings);

/// Whether GEOS finds the rings a valid (multi)polygon.
bool valid_by_geos(const Rings& rings);
/// The same for a polygon feature of any tile; false also where GEOS cannot build it.
bool valid_by_geos(std::span<const MvtPart> rings);

}  // namespace skizze::tiles
