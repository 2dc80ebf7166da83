// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gpkg_schema.h"

#include <sqlite3.h>

#include "geo/crs.h"
#include "store/gpkg_blob.h"

namespace skizze::store {
namespace {

constexpr const char* k_core_sql = R"(
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system');
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
)";

/// The geometry of a function's only argument; empty for NULL and for what cannot be read.
geo::Geometry argument(sqlite3_value** values) {
  const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(values[0]));
  if (!bytes) return {};
  auto geometry = decode_gpkg({bytes, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))});
  return geometry ? std::move(*geometry) : geo::Geometry{};
}

void st_is_empty(sqlite3_context* context, int, sqlite3_value** values) {
  if (sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  sqlite3_result_int(context, argument(values).empty() ? 1 : 0);
}

template <double geo::Box::*edge>
void st_bound(sqlite3_context* context, int, sqlite3_value** values) {
  const auto box = argument(values).bounds();
  if (box.empty()) return sqlite3_result_null(context);
  sqlite3_result_double(context, box.*edge);
}

}  // namespace

base::Status create_core(Database& database) {
  const std::string head = "PRAGMA application_id=" + std::to_string(k_gpkg_application_id) +
                           ";PRAGMA user_version=" + std::to_string(k_gpkg_user_version) + ";";
  if (auto status = database.run(head + k_core_sql); !status) return status;
  return add_srs(database, 4326);
}

base::Status add_srs(Database& database, int epsg) {
  const auto info = geo::describe_crs("EPSG:" + std::to_string(epsg));
  if (!info) return tl::unexpected(info.error());
  auto insert = database.prepare("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?1, ?2, 'EPSG', ?2, ?3, NULL)");
  if (!insert) return tl::unexpected(std::move(insert.error()));
  return insert->bind(1, std::string_view(info->name)).bind(2, std::int64_t{epsg}).bind(3, std::string_view(info->wkt)).run();
}

std::string_view gpkg_type(geo::GeometryKind kind) {
  switch (kind) {
    case geo::GeometryKind::point: return "POINT";
    case geo::GeometryKind::line: return "MULTILINESTRING";
    case geo::GeometryKind::area: return "MULTIPOLYGON";
    case geo::GeometryKind::none: break;
  }
  return "GEOMETRY";
}

base::Status register_features(Database& database, std::string_view table, std::string_view title, geo::GeometryKind kind, int epsg,
                               bool with_z) {
  auto contents = database.prepare("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?1, 'features', ?2, ?3)");
  if (!contents) return tl::unexpected(std::move(contents.error()));
  if (auto status = contents->bind(1, table).bind(2, title).bind(3, std::int64_t{epsg}).run(); !status) return status;
  auto column = database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, ?4, 0)");
  if (!column) return tl::unexpected(std::move(column.error()));
  return column->bind(1, table).bind(2, gpkg_type(kind)).bind(3, std::int64_t{epsg}).bind(4, std::int64_t{with_z ? 1 : 0}).run();
}

base::Status register_attributes(Database& database, std::string_view table, std::string_view title) {
  auto contents = database.prepare("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?1, 'attributes', ?2)");
  if (!contents) return tl::unexpected(std::move(contents.error()));
  return contents->bind(1, table).bind(2, title).run();
}

base::Status touch(Database& database, std::string_view table, const geo::Box& box) {
  auto update = database.prepare(
      "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'),"
      " min_x = ifnull(min(min_x, ifnull(?2, min_x)), ?2), min_y = ifnull(min(min_y, ifnull(?3, min_y)), ?3),"
      " max_x = ifnull(max(max_x, ifnull(?4, max_x)), ?4), max_y = ifnull(max(max_y, ifnull(?5, max_y)), ?5) WHERE table_name = ?1");
  if (!update) return tl::unexpected(std::move(update.error()));
  update->bind(1, table);
  if (!box.empty()) update->bind(2, box.min_x).bind(3, box.min_y).bind(4, box.max_x).bind(5, box.max_y);
  return update->run();
}

base::Status refresh_extent(Database& database, std::string_view table) {
  const std::string from = " FROM " + sql_name(table) + ")";
  auto update = database.prepare("UPDATE gpkg_contents SET min_x = (SELECT min(ST_MinX(geom))" + from +
                                 ", min_y = (SELECT min(ST_MinY(geom))" + from + ", max_x = (SELECT max(ST_MaxX(geom))" + from +
                                 ", max_y = (SELECT max(ST_MaxY(geom))" + from + " WHERE table_name = ?1");
  if (!update) return tl::unexpected(std::move(update.error()));
  return update->bind(1, table).run();
}

base::Status add_spatial_functions(Database& database) {
  struct Function {
    const char* name;
    void (*call)(sqlite3_context*, int, sqlite3_value**);
  };
  constexpr Function k_functions[] = {{"ST_IsEmpty", st_is_empty},
                                      {"ST_MinX", st_bound<&geo::Box::min_x>},
                                      {"ST_MinY", st_bound<&geo::Box::min_y>},
                                      {"ST_MaxX", st_bound<&geo::Box::max_x>},
                                      {"ST_MaxY", st_bound<&geo::Box::max_y>}};
  for (const auto& function : k_functions) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    if (sqlite3_create_function_v2(database.handle(), function.name, 1, flags, nullptr, function.call, nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
      return sqlite_failure(database.handle());
    }
  }
  return {};
}

}  // namespace skizze::store
