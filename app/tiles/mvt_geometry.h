// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Geometry commands to points (MVT 2.1, 4.3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tiles/mvt.h"

namespace skizze::tiles {

/// The points of one feature, in arrays that serve one feature after the other. Spans hold until the next reading.
class MvtShape {
 public:
  struct Part {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  ///< one past the last point; rings are open
    bool hole = false;
  };

  std::span<const MvtPoint> points() const { return std::span(m_points).first(m_size); }
  std::span<const Part> parts() const { return std::span(m_parts).first(m_part_count); }
  std::span<const MvtPoint> points_of(const Part& part) const { return points().subspan(part.begin, part.end - part.begin); }
  void clear() { m_size = m_part_count = 0; }

 private:
  friend class GeometryReader;
  void make_room(std::size_t points, std::size_t parts);

  std::vector<MvtPoint> m_points;  // only grows; the first m_size count
  std::vector<Part> m_parts;       // the same
  std::size_t m_size = 0;
  std::size_t m_part_count = 0;
};

/// What a geometry breaks; the feature is unusable from bad_commands on.
struct GeometryFindings {
  bool bad_commands = false;      ///< order, count or kind of commands, or missing parameters
  bool too_large = false;         ///< over the budget
  bool repeated_point = false;    ///< a LineTo of (0, 0), or a ring that repeats its start
  bool short_ring = false;        ///< a ring of fewer than three points was left out
  bool first_ring_inner = false;  ///< the first ring is wound as a hole (taken as outer all the same)
  bool flat_ring = false;         ///< a ring without area (kept as outer)

  bool usable() const { return !bad_commands && !too_large; }
  bool none() const { return usable() && !repeated_point && !short_ring && !first_ring_inner && !flat_ring; }
};

/// What may still be read; taken from as points and parts are made, so that a count in the bytes never allocates.
struct GeometryBudget {
  std::size_t points;
  std::size_t parts;
};

/// bytes: the packed geometry field of a point, line or polygon. readable_end: up to here memory may be loaded (at least the end of
/// bytes; the end of the whole tile makes short geometries faster). The cursor wraps at 32 bits, as in mvt-fixtures 049 and 050.
/// Replaces what the shape holds; after bad_commands or too_large its content means nothing.
GeometryFindings read_geometry(std::string_view bytes, const char* readable_end, MvtGeometryType type, GeometryBudget& budget,
                               MvtShape& shape);

}  // namespace skizze::tiles
