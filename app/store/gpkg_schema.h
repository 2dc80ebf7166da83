// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The tables every GeoPackage has (OGC 12-128r18, GeoPackage 1.3), shared by the project file and by exports.
#pragma once

#include <string>
#include <string_view>

#include "geo/geometry.h"
#include "store/sqlite.h"

namespace skizze::store {

/// PRAGMA application_id: "GPKG".
inline constexpr std::int64_t k_gpkg_application_id = 0x47504B47;
/// PRAGMA user_version: GeoPackage 1.3.
inline constexpr std::int64_t k_gpkg_user_version = 10300;

/// Marks an empty database as a GeoPackage and creates the core tables.
base::Status create_core(Database& database);
/// Makes a CRS known to the file; again is harmless.
base::Status add_srs(Database& database, int epsg);
/// "POINT", "MULTILINESTRING" or "MULTIPOLYGON".
std::string_view gpkg_type(geo::GeometryKind kind);
/// Lists a table that exists and has a column "geom".
base::Status register_features(Database& database, std::string_view table, std::string_view title, geo::GeometryKind kind, int epsg,
                               bool with_z = false);
base::Status register_attributes(Database& database, std::string_view table, std::string_view title);
/// Sets last_change to now; the extent grows by the box.
base::Status touch(Database& database, std::string_view table, const geo::Box& box = {});
/// Extent computed from the rows; the functions of add_spatial_functions must be known.
base::Status refresh_extent(Database& database, std::string_view table);
/// ST_IsEmpty, ST_MinX and their like: GeoPackage's R-tree triggers (which QGIS adds) call them whenever a row is written.
base::Status add_spatial_functions(Database& database);

}  // namespace skizze::store
