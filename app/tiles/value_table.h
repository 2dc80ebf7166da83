// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "feature/layer_pack.h"

namespace skizze::tiles {

/// The distinct values of one tile layer, or of a whole pack, each encoded once (MVT 2.1, 4.4). Texts are recognised by their place in the
/// pack's dictionary, so that a feature's text costs one look-up of a number.
class ValueTable {
 public:
  static constexpr std::uint32_t k_none = UINT32_MAX;

  explicit ValueTable(const feature::LayerPack& pack) : m_pack(pack), m_slots(256) {}
  /// Index of a row's value, added when it is new; k_none where the row has none (or a number that is not finite).
  std::uint32_t index_of(std::uint32_t row, std::size_t column);
  std::size_t size() const { return m_ends.size(); }
  /// The encoded Value message of an index.
  std::string_view encoded(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::string_view(m_encoded).substr(begin, m_ends[index] - begin);
  }
  /// Sum of their sizes.
  std::size_t bytes() const { return m_encoded.size(); }
  /// Gives back what only index_of() needs, which must not be called any more.
  void close() {
    m_slots = {};
    m_texts = {};
  }

 private:
  struct Slot {
    std::uint64_t bits = 0;
    std::uint32_t kind = 0;
    std::uint32_t index = k_none;  // k_none: free
  };
  std::uint32_t& find(std::uint64_t bits, std::uint32_t kind);
  std::uint32_t end_value();
  std::uint32_t add_text(std::string_view text);
  std::uint32_t add_integer(std::int64_t v);
  std::uint32_t add_real(double v);
  std::uint32_t add_boolean(bool v);
  void grow();

  const feature::LayerPack& m_pack;
  std::vector<Slot> m_slots;  // open addressing; size is a power of two
  std::size_t m_used = 0;
  std::string m_encoded;                                        // one after the other
  std::vector<std::size_t> m_ends;                              // per value, in m_encoded
  std::unordered_map<std::string_view, std::uint32_t> m_texts;  // equal texts of different columns; views into the pack
};

}  // namespace skizze::tiles
