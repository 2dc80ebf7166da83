// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

namespace skizze::style {

/// A QGIS expression ("hoehe" > 20 AND "nutzung" IN ('W', 'G')) as an expression of the style specification. Known: literals, columns,
/// comparison, arithmetic, ||, AND, OR, NOT, IN, LIKE and ILIKE with % at the ends, IS (NOT) NULL, CASE, and the functions if, coalesce,
/// concat, lower, upper, length, to_string, to_int, to_real, round, floor, ceil, abs, sqrt, min, max. The error is what is not known.
tl::expected<nlohmann::json, std::string> convert_qgis_expression(std::string_view text);

/// The column where the expression is one column alone ("nutzung" in quotes or bare); empty otherwise.
std::string qgis_column(std::string_view text);

}  // namespace skizze::style
