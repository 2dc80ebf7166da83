// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Cleaning and folding of what people typed; declared in contribution.h.
#include <array>
#include <cstdint>

#include "participation/contribution.h"

namespace skizze::participation {
namespace {

constexpr char32_t k_replacement = 0xFFFD;

/// One code point from the front of text, which it shortens; broken bytes give U+FFFD one at a time (RFC 3629).
char32_t take(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  const auto broken = [&] {
    text.remove_prefix(1);
    return k_replacement;
  };
  if (length == 0 || length > text.size()) return broken();
  if (length == 1) {
    text.remove_prefix(1);
    return lead;
  }
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return broken();
    code = (code << 6) | (byte(i) & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return broken();
  text.remove_prefix(length);
  return code;
}

void put(std::string& out, char32_t code) {
  const auto push = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (code < 0x80) {
    push(code);
  } else if (code < 0x800) {
    push(0xC0 | (code >> 6));
    push(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    push(0xE0 | (code >> 12));
    push(0x80 | ((code >> 6) & 0x3F));
    push(0x80 | (code & 0x3F));
  } else {
    push(0xF0 | (code >> 18));
    push(0x80 | ((code >> 12) & 0x3F));
    push(0x80 | ((code >> 6) & 0x3F));
    push(0x80 | (code & 0x3F));
  }
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0); }
// Unicode 15, 23.2: embeddings, overrides and isolates can make a text read otherwise than it is stored.
bool is_bidi_control(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }
bool is_noncharacter(char32_t c) { return c == 0xFEFF || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }
bool is_blank(char32_t c) {
  return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200D) || c == 0x3000 || c == 0x2060;
}

/// Base letters of U+00C0 to U+00FF in lower case; two letters where German writes two.
constexpr std::array<std::string_view, 64> k_latin1{"a", "a", "a", "a", "ae", "a", "ae", "c", "e",  "e", "e", "e", "i",  "i", "i",  "i",
                                                    "d", "n", "o", "o", "o",  "o", "oe", "x", "oe", "u", "u", "u", "ue", "y", "th", "ss",
                                                    "a", "a", "a", "a", "ae", "a", "ae", "c", "e",  "e", "e", "e", "i",  "i", "i",  "i",
                                                    "d", "n", "o", "o", "o",  "o", "oe", "/", "oe", "u", "u", "u", "ue", "y", "th", "y"};
/// Base letters of U+0100 to U+017F; ligatures by their first letter.
constexpr std::string_view k_latin_a =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(k_latin_a.size() == 128);

void fold(std::string& out, char32_t c) {
  constexpr char32_t k_combining_diaeresis = 0x308;
  if (c < 0x80) {
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c));
  } else if (c >= 0xC0 && c <= 0xFF) {
    out += k_latin1[c - 0xC0];
  } else if (c >= 0x100 && c <= 0x17F) {
    out.push_back(k_latin_a[c - 0x100]);
  } else if (c == 0x1E9E) {  // capital sharp s
    out += "ss";
  } else if (c == k_combining_diaeresis && !out.empty() && (out.back() == 'a' || out.back() == 'o' || out.back() == 'u')) {
    out.push_back('e');
  } else if (c < 0x300 || c > 0x36F) {  // other combining marks fall away
    put(out, c);
  }
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::u32string kept;
  kept.reserve(text.size());
  while (!text.empty()) {
    char32_t c = take(text);
    if (c == '\r') {
      if (!text.empty() && text.front() == '\n') continue;
      c = '\n';
    }
    if (!is_control(c) && !is_bidi_control(c) && !is_noncharacter(c)) kept.push_back(c);
  }
  std::size_t begin = 0;
  std::size_t end = kept.size();
  while (begin < end && is_blank(kept[begin])) ++begin;
  while (end > begin && is_blank(kept[end - 1])) --end;
  std::string out;
  for (std::size_t i = begin; i < end; ++i) put(out, kept[i]);
  return out;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::string_view first_code_points(std::string_view text, std::size_t max) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
    if (count++ == max) return text.substr(0, i);
  }
  return text;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) fold(out, take(text));
  return out;
}

}  // namespace skizze::participation
