// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The plain town as a GeoPackage 1.3 in longitude and latitude, written row by row so that ten million rows need no memory.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <string>

#include "town.h"

namespace skizze::bench {

class GpkgWriter {
 public:
  explicit GpkgWriter(const std::filesystem::path& path) {
    std::filesystem::remove(path);
    sqlite3_open(path.c_str(), &m_db);
    run("PRAGMA application_id=1196444487; PRAGMA user_version=10300; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
        "CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,"
        " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES('Undefined cartesian',-1,'NONE',-1,'undefined',NULL),"
        "('Undefined geographic',0,'NONE',0,'undefined',NULL),('WGS 84',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\","
        "SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],"
        "AUTHORITY[\"EPSG\",\"4326\"]]',NULL);"
        "CREATE TABLE gpkg_contents(table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT "
        "'',"
        " last_change DATETIME NOT NULL DEFAULT '2026-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,"
        " srs_id INTEGER);"
        "CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,"
        " srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY(table_name, column_name));");
  }
  ~GpkgWriter() {
    end_layer();
    run("COMMIT");
    sqlite3_close(m_db);
  }
  GpkgWriter(const GpkgWriter&) = delete;
  GpkgWriter& operator=(const GpkgWriter&) = delete;

  void begin_layer(const TownLayer& layer, const char* geometry_type) {
    end_layer();
    std::string columns;
    std::string places = "?1,?2";
    for (std::size_t c = 0; c < layer.columns.size(); ++c) {
      static constexpr const char* k_types[] = {"TEXT", "INTEGER", "REAL", "BOOLEAN"};
      columns += ", \"" + layer.columns[c].name + "\" " + k_types[static_cast<std::size_t>(layer.columns[c].type)];
      places += ",?" + std::to_string(c + 3);
    }
    run("CREATE TABLE " + layer.name + "(fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " + geometry_type + columns + ");" +
        "INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) VALUES('" + layer.name + "','features','" + layer.name +
        "',4326); INSERT INTO gpkg_geometry_columns VALUES('" + layer.name + "','geom','" + geometry_type + "',4326,0,0);");
    sqlite3_prepare_v2(m_db, ("INSERT INTO " + layer.name + " VALUES(" + places + ")").c_str(), -1, &m_insert, nullptr);
    m_fid = 0;
  }

  void add(const geo::Geometry& row, const std::vector<feature::Value>& values) {
    const std::string blob = blob_of(row);
    sqlite3_bind_int64(m_insert, 1, ++m_fid);
    sqlite3_bind_blob(m_insert, 2, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
    for (std::size_t c = 0; c < values.size(); ++c) {
      const int place = static_cast<int>(c) + 3;
      if (const auto* text = std::get_if<std::string>(&values[c]))
        sqlite3_bind_text(m_insert, place, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
      else if (const auto* real = std::get_if<double>(&values[c]))
        sqlite3_bind_double(m_insert, place, *real);
      else if (const auto* whole = std::get_if<std::int64_t>(&values[c]))
        sqlite3_bind_int64(m_insert, place, *whole);
    }
    sqlite3_step(m_insert);
    sqlite3_reset(m_insert);
  }

 private:
  void run(const std::string& sql) { sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr); }
  void end_layer() {
    sqlite3_finalize(m_insert);
    m_insert = nullptr;
  }
  template <class T>
  static void put(std::string& out, T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
  }
  /// GeoPackage 1.3, 2.1.3: header without envelope, then well-known binary, little-endian.
  static std::string blob_of(const geo::Geometry& row) {
    std::string out{'G', 'P', 0, 1};
    put(out, std::int32_t{4326});
    const auto& points = row.parts[0].points;
    const bool area = row.kind == geo::GeometryKind::area;
    put(out, std::uint8_t{1});
    put(out, static_cast<std::uint32_t>(row.kind));  // point 1, line 2, polygon 3 in both numberings
    if (area) put(out, std::uint32_t{1});
    if (row.kind != geo::GeometryKind::point) put(out, static_cast<std::uint32_t>(points.size() + (area ? 1 : 0)));
    const auto point = [&](const geo::Point3& p) {
      const auto q = geo::to_lon_lat(p.xy());
      put(out, q.x);
      put(out, q.y);
    };
    for (const auto& p : points) point(p);
    if (area) point(points[0]);
    return out;
  }

  sqlite3* m_db = nullptr;
  sqlite3_stmt* m_insert = nullptr;
  std::int64_t m_fid = 0;
};

/// A town of so many buildings, made while it is written; returns its rows.
inline std::size_t write_gpkg(std::size_t buildings, const std::filesystem::path& path) {
  static constexpr const char* k_types[] = {"GEOMETRY", "POINT", "LINESTRING", "POLYGON"};
  GpkgWriter out(path);
  TownLayer layer;
  bool begun = false;
  std::size_t rows = 0;
  TownMaker(buildings).visit(
      [&](const TownLayer& head) {
        layer = head;
        begun = false;
      },
      [&](const geo::Geometry& row, const std::vector<feature::Value>& values) {
        if (!begun) out.begin_layer(layer, k_types[static_cast<std::size_t>(row.kind)]);
        begun = true;
        out.add(row, values);
        ++rows;
      });
  return rows;
}

}  // namespace skizze::bench
