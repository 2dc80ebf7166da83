// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Joins lines end to end.
#pragma once

#include <cstdint>
#include <vector>

#include <QPointF>

namespace skizze::scene {

struct ChainPiece {
  std::vector<QPointF> points;
  std::uint32_t row = 0;
  std::int64_t start_node = 0;  ///< equal numbers are the same place
  std::int64_t end_node = 0;
};

/// Joins pieces that meet, at each node the two that go on most straightly (at most 60 degrees off). The row of the longest piece
/// stands for the whole. The result does not depend on anything but the pieces and their order.
std::vector<ChainPiece> joined_chains(std::vector<ChainPiece> pieces);

/// The line with its corners cut (Chaikin 1974), for text to run along.
std::vector<QPointF> smoothed(const std::vector<QPointF>& line, int rounds);

}  // namespace skizze::scene
