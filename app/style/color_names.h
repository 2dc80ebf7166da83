// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace skizze::style {

/// 0xrrggbb of a CSS named colour (CSS Color 4, 6.1), lower case; empty when there is none of this name.
std::optional<std::uint32_t> named_color(std::string_view name);

}  // namespace skizze::style
