// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// An expression as the value of a style property: what the property allows, and when the value changes. Used inside the room only.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "style/parser.h"

namespace skizze::style {

/// What the style specification says of a property.
struct PropertySpec {
  std::string type;  ///< "number", "color", "enum", "array", "formatted", ...; empty: anything
  std::string item;  ///< of arrays
  int length = -1;   ///< of arrays
  std::vector<std::string> enum_values;
  Json default_value;  ///< null: none
  bool interpolated = true;
  bool zoom_allowed = true;
  bool feature_allowed = true;
  bool tokens = false;  ///< "{name}" in plain texts stands for a property
};

PropertySpec property_spec_of_json(const Json& json);

/// A compiled expression and when its value changes.
struct CompiledExpression {
  NodePtr node;
  bool feature_constant = true;
  bool zoom_constant = true;
  bool state_constant = true;
};
using Compiled = tl::expected<CompiledExpression, std::vector<ParseError>>;

/// Compiles an expression, type checks it against the property, and checks where it uses the zoom.
Compiled compile_property(const Json& expression, const PropertySpec& spec, NameTable& names);
/// Compiles a filter: old or new syntax, or a boolean.
Compiled compile_filter(const Json& filter, NameTable& names);

/// Whether the JSON is a function of the old style ({"stops": ...} or {"property": ...}).
bool is_legacy_function(const Json& json);
/// The expression that means the same.
tl::expected<Json, std::string> convert_legacy_function(const Json& function, const PropertySpec& spec);
/// "Street {name}" as a concat expression; other texts stay.
Json convert_token_text(const std::string& text);

Json convert_legacy_filter(const Json& filter);
bool is_expression_filter(const Json& filter);

}  // namespace skizze::style
