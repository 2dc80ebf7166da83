// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "feature/chunks.h"
#include "readers/osm/objects.h"

namespace skizze::readers::osm {

/// Where every node lies: 12 bytes each. Filled in any order, then asked by id.
class Places {
 public:
  void add(std::int64_t id, Spot spot);
  /// Ends the filling. Of nodes with one id the last counts.
  void finish();
  std::size_t size() const { return m_spots.size(); }
  /// The node's place for at(). Quick where ids that are asked for one after the other lie close together, as those of a way do.
  std::optional<std::uint32_t> find(std::int64_t id) const;
  Spot at(std::uint32_t place) const { return m_spots[place]; }
  /// Leaves only what at() needs: 8 bytes per node.
  void forget_ids();

 private:
  // Ids as steps from the first of their group; within a group they grow.
  struct Group {
    std::int64_t first_id;
    std::uint32_t begin;
  };
  static constexpr std::uint32_t k_group = 64;
  void sort();
  std::uint32_t search(std::uint32_t begin, std::uint32_t end, std::uint64_t step) const;
  std::uint32_t end_of(std::size_t group) const {
    return group + 1 < m_groups.size() ? m_groups[group + 1].begin : static_cast<std::uint32_t>(m_spots.size());
  }
  bool in_group(std::size_t group, std::int64_t id) const {
    return m_groups[group].first_id <= id && (group + 1 == m_groups.size() || id < m_groups[group + 1].first_id);
  }

  std::vector<Group> m_groups;
  feature::Chunks<std::uint32_t> m_steps;
  feature::Chunks<Spot> m_spots;
  std::int64_t m_last_id = 0;
  bool m_sorted = true;
  // Where the last search ended.
  mutable std::size_t m_last_group = 0;
  mutable std::uint32_t m_last_place = 0;
};

}  // namespace skizze::readers::osm
