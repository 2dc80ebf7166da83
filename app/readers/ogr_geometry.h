// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "geo/geometry.h"

class OGRGeometry;

namespace skizze::readers {

/// Greatest distance between a curve and the line that replaces it, in metres (for CRS in metres).
inline constexpr double k_curve_tolerance_m = 0.01;

struct FromOgr {
  geo::Geometry geometry;  ///< empty for an empty or unknown shape
  bool curves = false;     ///< arcs were replaced by lines
  bool reduced = false;    ///< a collection of mixed kinds was reduced to its highest kind
  bool has_z = false;
};

/// Same coordinates, x first; rings open; surfaces of any sort become areas. degrees: the CRS is geographic.
FromOgr from_ogr(const OGRGeometry& shape, bool degrees);

}  // namespace skizze::readers
