// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A style of ours in the terms of QGIS, as JSON that skizze-qgis makes renderer and labels of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::style {

/// renderer: {"type": "single", "symbol"} | {"type": "categorised", "attribute", "classes": [{"values", "label", "visible", "symbol"}],
/// "others"?} | {"type": "graduated", "attribute", "classes": [{"from", "to", ...}], "others"?} | {"type": "rules", "rules": [{"label",
/// "filter", "else"?, "visible"?, "scale_from"?, "scale_to"?, "symbol"}]}. symbol: {"kind": "point" | "line" | "area", "layers": [...]},
/// its layers "fill" (color, pattern?), "line" (color, width_mm, dash_mm?, cap), "marker" (shape, color, size_mm, outline, outline_mm),
/// each with "opacity" and "pass" (symbol levels). labels: [{"filter", "expression", "size_mm", "color", "halo", "halo_mm", "bold",
/// "italic", "place", "scale_from"?, "scale_to"?, "overlap"}]. Lengths are millimetres (a css pixel is 25.4 / 96), colours "r,g,b,a",
/// scales denominators (from: the smallest, to: the largest at which it is drawn). Where a value depends on features or the scale it is
/// {"expression": "..."}.
struct QgisSpec {
  nlohmann::json json;
  std::vector<base::Message> lost;  ///< what QGIS will not show, each once
};

/// columns: of the layer, where known; what is not among them is NULL. style_json with colours instead of tokens. A style of the panel
/// keeps its kind (single, categorised, graduated, rules); every other becomes rules, one for each of its layers, drawn in their order.
/// Errors: invalid (no style).
base::Result<QgisSpec> qgis_spec(std::string_view style_json, geo::GeometryKind kind, const std::vector<std::string>* columns = nullptr);

}  // namespace skizze::style
