// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/rules.h"

#include <algorithm>
#include <array>

namespace skizze::readers::osm {
namespace {

constexpr std::array<std::string_view, 6> k_insignificant_keys{"created_by", "converted_by", "source", "time", "ele", "attribution"};
constexpr std::array<std::string_view, 9> k_dropped_keys{"created_by", "converted_by", "source", "time", "note",
                                                         "todo",       "openGeoDB:",   "fixme",  "FIXME"};
constexpr std::array<std::string_view, 7> k_silent_keys{"area", "created_by", "converted_by", "note", "todo", "fixme", "FIXME"};
constexpr std::array<std::string_view, 16> k_enclosing_keys{"aeroway",  "amenity", "boundary", "building", "craft",   "geological",
                                                            "historic", "landuse", "leisure",  "military", "natural", "office",
                                                            "place",    "shop",    "sport",    "tourism"};
constexpr std::array<std::string_view, 2> k_platform_keys{"highway", "public_transport"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// "openGeoDB:" stands for all keys that begin so.
bool dropped_key(std::string_view key) {
  if (among(k_dropped_keys, key)) return true;
  const auto colon = key.find(':');
  return colon != std::string_view::npos && among(k_dropped_keys, key.substr(0, colon + 1));
}

}  // namespace

std::uint16_t Rules::judge(std::uint32_t place) {
  if (place >= m_verdicts.size()) m_verdicts.resize(std::max<std::size_t>(place + 1, m_keys.size()));
  const std::string_view key = m_keys.at(place);
  unsigned verdict = k_known;
  if (among(k_insignificant_keys, key)) verdict |= k_insignificant;
  if (dropped_key(key)) verdict |= k_dropped;
  if (key == "area") verdict |= k_area;
  if (key == "type") verdict |= k_type;
  if (key == "created_by") verdict |= k_created_by;
  if (among(k_enclosing_keys, key)) verdict |= k_encloses;
  if (among(k_platform_keys, key)) verdict |= k_may_enclose;
  if (among(k_silent_keys, key)) verdict |= k_silent;
  return m_verdicts[place] = static_cast<std::uint16_t>(verdict);
}

bool Rules::significant(std::span<const Tag> tags) {
  return std::any_of(tags.begin(), tags.end(), [&](const Tag& tag) { return (verdict(tag.key) & k_insignificant) == 0; });
}

bool Rules::closed_way_is_area(std::span<const Tag> tags) {
  bool encloses = false;
  for (const Tag& tag : tags) {
    const auto is = verdict(tag.key);
    if ((is & k_area) != 0) {
      const auto value = m_values.at(tag.value);
      if (value == "yes" || value == "no") return value == "yes";
    }
    encloses = encloses || (is & k_encloses) != 0 || ((is & k_may_enclose) != 0 && m_values.at(tag.value) == "platform");
  }
  return encloses;
}

bool Rules::describes_area(std::span<const Tag> tags) {
  return std::any_of(tags.begin(), tags.end(), [&](const Tag& tag) { return (verdict(tag.key) & k_silent) == 0; });
}

}  // namespace skizze::readers::osm
