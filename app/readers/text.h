// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace skizze::readers {

bool is_utf8(std::string_view text);
/// Windows-1252 (and with it ISO-8859-1) as UTF-8; what that code page leaves open becomes U+FFFD.
std::string utf8_from_windows_1252(std::string_view text);
/// At most `limit` bytes, not cutting through a character.
std::string_view cut_utf8(std::string_view text, std::size_t limit);
std::string lower_ascii(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace skizze::readers
