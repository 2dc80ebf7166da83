// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Geometry commands to points (MVT 2.1, 4.3).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tiles/mvt.h"

namespace skizze::tiles {

/// What a geometry breaks; the feature is unusable from bad_commands on.
struct GeometryFindings {
  bool bad_commands = false;      ///< order, count or kind of commands, or missing parameters
  bool too_large = false;         ///< over the budget
  bool repeated_point = false;    ///< a LineTo of (0, 0), or a ring that repeats its start
  bool short_ring = false;        ///< a ring of fewer than three points was left out
  bool first_ring_inner = false;  ///< the first ring is wound as a hole (taken as outer all the same)
  bool flat_ring = false;         ///< a ring without area (kept as outer)
};

/// What may still be read; taken from as points and parts are made, so that a count in the bytes never allocates.
struct GeometryBudget {
  std::size_t points;
  std::size_t parts;
};

/// bytes: the packed geometry field of a point, line or polygon. The cursor wraps at 32 bits, as in mvt-fixtures 049 and 050.
/// parts is appended to; on bad_commands or too_large its content is to be thrown away.
GeometryFindings read_geometry(std::string_view bytes, MvtGeometryType type, GeometryBudget& budget, std::vector<MvtPart>& parts);

}  // namespace skizze::tiles
