// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/row_tags.h"

namespace skizze::bike {

namespace {

/// The value of a key in flat JSON text {"key":"value"} as the readers write it; values with escapes are left out.
std::string_view json_value(std::string_view json, std::string_view key) {
  const std::string pattern = "\"" + std::string(key) + "\":\"";
  for (auto at = json.find(pattern); at != std::string_view::npos; at = json.find(pattern, at + 1)) {
    if (at == 0 || (json[at - 1] != '{' && json[at - 1] != ',')) continue;
    const auto begin = at + pattern.size();
    const auto end = json.find('"', begin);
    if (end == std::string_view::npos || json.substr(begin, end - begin).find('\\') != std::string_view::npos) return {};
    return json.substr(begin, end - begin);
  }
  return {};
}

}  // namespace

std::string_view RowTags::value(std::string_view asked) {
  const auto named = std::find_if(m_mapping.begin(), m_mapping.end(), [&](const auto& entry) { return entry.first == asked; });
  const std::string_view key = named == m_mapping.end() ? asked : std::string_view(named->second);
  auto column = m_columns.find(key);
  if (column == m_columns.end()) column = m_columns.emplace(std::string(key), m_pack.column_index(key)).first;
  if (column->second) {
    const auto value = m_pack.value(m_row, *column->second);
    if (const auto* text = std::get_if<std::string_view>(&value)) return *text;
    if (!std::holds_alternative<std::monostate>(value)) return m_texts[std::string(key)] = feature::to_text(value);
  }
  if (!m_other) return {};
  const auto others = m_pack.value(m_row, *m_other);
  const auto* text = std::get_if<std::string_view>(&others);
  return text ? json_value(*text, key) : std::string_view();
}

}  // namespace skizze::bike
