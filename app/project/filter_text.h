// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a person types to see only some rows of a layer, and the filter expression of the style it means.
///
///   filter   = part { ("and" | "und" | "or" | "oder") part }     one word for all: mixing needs the expression itself
///   part     = column operator value | column ("is empty" | "is set" | "ist leer" | "ist gesetzt")
///   operator = "=" "!=" "<" "<=" ">" ">=" "contains" "enthält"
///   column, value = a word, or "in double quotes"
///
/// A text that begins with '[' is taken as the expression itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/value.h"

namespace skizze::project {

/// The expression as JSON; empty for an empty text. Columns are found regardless of case. Errors: invalid, with what is not
/// understood ("project.filter_unknown_column", "project.filter_syntax", "project.filter_number").
base::Result<std::string> filter_from_text(std::string_view text, const std::vector<feature::Column>& columns);

/// The text that filter_from_text turns into this expression; the JSON itself where there is none.
std::string filter_to_text(const std::string& filter_json);

/// A style with the filter put before every layer's own; filter_json empty gives the style back.
base::Result<std::string> with_filter(const std::string& style_json, const std::string& filter_json);

}  // namespace skizze::project
