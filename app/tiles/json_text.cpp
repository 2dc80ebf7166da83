// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/json_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace skizze::tiles {
namespace {

/// Length of the UTF-8 sequence at the start of text, 0 when it is none (RFC 3629, 4).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (size == 0 || size > text.size()) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : size;
}

template <class Number>
void append_number(std::string& out, Number number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 40> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  constexpr std::string_view hex = "0123456789abcdef";
  out += "\\u00";
  out += hex[static_cast<unsigned char>(c) >> 4];
  out += hex[static_cast<unsigned char>(c) & 15];
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t size = sequence_length(text);
    if (size == 0) {
      out += "\xEF\xBF\xBD";
    } else if (size == 1 && (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\')) {
      append_escape(out, c);
    } else {
      out += text.substr(0, size);
    }
    text.remove_prefix(size == 0 ? 1 : size);
  }
  out += '"';
}

void append_json(std::string& out, double number) { append_number(out, number); }
void append_json(std::string& out, float number) { append_number(out, number); }

}  // namespace skizze::tiles
