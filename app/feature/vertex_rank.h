// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace skizze::feature {

/// Importance of every vertex of one part for simplification, by Visvalingam's effective area (Visvalingam & Whyatt 1993,
/// "Line generalisation by repeated elimination of points"): rank = 8 log2(sqrt(area in m2) / 1 cm), capped to 0..254.
/// End points of lines and the last four vertices of a ring get 255 and are never left out.
/// x, y: pack steps; step_m: metres per step; out: one byte per vertex. O(n log n).
void rank_vertices(std::span<const std::int32_t> x, std::span<const std::int32_t> y, bool ring, double step_m, std::span<std::uint8_t> out);

/// Raises the rank of vertices that lie on the same coordinate to their maximum, so that neighbours simplify alike. With borders those
/// where rings meet or part are never left out: no gap, no overlap (streets that cross can do without).
/// vertex_begin: the first vertex of every part, and the number of all.
void pin_shared_vertices(std::span<const std::int32_t> x, std::span<const std::int32_t> y, std::span<const std::uint32_t> vertex_begin,
                         std::span<std::uint8_t> rank, bool borders);

}  // namespace skizze::feature
