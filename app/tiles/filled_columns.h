// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which columns of a row hold something, and what: a layer of OpenStreetMap has a hundred columns, of which a row fills five.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "feature/layer_pack.h"
#include "tiles/value_table.h"

namespace skizze::tiles {

/// Made once for all tiles of an export. A place is a value of the pack; the places of a row follow each other, by ascending column. Six
/// bytes for every place and eight for every row, and each distinct value once. Reading is for any thread.
class FilledColumns {
 public:
  explicit FilledColumns(const feature::LayerPack& pack);

  std::size_t first_place(std::uint32_t row) const { return m_first[row]; }
  std::size_t end_place(std::uint32_t row) const { return m_first[row + std::size_t{1}]; }
  std::uint16_t column(std::size_t place) const { return m_columns[place]; }

  /// Whether the distinct values are numbered: not in packs with so many of them that they would take much memory.
  bool numbered() const { return m_values.has_value(); }
  /// Which of the distinct values stands at a place; equal values of different columns have one number.
  std::uint32_t number(std::size_t place) const { return m_numbers[place]; }
  std::size_t distinct() const { return m_values->size(); }
  /// The encoded Value message (MVT 2.1, 4.4) of a number.
  std::string_view encoded(std::uint32_t number) const { return m_values->encoded(number); }

  /// Whether it is worth its making.
  static bool useful(const feature::LayerPack& pack);

 private:
  std::uint32_t number_of(std::uint32_t row, std::size_t column);

  std::vector<std::size_t> m_first;  // per row, and one more
  std::vector<std::uint16_t> m_columns;
  std::vector<std::uint32_t> m_numbers;
  std::optional<ValueTable> m_values;
};

}  // namespace skizze::tiles
