// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
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
  bool own_start = false;  ///< each area has its own strokes, from its first corner (as in QGIS 3.22); else they join across areas
};

/// "hatch-0", "hatch-45", "hatch-90", "hatch-135", each also "-dense" and "-wide"; "cross", "cross-45", "dots", "dots-dense", "dashes".
std::span<const Hatch> hatches();
/// Also "hatch:30:9.5:1.2": lines at any angle (degrees), spacing and width (css pixels; 2 to 200 and 0.1 to 50). Empty when there is no
/// such hatch. The name is that given.
std::optional<Hatch> find_hatch(std::string_view name);
std::string free_hatch(double angle_deg, double spacing_px, double width_px);

}  // namespace skizze::style
