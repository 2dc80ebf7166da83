// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/collator.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "style/utf8.h"

namespace skizze::style {
namespace {

/// The three weights of a letter (Unicode Technical Standard 10): base letter, accent, case.
struct Weight {
  std::uint32_t base = 0;
  std::uint32_t accent = 0;
  std::uint32_t upper = 0;
};

struct Accented {
  std::string_view letters;  ///< small letters that share a base
  std::string_view base;
};
/// Small Latin letters of Latin-1 Supplement and Latin Extended-A with the letters they are made of.
constexpr std::array<Accented, 24> k_accented{{
    {"àáâãäåāăą", "a"}, {"çćĉċč", "c"}, {"ďđð", "d"}, {"èéêëēĕėęě", "e"},  {"ĝğġģ", "g"},  {"ĥħ", "h"},
    {"ìíîïĩīĭįı", "i"}, {"ĵ", "j"},     {"ķ", "k"},   {"ĺļľŀł", "l"},      {"ñńņňŋ", "n"}, {"òóôõöøōŏő", "o"},
    {"ŕŗř", "r"},       {"śŝşš", "s"},  {"ţťŧ", "t"}, {"ùúûüũūŭůűų", "u"}, {"ŵ", "w"},     {"ýÿŷ", "y"},
    {"źżž", "z"},       {"æ", "ae"},    {"œ", "oe"},  {"ß", "ss"},         {"ĳ", "ij"},    {"þ", "th"},
}};

std::uint32_t code_of(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  switch (bytes.size()) {
    case 2: return ((byte(0) & 31U) << 6U) | (byte(1) & 63U);
    case 3: return ((byte(0) & 15U) << 12U) | ((byte(1) & 63U) << 6U) | (byte(2) & 63U);
    case 4: return ((byte(0) & 7U) << 18U) | ((byte(1) & 63U) << 12U) | ((byte(2) & 63U) << 6U) | (byte(3) & 63U);
    default: return byte(0);
  }
}

struct Tailoring {
  std::string_view locale;
  std::string_view letter;
  std::string_view as;  ///< sorts like these letters with an accent; empty: a letter of its own after z
  std::uint32_t after_z = 0;
};
/// CLDR collations: de (search), sv and fi, da and nb.
constexpr std::array<Tailoring, 13> k_tailorings{{
    {"de", "ä", "ae", 0},
    {"de", "ö", "oe", 0},
    {"de", "ü", "ue", 0},
    {"sv", "å", "", 1},
    {"sv", "ä", "", 2},
    {"sv", "ö", "", 3},
    {"fi", "å", "", 1},
    {"fi", "ä", "", 2},
    {"fi", "ö", "", 3},
    {"da", "æ", "", 1},
    {"da", "ø", "", 2},
    {"da", "å", "", 3},
    {"da", "ä", "", 1},
}};

void add_letters(std::string_view letters, std::uint32_t accent, bool upper, std::vector<Weight>& out) {
  for (const char c : letters) out.push_back({static_cast<std::uint32_t>(static_cast<unsigned char>(c)), accent, upper ? 1U : 0U});
}

bool add_tailored(std::string_view locale, std::string_view letter, bool upper, std::vector<Weight>& out) {
  const std::string_view sorting = locale == "nb" ? "da" : locale;
  for (const auto& t : k_tailorings) {
    if (t.locale != sorting || t.letter != letter) continue;
    if (t.as.empty())
      out.push_back({'z' + t.after_z, 0, upper ? 1U : 0U});
    else
      add_letters(t.as, code_of(letter), upper, out);
    return true;
  }
  return false;
}

bool add_accented(std::string_view letter, bool upper, std::vector<Weight>& out) {
  for (const auto& group : k_accented) {
    if (group.letters.find(letter) == std::string_view::npos) continue;
    add_letters(group.base, code_of(letter), upper, out);
    return true;
  }
  return false;
}

constexpr std::uint32_t k_letter = 0x100;  ///< letters sort after digits and signs

std::vector<Weight> weights_of(std::string_view text, std::string_view locale) {
  std::vector<Weight> out;
  for (const auto point : code_points(text)) {
    const std::uint32_t code = code_of(point);
    if (code >= 0x300 && code < 0x370 && !out.empty()) {  // combining marks
      out.back().accent = code;
      continue;
    }
    const std::string small = lower_case(point);
    const bool upper = small != point;
    if (add_tailored(locale, small, upper, out)) continue;
    if (point.size() > 1 && add_accented(small, upper, out)) continue;
    out.push_back({code_of(small), 0, upper ? 1U : 0U});
  }
  for (auto& weight : out) {
    if (weight.base >= 'a' && weight.base <= 'z' + 3U) weight.base += k_letter;
  }
  return out;
}

template <class Field>
int compared(const std::vector<Weight>& a, const std::vector<Weight>& b, const Field& field) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (field(a[i]) != field(b[i])) return field(a[i]) < field(b[i]) ? -1 : 1;
  }
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

}  // namespace

int Collator::compare(std::string_view a, std::string_view b) const {
  const auto left = weights_of(a, locale);
  const auto right = weights_of(b, locale);
  int order = compared(left, right, [](const Weight& w) { return w.base; });
  if (order == 0 && diacritic_sensitive) order = compared(left, right, [](const Weight& w) { return w.accent; });
  if (order == 0 && case_sensitive) order = compared(left, right, [](const Weight& w) { return w.upper; });
  return order;
}

std::string resolved_locale(std::string_view requested) {
  constexpr std::array<std::string_view, 14> k_known{"de", "en", "fr", "nl", "it", "es", "pt", "pl", "cs", "da", "nb", "sv", "fi", "tr"};
  const std::string language = lower_case(requested.substr(0, requested.find_first_of("-_")));
  return std::find(k_known.begin(), k_known.end(), language) != k_known.end() ? language : "en";
}

}  // namespace skizze::style
