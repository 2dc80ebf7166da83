// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geometry.h"

namespace skizze::readers {

/// Where a table keeps its coordinates.
struct CoordinateColumns {
  int x = -1;
  int y = -1;
  int wkt = -1;              ///< a geometry as text instead
  int lat_lon = -1;          ///< "52.51, 13.39" in one column instead
  std::string crs;           ///< what the names imply ("EPSG:4326" for lon/lat, or a number in the name); empty for x/y
  bool by_name_only = true;  ///< the CRS follows from lon/lat in the names, not from a stated code
};

/// Finds them by the header: lon/lat, x/y, Rechtswert/Hochwert, Ostwert/Nordwert, easting/northing, WKT and their usual
/// spellings, also with dBase suffixes ("hochwert,N,19,11") or an EPSG code ("x_25833"). Empty where there are none.
std::optional<CoordinateColumns> find_coordinates(const std::vector<std::string>& header);

/// A number with '.' or ',' as decimal sign and the other as thousands separator; empty for anything else.
std::optional<double> parse_number(std::string_view text);

/// The header's name without a dBase type ("hochwert,N,19,11" -> "hochwert").
std::string plain_name(std::string_view header);

}  // namespace skizze::readers
