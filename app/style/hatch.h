// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skizze::style {

/// Hatches that fill-pattern may name without any sprite; drawn in the fill's colour.
struct Hatch {
  std::string_view name;  ///< "hatch-45"
  enum class Kind { lines, cross, dots, dashes } kind = Kind::lines;
  double angle_deg = 45;  ///< of the strokes, counter-clockwise from east
  double spacing_px = 8;  ///< between strokes or dots
  double width_px = 1.2;  ///< of a stroke; diameter of a dot
};

/// "hatch-0", "hatch-45", "hatch-90", "hatch-135", each also "-dense" and "-wide"; "cross", "cross-45", "dots", "dots-dense", "dashes".
std::span<const Hatch> hatches();
/// Null when there is no such hatch.
const Hatch* find_hatch(std::string_view name);

}  // namespace skizze::style
