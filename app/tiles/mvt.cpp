// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/mvt.h"

namespace skizze::tiles {

long double surveyor_area_x2(const std::vector<MvtPoint>& ring) {
  long double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const MvtPoint a = ring[i];
    const MvtPoint b = ring[i + 1 == ring.size() ? 0 : i + 1];
    sum += static_cast<long double>(a.x) * b.y - static_cast<long double>(b.x) * a.y;
  }
  return sum;
}

}  // namespace skizze::tiles
