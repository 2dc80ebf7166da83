// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Editing of lines and areas as pure functions: geometry in, geometry out. Coordinates are in one metric CRS; heights are dropped.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::sketch {

/// A vertex by its place. Rings are open: the closing point is not counted.
struct VertexId {
  std::size_t part = 0;
  std::size_t vertex = 0;
  auto operator<=>(const VertexId&) const = default;
};
/// A segment by its first vertex; in a ring the last one leads back to vertex 0.
using SegmentId = VertexId;

/// The vertex nearest to p within the tolerance.
std::optional<VertexId> vertex_at(const geo::Geometry& geometry, geo::Point2 p, double tolerance);
/// The segment nearest to p within the tolerance.
std::optional<SegmentId> segment_at(const geo::Geometry& geometry, geo::Point2 p, double tolerance);

// A place that does not exist is our own mistake (assert). Results are new values.
geo::Geometry moved_vertex(geo::Geometry geometry, VertexId vertex, geo::Point2 to);
/// Between the segment's two ends.
geo::Geometry inserted_vertex(geo::Geometry geometry, SegmentId segment, geo::Point2 at);
/// A line keeps two points and a ring three: one more removal takes the whole part away (and its holes). The result may be empty.
geo::Geometry deleted_vertex(geo::Geometry geometry, VertexId vertex);
geo::Geometry moved(geo::Geometry geometry, double dx, double dy);
/// Lines run the other way; areas are returned as they are.
geo::Geometry reversed(geo::Geometry geometry);
/// Without repeated points, parts too short to exist and with outer rings counter-clockwise.
geo::Geometry cleaned(geo::Geometry geometry);

/// Two lines, cut at the nearest point to p. ErrorCode::invalid when p is an end of the line or further away than the tolerance.
base::Result<std::vector<geo::Geometry>> split_line(const geo::Geometry& line, geo::Point2 p, double tolerance);
/// The pieces of an area along a line that crosses it (two or more). ErrorCode::invalid when the line does not divide it.
base::Result<std::vector<geo::Geometry>> split_area(const geo::Geometry& area, const geo::Geometry& line);
/// One line out of two that meet end to end within the tolerance (the second is reversed where needed); the gap is closed.
/// The direction of the first is kept. ErrorCode::invalid when no ends meet.
base::Result<geo::Geometry> join_lines(const geo::Geometry& first, const geo::Geometry& second, double tolerance);
/// Union. ErrorCode::invalid when the areas neither touch nor overlap.
base::Result<geo::Geometry> join_areas(const geo::Geometry& first, const geo::Geometry& second);

/// The line moved sideways by distance (positive to the left of its direction), mitred corners limited to twice the distance.
/// For previews of a lane beside its axis; it may cross itself in tight bends.
geo::Geometry offset_line(const geo::Geometry& line, double distance);
/// The strip a lane of this width covers, centred on the line: one ring per part, for drawing and overlap figures.
geo::Geometry strip(const geo::Geometry& line, double width);

/// Whether any point of the line lies within distance of the other geometry.
bool within_distance(const geo::Geometry& line, const geo::Geometry& other, double distance);
/// How many map units of the line run within distance of the other geometry, sampled every step (default a metre).
double length_within(const geo::Geometry& line, const geo::Geometry& other, double distance, double step = 1.0);
/// Shared area of two areas in square map units; 0 where they do not overlap.
double overlap_area(const geo::Geometry& a, const geo::Geometry& b);

}  // namespace skizze::sketch
