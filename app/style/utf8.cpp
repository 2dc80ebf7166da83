// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/utf8.h"

#include <cstdint>

namespace skizze::style {
namespace {

std::size_t length_of(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t wanted = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (at + wanted > text.size()) return 1;
  for (std::size_t i = 1; i < wanted; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) return 1;
  }
  return wanted;
}

/// Only sequences of two bytes are needed: U+0080..U+07FF.
std::uint32_t decode2(std::string_view bytes) {
  return (static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[0])) & 0x1FU) << 6 |
         (static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[1])) & 0x3FU);
}

void append2(std::string& out, std::uint32_t c) {
  out += static_cast<char>(0xC0U | c >> 6);
  out += static_cast<char>(0x80U | (c & 0x3FU));
}

bool in(std::uint32_t c, std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; }

/// Latin Extended-A comes in pairs; in most of it the upper letter is even, in two stretches odd.
bool pairs_even(std::uint32_t c) { return in(c, 0x100, 0x137) || in(c, 0x14A, 0x177); }
bool pairs_odd(std::uint32_t c) { return in(c, 0x139, 0x148) || in(c, 0x179, 0x17E); }

std::uint32_t upper(std::uint32_t c) {
  if (in(c, 0xE0, 0xFE) && c != 0xF7) return c - 0x20;
  if (c == 0xFF) return 0x178;
  if (c == 0x131) return 'I';
  if (pairs_even(c)) return c & ~1U;
  if (pairs_odd(c)) return c % 2 == 0 ? c - 1 : c;
  if (in(c, 0x3B1, 0x3C9)) return c == 0x3C2 ? 0x3A3 : c - 0x20;
  if (in(c, 0x430, 0x44F)) return c - 0x20;
  if (in(c, 0x450, 0x45F)) return c - 0x50;
  return c;
}

std::uint32_t lower(std::uint32_t c) {
  if (in(c, 0xC0, 0xDE) && c != 0xD7) return c + 0x20;
  if (c == 0x178) return 0xFF;
  if (c == 0x130) return 'i';
  if (pairs_even(c)) return c | 1U;
  if (pairs_odd(c)) return c % 2 == 1 ? c + 1 : c;
  if (in(c, 0x391, 0x3A9)) return c + 0x20;
  if (in(c, 0x410, 0x42F)) return c + 0x20;
  if (in(c, 0x400, 0x40F)) return c + 0x50;
  return c;
}

template <class Map>
std::string mapped(std::string_view text, const Map& map) {
  std::string out;
  for (const auto point : code_points(text)) {
    if (point.size() == 1) {
      const auto c = static_cast<unsigned char>(point[0]);
      out += c < 0x80 ? static_cast<char>(map(std::uint32_t{c})) : point[0];
    } else if (point.size() == 2) {
      const std::uint32_t c = map(decode2(point));
      if (c < 0x80)
        out += static_cast<char>(c);
      else
        append2(out, c);
    } else {
      out += point;
    }
  }
  return out;
}

}  // namespace

std::vector<std::string_view> code_points(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_of(text, i);
    out.push_back(text.substr(i, length));
    i += length;
  }
  return out;
}

std::string upper_case(std::string_view text) {
  std::string out = mapped(text, [](std::uint32_t c) { return in(c, 'a', 'z') ? c - 0x20 : upper(c); });
  for (std::size_t at = out.find("ß"); at != std::string::npos; at = out.find("ß", at)) out.replace(at, 2, "SS");
  return out;
}

std::string lower_case(std::string_view text) {
  return mapped(text, [](std::uint32_t c) { return in(c, 'A', 'Z') ? c + 0x20 : lower(c); });
}

}  // namespace skizze::style
