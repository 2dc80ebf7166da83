// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Filters as people say them: attribute, operator, value. Used by rules of a look, and read back from what the panel, the filter line and
/// imports write.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feature/value.h"

namespace skizze::style {

enum class Operator : std::uint8_t { equal, not_equal, less, at_most, greater, at_least, between, contains, empty, set };

struct Condition {
  std::string attribute;
  Operator op = Operator::equal;
  /// equal: one or more (any of them); contains: one text; between: from <= value < to, or <= to where `to_included`; empty, set: none.
  std::vector<feature::Value> values;
  bool to_included = false;
  bool operator==(const Condition&) const = default;
};

struct Conditions {
  bool any = false;  ///< one is enough
  std::vector<Condition> parts;
  bool operator==(const Conditions&) const = default;
};

/// Empty parts for an empty text, nothing for an expression that cannot be said so.
std::optional<Conditions> conditions_of(std::string_view filter_json);
/// A filter expression; empty for no parts. Numbers are compared as numbers also where a column holds them as texts; rows without one are
/// not taken. conditions_of() gives the same conditions back.
std::string filter_of(const Conditions& conditions);

}  // namespace skizze::style
