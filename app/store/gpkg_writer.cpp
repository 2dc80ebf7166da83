// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/gpkg_writer.h"

#include <cmath>
#include <type_traits>

#include "base/id.h"
#include "store/file_lock.h"
#include "store/gpkg_blob.h"
#include "store/gpkg_schema.h"
#include "store/sqlite.h"

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;
namespace fs = std::filesystem;

std::string_view sql_type(feature::ColumnType type) {
  switch (type) {
    case feature::ColumnType::text: return "TEXT";
    case feature::ColumnType::integer: return "INTEGER";
    case feature::ColumnType::real: return "DOUBLE";
    case feature::ColumnType::boolean: return "BOOLEAN";
  }
  return "TEXT";
}

void bind_value(Statement& to, int index, const feature::Value& value) {
  std::visit(
      [&](const auto& v) {
        using V = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<V, std::monostate>)
          to.bind_null(index);
        else if constexpr (std::is_same_v<V, bool>)
          to.bind(index, std::int64_t{v ? 1 : 0});
        else if constexpr (std::is_same_v<V, std::string>)
          to.bind(index, std::string_view(v));
        else
          to.bind(index, v);
      },
      value);
}

/// GeoPackage 1.3, annex F.8, with the standard that QGIS names for its own.
base::Status add_metadata(Database& database, const std::string& table, const std::string& xml) {
  static constexpr const char* k_tables = R"(
CREATE TABLE IF NOT EXISTS gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions
  SELECT name, NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata', 'read-write' FROM sqlite_master
  WHERE name IN ('gpkg_metadata', 'gpkg_metadata_reference') AND type = 'table'
    AND NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE extension_name = 'gpkg_metadata');)";
  if (auto status = database.run(k_tables); !status) return status;
  auto insert = database.prepare("INSERT INTO gpkg_metadata (md_standard_uri, metadata) VALUES ('http://mrcc.com/qgis.dtd', ?1)");
  if (!insert) return tl::unexpected(std::move(insert.error()));
  insert->bind(1, std::string_view(xml));
  if (auto done = insert->step(); !done) return tl::unexpected(std::move(done.error()));
  auto reference = database.prepare(
      "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, md_file_id) VALUES ('table', ?1, last_insert_rowid())");
  if (!reference) return tl::unexpected(std::move(reference.error()));
  reference->bind(1, std::string_view(table));
  if (auto done = reference->step(); !done) return tl::unexpected(std::move(done.error()));
  return {};
}

}  // namespace

struct GpkgWriter::Impl {
  fs::path target;
  fs::path temporary;
  std::optional<Database> database;
  std::optional<Atomic> atomic;
  std::optional<Statement> insert;
  GpkgLayer layer;
  geo::Box extent;
  bool finished = false;

  ~Impl() {
    insert.reset();
    atomic.reset();
    database.reset();
    if (finished) return;
    std::error_code ignored;
    fs::remove(temporary.string() + "-journal", ignored);
    fs::remove(temporary, ignored);
  }

  base::Status close_layer() {
    if (!insert) return {};
    insert.reset();
    auto status = touch(*database, layer.name, extent);
    extent = {};
    return status;
  }
};

GpkgWriter::GpkgWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
GpkgWriter::GpkgWriter(GpkgWriter&&) noexcept = default;
GpkgWriter& GpkgWriter::operator=(GpkgWriter&&) noexcept = default;
GpkgWriter::~GpkgWriter() = default;

base::Result<GpkgWriter> GpkgWriter::create(const fs::path& target) {
  auto impl = std::make_unique<Impl>();
  impl->target = target;
  impl->temporary = target.parent_path() / ("." + target.filename().string() + "." + base::to_string(base::new_uuid()) + ".part");
  auto database = Database::open(impl->temporary, Access::create);
  if (!database) return tl::unexpected(std::move(database.error()));
  impl->database.emplace(std::move(*database));
  // The file has no readers before it is renamed, and is thrown away when writing fails: no journal on disk, one flush at the end.
  if (auto status = impl->database->run("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"); !status)
    return tl::unexpected(std::move(status.error()));
  auto atomic = Atomic::begin(*impl->database);
  if (!atomic) return tl::unexpected(std::move(atomic.error()));
  impl->atomic.emplace(std::move(*atomic));
  if (auto status = create_core(*impl->database); !status) return tl::unexpected(std::move(status.error()));
  return GpkgWriter(std::move(impl));
}

base::Status GpkgWriter::add_layer(const GpkgLayer& layer) {
  auto& database = *m_impl->database;
  if (auto status = m_impl->close_layer(); !status) return status;
  const bool plain = layer.kind == geo::GeometryKind::none;
  if (!plain) {
    if (auto status = add_srs(database, layer.epsg); !status) return status;
  }
  std::string sql = "CREATE TABLE " + sql_name(layer.name) + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  std::string names;
  std::string parameters;
  int count = 0;
  const auto add = [&](const std::string& name, std::string_view type) {
    sql += ", " + name + " " + std::string(type);
    names += (count == 0 ? "" : ", ") + name;
    parameters += (count == 0 ? "?" : ", ?") + std::to_string(count + 1);
    ++count;
  };
  if (!plain) add("geom", gpkg_type(layer.kind));
  for (const auto& column : layer.columns) add(sql_name(column.name), sql_type(column.type));
  if (auto status = database.run(sql + ")"); !status) return status;
  const auto& title = layer.title.empty() ? layer.name : layer.title;
  const auto registered = plain ? register_attributes(database, layer.name, title)
                                : register_features(database, layer.name, title, layer.kind, layer.epsg, layer.with_z);
  if (!registered) return registered;
  if (!layer.metadata.empty()) {
    if (auto status = add_metadata(database, layer.name, layer.metadata); !status) return status;
  }
  auto insert = database.prepare("INSERT INTO " + sql_name(layer.name) + " (" + names + ") VALUES (" + parameters + ")");
  if (!insert) return tl::unexpected(std::move(insert.error()));
  m_impl->insert.emplace(std::move(*insert));
  m_impl->layer = layer;
  return {};
}

base::Status GpkgWriter::add_row(const geo::Geometry& geometry, std::span<const feature::Value> values) {
  auto& layer = m_impl->layer;
  if (!m_impl->insert || values.size() != layer.columns.size()) return fail(ErrorCode::invalid, "store.wrong_row", {{"layer", layer.name}});
  if (!geometry.empty() && geometry.kind != layer.kind)
    return fail(ErrorCode::invalid, "store.wrong_row", {{"layer", layer.name}});
  auto& insert = *m_impl->insert;
  insert.reset();
  const int first = layer.kind == geo::GeometryKind::none ? 1 : 2;
  if (first == 2) {
    const auto blob = encode_gpkg(geometry, layer.epsg, layer.with_z);
    blob.empty() ? insert.bind_null(1) : insert.bind(1, blob);
  }
  for (std::size_t i = 0; i < values.size(); ++i) bind_value(insert, static_cast<int>(i) + first, values[i]);
  m_impl->extent.add(geometry.bounds());
  return insert.run();
}

base::Status GpkgWriter::finish() {
  if (auto status = m_impl->close_layer(); !status) return status;
  if (auto status = m_impl->atomic->commit(); !status) return status;
  m_impl->atomic.reset();
  m_impl->database.reset();
  if (auto status = flush_file(m_impl->temporary); !status) return status;
  std::error_code error;
  fs::rename(m_impl->temporary, m_impl->target, error);
  if (error) return fail(ErrorCode::unreadable, "store.cannot_open", {{"file", m_impl->target.string()}, {"detail", error.message()}});
  m_impl->finished = true;
  flush_folder(m_impl->target.parent_path());
  return {};
}

}  // namespace skizze::store
