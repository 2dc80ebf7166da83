// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace skizze::style {

/// What may stand in style JSON, sorted: keys, types of layers, their properties, operators of expressions, hatches and plan signs. For
/// completing words.
std::vector<std::string> style_words();

}  // namespace skizze::style
