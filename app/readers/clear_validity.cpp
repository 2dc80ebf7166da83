// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/clear_validity.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace skizze::readers {
namespace {

constexpr std::size_t k_most_points = 64;
/// Differences of doubles are right to half a unit in the last place; each product adds as much. Four such errors stay far below this.
constexpr double k_doubt = 1e-14;

using Points = std::vector<geo::Point3>;

/// On which side of a-b the point lies: 1, -1, or 0 where rounding could decide.
int side(const geo::Point3& a, const geo::Point3& b, const geo::Point3& p) {
  const double left = (b.x - a.x) * (p.y - a.y);
  const double right = (b.y - a.y) * (p.x - a.x);
  const double cross = left - right;
  const double doubt = k_doubt * (std::abs(left) + std::abs(right));
  return cross > doubt ? 1 : cross < -doubt ? -1 : 0;
}

/// Both ends of the second clearly on one side of the first.
bool beside(const geo::Point3& a, const geo::Point3& b, const geo::Point3& c, const geo::Point3& d) {
  return side(a, b, c) * side(a, b, d) > 0;
}

bool apart(const geo::Point3& a, const geo::Point3& b, const geo::Point3& c, const geo::Point3& d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x)) return true;
  if (std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y)) return true;
  return beside(a, b, c, d) || beside(c, d, a, b);
}

/// Neighbours share only their common point: they turn there, or go straight on.
bool turns(const geo::Point3& a, const geo::Point3& b, const geo::Point3& c) {
  return side(a, b, c) != 0 || (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) > 0;
}

}  // namespace

bool clearly_valid(const geo::Geometry& area) {
  if (area.parts.size() != 1 || area.parts.front().hole) return false;
  const Points& ring = area.parts.front().points;
  const std::size_t size = ring.size();
  if (size < 3 || size > k_most_points) return false;
  const auto at = [&](std::size_t i) -> const geo::Point3& { return ring[i < size ? i : i - size]; };
  bool turned = false;
  for (std::size_t i = 0; i < size; ++i) {
    if (!turns(at(i), at(i + 1), at(i + 2))) return false;
    turned = turned || side(at(i), at(i + 1), at(i + 2)) != 0;
  }
  if (!turned) return false;
  for (std::size_t i = 0; i + 2 < size; ++i) {
    for (std::size_t j = i + 2; j < size; ++j) {
      const bool neighbours = i == 0 && j + 1 == size;
      if (!neighbours && !apart(at(i), at(i + 1), at(j), at(j + 1))) return false;
    }
  }
  return true;
}

}  // namespace skizze::readers
