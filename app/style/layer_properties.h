// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The properties of style layers that we draw, and what the style specification says of each. Used inside the room only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "style/property_expression.h"
#include "style/stylesheet.h"

namespace skizze::style {

/// One id per property; the order is that of the table in layer_properties.cpp (a test of the table holds it).
enum class P : std::uint8_t {
  background_color,
  background_opacity,
  background_pattern,
  fill_color,
  fill_opacity,
  fill_outline_color,
  fill_pattern,
  fill_antialias,
  fill_translate,
  fill_sort_key,
  line_color,
  line_opacity,
  line_width,
  line_gap_width,
  line_offset,
  line_blur,
  line_dasharray,
  line_pattern,
  line_translate,
  line_cap,
  line_join,
  line_miter_limit,
  line_round_limit,
  line_sort_key,
  circle_color,
  circle_opacity,
  circle_radius,
  circle_blur,
  circle_stroke_color,
  circle_stroke_width,
  circle_stroke_opacity,
  circle_translate,
  circle_sort_key,
  symbol_placement,
  symbol_spacing,
  symbol_avoid_edges,
  symbol_sort_key,
  text_field,
  text_font,
  text_size,
  text_max_width,
  text_line_height,
  text_letter_spacing,
  text_justify,
  text_anchor,
  text_variable_anchor,
  text_radial_offset,
  text_offset,
  text_rotate,
  text_max_angle,
  text_padding,
  text_rotation_alignment,
  text_keep_upright,
  text_transform,
  text_allow_overlap,
  text_ignore_placement,
  text_optional,
  text_color,
  text_opacity,
  text_halo_color,
  text_halo_width,
  text_halo_blur,
  icon_image,
  icon_size,
  icon_rotate,
  icon_padding,
  icon_anchor,
  icon_offset,
  icon_rotation_alignment,
  icon_allow_overlap,
  icon_ignore_placement,
  icon_optional,
  icon_color,
  icon_opacity,
  icon_halo_color,
  icon_halo_width,
  count,
};
inline constexpr std::size_t k_property_count = static_cast<std::size_t>(P::count);

struct PropertyDefinition {
  P id;
  std::string_view name;  ///< "line-width"
  LayerType layer;
  bool is_layout;
  PropertySpec spec;
};

const PropertyDefinition& definition(P id);
/// Null when the layer type has no such property that we draw.
const PropertyDefinition* find_property(LayerType layer, std::string_view name, bool is_layout);
/// Whether the specification has the property although we do not draw it.
bool is_known_but_ignored(std::string_view name);
/// Ids of a layer type.
std::span<const P> properties_of(LayerType layer);
/// What stands where the style says nothing or an expression fails.
const Value& default_value(P id);

}  // namespace skizze::style
