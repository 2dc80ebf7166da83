// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/places.h"

#include <algorithm>
#include <limits>

namespace skizze::readers::osm {

void Places::add(std::int64_t id, Spot spot) {
  const auto place = static_cast<std::uint32_t>(m_spots.size());
  const bool grows = place > 0 && id > m_last_id;
  m_sorted = m_sorted && (grows || place == 0);
  const std::uint64_t step = m_groups.empty() ? 0 : static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(m_groups.back().first_id);
  if (!grows || place - m_groups.back().begin >= k_group || step > std::numeric_limits<std::uint32_t>::max()) {
    m_groups.push_back({id, place});
    m_steps.push_back(0);
  } else {
    m_steps.push_back(static_cast<std::uint32_t>(step));
  }
  m_spots.push_back(spot);
  m_last_id = id;
}

void Places::finish() {
  if (!m_sorted) sort();
}

void Places::sort() {
  struct Entry {
    std::int64_t id;
    std::uint32_t place;
  };
  std::vector<Entry> entries;
  entries.reserve(m_spots.size());
  for (std::size_t group = 0; group < m_groups.size(); ++group) {
    for (auto place = m_groups[group].begin; place < end_of(group); ++place)
      entries.push_back({m_groups[group].first_id + m_steps[place], place});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.id != b.id ? a.id < b.id : a.place < b.place; });
  Places sorted;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool last_of_id = i + 1 == entries.size() || entries[i + 1].id != entries[i].id;
    if (last_of_id) sorted.add(entries[i].id, m_spots[entries[i].place]);
  }
  *this = std::move(sorted);
}

/// The last place of a group whose step is not larger.
std::uint32_t Places::search(std::uint32_t begin, std::uint32_t end, std::uint64_t step) const {
  while (end - begin > 1) {
    const auto middle = begin + (end - begin) / 2;
    (m_steps[middle] <= step ? begin : end) = middle;
  }
  return begin;
}

std::optional<std::uint32_t> Places::find(std::int64_t id) const {
  if (m_groups.empty() || id < m_groups.front().first_id) return std::nullopt;
  std::size_t group = m_last_group;
  if (!in_group(group, id)) {
    const auto after =
        std::upper_bound(m_groups.begin(), m_groups.end(), id, [](std::int64_t wanted, const Group& g) { return wanted < g.first_id; });
    group = static_cast<std::size_t>(after - m_groups.begin()) - 1;
    m_last_group = group;
  }
  const std::uint64_t step = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(m_groups[group].first_id);
  const auto begin = m_groups[group].begin;
  const auto end = end_of(group);
  // Nodes drawn one after the other have ids one after the other.
  const auto next = m_last_place + 1;
  m_last_place = next > begin && next < end && m_steps[next] == step ? next : search(begin, end, step);
  if (m_steps[m_last_place] != step) return std::nullopt;
  return m_last_place;
}

void Places::forget_ids() {
  m_steps.clear();
  m_groups = {};
  m_last_group = 0;
  m_last_place = 0;
}

}  // namespace skizze::readers::osm
