// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/layer_properties.h"

#include <algorithm>
#include <array>

namespace skizze::style {
namespace {

/// Whether values of the property may depend on features (D), or on the zoom alone (Z); I: may be interpolated.
enum class By : std::uint8_t { feature, zoom };

struct Row {
  P id;
  const char* name;
  LayerType layer;
  bool is_layout;
  const char* type;
  Json default_value;
  bool interpolated;
  By by;
  std::vector<std::string> enum_values = {};
  const char* item = "";
  int length = -1;
};

const std::vector<std::string> k_anchors{"center",   "left",      "right",       "top",         "bottom",
                                         "top-left", "top-right", "bottom-left", "bottom-right"};
const std::vector<std::string> k_alignments{"auto", "map", "viewport", "viewport-glyph"};

std::vector<Row> surface_rows() {
  using L = LayerType;
  return {
      {P::background_color, "background-color", L::background, false, "color", "#000000", true, By::zoom},
      {P::background_opacity, "background-opacity", L::background, false, "number", 1, true, By::zoom},
      {P::background_pattern, "background-pattern", L::background, false, "resolvedImage", nullptr, false, By::zoom},
      {P::fill_color, "fill-color", L::fill, false, "color", "#000000", true, By::feature},
      {P::fill_opacity, "fill-opacity", L::fill, false, "number", 1, true, By::feature},
      {P::fill_outline_color, "fill-outline-color", L::fill, false, "color", nullptr, true, By::feature},
      {P::fill_pattern, "fill-pattern", L::fill, false, "resolvedImage", nullptr, false, By::feature},
      {P::fill_antialias, "fill-antialias", L::fill, false, "boolean", true, false, By::zoom},
      {P::fill_translate, "fill-translate", L::fill, false, "array", {0, 0}, true, By::zoom, {}, "number", 2},
      {P::fill_sort_key, "fill-sort-key", L::fill, true, "number", 0, false, By::feature},
  };
}

std::vector<Row> line_rows() {
  using L = LayerType;
  return {
      {P::line_color, "line-color", L::line, false, "color", "#000000", true, By::feature},
      {P::line_opacity, "line-opacity", L::line, false, "number", 1, true, By::feature},
      {P::line_width, "line-width", L::line, false, "number", 1, true, By::feature},
      {P::line_gap_width, "line-gap-width", L::line, false, "number", 0, true, By::feature},
      {P::line_offset, "line-offset", L::line, false, "number", 0, true, By::feature},
      {P::line_blur, "line-blur", L::line, false, "number", 0, true, By::feature},
      {P::line_dasharray, "line-dasharray", L::line, false, "array", nullptr, false, By::feature, {}, "number"},
      {P::line_pattern, "line-pattern", L::line, false, "resolvedImage", nullptr, false, By::feature},
      {P::line_translate, "line-translate", L::line, false, "array", {0, 0}, true, By::zoom, {}, "number", 2},
      {P::line_cap, "line-cap", L::line, true, "enum", "butt", false, By::feature, {"butt", "round", "square"}},
      {P::line_join, "line-join", L::line, true, "enum", "miter", false, By::feature, {"bevel", "round", "miter"}},
      {P::line_miter_limit, "line-miter-limit", L::line, true, "number", 2, true, By::zoom},
      {P::line_round_limit, "line-round-limit", L::line, true, "number", 1.05, true, By::zoom},
      {P::line_sort_key, "line-sort-key", L::line, true, "number", 0, false, By::feature},
  };
}

std::vector<Row> circle_rows() {
  using L = LayerType;
  return {
      {P::circle_color, "circle-color", L::circle, false, "color", "#000000", true, By::feature},
      {P::circle_opacity, "circle-opacity", L::circle, false, "number", 1, true, By::feature},
      {P::circle_radius, "circle-radius", L::circle, false, "number", 5, true, By::feature},
      {P::circle_blur, "circle-blur", L::circle, false, "number", 0, true, By::feature},
      {P::circle_stroke_color, "circle-stroke-color", L::circle, false, "color", "#000000", true, By::feature},
      {P::circle_stroke_width, "circle-stroke-width", L::circle, false, "number", 0, true, By::feature},
      {P::circle_stroke_opacity, "circle-stroke-opacity", L::circle, false, "number", 1, true, By::feature},
      {P::circle_translate, "circle-translate", L::circle, false, "array", {0, 0}, true, By::zoom, {}, "number", 2},
      {P::circle_sort_key, "circle-sort-key", L::circle, true, "number", 0, false, By::feature},
  };
}

std::vector<Row> text_rows() {
  using L = LayerType;
  return {
      {P::symbol_placement, "symbol-placement", L::symbol, true, "enum", "point", false, By::zoom, {"point", "line", "line-center"}},
      {P::symbol_spacing, "symbol-spacing", L::symbol, true, "number", 250, true, By::zoom},
      {P::symbol_avoid_edges, "symbol-avoid-edges", L::symbol, true, "boolean", false, false, By::zoom},
      {P::symbol_sort_key, "symbol-sort-key", L::symbol, true, "number", 0, false, By::feature},
      {P::text_field, "text-field", L::symbol, true, "formatted", "", false, By::feature},
      {P::text_font, "text-font", L::symbol, true, "array", {"Open Sans Regular"}, false, By::feature, {}, "string"},
      {P::text_size, "text-size", L::symbol, true, "number", 16, true, By::feature},
      {P::text_max_width, "text-max-width", L::symbol, true, "number", 10, true, By::feature},
      {P::text_line_height, "text-line-height", L::symbol, true, "number", 1.2, true, By::zoom},
      {P::text_letter_spacing, "text-letter-spacing", L::symbol, true, "number", 0, true, By::feature},
      {P::text_justify, "text-justify", L::symbol, true, "enum", "center", false, By::feature, {"auto", "left", "center", "right"}},
      {P::text_anchor, "text-anchor", L::symbol, true, "enum", "center", false, By::feature, k_anchors},
      {P::text_variable_anchor, "text-variable-anchor", L::symbol, true, "array", nullptr, false, By::zoom, k_anchors, "enum"},
      {P::text_radial_offset, "text-radial-offset", L::symbol, true, "number", 0, true, By::feature},
      {P::text_offset, "text-offset", L::symbol, true, "array", {0, 0}, true, By::feature, {}, "number", 2},
      {P::text_rotate, "text-rotate", L::symbol, true, "number", 0, true, By::feature},
      {P::text_max_angle, "text-max-angle", L::symbol, true, "number", 45, true, By::zoom},
      {P::text_padding, "text-padding", L::symbol, true, "number", 2, true, By::zoom},
      {P::text_rotation_alignment, "text-rotation-alignment", L::symbol, true, "enum", "auto", false, By::zoom, k_alignments},
      {P::text_keep_upright, "text-keep-upright", L::symbol, true, "boolean", true, false, By::zoom},
      {P::text_transform, "text-transform", L::symbol, true, "enum", "none", false, By::feature, {"none", "uppercase", "lowercase"}},
      {P::text_allow_overlap, "text-allow-overlap", L::symbol, true, "boolean", false, false, By::zoom},
      {P::text_ignore_placement, "text-ignore-placement", L::symbol, true, "boolean", false, false, By::zoom},
      {P::text_optional, "text-optional", L::symbol, true, "boolean", false, false, By::zoom},
      {P::text_color, "text-color", L::symbol, false, "color", "#000000", true, By::feature},
      {P::text_opacity, "text-opacity", L::symbol, false, "number", 1, true, By::feature},
      {P::text_halo_color, "text-halo-color", L::symbol, false, "color", "rgba(0,0,0,0)", true, By::feature},
      {P::text_halo_width, "text-halo-width", L::symbol, false, "number", 0, true, By::feature},
      {P::text_halo_blur, "text-halo-blur", L::symbol, false, "number", 0, true, By::feature},
  };
}

std::vector<Row> icon_rows() {
  using L = LayerType;
  return {
      {P::icon_image, "icon-image", L::symbol, true, "resolvedImage", nullptr, false, By::feature},
      {P::icon_size, "icon-size", L::symbol, true, "number", 1, true, By::feature},
      {P::icon_rotate, "icon-rotate", L::symbol, true, "number", 0, true, By::feature},
      {P::icon_padding, "icon-padding", L::symbol, true, "padding", 2, true, By::feature},
      {P::icon_anchor, "icon-anchor", L::symbol, true, "enum", "center", false, By::feature, k_anchors},
      {P::icon_offset, "icon-offset", L::symbol, true, "array", {0, 0}, true, By::feature, {}, "number", 2},
      {P::icon_rotation_alignment, "icon-rotation-alignment", L::symbol, true, "enum", "auto", false, By::zoom, k_alignments},
      {P::icon_allow_overlap, "icon-allow-overlap", L::symbol, true, "boolean", false, false, By::zoom},
      {P::icon_ignore_placement, "icon-ignore-placement", L::symbol, true, "boolean", false, false, By::zoom},
      {P::icon_optional, "icon-optional", L::symbol, true, "boolean", false, false, By::zoom},
      {P::icon_color, "icon-color", L::symbol, false, "color", "#000000", true, By::feature},
      {P::icon_opacity, "icon-opacity", L::symbol, false, "number", 1, true, By::feature},
      {P::icon_halo_color, "icon-halo-color", L::symbol, false, "color", "rgba(0,0,0,0)", true, By::feature},
      {P::icon_halo_width, "icon-halo-width", L::symbol, false, "number", 0, true, By::feature},
  };
}

struct Tables {
  std::vector<PropertyDefinition> definitions;
  std::vector<Value> defaults;
  std::array<std::vector<P>, 5> by_layer;
};

Tables make_tables() {
  Tables tables;
  for (const auto& rows : {surface_rows(), line_rows(), circle_rows(), text_rows(), icon_rows()}) {
    for (const Row& row : rows) {
      PropertySpec spec;
      spec.type = row.type;
      spec.item = row.item;
      spec.length = row.length;
      spec.enum_values = row.enum_values;
      spec.default_value = row.default_value;
      spec.interpolated = row.interpolated;
      spec.feature_allowed = row.by == By::feature;
      spec.tokens = row.id == P::text_field || row.id == P::icon_image;
      NameTable names;
      const Json& json = row.default_value;
      const auto compiled = json.is_null() || json.is_array() ? Compiled() : compile_property(json, spec, names);
      Value value = json.is_array() ? value_of_json(json) : Value();
      if (compiled && compiled->node) value = compiled->node->evaluate(Context{}).value_or(Value());
      tables.defaults.push_back(std::move(value));
      tables.by_layer[static_cast<std::size_t>(row.layer)].push_back(row.id);
      tables.definitions.push_back({row.id, row.name, row.layer, row.is_layout, std::move(spec)});
    }
  }
  return tables;
}

const Tables& tables() {
  static const Tables s_tables = make_tables();
  return s_tables;
}

}  // namespace

const PropertyDefinition& definition(P id) { return tables().definitions[static_cast<std::size_t>(id)]; }

const PropertyDefinition* find_property(LayerType layer, std::string_view name, bool is_layout) {
  for (const auto& d : tables().definitions) {
    if (d.layer == layer && d.name == name && d.is_layout == is_layout) return &d;
  }
  return nullptr;
}

bool is_known_but_ignored(std::string_view name) {
  constexpr std::array<std::string_view, 29> k_ignored{"fill-translate-anchor",
                                                       "fill-layer-opacity",
                                                       "line-translate-anchor",
                                                       "line-gradient",
                                                       "circle-translate-anchor",
                                                       "circle-pitch-scale",
                                                       "circle-pitch-alignment",
                                                       "symbol-z-order",
                                                       "symbol-z-offset",
                                                       "text-pitch-alignment",
                                                       "text-writing-mode",
                                                       "text-overlap",
                                                       "text-variable-anchor-offset",
                                                       "text-translate",
                                                       "text-translate-anchor",
                                                       "icon-overlap",
                                                       "icon-text-fit",
                                                       "icon-text-fit-padding",
                                                       "icon-keep-upright",
                                                       "icon-pitch-alignment",
                                                       "icon-translate",
                                                       "icon-translate-anchor",
                                                       "icon-halo-blur",
                                                       "fill-extrusion-height",
                                                       "fill-extrusion-base",
                                                       "fill-extrusion-vertical-gradient",
                                                       "fill-extrusion-translate-anchor",
                                                       "visibility",
                                                       "line-layer-opacity"};
  return std::find(k_ignored.begin(), k_ignored.end(), name) != k_ignored.end();
}

std::span<const P> properties_of(LayerType layer) { return tables().by_layer[static_cast<std::size_t>(layer)]; }

const Value& default_value(P id) { return tables().defaults[static_cast<std::size_t>(id)]; }

}  // namespace skizze::style
