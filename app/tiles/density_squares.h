// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tiles/tile.h"

namespace skizze::tiles {

/// Adds what the pack's density cells say of this tile: in every cell of 32 units one square (side by side for several classes) that
/// covers as much as the small areas together; one feature per class, whose row is one of theirs. Squares of one feature never touch.
void add_density(const feature::LayerPack& pack, Tile& tile);

}  // namespace skizze::tiles
