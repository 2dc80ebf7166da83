// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readers/osm/collector.h"

namespace skizze::readers::osm {

/// A feature that a header block says must be understood and is not; nothing where all are. A header that cannot be read is such a feature
/// too.
std::optional<std::string> unknown_feature(std::string_view header);

/// Objects of unpacked "OSMData" blocks, handed to a collector.
class PbfObjects {
 public:
  explicit PbfObjects(Collector& collector) : m_collector(collector) {}
  /// Any bytes. What is wrong with them, or null; objects before the damage were handed over.
  const char* read(std::string_view block);

 private:
  bool read_block(std::string_view block);
  bool read_strings(std::string_view table);
  bool read_group(std::string_view group);
  bool read_node(std::string_view bytes);
  bool read_dense(std::string_view bytes);
  bool read_way(std::string_view bytes);
  bool read_relation(std::string_view bytes);
  bool read_tags(std::string_view keys, std::string_view values);
  bool read_members(std::string_view ids, std::string_view roles, std::string_view kinds);
  bool add_tag(std::uint64_t key, std::uint64_t value);
  std::optional<Spot> spot_of(std::uint64_t lon, std::uint64_t lat) const;
  bool wrong(const char* what) {
    m_wrong = what;
    return false;
  }

  Collector& m_collector;
  const char* m_wrong = nullptr;
  std::int64_t m_granularity = 100;  // nanodegrees
  std::int64_t m_most_steps = 0;     // beyond it no offset leads back to earth
  std::int64_t m_lon_offset = 0;
  std::int64_t m_lat_offset = 0;
  std::vector<std::string_view> m_strings;
  std::vector<std::uint32_t> m_key_of;    // per string: its place among the keys, once asked for
  std::vector<std::uint32_t> m_value_of;  // the same among the values
  std::vector<Tag> m_tags;
  std::vector<std::int64_t> m_refs;
  std::vector<Member> m_members;
};

}  // namespace skizze::readers::osm
