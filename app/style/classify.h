// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Data to classes, and classes to style JSON: what the style panel does without anyone writing JSON.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/layer_pack.h"
#include "geo/geometry.h"
#include "style/color.h"

namespace skizze::style {

enum class ClassMethod : std::uint8_t { equal_interval, quantile, jenks, standard_deviation, pretty };
std::string_view name_of(ClassMethod method);

/// Class limits, ascending: classes + 1 numbers from minimum to maximum. Values that are not finite are ignored; fewer classes
/// come back when there are fewer distinct values; empty when there is none.
/// equal_interval: equal widths. quantile: equal counts (type 7 of Hyndman & Fan). jenks: Fisher's exact optimum of the sum of squared
/// deviations, on at most 2,000 evenly chosen order statistics beyond that many distinct values. standard_deviation: limits at the mean
/// plus and minus multiples of one (of half a, for many classes) standard deviation, cut off at the data.
/// pretty: multiples of 1, 2 or 5 times a power of ten that cover the data, about as many as asked for (Becker, Chambers & Wilks 1988).
std::vector<double> class_limits(std::span<const double> values, int classes, ClassMethod method);

/// Inner limits rounded down to two figures of the narrowest class, the outer ones outwards: what a legend can say truthfully.
std::vector<double> rounded_limits(std::vector<double> limits);

/// Numbers of a column, rows without one left out (integers and reals; text that is a number counts). Empty for other columns.
std::vector<double> numbers_of(const feature::LayerPack& pack, std::size_t column);

struct ValueCount {
  feature::Value value;  ///< text, integer, real or boolean; monostate counts rows without a value
  std::uint64_t count = 0;
};
/// Distinct values of a column, most frequent first (equal counts by text), at most `limit`.
std::vector<ValueCount> distinct_values(const feature::LayerPack& pack, std::size_t column, std::size_t limit = 64);

/// Seven hues (Okabe & Ito 2008) that colour-blind people can tell apart, then the same mixed with white; any index >= 0.
Color categorical_color(std::size_t index);
/// Cividis (Nunez, Anderton & Renslow 2018), t from 0 (dark blue) to 1 (yellow).
Color cividis(double t);

/// How one symbol looks; fields that do not fit the geometry are ignored.
struct SimpleSymbol {
  Color color{0.0F, 0.447F, 0.698F, 1.0F};
  double opacity = 0.8;
  double width_px = 2;  ///< line width or outline width
  double radius_px = 5;
  Color outline{1, 1, 1, 1};
  std::vector<double> dash;         ///< multiples of the width
  std::string pattern;              ///< hatch or picture for areas
  Color pattern_color{0, 0, 0, 0};  ///< of a hatch over the fill; transparent: the hatch alone, in `color`
  double casing_px = 0;             ///< of lines: how far `outline` shows on either side
  std::string line_pattern;         ///< picture along lines and outlines
  std::string icon;                 ///< shape or picture instead of a disc, or in the middle of an area; radius_px is half its height
  bool operator==(const SimpleSymbol&) const = default;
};

struct Label {
  std::string property;  ///< empty: no label
  double size_px = 12;
  double min_zoom = 0;
};

struct Category {
  feature::Value value;
  SimpleSymbol symbol;
  std::string label;  ///< for the legend; empty: the value itself
};

struct Grade {
  double from = 0;  ///< from <= value < to; the last class includes its upper limit
  double to = 0;
  SimpleSymbol symbol;
  std::string label;
};

/// Style JSON for the three renderers. Legend texts are kept in the layers' metadata, so legend.h finds them again.
std::string single_style(geo::GeometryKind kind, const SimpleSymbol& symbol, const Label& label = {});
/// rest: features whose value is in no category.
std::string categorised_style(geo::GeometryKind kind, std::string_view property, const std::vector<Category>& categories,
                              const SimpleSymbol& rest, const Label& label = {});
/// rest: features without a number.
std::string graduated_style(geo::GeometryKind kind, std::string_view property, const std::vector<Grade>& grades, const SimpleSymbol& rest,
                            const Label& label = {});

/// Categories with colours for the values of a column, and grades with cividis colours for its numbers: the panel's first proposal.
std::vector<Category> propose_categories(const feature::LayerPack& pack, std::size_t column, std::size_t limit = 12);
std::vector<Grade> propose_grades(const feature::LayerPack& pack, std::size_t column, int classes, ClassMethod method);

}  // namespace skizze::style
