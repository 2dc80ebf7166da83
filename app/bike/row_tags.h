// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "bike/street.h"
#include "feature/layer_pack.h"

namespace skizze::bike {

/// Reads the values of one row of a pack after the other by key: its columns (under their mapped names), then the JSON text of
/// "other_tags". Columns are looked up once per key. Views hold until the next go_to() or as long as the pack.
class RowTags {
 public:
  RowTags(const feature::LayerPack& pack, FieldMapping mapping)
      : m_pack(pack), m_mapping(std::move(mapping)), m_other(pack.column_index("other_tags")) {}

  void go_to(std::uint32_t row) {
    m_row = row;
    m_texts.clear();
  }
  std::string_view value(std::string_view asked);
  /// As the function that the readers of streets take; lives as long as this.
  Tags tags() {
    return [this](std::string_view key) { return value(key); };
  }

 private:
  const feature::LayerPack& m_pack;
  FieldMapping m_mapping;
  std::optional<std::size_t> m_other;
  std::uint32_t m_row = 0;
  std::map<std::string, std::optional<std::size_t>, std::less<>> m_columns;
  std::map<std::string, std::string> m_texts;
};

}  // namespace skizze::bike
