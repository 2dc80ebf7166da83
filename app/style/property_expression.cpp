// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/property_expression.h"

#include <algorithm>

namespace skizze::style {
namespace {

std::optional<Type> expected_type(const PropertySpec& spec) {
  const auto kind_of = [](const std::string& name) -> std::optional<Kind> {
    static const std::unordered_map<std::string_view, Kind> s_kinds{{"color", Kind::color},
                                                                    {"string", Kind::string},
                                                                    {"number", Kind::number},
                                                                    {"enum", Kind::string},
                                                                    {"boolean", Kind::boolean},
                                                                    {"formatted", Kind::formatted},
                                                                    {"padding", Kind::padding},
                                                                    {"numberArray", Kind::number_array},
                                                                    {"colorArray", Kind::color_array},
                                                                    {"resolvedImage", Kind::image},
                                                                    {"projectionDefinition", Kind::projection}};
    const auto at = s_kinds.find(name);
    return at == s_kinds.end() ? std::nullopt : std::optional(at->second);
  };
  if (spec.type == "array") return array_of(kind_of(spec.item).value_or(Kind::value), spec.length);
  const auto kind = kind_of(spec.type);
  return kind ? std::optional(Type{*kind}) : std::nullopt;
}

constexpr const char* k_zoom_misplaced =
    "\"zoom\" expression may only be used as input to a top-level \"step\" or \"interpolate\" expression.";
constexpr const char* k_zoom_twice = "Only one zoom-based \"step\" or \"interpolate\" subexpression may be used in an expression.";

/// The one curve over the zoom that the specification allows, and what is wrong with it.
struct ZoomCurve {
  const Node* curve = nullptr;
  const char* problem = nullptr;
};

/// Each child is looked at once: twice would double the work at every level.
ZoomCurve find_zoom_curve(const Node& node) {
  std::vector<ZoomCurve> inner;
  node.each_child([&](const NodePtr& child) { inner.push_back(find_zoom_curve(*child)); });
  const auto is_something = [](const ZoomCurve& z) { return z.curve != nullptr || z.problem != nullptr; };
  ZoomCurve result;
  if (node.kind == NodeKind::let) {
    result = inner.front();  // the result of a "let" is its first child
  } else if (node.kind == NodeKind::coalesce) {
    const auto first = std::find_if(inner.begin(), inner.end(), is_something);
    if (first != inner.end()) result = *first;
  } else if (is_step_or_interpolate_over_zoom(node)) {
    result.curve = &node;
  }
  if (result.problem != nullptr) return result;
  for (const ZoomCurve& child : inner) {
    if (child.problem != nullptr)
      result = child;
    else if (result.curve == nullptr && child.curve != nullptr && result.problem == nullptr)
      result = {nullptr, k_zoom_misplaced};
    else if (result.curve != nullptr && child.curve != nullptr && result.curve != child.curve)
      result = {nullptr, k_zoom_twice};
  }
  return result;
}

tl::unexpected<std::vector<ParseError>> single_error(std::string text) {
  return tl::unexpected<std::vector<ParseError>>(std::vector<ParseError>{{"", std::move(text)}});
}

CompiledExpression classified(NodePtr node) {
  CompiledExpression out;
  out.feature_constant = is_feature_constant(*node);
  out.zoom_constant = is_zoom_constant(*node);
  out.state_constant = is_state_constant(*node);
  out.node = std::move(node);
  return out;
}

}  // namespace

PropertySpec property_spec_of_json(const Json& json) {
  PropertySpec spec;
  if (!json.is_object()) return spec;
  const auto text = [&](const char* name) {
    return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : std::string();
  };
  spec.type = text("type");
  spec.item = text("value");
  if (json.contains("length") && json["length"].is_number_integer()) spec.length = json["length"].get<int>();
  if (json.contains("values") && json["values"].is_object()) {
    for (const auto& entry : json["values"].items()) spec.enum_values.push_back(entry.key());
  }
  if (json.contains("default")) spec.default_value = json["default"];
  spec.tokens = json.contains("tokens") && json["tokens"] == true;
  const std::string kind = text("property-type");
  spec.feature_allowed = kind.empty() || kind == "data-driven" || kind == "cross-faded-data-driven";
  if (json.contains("expression") && json["expression"].is_object()) {
    const Json& e = json["expression"];
    spec.interpolated = e.contains("interpolated") && e["interpolated"] == true;
    if (e.contains("parameters"))
      spec.zoom_allowed = std::find(e["parameters"].begin(), e["parameters"].end(), Json("zoom")) != e["parameters"].end();
  }
  return spec;
}

Compiled compile_property(const Json& expression, const PropertySpec& spec, NameTable& names) {
  std::vector<ParseError> errors;
  const Parser parser(names, errors, expected_type(spec));
  // Texts are converted rather than required: ["get", "house_number"] may be a number.
  NodePtr node = parser.parse(expression, spec.type == "string" ? Annotation::coercion : Annotation::by_type);
  if (!node) return tl::unexpected<std::vector<ParseError>>(std::move(errors));
  CompiledExpression compiled = classified(std::move(node));
  if (!compiled.feature_constant && !spec.feature_allowed) return single_error("data expressions not supported");
  if (!compiled.zoom_constant && !spec.zoom_allowed) return single_error("zoom expressions not supported");
  const ZoomCurve zoom = find_zoom_curve(*compiled.node);
  if (zoom.curve == nullptr && zoom.problem == nullptr && !compiled.zoom_constant) return single_error(k_zoom_misplaced);
  if (zoom.problem != nullptr) return single_error(zoom.problem);
  if (zoom.curve != nullptr && zoom.curve->kind == NodeKind::interpolate && !spec.interpolated) {
    return single_error("\"interpolate\" expressions cannot be used with this property");
  }
  return compiled;
}

Compiled compile_filter(const Json& filter, NameTable& names) {
  std::vector<ParseError> errors;
  const Parser parser(names, errors, Type{Kind::boolean});
  NodePtr node = parser.parse(is_expression_filter(filter) ? filter : convert_legacy_filter(filter));
  if (!node) return tl::unexpected<std::vector<ParseError>>(std::move(errors));
  return classified(std::move(node));
}

}  // namespace skizze::style
