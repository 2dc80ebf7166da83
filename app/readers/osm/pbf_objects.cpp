// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/pbf_objects.h"

#include <algorithm>
#include <array>
#include <limits>

#include "readers/osm/wire.h"
#include "readers/text.h"

namespace skizze::readers::osm {
namespace {

constexpr std::array<std::string_view, 3> k_known_features{"OsmSchema-V0.6", "DenseNodes", "HistoricalInformation"};
constexpr std::uint32_t k_not_asked = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t k_nano_per_degree = 1'000'000'000;
constexpr std::int64_t k_nano_per_unit = 100;

constexpr std::int64_t k_most_offset = 360 * k_nano_per_degree;

bool among(std::int64_t value, std::int64_t least, std::int64_t most) { return value >= least && value <= most; }

}  // namespace

std::optional<std::string> unknown_feature(std::string_view bytes) {
  Wire header(bytes);
  while (const auto field = header.next_field()) {
    if (field != Wire::bytes(4)) {
      header.skip();
      continue;
    }
    const auto feature = header.view();
    if (std::find(k_known_features.begin(), k_known_features.end(), feature) == k_known_features.end())
      return std::string(cut_utf8(feature, 80));
  }
  if (header.failed()) return "OSMHeader";
  return std::nullopt;
}

const char* PbfObjects::read(std::string_view block) {
  m_wrong = "a message that breaks off";
  return read_block(block) ? nullptr : m_wrong;
}

bool PbfObjects::read_block(std::string_view bytes) {
  m_granularity = 100;
  m_lon_offset = m_lat_offset = 0;
  std::string_view table;
  std::vector<std::string_view> groups;
  Wire block(bytes);
  while (const auto field = block.next_field()) {
    switch (field) {
      case Wire::bytes(1): table = block.view(); break;
      case Wire::bytes(2): groups.push_back(block.view()); break;
      case Wire::number(17): m_granularity = static_cast<std::int64_t>(block.value()); break;
      case Wire::number(19): m_lat_offset = static_cast<std::int64_t>(block.value()); break;
      case Wire::number(20): m_lon_offset = static_cast<std::int64_t>(block.value()); break;
      default: block.skip();
    }
  }
  if (block.failed()) return false;
  const bool sensible = among(m_granularity, 1, k_nano_per_degree) && among(m_lon_offset, -k_most_offset, k_most_offset) &&
                        among(m_lat_offset, -k_most_offset, k_most_offset);
  if (!sensible) return wrong("granularity or offset");
  m_most_steps = 720 * k_nano_per_degree / m_granularity;
  return read_strings(table) && std::all_of(groups.begin(), groups.end(), [&](std::string_view group) { return read_group(group); });
}

bool PbfObjects::read_strings(std::string_view bytes) {
  m_strings.clear();
  Wire table(bytes);
  while (const auto field = table.next_field()) {
    if (field == Wire::bytes(1)) {
      m_strings.push_back(table.view());
    } else {
      table.skip();
    }
  }
  m_key_of.assign(m_strings.size(), k_not_asked);
  m_value_of.assign(m_strings.size(), k_not_asked);
  return !table.failed();
}

bool PbfObjects::read_group(std::string_view bytes) {
  Wire group(bytes);
  bool good = true;
  while (const auto field = good ? group.next_field() : 0) {
    const Kind kind = field == Wire::bytes(3) ? Kind::way : field == Wire::bytes(4) ? Kind::relation : Kind::node;
    if (!m_collector.wants(kind)) {
      group.skip();
      continue;
    }
    switch (field) {
      case Wire::bytes(1): good = read_node(group.view()); break;
      case Wire::bytes(2): good = read_dense(group.view()); break;
      case Wire::bytes(3): good = read_way(group.view()); break;
      case Wire::bytes(4): good = read_relation(group.view()); break;
      default: group.skip();
    }
  }
  return good && !group.failed();
}

bool PbfObjects::add_tag(std::uint64_t key, std::uint64_t value) {
  if (key >= m_strings.size() || value >= m_strings.size()) return wrong("a text that is not in the table");
  if (m_key_of[key] == k_not_asked) m_key_of[key] = m_collector.keys().place_of(m_strings[key], m_collector.book());
  if (m_value_of[value] == k_not_asked) m_value_of[value] = m_collector.values().place_of(m_strings[value], m_collector.book());
  m_tags.push_back({m_key_of[key], m_value_of[value]});
  return true;
}

bool PbfObjects::read_tags(std::string_view keys, std::string_view values) {
  m_tags.clear();
  Varints key(keys);
  Varints value(values);
  while (!key.at_end() && !value.at_end()) {
    if (!add_tag(key.next(), value.next())) return false;
  }
  return (key.done() && value.done()) || wrong("keys without values");
}

std::optional<Spot> PbfObjects::spot_of(std::uint64_t lon, std::uint64_t lat) const {
  const auto units = [&](std::uint64_t steps, std::int64_t offset, std::int64_t most_degrees) -> std::optional<std::int32_t> {
    const auto whole = static_cast<std::int64_t>(steps);
    if (!among(whole, -m_most_steps, m_most_steps)) return std::nullopt;
    const std::int64_t nano = offset + m_granularity * whole;
    if (!among(nano, -most_degrees * k_nano_per_degree, most_degrees * k_nano_per_degree)) return std::nullopt;
    const std::int64_t half_up = nano + k_nano_per_unit / 2 + 180 * k_nano_per_degree;  // not negative, so that division rounds down
    return static_cast<std::int32_t>(half_up / k_nano_per_unit - 180 * k_nano_per_degree / k_nano_per_unit);
  };
  const auto x = units(lon, m_lon_offset, 180);
  const auto y = units(lat, m_lat_offset, 90);
  if (!x || !y) return std::nullopt;
  return Spot{*x, *y};
}

bool PbfObjects::read_node(std::string_view bytes) {
  std::int64_t id = 0;
  std::int64_t lat = 0;
  std::int64_t lon = 0;
  std::string_view keys;
  std::string_view values;
  Wire node(bytes);
  while (const auto field = node.next_field()) {
    switch (field) {
      case Wire::number(1): id = node.signed_value(); break;
      case Wire::bytes(2): keys = node.view(); break;
      case Wire::bytes(3): values = node.view(); break;
      case Wire::number(8): lat = node.signed_value(); break;
      case Wire::number(9): lon = node.signed_value(); break;
      default: node.skip();
    }
  }
  if (node.failed()) return false;
  const auto spot = spot_of(static_cast<std::uint64_t>(lon), static_cast<std::uint64_t>(lat));
  if (!spot) return wrong("a node that is not on earth");
  if (!read_tags(keys, values)) return false;
  m_collector.node(id, *spot, m_tags);
  return true;
}

bool PbfObjects::read_dense(std::string_view bytes) {
  std::string_view ids, lats, lons, tags;
  Wire dense(bytes);
  while (const auto field = dense.next_field()) {
    switch (field) {
      case Wire::bytes(1): ids = dense.view(); break;
      case Wire::bytes(8): lats = dense.view(); break;
      case Wire::bytes(9): lons = dense.view(); break;
      case Wire::bytes(10): tags = dense.view(); break;
      default: dense.skip();
    }
  }
  if (dense.failed()) return false;
  Varints id(ids), lat(lats), lon(lons), tag(tags);
  std::uint64_t last_id = 0, last_lat = 0, last_lon = 0;
  while (!id.at_end()) {
    last_id += id.next_step();
    last_lat += lat.next_step();
    last_lon += lon.next_step();
    m_tags.clear();
    if (!tags.empty()) {
      while (const auto key = tag.next()) {
        if (!add_tag(key, tag.next())) return false;
      }
    }
    const auto spot = spot_of(last_lon, last_lat);
    if (!spot) return wrong("a node that is not on earth");
    m_collector.node(static_cast<std::int64_t>(last_id), *spot, m_tags);
  }
  return (id.done() && lat.done() && lon.done() && tag.done()) || wrong("nodes of unequal length");
}

bool PbfObjects::read_way(std::string_view bytes) {
  std::int64_t id = 0;
  std::string_view keys, values, refs;
  Wire way(bytes);
  while (const auto field = way.next_field()) {
    switch (field) {
      case Wire::number(1): id = static_cast<std::int64_t>(way.value()); break;
      case Wire::bytes(2): keys = way.view(); break;
      case Wire::bytes(3): values = way.view(); break;
      case Wire::bytes(8): refs = way.view(); break;
      default: way.skip();
    }
  }
  if (way.failed() || !read_tags(keys, values)) return false;
  m_refs.clear();
  std::uint64_t last = 0;
  Varints ref(refs);
  while (!ref.at_end()) {
    last += ref.next_step();
    m_refs.push_back(static_cast<std::int64_t>(last));
  }
  if (ref.failed()) return false;
  m_collector.way(id, m_refs, m_tags);
  return true;
}

bool PbfObjects::read_members(std::string_view ids, std::string_view roles, std::string_view kinds) {
  m_members.clear();
  Varints id(ids), role(roles), kind(kinds);
  std::uint64_t last = 0;
  while (!id.at_end()) {
    last += id.next_step();
    const auto text = role.next();
    const auto what = kind.next();
    if (text >= m_strings.size()) return wrong("a text that is not in the table");
    if (what > static_cast<std::uint64_t>(Kind::relation)) return wrong("a member of an unknown kind");
    const auto name = m_strings[text];
    const Role meant = name == "outer" ? Role::outer : name == "subarea" ? Role::subarea : Role::other;
    m_members.push_back({static_cast<std::int64_t>(last), static_cast<Kind>(what), meant});
  }
  return (id.done() && role.done() && kind.done()) || wrong("members of unequal length");
}

bool PbfObjects::read_relation(std::string_view bytes) {
  std::int64_t id = 0;
  std::string_view keys, values, roles, ids, kinds;
  Wire relation(bytes);
  while (const auto field = relation.next_field()) {
    switch (field) {
      case Wire::number(1): id = static_cast<std::int64_t>(relation.value()); break;
      case Wire::bytes(2): keys = relation.view(); break;
      case Wire::bytes(3): values = relation.view(); break;
      case Wire::bytes(8): roles = relation.view(); break;
      case Wire::bytes(9): ids = relation.view(); break;
      case Wire::bytes(10): kinds = relation.view(); break;
      default: relation.skip();
    }
  }
  if (relation.failed() || !read_tags(keys, values) || !read_members(ids, roles, kinds)) return false;
  m_collector.relation(id, m_members, m_tags);
  return true;
}

}  // namespace skizze::readers::osm
