// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/street_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace skizze::bike {

namespace {

using Word = std::pair<std::string_view, StreetClass>;

/// Folded; classes by function (RIN, RASt 06) and by who maintains them (StrWG), after OSM's own rules for Germany.
constexpr std::array<Word, 46> k_german{{
    {"autobahn", StreetClass::motorway},
    {"bundesautobahn", StreetClass::motorway},
    {"bab", StreetClass::motorway},
    {"a", StreetClass::motorway},
    {"kraftfahrstrasse", StreetClass::trunk},
    {"schnellstrasse", StreetClass::trunk},
    {"bundesstrasse", StreetClass::primary},
    {"b", StreetClass::primary},
    {"hauptstrasse", StreetClass::primary},
    {"hauptverkehrsstrasse", StreetClass::primary},
    {"hvs", StreetClass::primary},
    {"landesstrasse", StreetClass::secondary},
    {"landstrasse", StreetClass::secondary},
    {"staatsstrasse", StreetClass::secondary},
    {"l", StreetClass::secondary},
    {"st", StreetClass::secondary},
    {"s", StreetClass::secondary},
    {"verbindungsstrasse", StreetClass::secondary},
    {"kreisstrasse", StreetClass::tertiary},
    {"k", StreetClass::tertiary},
    {"sammelstrasse", StreetClass::tertiary},
    {"hauptsammelstrasse", StreetClass::tertiary},
    {"gemeindeverbindungsstrasse", StreetClass::unclassified},
    {"gemeindestrasse", StreetClass::unclassified},
    {"g", StreetClass::unclassified},
    {"nebenstrasse", StreetClass::residential},
    {"anliegerstrasse", StreetClass::residential},
    {"erschliessungsstrasse", StreetClass::residential},
    {"wohnstrasse", StreetClass::residential},
    {"ortsstrasse", StreetClass::residential},
    {"verkehrsberuhigter bereich", StreetClass::living_street},
    {"spielstrasse", StreetClass::living_street},
    {"wohnweg", StreetClass::living_street},
    {"zufahrt", StreetClass::service},
    {"parkplatzzufahrt", StreetClass::service},
    {"wirtschaftsweg", StreetClass::track},
    {"feldweg", StreetClass::track},
    {"waldweg", StreetClass::track},
    {"fussgaengerzone", StreetClass::pedestrian},
    {"radweg", StreetClass::cycleway},
    {"radschnellweg", StreetClass::cycleway},
    {"geh- und radweg", StreetClass::path},
    {"weg", StreetClass::path},
    {"gehweg", StreetClass::footway},
    {"fussweg", StreetClass::footway},
    {"treppe", StreetClass::steps},
}};

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string folded(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> k_spelled{
      {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}, {"ẞ", "ss"}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto rest = text.substr(i);
    const auto found = std::find_if(k_spelled.begin(), k_spelled.end(), [&](const auto& pair) { return rest.starts_with(pair.first); });
    if (found != k_spelled.end()) {
      out += found->second;
      i += found->first.size();
      continue;
    }
    const char c = text[i++];
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto first = out.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(" \t") - first + 1);
}

StreetClass street_class_of_word(std::string_view word) {
  if (const auto known = street_class_from(word); known != StreetClass::unknown) return known;
  const auto plain = folded(word);
  if (const auto known = street_class_from(plain); known != StreetClass::unknown) return known;
  const auto found = std::find_if(k_german.begin(), k_german.end(), [&](const auto& entry) { return entry.first == plain; });
  return found == k_german.end() ? StreetClass::unknown : found->second;
}

bool is_no_street(std::string_view highway) {
  static constexpr std::array<std::string_view, 18> k_words{
      "construction", "proposed", "planned", "platform",     "rest_area", "services",      "corridor", "elevator",    "raceway",
      "abandoned",    "razed",    "disused", "bus_guideway", "busway",    "emergency_bay", "escape",   "via_ferrata", "no"};
  return one_of(highway, k_words);
}

std::optional<OneWay> one_way_of_word(std::string_view word) {
  if (word == "F") return OneWay::along;  // Geofabrik's shapefiles; small f is a database's "false"
  if (word == "T") return OneWay::against;
  if (word == "B") return OneWay::no;
  static constexpr std::array<std::string_view, 10> k_along{"yes", "true",        "1",   "ja",          "wahr",
                                                            "t",   "in richtung", "mit", "hinrichtung", "in geometrie-richtung"};
  static constexpr std::array<std::string_view, 8> k_against{"-1",    "reverse",  "gegenrichtung", "in gegenrichtung",
                                                             "gegen", "entgegen", "rueckrichtung", "gegen geometrie-richtung"};
  static constexpr std::array<std::string_view, 14> k_no{"no",
                                                         "false",
                                                         "0",
                                                         "nein",
                                                         "falsch",
                                                         "f",
                                                         "beide",
                                                         "keine",
                                                         "beide richtungen",
                                                         "beidseitig",
                                                         "in beide richtungen",
                                                         "reversible",
                                                         "alternating",
                                                         "zweirichtung"};
  const auto plain = folded(word);
  if (one_of(plain, k_along)) return OneWay::along;
  if (one_of(plain, k_against)) return OneWay::against;
  if (one_of(plain, k_no)) return OneWay::no;
  return std::nullopt;
}

bool is_yes(std::string_view word) {
  static constexpr std::array<std::string_view, 6> k_yes{"yes", "true", "1", "ja", "wahr", "t"};
  return one_of(folded(word), k_yes);
}

std::optional<double> speed_of_word(std::string_view word) {
  const auto plain = folded(word);
  if (plain.starts_with("schritt")) return 7;
  const bool named = plain.find("tempo") != std::string::npos || plain.find("zone") != std::string::npos ||
                     (plain.size() > 1 && plain.front() == 't' && plain[1] >= '0' && plain[1] <= '9');
  if (!named) return std::nullopt;
  const auto begin = plain.find_first_of("0123456789");
  if (begin == std::string::npos) return std::nullopt;
  int value = 0;
  for (std::size_t i = begin; i < plain.size() && i < begin + 3 && plain[i] >= '0' && plain[i] <= '9'; ++i)
    value = value * 10 + (plain[i] - '0');
  return value > 0 && value <= 130 ? std::optional<double>(value) : std::nullopt;
}

std::string without_groups(std::string_view number) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string out;
  std::size_t group = 0;
  bool grouped = false;
  for (const char c : number) {
    if (digit(c)) {
      ++group;
      out += c;
    } else if (c == '.' && group >= 1 && group <= 3 && (!grouped || group == 3)) {
      grouped = true;
      group = 0;
    } else {
      return std::string(number);
    }
  }
  return grouped && group == 3 ? out : std::string(number);
}

}  // namespace skizze::bike
