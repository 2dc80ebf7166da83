// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace skizze::style {

/// The code points of a UTF-8 text, each as its bytes. Bytes that are no UTF-8 count as one each.
std::vector<std::string_view> code_points(std::string_view text);
/// Upper and lower case of Latin, Greek and Cyrillic letters (simple mappings of Unicode; ß becomes SS); others stay.
std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);

}  // namespace skizze::style
