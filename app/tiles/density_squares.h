// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Areas that are not drawn by themselves, as squares that cover as much: in every cell of the grid one square, side by side for several
/// classes; one feature per class, whose row is one of theirs. Squares of one feature never touch.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "tiles/tile.h"

namespace skizze::tiles {

/// Adds what the pack's density cells say of this tile.
void add_density(const feature::LayerPack& pack, Tile& tile);

/// The tile without the features that are marked, with the areas among them in its density. bits: a side has 2^bits cells, at most
/// feature::k_density_bits; fewer cells take fewer bytes.
std::shared_ptr<const Tile> into_density(const Tile& tile, std::span<const std::uint8_t> marked, int bits);

}  // namespace skizze::tiles
