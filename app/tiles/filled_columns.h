// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which columns of a row hold something: a layer of OpenStreetMap has a hundred columns, of which a row fills five.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "feature/layer_pack.h"

namespace skizze::tiles {

/// Made once for all tiles of an export; two bytes for every value of the pack and four for every row. Reading is for any thread.
class FilledColumns {
 public:
  explicit FilledColumns(const feature::LayerPack& pack);

  /// In ascending order.
  std::span<const std::uint16_t> of(std::uint32_t row) const {
    return std::span(m_columns).subspan(m_first[row], m_first[row + 1] - m_first[row]);
  }

  /// Whether it is worth its making.
  static bool useful(const feature::LayerPack& pack);

 private:
  std::vector<std::size_t> m_first;  // per row, and one more
  std::vector<std::uint16_t> m_columns;
};

}  // namespace skizze::tiles
