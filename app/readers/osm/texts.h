// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "feature/pack_columns.h"
#include "readers/notices.h"

namespace skizze::readers::osm {

/// Distinct texts (keys, or values) of a file, each once, as UTF-8 within a limit. Places count from 0.
class Texts {
 public:
  explicit Texts(std::uint64_t limit_bytes) : m_limit(limit_bytes) {}
  /// The place of a text, added when it is new; what had to be changed about it goes into the book, once for each text.
  std::uint32_t place_of(std::string_view raw, NoticeBook& book);
  std::string_view at(std::uint32_t place) const { return m_table.at(place); }
  std::size_t size() const { return m_table.size(); }
  /// False once more text came than 32-bit offsets hold; places are of no use then.
  bool fits() const { return m_table.fits(); }

 private:
  std::uint64_t m_limit;
  feature::StringTable m_table;
};

}  // namespace skizze::readers::osm
