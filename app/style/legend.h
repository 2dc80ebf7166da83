// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/geometry.h"
#include "style/color.h"
#include "style/evaluate.h"
#include "style/stylesheet.h"

namespace skizze::style {

/// One line of a legend: what to draw in the swatch, and words.
struct LegendEntry {
  std::string label;  ///< plain text, or a message id when is_message
  bool is_message = false;
  bool is_filter = false;  ///< `label` is the filter of a rule that nobody named (conditions.h)
  geo::GeometryKind kind = geo::GeometryKind::none;
  std::optional<FillPaint> fill;   ///< drawn in this order: fill, hatch, casing, line, circle or icon
  std::optional<FillPaint> hatch;  ///< a pattern over the fill
  std::optional<LinePaint> casing;
  std::optional<LinePaint> line;
  std::optional<CirclePaint> circle;
  std::string icon;
  std::optional<SymbolStyle> symbol;               ///< how the icon is drawn
  std::optional<std::pair<double, double>> range;  ///< a class of numbers; `label` says the same with a decimal point
};

/// The legend of a sheet at a zoom, top entry first. Layers with metadata "skizze:legend" (a text, or a list of
/// {"label"|"message":..., "properties":{...}, "kind":"point|line|area"} examples to evaluate) say what to show; without any, layers whose
/// colour is one match, step or case over one property give an entry for each branch, and all others one entry with the layer's id. Entries
/// with the same label are merged (a casing and its line are one entry).
std::vector<LegendEntry> legend(const Stylesheet& sheet, double zoom);

}  // namespace skizze::style
