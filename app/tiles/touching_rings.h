// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The usual damage that rounding does to an area, undone with whole numbers: rings that touch themselves or each other, run along
/// themselves or along the edge of the tile. Nearly everything that would otherwise go to GEOS.
#pragma once

#include "tiles/rings.h"

namespace skizze::tiles {

/// Rings wound as Rings::close_ring winds them. True: they are valid now, or none if no area was left, and enclose what they enclosed
/// before. False, and nothing changed, where sides cross or an area lies over another one.
bool part_touching_rings(Rings& rings);

}  // namespace skizze::tiles
