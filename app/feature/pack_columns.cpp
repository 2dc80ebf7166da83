// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "feature/pack_columns.h"

#include <functional>

namespace skizze::feature {
namespace {

using format::Section;

template <class T>
std::vector<T> reordered(const Chunks<T>& values, std::span<const std::uint32_t> order) {
  std::vector<T> out;
  out.reserve(values.size());
  for (const auto place : order) out.push_back(values[place]);
  return out;
}

}  // namespace

std::uint32_t StringTable::place_of(std::string_view text) {
  if (size() * 2 >= m_slots.size()) grow();
  std::size_t slot = std::hash<std::string_view>()(text) & (m_slots.size() - 1);
  for (; m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1)) {
    if (at(m_slots[slot] - 1) == text) return m_slots[slot] - 1;
  }
  const auto place = static_cast<std::uint32_t>(size());
  m_slots[slot] = place + 1;
  m_bytes.insert(m_bytes.end(), text.begin(), text.end());
  m_offsets.push_back(static_cast<std::uint32_t>(m_bytes.size()));
  return place;
}

void StringTable::grow() {
  std::vector<std::uint32_t> slots(m_slots.size() * 2);
  for (std::uint32_t place = 0; place < size(); ++place) {
    std::size_t slot = std::hash<std::string_view>()(at(place)) & (slots.size() - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = place + 1;
  }
  m_slots = std::move(slots);
}

void StringTable::write(SectionWriter& out, std::uint32_t column) const {
  out.add(Section::text_offsets, m_offsets, column);
  out.add(Section::text_bytes, m_bytes, column);
}

void ColumnStore::settle() {
  for (; m_pending > 0; --m_pending) {
    switch (m_type) {
      case ColumnType::integer: m_integers.push_back(0); break;
      case ColumnType::real: m_reals.push_back(0); break;
      case ColumnType::boolean: m_flags.push_back(2); break;
      case ColumnType::text: m_places.push_back(format::k_no_string); break;
    }
    if (m_type == ColumnType::integer || m_type == ColumnType::real) m_flags.push_back(1);
  }
}

std::size_t ColumnStore::settled() const { return m_type == ColumnType::text ? m_places.size() : m_flags.size(); }

void ColumnStore::add(const ValueView& value) {
  if (std::holds_alternative<std::monostate>(value)) return add_none();
  if (m_pending > 0) settle();
  const auto* whole = std::get_if<std::int64_t>(&value);
  const auto* real = std::get_if<double>(&value);
  switch (m_type) {
    case ColumnType::integer:
      m_integers.push_back(whole ? *whole : 0);
      m_flags.push_back(whole ? 0 : 1);
      break;
    case ColumnType::real:
      m_reals.push_back(real ? *real : whole ? static_cast<double>(*whole) : 0);
      m_flags.push_back(real || whole ? 0 : 1);
      break;
    case ColumnType::boolean: {
      const auto* flag = std::get_if<bool>(&value);
      m_flags.push_back(flag ? static_cast<std::uint8_t>(*flag) : 2);
      break;
    }
    case ColumnType::text:
      if (const auto* text = std::get_if<std::string_view>(&value)) {
        m_places.push_back(m_strings.place_of(*text));
      } else {
        m_places.push_back(m_strings.place_of(to_text(value)));
      }
      break;
  }
}

ValueView ColumnStore::at(std::size_t row) const {
  if (row >= settled()) return {};
  switch (m_type) {
    case ColumnType::integer: return m_flags[row] ? ValueView{} : ValueView(m_integers[row]);
    case ColumnType::real: return m_flags[row] ? ValueView{} : ValueView(m_reals[row]);
    case ColumnType::boolean: return m_flags[row] > 1 ? ValueView{} : ValueView(m_flags[row] == 1);
    case ColumnType::text: break;
  }
  return m_places[row] == format::k_no_string ? ValueView{} : ValueView(m_strings.at(m_places[row]));
}

void ColumnStore::write(SectionWriter& out, std::span<const std::uint32_t> order, std::uint32_t column) const {
  switch (m_type) {
    case ColumnType::integer: out.add(Section::column_values, reordered(m_integers, order), column); break;
    case ColumnType::real: out.add(Section::column_values, reordered(m_reals, order), column); break;
    case ColumnType::boolean: out.add(Section::column_values, reordered(m_flags, order), column); break;
    case ColumnType::text:
      out.add(Section::column_values, reordered(m_places, order), column);
      m_strings.write(out, column);
      break;
  }
  if (m_type == ColumnType::integer || m_type == ColumnType::real) out.add(Section::column_missing, reordered(m_flags, order), column);
}

}  // namespace skizze::feature
