// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Snapping: the one place that decides where a pointer meant to be. Pure; all coordinates are in one metric CRS.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"

namespace skizze::sketch {

struct Segment {
  geo::Point2 a;
  geo::Point2 b;
  bool operator==(const Segment&) const = default;
};

/// What the pointer was drawn to. Earlier values win over later ones within the tolerance.
enum class SnapKind : std::uint8_t {
  none,
  vertex,       ///< a corner of something near
  close_ring,   ///< the first point of the area being drawn
  crossing,     ///< where two edges cross
  midpoint,     ///< the middle of an edge
  edge,         ///< the nearest point of an edge
  right_angle,  ///< square to the previous segment
  parallel,     ///< parallel to the reference segment
  extension,    ///< on in the direction of the previous segment
  typed,        ///< a typed length or angle decides
};
/// "sketch.snap_vertex", ... for the hint beside the pointer.
std::string message_id(SnapKind kind);

struct SnapOptions {
  bool vertex = true;
  bool edge = true;
  bool midpoint = true;
  bool crossing = true;
  bool angles = true;  ///< right angle, parallel, extension
};

struct SnapRequest {
  geo::Point2 pointer;
  double tolerance = 0;                     ///< map units; pixels times metres per pixel
  std::span<const geo::Geometry> nearby;    ///< what lies around the pointer, already filtered by box
  std::span<const geo::Point2> drawn;       ///< vertices placed so far; the rubber band starts at the last
  bool drawing_area = false;                ///< whether the first drawn point closes the ring
  std::optional<Segment> reference;         ///< segment to be parallel or square to (a street's edge)
  std::optional<double> typed_length;       ///< map units from the last drawn point
  std::optional<double> typed_bearing_deg;  ///< clockwise from north (up)
  SnapOptions options;
};

struct SnapResult {
  geo::Point2 point;
  SnapKind kind = SnapKind::none;
  std::vector<Segment> hints;  ///< lines to draw so that the eye sees what was meant
  double length = 0;           ///< from the last drawn point; 0 without one
  double bearing_deg = 0;      ///< clockwise from north, 0 to 360; 0 without a drawn point
};

/// Linear in the number of segments nearby. A typed length or bearing is always obeyed exactly.
SnapResult snap(const SnapRequest& request);

/// Nearest point of a segment.
geo::Point2 nearest_on_segment(const Segment& segment, geo::Point2 p);
/// The segment of the geometries nearest to p within the tolerance; for choosing a reference.
std::optional<Segment> nearest_segment(std::span<const geo::Geometry> nearby, geo::Point2 p, double tolerance);
/// Bearing from a to b, clockwise from north (up), 0 to 360.
double bearing_deg(geo::Point2 a, geo::Point2 b);

}  // namespace skizze::sketch
