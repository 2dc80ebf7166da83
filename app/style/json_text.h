// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace skizze::style {

/// Parses JSON text that may come from anywhere: empty when it is no JSON, or nested deeper than 256 levels, which no style is.
std::optional<nlohmann::json> read_json(std::string_view text);

}  // namespace skizze::style
