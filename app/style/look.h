// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How a layer looks, as a person edits it: the words of the style panel, of imports and of legends. A look becomes style JSON and travels
/// in that JSON's metadata ("skizze:look"), so that it can be edited again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "feature/layer_pack.h"
#include "geo/geometry.h"
#include "style/classify.h"
#include "style/stylesheet.h"

namespace skizze::style {

enum class LookKind : std::uint8_t { single, categorised, graduated, rules };
std::string_view name_of(LookKind kind);

/// One class: its condition (which fields count depends on the look's kind) and its symbol.
struct LookClass {
  std::string label;  ///< empty: made from the values
  bool visible = true;
  SimpleSymbol symbol;
  std::vector<feature::Value> values;  ///< categorised; monostate stands for "no value"
  double from = 0;                     ///< graduated: from <= value < to; the first class has no lower limit and the last no upper one
  double to = 0;
  std::string filter_json;  ///< rules: a filter expression; empty takes everything
  bool is_else = false;     ///< rules: takes what no other rule of this zoom range takes
  double min_zoom = 0;      ///< rules
  double max_zoom = 24;
  bool operator==(const LookClass&) const = default;
};

/// above_right: beside and above a point, where both sides begin. above_line: once, in the middle of a line and over it.
enum class LabelPlace : std::uint8_t { automatic, center, above, below, right, along, above_right, above_line };
std::string_view name_of(LabelPlace place);

struct LookLabel {
  std::string attribute;        ///< empty and no expression: no labels
  std::string expression_json;  ///< instead of the attribute
  double size_px = 12;
  bool bold = false;
  std::string family;          ///< of the typeface, where it is installed; empty: the program's own
  std::optional<Color> color;  ///< empty: the theme's
  std::optional<Color> halo;
  double halo_px = 1.3;
  LabelPlace place = LabelPlace::automatic;
  std::string priority_attribute;  ///< labels of larger numbers are placed first; empty: by size of the feature
  bool overlap = false;
  double min_zoom = 0;
  double max_zoom = 24;
  bool shown() const { return !attribute.empty() || !expression_json.empty(); }
  bool operator==(const LookLabel&) const = default;
};

struct Look {
  LookKind kind = LookKind::single;
  SimpleSymbol symbol;    ///< single: of everything; else of what is in no class
  std::string attribute;  ///< categorised, graduated
  std::vector<LookClass> classes;
  bool others = true;  ///< what is in no class is drawn
  ClassMethod method = ClassMethod::quantile;
  int class_count = 5;
  std::string ramp = "cividis";
  std::string palette = "okabe-ito";
  bool reversed = false;
  AreaScope areas = AreaScope::each;
  LookLabel label;
  double min_zoom = 0;
  double max_zoom = 24;
  bool operator==(const Look&) const = default;
};

/// Style JSON, colour tokens still in. kind none draws points, lines and areas.
std::string style_of(const Look& look, geo::GeometryKind kind);
/// The look that a style was made of; empty for styles that nobody made with the panel, and for those whose layers were changed since.
std::optional<Look> look_of(std::string_view style_json, geo::GeometryKind kind);

/// The same classes as rules with filters of their own, the rest as the last one.
Look as_rules(const Look& look);

std::string look_to_json(const Look& look);
/// Anything that is missing keeps its default; empty when the text is no look at all.
std::optional<Look> look_from_json(std::string_view json);

/// The text of a class: its label, or its values or limits.
std::string class_label(const Look& look, const LookClass& c);
/// Gives the classes the colours of the look's ramp or palette.
void recolour(Look& look);
/// Classes for the look's attribute: values (most frequent first, at most limit) or limits by its method, coloured. Looks of other kinds
/// stay. O(rows); any thread.
void classify(Look& look, const feature::LayerPack& pack, std::size_t limit = 24);

/// How many rows each class takes, in their order, then how many are in none. Rules may overlap and are counted each. O(rows * rules);
/// any thread. Empty when cancelled, or when a rule's filter is not valid.
std::vector<std::uint64_t> class_counts(const Look& look, const feature::LayerPack& pack, const base::CancelToken& cancel = {});

}  // namespace skizze::style
