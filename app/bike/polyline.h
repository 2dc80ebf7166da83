// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "geo/geometry.h"

namespace skizze::bike {

/// A line with its lengths, for going along it.
class Polyline {
 public:
  explicit Polyline(std::vector<geo::Point2> points);
  const std::vector<geo::Point2>& points() const { return m_points; }
  double length_m() const { return m_along.empty() ? 0 : m_along.back(); }
  /// The point at a distance from the start, clamped to the ends; (0, 0) on an empty line.
  geo::Point2 at(double along_m) const;

  struct Nearest {
    double along_m = 0;
    double distance_m = 0;
    geo::Point2 direction;  ///< unit vector of the segment
  };
  /// The nearest place on the line; the line must have a point.
  Nearest nearest(geo::Point2 p) const;
  geo::Box bounds() const;

 private:
  std::vector<geo::Point2> m_points;
  std::vector<double> m_along;
};

/// How far a place is from a line, and where the line goes there (unit vector; (0, 0) where all its points are one).
struct Beside {
  double distance_m = 0;
  geo::Point2 direction;
};
/// Without the lengths of a Polyline; the line must have a point.
Beside beside(std::span<const geo::Point2> line, geo::Point2 p);

}  // namespace skizze::bike
