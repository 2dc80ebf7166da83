// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "feature/chunks.h"
#include "feature/pack_sections.h"
#include "feature/value.h"

namespace skizze::feature {

/// Distinct strings behind one another; each costs its bytes and twelve more.
class StringTable {
 public:
  /// Place of a string, added when it is new.
  std::uint32_t place_of(std::string_view text);
  std::size_t size() const { return m_offsets.size() - 1; }
  std::string_view at(std::uint32_t place) const {
    return std::string_view(m_bytes.data(), m_bytes.size()).substr(m_offsets[place], m_offsets[place + 1] - m_offsets[place]);
  }
  /// Whether the pack's 32-bit offsets can hold it.
  bool fits() const { return m_bytes.size() <= UINT32_MAX; }
  void write(SectionWriter& out, std::uint32_t column) const;

 private:
  void grow();

  std::vector<char> m_bytes;
  std::vector<std::uint32_t> m_offsets{0};
  std::vector<std::uint32_t> m_slots = std::vector<std::uint32_t>(64);  // place + 1; 0 is free
};

/// One column as it fills up, in the order rows are added.
class ColumnStore {
 public:
  explicit ColumnStore(ColumnType type) : m_type(type) {}

  void add(const ValueView& value);
  /// The next row has no value. Costs nothing until the column gets one again, or settle().
  void add_none() { ++m_pending; }
  /// To be called once all rows are added, before place() and write().
  void settle();
  ValueView at(std::size_t row) const;
  ColumnType type() const { return m_type; }
  /// Distinct texts of a text column.
  const StringTable& strings() const { return m_strings; }
  /// Place of a row's text among them, format::k_no_string for none.
  std::uint32_t place(std::size_t row) const { return m_places[row]; }
  /// The sections of the column, rows in the given order.
  void write(SectionWriter& out, std::span<const std::uint32_t> order, std::uint32_t column) const;

 private:
  std::size_t settled() const;

  ColumnType m_type;
  std::size_t m_pending = 0;  // rows without a value that are not yet in the arrays
  Chunks<std::int64_t> m_integers;
  Chunks<double> m_reals;
  Chunks<std::uint8_t> m_flags;  // boolean: 0, 1, 2 = none; integer and real: 1 = none
  Chunks<std::uint32_t> m_places;
  StringTable m_strings;
};

}  // namespace skizze::feature
