// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Plane geometry the town is drawn with. Metres; polygons are open rings, counter-clockwise.
#pragma once

#include <cmath>
#include <optional>
#include <vector>

#include "geo/geometry.h"

namespace skizze::sample {

using Vec = geo::Point2;
using Polygon = std::vector<Vec>;
using Polyline = std::vector<Vec>;

inline Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
inline Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
inline Vec operator*(Vec a, double f) { return {a.x * f, a.y * f}; }
inline double dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y; }
inline double cross(Vec a, Vec b) { return a.x * b.y - a.y * b.x; }
inline double length(Vec a) { return std::sqrt(dot(a, a)); }
inline double distance(Vec a, Vec b) { return length(a - b); }
inline Vec unit(Vec a) {
  const double l = length(a);
  return l > 0 ? a * (1 / l) : Vec{1, 0};
}
/// Turned left by 90 degrees: from an edge of a counter-clockwise ring it points inwards.
inline Vec left(Vec a) { return {-a.y, a.x}; }
inline Vec turned(Vec a, double rad) { return {a.x * std::cos(rad) - a.y * std::sin(rad), a.x * std::sin(rad) + a.y * std::cos(rad)}; }

double signed_area(const Polygon& ring);
double line_length(const Polyline& line);
Vec centroid(const Polygon& ring);
bool inside(const Polygon& ring, Vec p);
double distance_to_segment(Vec p, Vec a, Vec b);
double distance_to_ring(const Polygon& ring, Vec p);
geo::Box bounds(const Polygon& ring);

/// The rectangle of least area around a ring: middle, direction of the long side, length and width.
struct Frame {
  Vec middle, along;
  double length = 0, width = 0;
};
Frame frame_of(const Polygon& ring);

/// A ring cut along an endless line; and the pieces of the line inside the ring.
struct Cut {
  std::vector<Polygon> pieces;
  std::vector<std::pair<Vec, Vec>> segments;
};
Cut cut(const Polygon& ring, Vec through, Vec direction);
/// A ring cut along a line that may bend; one piece where the line does not divide it.
std::vector<Polygon> cut(const Polygon& ring, const Polyline& line);

/// Every edge moved inwards by its own distance (one per edge, edge i from vertex i). Empty where nothing sensible is left.
std::optional<Polygon> inset(const Polygon& ring, const std::vector<double>& distances);
/// A ring without the small loops in which it crosses itself; the larger side of each crossing stays.
Polygon without_loops(Polygon ring);
/// No edge longer than step; the old vertices stay.
Polygon densified(const Polygon& ring, double step);
Polyline densified_line(const Polyline& line, double step);
/// The point at a distance along a line, and the direction there.
struct Station {
  Vec point, direction;
};
Station station(const Polyline& line, double at);
/// Whether two convex rings overlap by more than a hair (separating axes).
bool convex_overlap(const Polygon& a, const Polygon& b, double grace = 0.05);
/// A rectangle: lower left corner, direction of its width.
Polygon rectangle(Vec corner, Vec along, double width, double depth);

}  // namespace skizze::sample
