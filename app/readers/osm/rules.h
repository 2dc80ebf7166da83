// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "readers/osm/objects.h"
#include "readers/osm/texts.h"

namespace skizze::readers::osm {

/// What becomes a point, a line or an area and which tags are left out: the rules GDAL ships as osmconf.ini (3.6), so that an extract gives
/// the layers people know from QGIS and ogr2ogr. Remembers its verdict for every key.
class Rules {
 public:
  explicit Rules(const Texts& keys, const Texts& values) : m_keys(keys), m_values(values) {}

  /// Whether a node is more than a corner of something: any tag but those about its making.
  bool significant(std::span<const Tag> tags);
  /// Whether a closed way with these tags encloses an area instead of leading round.
  bool closed_way_is_area(std::span<const Tag> tags);
  /// Tags about the making of the data, which no layer keeps.
  bool dropped(std::uint32_t key) { return (verdict(key) & k_dropped) != 0; }
  /// The same among areas, where "area" and "type" said what the object is.
  bool dropped_from_areas(std::uint32_t key) { return (verdict(key) & (k_dropped | k_area | k_type)) != 0; }
  bool is_type(std::uint32_t key) { return (verdict(key) & k_type) != 0; }
  bool is_created_by(std::uint32_t key) { return (verdict(key) & k_created_by) != 0; }
  /// Whether a closed way has any tag that says something of the area.
  bool describes_area(std::span<const Tag> tags);

 private:
  enum : std::uint16_t {
    k_known = 1,
    k_insignificant = 2,  // of a node
    k_dropped = 4,
    k_area = 8,   // "area"
    k_type = 16,  // "type"
    k_created_by = 32,
    k_encloses = 64,      // with any value
    k_may_enclose = 128,  // with one value: "platform"
    k_silent = 256,       // says nothing of an area
  };
  std::uint16_t verdict(std::uint32_t key) {
    if (key < m_verdicts.size() && m_verdicts[key] != 0) return m_verdicts[key];
    return judge(key);
  }
  std::uint16_t judge(std::uint32_t key);

  const Texts& m_keys;
  const Texts& m_values;
  std::vector<std::uint16_t> m_verdicts;
};

}  // namespace skizze::readers::osm
