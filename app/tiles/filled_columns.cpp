// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/filled_columns.h"

#include <limits>

namespace skizze::tiles {
namespace {

template <class Take>
void for_each_value(const feature::LayerPack& pack, const Take& take) {
  const auto& columns = pack.info().columns;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const bool text = columns[column].type == feature::ColumnType::text;
    for (std::uint32_t row = 0; row < pack.size(); ++row) {
      const bool filled =
          text ? pack.dictionary_index(row, column).has_value() : !std::holds_alternative<std::monostate>(pack.value(row, column));
      if (filled) take(row, static_cast<std::uint16_t>(column));
    }
  }
}

}  // namespace

FilledColumns::FilledColumns(const feature::LayerPack& pack) : m_first(std::size_t{pack.size()} + 1) {
  std::vector<std::pair<std::uint32_t, std::uint16_t>> found;
  for_each_value(pack, [&](std::uint32_t row, std::uint16_t column) {
    found.emplace_back(row, column);
    ++m_first[row + std::size_t{1}];
  });
  for (std::size_t row = 1; row < m_first.size(); ++row) m_first[row] += m_first[row - 1];
  auto next = m_first;
  m_columns.resize(found.size());
  for (const auto& [row, column] : found) m_columns[next[row]++] = column;
}

bool FilledColumns::useful(const feature::LayerPack& pack) {
  constexpr std::size_t k_many = 12;
  const std::size_t columns = pack.info().columns.size();
  return columns > k_many && columns <= std::numeric_limits<std::uint16_t>::max();
}

}  // namespace skizze::tiles
