// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Colours for classes, all of them fit for colour-blind readers.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "style/color.h"

namespace skizze::style {

/// Sequences for quantities, light to dark: "cividis" (Nunez, Anderton & Renslow 2018), "viridis" (van der Walt & Smith 2015), "blue",
/// "green", "orange", "grey", "heat" (all growing darker evenly); diverging ones around a light middle: "blue-orange", "purple-green".
std::span<const std::string_view> ramp_names();
/// t from 0 (little, light) to 1 (much, dark); cividis for unknown names.
Color ramp_color(std::string_view name, double t);

/// Sets for categories: "okabe-ito" (2008), "tol-bright" and "tol-muted" (Tol 2021).
std::span<const std::string_view> palette_names();
/// Any index: after the last hue they come again, mixed with white. okabe-ito for unknown names.
Color palette_color(std::string_view name, std::size_t index);

}  // namespace skizze::style
