// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "feature/chunks.h"
#include "readers/notices.h"
#include "readers/osm/layer.h"
#include "readers/osm/objects.h"
#include "readers/osm/places.h"
#include "readers/osm/rings.h"
#include "readers/osm/rules.h"
#include "readers/osm/texts.h"

namespace skizze::readers::osm {

/// Objects as they come from a file, made into points, lines and areas. Wants nodes before ways before relations, as files usually have
/// them; where one does not, the file is read once for each kind (wants()). Per node 12 bytes, per corner of a way 4, per way 32, per row
/// and tag what Layer says.
class Collector {
 public:
  Collector(const Limits& limits, base::CancelToken token);
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;

  Texts& keys() { return m_keys; }
  Texts& values() { return m_values; }
  NoticeBook& book() { return m_book; }

  /// Whether objects of this kind are of use in this reading.
  bool wants(Kind kind) const { return m_in_order || kind == m_only; }
  /// From now on only one kind; everything of the kinds before it is there. To be called before anything was read, then for each kind.
  void want_only(Kind kind);
  /// An object came behind one of a later kind: what is here is not whole.
  bool out_of_order() const { return m_in_order && m_disorder; }

  void node(std::int64_t id, Spot spot, std::span<const Tag> tags);
  void way(std::int64_t id, std::span<const std::int64_t> nodes, std::span<const Tag> tags);
  void relation(std::int64_t id, std::span<const Member> members, std::span<const Tag> tags);
  /// The file has ended: areas that are a way of their own join those of relations.
  void finish();

  std::uint64_t objects() const { return m_objects; }
  /// Errors: too_large (rows, or more nodes or text than can be counted), cancelled. To be asked now and then while reading.
  base::Status within_limits() const;
  std::vector<Layer*> layers() { return {&m_points, &m_lines, &m_areas}; }
  geo::Geometry shape(const Row& row) const;
  std::uint64_t relations_left_out() const { return m_relations_left_out; }
  /// Areas whose ways are not all there, or do not close.
  std::uint64_t areas_left_out() const { return m_areas_left_out; }
  /// Areas with more corners than one shape may have.
  std::uint64_t areas_too_large() const { return m_areas_too_large; }
  /// Ways that miss some of their nodes.
  std::uint64_t ways_cut() const { return m_ways_cut; }

 private:
  struct Way {
    std::int64_t id;
    std::uint64_t first_tag;
    std::uint32_t begin;  // of its nodes
    std::uint32_t size;
    std::uint32_t tags;
    bool standalone;  // an area of its own
  };
  struct Ring {
    std::uint32_t begin;
    std::uint32_t size;
    bool hole;
  };
  struct Shape {
    std::uint32_t first_ring;
    std::uint32_t rings;
  };
  bool enter(Kind kind);
  void close_nodes();
  void close_ways();
  std::optional<std::uint32_t> find_way(std::int64_t id) const;
  Nodes nodes_of(const Way& way) const;
  /// The ways that draw an area, and whether each calls itself outer; nothing where one is missing.
  struct Side {
    std::uint32_t way;
    bool outer;
  };
  std::optional<std::vector<Side>> sides_of(std::span<const Member> members) const;
  std::vector<NestedRing> rings_of(std::span<const Side> sides);
  void area(std::int64_t id, std::span<const Member> members, std::span<const Tag> tags, bool tagged);
  std::vector<Tag> tags_of_outer(std::span<const Side> sides) const;
  bool any_member_known(std::span<const Member> members, bool nodes_too) const;
  void add_row(Layer& layer, Kind kind, std::int64_t id, std::uint32_t shape, std::span<const Tag> tags);
  void add_points(geo::Geometry& out, std::uint32_t begin, std::uint32_t size, bool hole) const;

  Limits m_limits;
  base::CancelToken m_token;
  NoticeBook m_book;
  Texts m_keys;
  Texts m_values;
  Rules m_rules;
  std::uint32_t m_name_key;
  Layer m_points, m_lines, m_areas;
  Places m_places;
  feature::Chunks<Spot> m_spots;           // of points
  feature::Chunks<std::uint32_t> m_nodes;  // of ways and rings, by place
  feature::Chunks<Tag> m_way_tags;         // of ways that are areas
  std::vector<Way> m_ways;
  std::vector<std::uint32_t> m_way_order;  // by id, where they did not come so
  std::vector<Ring> m_rings;
  std::vector<Shape> m_shapes;
  std::vector<bool> m_taken;         // per way: the outer ring of a relation
  std::uint64_t m_corners_left = 0;  // that relations may still have together

  Kind m_stage = Kind::node;
  Kind m_only = Kind::node;
  bool m_in_order = true;
  bool m_disorder = false;
  bool m_nodes_closed = false;
  bool m_ways_closed = false;
  std::uint64_t m_objects = 0;
  std::uint64_t m_relations_left_out = 0;
  std::uint64_t m_areas_left_out = 0;
  std::uint64_t m_areas_too_large = 0;
  std::uint64_t m_ways_cut = 0;
};

}  // namespace skizze::readers::osm
