// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Used inside the room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace skizze::tiles {

/// The values of one tile layer where those of the pack are numbered: the index of a number is one look into a table, which threads keep
/// between tiles, since clearing it takes longer than a tile.
class NumberedValues {
 public:
  NumberedValues() = default;
  ~NumberedValues() {
    for (const std::uint32_t number : m_used) m_index_of[number] = k_none;
    if (m_index_of.size() > kept().size()) kept() = std::move(m_index_of);
  }
  NumberedValues(const NumberedValues&) = delete;
  NumberedValues& operator=(const NumberedValues&) = delete;

  void open(std::size_t distinct) {
    m_index_of = std::exchange(kept(), {});
    if (m_index_of.size() < distinct) m_index_of.resize(distinct, k_none);
  }
  void add(std::uint32_t number) {
    std::uint32_t& index = m_index_of[number];
    if (index != k_none) return;
    index = static_cast<std::uint32_t>(m_used.size());
    m_used.push_back(number);
  }
  std::uint32_t index_of(std::uint32_t number) const { return m_index_of[number]; }
  /// In the order of their indices.
  const std::vector<std::uint32_t>& used() const { return m_used; }

 private:
  static constexpr std::uint32_t k_none = UINT32_MAX;
  static std::vector<std::uint32_t>& kept() {
    static thread_local std::vector<std::uint32_t> table;
    return table;
  }
  std::vector<std::uint32_t> m_index_of;  // per number
  std::vector<std::uint32_t> m_used;
};

}  // namespace skizze::tiles
