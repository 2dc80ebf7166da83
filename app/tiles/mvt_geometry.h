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
  template <class Numbers>
  friend class GeometryReader;
  template <class Numbers>
  friend class UsualGeometry;
  void make_room(std::size_t bytes, std::size_t most_points);

  std::vector<MvtPoint> m_points;  // only grows; the first m_size count
  std::vector<Part> m_parts;       // the same
  std::size_t m_room = 0;          // bytes of a geometry that surely has room
  std::size_t m_size = 0;
  std::size_t m_part_count = 0;
};

/// What a geometry breaks; the feature is unusable from bad_commands on. Bits, so that they are returned and looked at in one piece.
struct GeometryFindings {
  bool bad_commands : 1 = false;      ///< order, count or kind of commands, or missing parameters
  bool too_large : 1 = false;         ///< over the budget
  bool repeated_point : 1 = false;    ///< a LineTo of (0, 0), or a ring that repeats its start
  bool short_ring : 1 = false;        ///< a ring of fewer than three points was left out
  bool first_ring_inner : 1 = false;  ///< the first ring is wound as a hole (taken as outer all the same)
  bool flat_ring : 1 = false;         ///< a ring without area (kept as outer)

  bool usable() const { return !bad_commands && !too_large; }
  bool none() const { return usable() && !repeated_point && !short_ring && !first_ring_inner && !flat_ring; }
};

/// What may still be read; taken from as points and parts are made, so that a count in the bytes never allocates.
struct GeometryBudget {
  std::size_t points;
  std::size_t parts;
};

constexpr std::size_t k_spare_tags = 8;

/// A way to read what makes up most of a tile; see all_mvt_numbers().
struct MvtNumbers {
  const char* name;

  /// The same as read_geometry, but only for the geometries that most features have, without anything to find fault with: else false,
  /// and read_geometry has to be asked.
  bool (*read_usual)(std::string_view bytes, const char* readable_end, MvtGeometryType type, GeometryBudget& budget, MvtShape& shape);

  /// bytes: the packed geometry field of a point, line or polygon. readable_end: up to here memory may be loaded (at least the end of
  /// bytes; the end of the whole tile makes short geometries faster). The cursor wraps at 32 bits, as in mvt-fixtures 049 and 050.
  /// Replaces what the shape holds; after bad_commands or too_large its content means nothing.
  GeometryFindings (*read_geometry)(std::string_view bytes, const char* readable_end, MvtGeometryType type, GeometryBudget& budget,
                                    MvtShape& shape);

  /// All tags of a feature to pairs (with room for bytes.size() + k_spare_tags); their number, which is even and with every key below
  /// keys and every value below values. -1 where that is not so or cannot be seen quickly: then they have to be read one by one.
  std::ptrdiff_t (*read_tags)(std::string_view bytes, const char* readable_end, std::size_t keys, std::size_t values, std::uint32_t* pairs);
};

/// Those this processor can run, all with the same results; the first one runs everywhere, the last one is the fastest.
std::span<const MvtNumbers> all_mvt_numbers();
inline const MvtNumbers& fastest_mvt_numbers() { return all_mvt_numbers().back(); }

inline GeometryFindings read_geometry(std::string_view bytes, const char* readable_end, MvtGeometryType type, GeometryBudget& budget,
                                      MvtShape& shape) {
  return fastest_mvt_numbers().read_geometry(bytes, readable_end, type, budget, shape);
}

}  // namespace skizze::tiles
