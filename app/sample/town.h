// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A synthetic town that looks like a German one: irregular old centre inside a ring road, main streets that run outwards, a river with
/// meadows and bridges, a railway, quarters of different ages, gardens, woods and fields. The same seed gives the same bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "geo/geometry.h"
#include "sample/comments.h"

namespace skizze::sample {

struct TownOptions {
  std::uint64_t buildings = 4000;  ///< exactly so many are written; 100 to 2,000,000
  std::uint64_t seed = 1;
};

/// One file of the town.
struct TownFile {
  std::string name;  ///< inside the folder: "streets.geojson"
  std::string kind;  ///< "buildings", "streets", "parcels", "trees", "landuse", "water", "railway", "parking", "districts", "places",
                     ///< "dem", "dsm", "comments"
  std::uint64_t count = 0;  ///< rows; 0 for rasters
};

/// A street as one line, k_town_crs.
struct TownLine {
  std::string name;
  Polyline line;
};

/// A flat roof, k_town_crs.
struct TownRoof {
  std::string name;  ///< of the building or its street
  Polygon ring;
};

struct TownSummary {
  std::string name;  ///< of the town
  std::uint64_t buildings = 0;
  std::uint64_t roof_faces = 0;
  double roof_area_m2 = 0;            ///< sum over all roof faces, from the construction of the roofs
  std::vector<TownFile> files;        ///< in the order a map draws them, lowest first
  geo::Box extent;                    ///< of the map sheet (the town and the fields around it), in k_town_crs
  std::vector<Comment> comments;      ///< as in comments.geojson
  std::vector<TownLine> axes;         ///< main streets from the ring road to the edge of the town, longest first
  std::vector<TownRoof> large_roofs;  ///< the largest flat roofs, largest first
};

/// CRS of all heights and of the city model; the GeoJSON files are WGS 84, as RFC 7946 wants it.
inline constexpr const char* k_town_crs = "EPSG:25833";
inline constexpr int k_town_epsg = 25833;

using TownProgress = std::function<void(double fraction, const base::Message& what)>;

/// Writes the town into a folder, which is made if it is missing; files of the same names are replaced, nothing else is touched.
/// Memory does not grow with the number of buildings beyond the plan (about 1 kB per 1,000 buildings) and one quarter.
/// Errors: invalid (number of buildings), unreadable (folder), no_space, cancelled.
base::Result<TownSummary> write_town(const std::filesystem::path& folder, const TownOptions& options, base::CancelToken token = {},
                                     const TownProgress& progress = {});

}  // namespace skizze::sample
