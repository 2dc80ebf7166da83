// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/collector.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace skizze::readers::osm {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uint64_t k_key_bytes = 255;
/// Places have 32 bits, and one block of a file brings less than the rest of them.
constexpr std::size_t k_most_places = std::numeric_limits<std::uint32_t>::max() - (1U << 27);
constexpr std::uint64_t k_harmless_corners = 1'000'000;
constexpr std::uint64_t k_most_sharing = 16;
constexpr std::uint32_t k_most_lent_tags = 255;  // to each of many relations
constexpr double k_units_per_degree = 1e7;

}  // namespace

Collector::Collector(const Limits& limits, base::CancelToken token)
    : m_limits(limits),
      m_token(std::move(token)),
      m_keys(k_key_bytes),
      m_values(limits.text_bytes),
      m_rules(m_keys, m_values),
      m_name_key(m_keys.place_of("name", m_book)),
      m_points("points", m_keys, m_values),
      m_lines("lines", m_keys, m_values),
      m_areas("areas", m_keys, m_values) {}

void Collector::want_only(Kind kind) {
  m_in_order = false;
  m_only = kind;
  if (kind != Kind::node) close_nodes();
  if (kind == Kind::relation) close_ways();
}

bool Collector::enter(Kind kind) {
  if (!m_in_order) return kind == m_only;
  if (kind < m_stage) m_disorder = true;
  if (m_disorder) return false;
  if (kind == m_stage) return true;
  m_stage = kind;
  close_nodes();
  if (kind == Kind::relation) close_ways();
  return true;
}

void Collector::close_nodes() {
  if (m_nodes_closed) return;
  m_nodes_closed = true;
  m_places.finish();
}

void Collector::close_ways() {
  if (m_ways_closed) return;
  m_ways_closed = true;
  close_nodes();
  m_corners_left = k_harmless_corners + k_most_sharing * m_nodes.size();
  m_taken.resize(m_ways.size());
  const auto by_id = [](const Way& a, const Way& b) { return a.id < b.id; };
  if (std::is_sorted(m_ways.begin(), m_ways.end(), by_id)) return;
  m_way_order.resize(m_ways.size());
  std::iota(m_way_order.begin(), m_way_order.end(), 0U);
  std::stable_sort(m_way_order.begin(), m_way_order.end(), [&](auto a, auto b) { return m_ways[a].id < m_ways[b].id; });
}

base::Status Collector::within_limits() const {
  if (m_token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
  const std::uint64_t rows = m_points.size() + m_lines.size() + m_areas.size() + m_relations_left_out;
  const bool too_many = rows > m_limits.features || m_places.size() > k_most_places || m_nodes.size() > k_most_places;
  if (too_many || !m_keys.fits() || !m_values.fits()) {
    return fail(ErrorCode::too_large, "readers.too_many_rows", {{"limit", std::to_string(m_limits.features)}});
  }
  return {};
}

void Collector::add_row(Layer& layer, Kind kind, std::int64_t id, std::uint32_t shape, std::span<const Tag> tags) {
  const bool area = &layer == &m_areas;
  layer.add(kind, id, shape);
  for (const Tag& tag : tags) {
    if (tag.key == m_name_key) layer.tag(tag);
  }
  for (const Tag& tag : tags) {
    if (tag.key != m_name_key && !(area ? m_rules.dropped_from_areas(tag.key) : m_rules.dropped(tag.key))) layer.tag(tag);
  }
}

void Collector::node(std::int64_t id, Spot spot, std::span<const Tag> tags) {
  if (!enter(Kind::node)) return;
  ++m_objects;
  m_places.add(id, spot);
  if (tags.empty() || !m_rules.significant(tags)) return;
  add_row(m_points, Kind::node, id, static_cast<std::uint32_t>(m_spots.size()), tags);
  m_spots.push_back(spot);
}

void Collector::way(std::int64_t id, std::span<const std::int64_t> nodes, std::span<const Tag> tags) {
  if (!enter(Kind::way)) return;
  ++m_objects;
  if (nodes.size() < 2) return;
  const bool area = nodes.front() == nodes.back() && m_rules.closed_way_is_area(tags);
  if (area) nodes = nodes.first(nodes.size() - 1);
  const auto begin = static_cast<std::uint32_t>(m_nodes.size());
  for (const auto node : nodes) {
    if (const auto place = m_places.find(node)) m_nodes.push_back(*place);
  }
  if (m_nodes.size() - begin < nodes.size()) ++m_ways_cut;
  if (area && m_nodes.size() > begin) m_nodes.push_back(std::uint32_t{m_nodes[begin]});
  const auto size = static_cast<std::uint32_t>(m_nodes.size()) - begin;
  if (size < 2) return;
  const auto way = static_cast<std::uint32_t>(m_ways.size());
  m_ways.push_back({id, m_way_tags.size(), begin, size, 0, area && m_rules.describes_area(tags)});
  if (area) {
    for (const Tag& tag : tags) m_way_tags.push_back(tag);
    m_ways.back().tags = static_cast<std::uint32_t>(tags.size());
  } else if (!tags.empty()) {
    add_row(m_lines, Kind::way, id, way, tags);
  }
}

std::optional<std::uint32_t> Collector::find_way(std::int64_t id) const {
  if (m_way_order.empty()) {
    const auto found =
        std::lower_bound(m_ways.begin(), m_ways.end(), id, [](const Way& way, std::int64_t wanted) { return way.id < wanted; });
    if (found == m_ways.end() || found->id != id) return std::nullopt;
    return static_cast<std::uint32_t>(found - m_ways.begin());
  }
  const auto found = std::lower_bound(m_way_order.begin(), m_way_order.end(), id,
                                      [&](std::uint32_t way, std::int64_t wanted) { return m_ways[way].id < wanted; });
  if (found == m_way_order.end() || m_ways[*found].id != id) return std::nullopt;
  return *found;
}

Nodes Collector::nodes_of(const Way& way) const {
  Nodes nodes(way.size);
  for (std::uint32_t i = 0; i < way.size; ++i) nodes[i] = m_nodes[way.begin + i];
  return nodes;
}

bool Collector::any_member_known(std::span<const Member> members, bool nodes_too) const {
  return std::any_of(members.begin(), members.end(), [&](const Member& member) {
    if (member.kind == Kind::way) return member.role != Role::subarea && find_way(member.id).has_value();
    return nodes_too && member.kind == Kind::node && m_places.find(member.id).has_value();
  });
}

void Collector::relation(std::int64_t id, std::span<const Member> members, std::span<const Tag> tags) {
  if (!enter(Kind::relation)) return;
  ++m_objects;
  bool area_type = false;
  bool line_type = false;
  bool tagged = false;
  for (const Tag& tag : tags) {
    if (!m_rules.is_type(tag.key)) {
      tagged = tagged || !m_rules.is_created_by(tag.key);
      continue;
    }
    const auto type = m_values.at(tag.value);
    area_type = area_type || type == "multipolygon" || type == "boundary";
    line_type = line_type || type == "multilinestring" || type == "route";
  }
  if (area_type) {
    area(id, members, tags, tagged);
  } else if (any_member_known(members, !line_type)) {
    ++m_relations_left_out;
  }
}

std::optional<std::vector<Collector::Side>> Collector::sides_of(std::span<const Member> members) const {
  std::vector<Side> sides;
  for (const Member& member : members) {
    if (member.kind != Kind::way || member.role == Role::subarea) continue;
    const auto way = find_way(member.id);
    if (!way) return std::nullopt;
    sides.push_back({*way, member.role == Role::outer});
  }
  return sides;
}

std::vector<NestedRing> Collector::rings_of(std::span<const Side> sides) {
  std::vector<Nodes> lines;
  std::vector<Nodes> rings;
  for (const Side& side : sides) {
    Nodes nodes = nodes_of(m_ways[side.way]);
    const bool closed = m_places.at(nodes.front()) == m_places.at(nodes.back());
    if (closed && side.outer) m_taken[side.way] = true;
    (closed ? rings : lines).push_back(std::move(nodes));
  }
  auto joined_rings = joined(std::move(lines), m_places);
  std::move(joined_rings.begin(), joined_rings.end(), std::back_inserter(rings));
  return nested(std::move(rings), m_places, m_token);
}

/// Relations of the old kind have no tags of their own: those of their first outer way count.
std::vector<Tag> Collector::tags_of_outer(std::span<const Side> sides) const {
  std::vector<Tag> tags;
  const auto source = std::find_if(sides.begin(), sides.end(), [&](const Side& side) { return side.outer && m_ways[side.way].standalone; });
  if (source == sides.end()) return tags;
  const Way& way = m_ways[source->way];
  for (auto i = way.first_tag; i < way.first_tag + std::min(way.tags, k_most_lent_tags); ++i) tags.push_back(m_way_tags[i]);
  return tags;
}

void Collector::area(std::int64_t id, std::span<const Member> members, std::span<const Tag> tags, bool tagged) {
  const auto sides = sides_of(members);
  if (!sides) {
    ++m_areas_left_out;
    return;
  }
  std::uint64_t corners = 0;
  for (const Side& side : *sides) corners += m_ways[side.way].size;
  // Ways are shared by some relations, not by thousands: a small file shall not grow without end.
  m_corners_left -= std::min(m_corners_left, corners);
  if (corners > m_limits.vertices_per_feature || m_corners_left == 0) {
    ++m_areas_too_large;
    return;
  }
  const auto rings = rings_of(*sides);
  if (rings.empty()) {
    ++m_areas_left_out;
    return;
  }
  if (m_nodes.size() > k_most_places) return;  // within_limits() says so
  const auto shape = static_cast<std::uint32_t>(m_shapes.size());
  m_shapes.push_back({static_cast<std::uint32_t>(m_rings.size()), static_cast<std::uint32_t>(rings.size())});
  for (const auto& ring : rings) {
    m_rings.push_back({static_cast<std::uint32_t>(m_nodes.size()), static_cast<std::uint32_t>(ring.nodes.size()), ring.hole});
    for (const auto node : ring.nodes) m_nodes.push_back(node);
  }
  if (tagged) {
    add_row(m_areas, Kind::relation, id, shape, tags);
  } else {
    add_row(m_areas, Kind::relation, id, shape, tags_of_outer(*sides));
  }
}

void Collector::finish() {
  close_ways();
  std::vector<std::uint32_t> standalone;
  for (std::uint32_t way = 0; way < m_ways.size(); ++way) {
    if (m_ways[way].standalone && !m_taken[way]) standalone.push_back(way);
  }
  std::stable_sort(standalone.begin(), standalone.end(), [&](auto a, auto b) { return m_ways[a].id < m_ways[b].id; });
  std::vector<Tag> tags;
  for (const auto place : standalone) {
    const Way& way = m_ways[place];
    tags.clear();
    for (auto i = way.first_tag; i < way.first_tag + way.tags; ++i) tags.push_back(m_way_tags[i]);
    add_row(m_areas, Kind::way, way.id, place, tags);
  }
  m_way_tags.clear();
  m_way_order = {};
  m_places.forget_ids();
}

void Collector::add_points(geo::Geometry& out, std::uint32_t begin, std::uint32_t size, bool hole) const {
  geo::Part& part = out.parts.emplace_back();
  part.hole = hole;
  // Rings are stored open.
  if (out.kind == geo::GeometryKind::area && size > 1 && m_places.at(m_nodes[begin]) == m_places.at(m_nodes[begin + size - 1])) --size;
  part.points.reserve(size);
  for (auto i = begin; i < begin + size; ++i) {
    const Spot spot = m_places.at(m_nodes[i]);
    part.points.push_back({spot.lon / k_units_per_degree, spot.lat / k_units_per_degree});
  }
}

geo::Geometry Collector::shape(const Row& row) const {
  geo::Geometry out;
  switch (row.kind) {
    case Kind::node: {
      const Spot spot = m_spots[row.shape];
      return geo::make_point({spot.lon / k_units_per_degree, spot.lat / k_units_per_degree});
    }
    case Kind::way:
      out.kind = m_ways[row.shape].standalone ? geo::GeometryKind::area : geo::GeometryKind::line;
      add_points(out, m_ways[row.shape].begin, m_ways[row.shape].size, false);
      break;
    case Kind::relation:
      out.kind = geo::GeometryKind::area;
      for (auto i = m_shapes[row.shape].first_ring; i < m_shapes[row.shape].first_ring + m_shapes[row.shape].rings; ++i) {
        add_points(out, m_rings[i].begin, m_rings[i].size, m_rings[i].hole);
      }
      break;
  }
  return out;
}

}  // namespace skizze::readers::osm
