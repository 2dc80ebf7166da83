// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "geo/geometry.h"

namespace skizze::geo {

/// Equal in the plane, coordinate for coordinate; heights are not compared (sketches and contributions carry none).
inline bool same_in_plane(const Geometry& a, const Geometry& b) {
  if (a.empty() && b.empty()) return true;
  return a.kind == b.kind && std::ranges::equal(a.parts, b.parts, [](const Part& p, const Part& q) {
           return p.hole == q.hole &&
                  std::ranges::equal(p.points, q.points, [](const Point3& u, const Point3& v) { return u.x == v.x && u.y == v.y; });
         });
}

}  // namespace skizze::geo
