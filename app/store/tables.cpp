// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include <algorithm>
#include <iterator>

#include "store/gpkg_blob.h"
#include "store/gpkg_schema.h"

namespace skizze::store {
namespace {

using geo::GeometryKind;

constexpr TableInfo k_tables[] = {
    {"scenarios", "Varianten", GeometryKind::none, true},
    {"layers", "Kartenebenen", GeometryKind::none, true},
    {"measures_bike", "Maßnahmen Radverkehr", GeometryKind::line, true},
    {"measures_solar", "Maßnahmen Solar", GeometryKind::area, true},
    {"contributions_points", "Beiträge (Punkte)", GeometryKind::point, true},
    {"contributions_lines", "Beiträge (Linien)", GeometryKind::line, true},
    {"contributions_areas", "Beiträge (Flächen)", GeometryKind::area, true},
    {"settings", "", GeometryKind::none, false},
    {"journal", "", GeometryKind::none, false},
};

constexpr const char* k_plain_tables_sql = R"(
CREATE TABLE scenarios (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT UNIQUE,
  parent_id TEXT,
  name TEXT,
  description TEXT,
  position INTEGER,
  created_at DATETIME);
CREATE TABLE layers (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT UNIQUE,
  name TEXT,
  path TEXT,
  source_layer TEXT,
  pack_key TEXT,
  raster BOOLEAN,
  role TEXT,
  assumed_crs TEXT,
  style_json TEXT,
  filter_json TEXT,
  position INTEGER,
  opacity DOUBLE,
  visible BOOLEAN,
  source_path TEXT,
  source_layer_name TEXT,
  driver TEXT,
  licence TEXT,
  attribution TEXT,
  data_date TEXT,
  imported_at TEXT,
  source_bytes INTEGER,
  source_mtime INTEGER,
  notices BLOB,
  group_path TEXT,
  field_words BLOB,
  links BLOB);
CREATE TABLE settings (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL);
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  at DATETIME NOT NULL,
  state TEXT NOT NULL,
  message TEXT NOT NULL,
  message_blob BLOB NOT NULL,
  payload BLOB NOT NULL);
)";

constexpr const char* k_measure_head = R"(
  id TEXT UNIQUE,
  scenario_id TEXT REFERENCES scenarios(id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT,
  note TEXT,
  created_at DATETIME,
  updated_at DATETIME,)";
constexpr const char* k_bike_columns = R"(
  fuehrungsart TEXT,
  seite TEXT,
  richtung TEXT,
  breite DOUBLE,
  sicherheitstrennstreifen DOUBLE,
  oberflaeche TEXT,
  rotfaerbung BOOLEAN,
  benutzungspflicht BOOLEAN,
  strassenname TEXT,
  netzklasse TEXT)";
constexpr const char* k_solar_columns = R"(
  lage TEXT,
  montage TEXT,
  slope DOUBLE,
  aspect DOUBLE,
  nutzbarer_anteil DOUBLE,
  roofid TEXT,
  reihenabstand DOUBLE,
  reihentiefe DOUBLE,
  leistungsdichte DOUBLE)";
constexpr const char* k_contribution_columns = R"(
  id TEXT UNIQUE,
  category TEXT,
  text TEXT,
  author TEXT,
  state TEXT,
  created_at DATETIME,
  updated_at DATETIME,
  reply TEXT,
  replied_at DATETIME,
  topic TEXT,
  source TEXT)";

struct LaterColumn {
  const char* table;
  const char* name;
  const char* type;
};
constexpr LaterColumn k_later_columns[] = {
    {"layers", "group_path", "TEXT"},
    {"layers", "field_words", "BLOB"},
    {"layers", "links", "BLOB"},
    {"measures_solar", "reihenabstand", "DOUBLE"},
    {"measures_solar", "reihentiefe", "DOUBLE"},
    {"measures_solar", "leistungsdichte", "DOUBLE"},
};

std::string create_spatial(std::string_view name, GeometryKind kind, const std::string& columns) {
  return "CREATE TABLE " + std::string(name) + " (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,\n  geom " +
         std::string(gpkg_type(kind)) + "," + columns + ");\n";
}

}  // namespace

std::span<const TableInfo> project_tables() { return k_tables; }

base::Status create_project_tables(Database& database, int epsg) {
  std::string sql = k_plain_tables_sql;
  sql += create_spatial("measures_bike", GeometryKind::line, std::string(k_measure_head) + k_bike_columns);
  sql += create_spatial("measures_solar", GeometryKind::area, std::string(k_measure_head) + k_solar_columns);
  sql += create_spatial("contributions_points", GeometryKind::point, k_contribution_columns);
  sql += create_spatial("contributions_lines", GeometryKind::line, k_contribution_columns);
  sql += create_spatial("contributions_areas", GeometryKind::area, k_contribution_columns);
  if (auto status = database.run(sql); !status) return status;
  for (const auto& table : k_tables) {
    if (!table.listed) continue;
    auto status = table.kind == GeometryKind::none ? register_attributes(database, table.name, table.title)
                                                   : register_features(database, table.name, table.title, table.kind, epsg);
    if (!status) return status;
  }
  return {};
}

bool came_later(std::string_view table, std::string_view column) {
  return std::any_of(std::begin(k_later_columns), std::end(k_later_columns),
                     [&](const LaterColumn& one) { return table == one.table && column == one.name; });
}

base::Result<bool> has_column(Database& database, std::string_view table, std::string_view column) {
  auto select = database.prepare("SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2");
  if (!select) return tl::unexpected(std::move(select.error()));
  auto row = select->bind(1, table).bind(2, column).step();
  if (!row) return tl::unexpected(std::move(row.error()));
  return *row && select->integer(0) > 0;
}

base::Status add_later_columns(Database& database) {
  for (const auto& later : k_later_columns) {
    const auto there = has_column(database, later.table, later.name);
    if (!there) return tl::unexpected(there.error());
    if (*there) continue;
    auto status = database.run(std::string("ALTER TABLE ") + later.table + " ADD COLUMN " + later.name + " " + later.type);
    if (!status) return status;
  }
  return {};
}

std::string_view table_of(const sketch::Scenario&) { return "scenarios"; }
std::string_view table_of(const sketch::Measure& entity) {
  return entity.kind == sketch::MeasureKind::bike_lane ? "measures_bike" : "measures_solar";
}
std::string_view table_of(const participation::Contribution& entity) {
  switch (entity.geometry.kind) {
    case GeometryKind::line: return "contributions_lines";
    case GeometryKind::area: return "contributions_areas";
    case GeometryKind::point:
    case GeometryKind::none: break;
  }
  return "contributions_points";
}
std::string_view table_of(const LayerEntry&) { return "layers"; }
std::string_view table_of(const Setting&) { return "settings"; }

geo::Box bounds_of(const sketch::Measure& entity) { return entity.geometry.bounds(); }
geo::Box bounds_of(const participation::Contribution& entity) { return entity.geometry.bounds(); }

}  // namespace skizze::store
