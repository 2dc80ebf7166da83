// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/value_table.h"

#include <bit>
#include <cmath>
#include <protozero/pbf_writer.hpp>

#include "tiles/mvt_fields.h"

namespace skizze::tiles {
namespace {

enum NumberKind : std::uint32_t { k_integer = 0xFFFFFFF0, k_real, k_boolean };

std::size_t hash(std::uint64_t bits, std::uint32_t kind) {
  std::uint64_t h = (bits ^ (std::uint64_t{kind} << 32)) * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::size_t>(h ^ h >> 32);
}

}  // namespace

void ValueTable::grow() {
  std::vector<Slot> old(m_slots.size() * 2);
  old.swap(m_slots);
  for (const Slot& slot : old) {
    if (slot.index == k_none) continue;
    std::size_t place = hash(slot.bits, slot.kind) & (m_slots.size() - 1);
    while (m_slots[place].index != k_none) place = (place + 1) & (m_slots.size() - 1);
    m_slots[place] = slot;
  }
}

/// The place of a key's index; k_none stands there when the key is new and must then be set by the caller.
std::uint32_t& ValueTable::find(std::uint64_t bits, std::uint32_t kind) {
  if (m_used * 2 >= m_slots.size()) grow();
  std::size_t place = hash(bits, kind) & (m_slots.size() - 1);
  while (m_slots[place].index != k_none) {
    if (m_slots[place].bits == bits && m_slots[place].kind == kind) return m_slots[place].index;
    place = (place + 1) & (m_slots.size() - 1);
  }
  ++m_used;
  m_slots[place].bits = bits;
  m_slots[place].kind = kind;
  return m_slots[place].index;
}

/// Index of the message just written to the end of m_encoded.
std::uint32_t ValueTable::end_value() {
  m_ends.push_back(m_encoded.size());
  return static_cast<std::uint32_t>(m_ends.size() - 1);
}

std::uint32_t ValueTable::add_text(std::string_view text) {
  const auto [entry, is_new] = m_texts.try_emplace(text, static_cast<std::uint32_t>(m_ends.size()));
  if (is_new) {
    protozero::pbf_writer(m_encoded).add_string(mvt::k_value_string, text.data(), text.size());
    end_value();
  }
  return entry->second;
}

std::uint32_t ValueTable::add_integer(std::int64_t v) {
  protozero::pbf_writer writer(m_encoded);
  if (v >= 0) {
    writer.add_int64(mvt::k_value_int, v);
  } else {
    writer.add_sint64(mvt::k_value_sint, v);
  }
  return end_value();
}

std::uint32_t ValueTable::add_real(double v) {
  protozero::pbf_writer(m_encoded).add_double(mvt::k_value_double, v);
  return end_value();
}

std::uint32_t ValueTable::add_boolean(bool v) {
  protozero::pbf_writer(m_encoded).add_bool(mvt::k_value_bool, v);
  return end_value();
}

std::uint32_t ValueTable::index_of(std::uint32_t row, std::size_t column) {
  if (m_pack.info().columns[column].type == feature::ColumnType::text) {
    const auto place = m_pack.dictionary_index(row, column);
    if (!place) return k_none;
    auto& index = find(*place, static_cast<std::uint32_t>(column));
    if (index == k_none) index = add_text(std::get<std::string_view>(m_pack.value(row, column)));
    return index;
  }
  const auto value = m_pack.value(row, column);
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    auto& index = find(static_cast<std::uint64_t>(*integer), k_integer);
    if (index == k_none) index = add_integer(*integer);
    return index;
  }
  if (const auto* real = std::get_if<double>(&value)) {
    if (!std::isfinite(*real)) return k_none;
    auto& index = find(std::bit_cast<std::uint64_t>(*real), k_real);
    if (index == k_none) index = add_real(*real);
    return index;
  }
  if (const auto* boolean = std::get_if<bool>(&value)) {
    auto& index = find(*boolean ? 1 : 0, k_boolean);
    if (index == k_none) index = add_boolean(*boolean);
    return index;
  }
  return k_none;
}

}  // namespace skizze::tiles
