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

/// The number of its value; 0 from where on the values are too many: a pack without end of distinct texts is better looked up tile by tile.
std::uint32_t FilledColumns::number_of(std::uint32_t row, std::size_t column) {
  constexpr std::size_t k_most_distinct = 500'000;
  constexpr std::size_t k_most_bytes = 32'000'000;
  if (!m_values) return 0;
  const std::uint32_t number = m_values->index_of(row, column);
  if (m_values->size() > k_most_distinct || m_values->bytes() > k_most_bytes) m_values.reset();
  return number;
}

FilledColumns::FilledColumns(const feature::LayerPack& pack) : m_first(std::size_t{pack.size()} + 1), m_values(std::in_place, pack) {
  struct Place {
    std::uint32_t row;
    std::uint32_t number;
    std::uint16_t column;
  };
  std::vector<Place> found;
  for_each_value(pack, [&](std::uint32_t row, std::uint16_t column) {
    const std::uint32_t number = number_of(row, column);
    if (number == ValueTable::k_none) return;  // a number that is not finite has no tag
    found.push_back({row, number, column});
    ++m_first[row + std::size_t{1}];
  });
  for (std::size_t row = 1; row < m_first.size(); ++row) m_first[row] += m_first[row - 1];
  auto next = m_first;
  m_columns.resize(found.size());
  m_numbers.resize(m_values ? found.size() : 0);
  for (const Place& place : found) {
    const std::size_t at = next[place.row]++;
    m_columns[at] = place.column;
    if (m_values) m_numbers[at] = place.number;
  }
  if (m_values) m_values->close();
}

bool FilledColumns::useful(const feature::LayerPack& pack) {
  constexpr std::size_t k_many = 12;
  const std::size_t columns = pack.info().columns.size();
  return columns > k_many && columns <= std::numeric_limits<std::uint16_t>::max();
}

}  // namespace skizze::tiles
