// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "feature/layer_pack.h"
#include "geo/geometry.h"

namespace skizze::feature {

/// For every row the first integer zoom (512 px tiles) at which it is worth drawing: lines and areas from about 0.4 px of
/// diagonal; points so that at most one stands in a square of 6 px per zoom (small layers, up to 2,000 points, show all).
/// boxes and kinds: one per row, in the pack's order; step_m: Mercator metres per step.
std::vector<std::uint8_t> first_zooms(std::span<const StepBox> boxes, std::span<const std::uint8_t> kinds, double step_m);

/// Place of (x, y) along the Hilbert curve of order 16.
std::uint32_t hilbert_index(std::uint32_t x, std::uint32_t y);

}  // namespace skizze::feature
