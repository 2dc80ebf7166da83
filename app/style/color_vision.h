// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What colour-blind readers see of a set of colours.
#pragma once

#include <cstdint>
#include <span>

#include "style/color.h"

namespace skizze::style {

enum class Vision : std::uint8_t { full, protanopia, deuteranopia, tritanopia };

/// The colour as somebody of this vision sees it (Machado, Oliveira & Fernandes 2009, severity 1); alpha stays.
Color seen(const Color& color, Vision vision);

/// Distance in CIELAB (CIE 1976, D65); about 2 is just noticeable side by side. Alpha is not looked at.
double difference(const Color& a, const Color& b);

/// The smallest difference between any two of the colours (only_neighbours: between each and the next) in whichever vision it is smallest;
/// infinity for fewer than two colours. O(n²).
double least_difference(std::span<const Color> colors, bool only_neighbours);

/// What least_difference() must be for areas apart from each other to be told from a legend.
constexpr double k_clear_difference = 9;

}  // namespace skizze::style
