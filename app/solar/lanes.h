// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Several lines side by side: the processor's small vectors, in the words of GCC and Clang.
#pragma once

#include <cstdint>
#include <cstring>

namespace skizze::solar {

inline constexpr int k_lanes = 16;  ///< lines that are walked together: heights of as many neighbours fill a line of the cache

using Four = float __attribute__((vector_size(16)));
using FourInts = std::int32_t __attribute__((vector_size(16)));

inline Four load(const float* from) {
  Four v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
inline void store(float* to, Four v) { std::memcpy(to, &v, sizeof v); }
inline Four greater(Four a, Four b) { return a > b ? a : b; }  ///< b where a is NaN

/// Heights between two pixels of a column each; the first one's own where the second is unknown, NaN where the first is.
inline void read_between(const float* own, int beside, float aside, float* out) {
  for (int lane = 0; lane < k_lanes; lane += 4) {
    const Four a = load(own + lane);
    const Four between = a + aside * (load(own + beside + lane) - a);
    store(out + lane, between == between ? between : a);
  }
}

}  // namespace skizze::solar
