// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Where someone on a bicycle has to wait, and how long on average.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bike/graph.h"

namespace skizze::bike {

enum class Wait : std::uint8_t { none, signal, give_way };

/// Which end of which edge costs a wait. Traffic lights hold up everybody who reaches a junction within 25 m of them, once per junction
/// (edges of less than 40 m between two such nodes are one junction). Elsewhere those give way who come from a lesser street to a junction
/// with a main one (tertiary and up). Immutable; any thread.
class JunctionWaits {
 public:
  JunctionWaits() = default;
  /// lights: places of traffic lights, metres.
  JunctionWaits(const Graph& graph, std::span<const geo::Point2> lights);
  /// At the end of an edge that is ridden along or against its line.
  Wait at_end(std::uint32_t edge, bool along) const {
    return m_ends.empty() ? Wait::none : static_cast<Wait>(m_ends[edge] >> (along ? 0 : 2) & 3U);
  }
  std::size_t signal_nodes() const { return m_signal_nodes; }

 private:
  std::vector<std::uint8_t> m_ends;  ///< per edge: two bits along, two bits against
  std::size_t m_signal_nodes = 0;
};

/// Mean wait at a signal of cycle_s with the share green, far below saturation, seconds: t_U (1-f)^2 / 2 (H EBRA 2021; x = 0).
double signal_wait_s(double cycle_s, double green);
/// Mean wait of those who give way where reserve bicycles an hour could still pass, seconds, never negative: 5000 / (R + 40) - 3 (H EBRA
/// 2021).
double give_way_wait_s(double reserve_per_h);

}  // namespace skizze::bike
