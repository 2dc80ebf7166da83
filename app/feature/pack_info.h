// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "feature/value.h"
#include "geo/geometry.h"

namespace skizze::feature {

/// Where a layer came from, shown in the layer panel and carried into every export.
struct Provenance {
  std::string source_path;      ///< file as the person named it
  std::string source_layer;     ///< layer inside the file
  std::string driver;           ///< "GPKG", "CityGML", ...
  std::string licence;          ///< as the source states it; empty where it does not
  std::string attribution;      ///< credit line for the map
  std::string data_date;        ///< ISO 8601 date of the data; empty where unknown
  std::string imported_at;      ///< ISO 8601 UTC
  std::uint64_t source_bytes = 0;
  std::int64_t source_mtime = 0;  ///< seconds since 1970
  bool operator==(const Provenance&) const = default;
};

enum class Severity : std::uint8_t { info, warning, lost };

/// Something the import wants known: an assumption made, a doubt, or what was lost (and how often).
struct Notice {
  Severity severity = Severity::warning;
  base::Message message;
  std::uint64_t count = 1;
  std::string example;          ///< id or line of the first case
  bool operator==(const Notice&) const = default;
};

/// What the rows of a pack are.
enum class PackRole : std::uint8_t {
  features,        ///< rows of an ordinary vector layer
  city_objects,    ///< one row per city object with its footprint; columns include "gml_id", "class", "parent"
  city_surfaces,   ///< one row per boundary surface, 3D; columns include "gml_id", "class", "object" (gml_id of the owner)
};

/// Everything about a pack but its rows.
struct PackInfo {
  std::string name;                       ///< layer name for people
  PackRole role = PackRole::features;
  geo::GeometryKind kind = geo::GeometryKind::none;  ///< the most frequent kind when rows differ
  bool has_z = false;
  std::string crs;                        ///< CRS of the source, "EPSG:25832"; empty where it was unknown (then assumed, see notices)
  std::vector<Column> columns;
  Provenance provenance;
  std::vector<Notice> notices;
  // filled by the pack itself:
  geo::Box bounds;                        ///< Web Mercator metres
  std::uint64_t feature_count = 0;
  std::uint64_t vertex_count = 0;
  double resolution_m = 0;                ///< size of one coordinate step in Mercator metres
};

}  // namespace skizze::feature
