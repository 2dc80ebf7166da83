// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// MBTiles 1.3: an SQLite file; rows are numbered from the south (TMS), tiles are gzipped.
#include <array>
#include <cerrno>
#include <charconv>
#include <map>

#include "tiles/archive_files.h"
#include "tiles/compression.h"
#include "tiles/json_text.h"
#include "tiles/sqlite_handle.h"

namespace skizze::tiles {
namespace {
namespace fs = std::filesystem;

std::uint32_t tms_row(geo::TileId id) { return (std::uint32_t{1} << id.z) - 1 - id.y; }

class MbtilesWriter final : public TileArchiveWriter {
 public:
  explicit MbtilesWriter(fs::path target) : m_target(target), m_place(std::move(target)) {}

  base::Status open() {
    m_db = open_database(m_place.path(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX);
    // The file is of no use before it is whole, so it needs no journal; 0x4d504258 says "MBTiles" (1.3, "Database").
    const bool ready = m_db && execute(m_db,
                                       "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
                                       "PRAGMA application_id=0x4d504258; PRAGMA page_size=8192; BEGIN;"
                                       "CREATE TABLE metadata (name text, value text);"
                                       "CREATE UNIQUE INDEX name ON metadata (name);"
                                       "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);");
    if (!ready) return failure();
    m_insert = prepare(m_db, "INSERT INTO tiles VALUES (?,?,?,?)");
    return m_insert ? base::Status{} : failure();
  }

  base::Status add(geo::TileId id, std::string_view stored) override {
    sqlite3_bind_int(m_insert.get(), 1, id.z);
    sqlite3_bind_int64(m_insert.get(), 2, id.x);
    sqlite3_bind_int64(m_insert.get(), 3, tms_row(id));
    sqlite3_bind_blob64(m_insert.get(), 4, stored.data(), stored.size(), SQLITE_STATIC);
    const int result = sqlite3_step(m_insert.get());
    sqlite3_reset(m_insert.get());
    return result == SQLITE_DONE ? base::Status{} : failure();
  }

  base::Status finish(const ArchiveInfo& info) override {
    const std::array<std::pair<const char*, std::string>, 11> rows{{
        {"name", info.name.empty() ? m_target.stem().string() : info.name},
        {"format", "pbf"},
        {"bounds", bounds_text(info)},
        {"center", center_text(info)},
        {"minzoom", std::to_string(info.min_zoom)},
        {"maxzoom", std::to_string(info.max_zoom)},
        {"attribution", info.attribution},
        {"description", info.description},
        {"type", "overlay"},
        {"version", "1"},
        {"json", vector_layers_json(info)},
    }};
    for (const auto& [name, value] : rows) {
      if (!add_metadata(name, value)) return failure();
    }
    m_insert.reset();
    if (!execute(m_db, "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row); COMMIT;")) return failure();
    m_db.reset();
    return m_place.commit();
  }

 private:
  bool add_metadata(std::string_view name, std::string_view value) {
    const Statement insert = prepare(m_db, "INSERT INTO metadata VALUES (?,?)");
    if (!insert) return false;
    sqlite3_bind_text(insert.get(), 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
    sqlite3_bind_text(insert.get(), 2, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    return sqlite3_step(insert.get()) == SQLITE_DONE;
  }

  base::Status failure() const {
    const int code = m_db ? sqlite3_errcode(m_db.get()) : SQLITE_CANTOPEN;
    errno = code == SQLITE_FULL ? ENOSPC : code == SQLITE_READONLY ? EROFS : EIO;
    return write_error(m_target);
  }

  fs::path m_target;
  TemporaryPlace m_place;
  Database m_db;  // after the place: it is closed before the file is removed
  Statement m_insert;
};

int to_int(std::string_view text, int fallback) {
  int value = fallback;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class MbtilesReader final : public TileArchiveReader {
 public:
  MbtilesReader(fs::path path, Accept accept) : m_path(std::move(path)), m_accept(accept) {}

  TileContent content() const override { return m_content; }

  base::Status open() {
    m_db = open_database(m_path, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
    if (!m_db) return base::fail(base::ErrorCode::unreadable, "tiles.cannot_read", {{"file", m_path.string()}});
    // A foreign schema may not call functions, and a page is checked before it is used.
    execute(m_db, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;");
    sqlite3_limit(m_db.get(), SQLITE_LIMIT_LENGTH, static_cast<int>(k_max_tile_bytes));
    if (auto status = read_metadata(); !status) return status;
    m_select = prepare(m_db, "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?");
    return m_select ? find_zooms() : damaged();
  }

  ArchiveKind kind() const override { return ArchiveKind::mbtiles; }
  int min_zoom() const override { return m_min_zoom; }
  int max_zoom() const override { return m_max_zoom; }
  geo::Box bounds_lon_lat() const override { return m_bounds; }
  const std::string& metadata_json() const override { return m_json; }

  base::Result<std::optional<std::string>> tile(geo::TileId id) override {
    if (id.z > 30) return std::optional<std::string>{};
    sqlite3_reset(m_select.get());
    sqlite3_bind_int(m_select.get(), 1, id.z);
    sqlite3_bind_int64(m_select.get(), 2, id.x);
    sqlite3_bind_int64(m_select.get(), 3, tms_row(id));
    const int result = sqlite3_step(m_select.get());
    if (result == SQLITE_DONE) return std::optional<std::string>{};
    if (result != SQLITE_ROW) return tl::unexpected(damaged().error());
    auto bytes = unpack(column_bytes(m_select, 0));
    sqlite3_reset(m_select.get());  // an open statement holds a lock that keeps others from writing
    if (!bytes) return tl::unexpected(std::move(bytes.error()));
    return std::optional(std::move(*bytes));
  }

  base::Status for_each(const std::function<base::Status(geo::TileId, std::string_view)>& visit) override {
    const Statement all = prepare(m_db, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles");
    if (!all) return damaged();
    int result = 0;
    while ((result = sqlite3_step(all.get())) == SQLITE_ROW) {
      const auto z = sqlite3_column_int64(all.get(), 0);
      const auto x = sqlite3_column_int64(all.get(), 1);
      const auto row = sqlite3_column_int64(all.get(), 2);
      if (z < 0 || z > 30 || x < 0 || row < 0 || x >= (1LL << z) || row >= (1LL << z)) return damaged();
      const auto bytes = unpack(column_bytes(all, 3));
      if (!bytes) return tl::unexpected(bytes.error());
      const geo::TileId id{static_cast<std::uint8_t>(z), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>((1LL << z) - 1 - row)};
      if (auto status = visit(id, *bytes); !status) return status;
    }
    return result == SQLITE_DONE ? base::Status{} : damaged();
  }

 private:
  base::Status damaged() const {
    return base::fail(base::ErrorCode::damaged, "tiles.archive_damaged", {{"file", m_path.string()}}, at_file(m_path));
  }

  static base::Result<std::string> unpack(std::string_view stored) {
    const auto bytes = bytes_of(stored);
    if (is_gzip(bytes) || is_zlib(bytes)) return gunzip(bytes, k_max_tile_bytes);
    return std::string(stored);
  }

  base::Status read_metadata() {
    const Statement rows = prepare(m_db, "SELECT name, value FROM metadata LIMIT 1000");
    if (!rows) return damaged();
    std::map<std::string, std::string, std::less<>> values;
    while (sqlite3_step(rows.get()) == SQLITE_ROW) values[std::string(column_bytes(rows, 0))] = column_bytes(rows, 1);
    const auto format = values.find("format");
    const bool is_picture = format != values.end() &&
                            (format->second == "png" || format->second == "jpg" || format->second == "jpeg" || format->second == "webp");
    if (is_picture && m_accept == Accept::vectors_and_pictures) m_content = TileContent::picture;
    if (format != values.end() && format->second != "pbf" && m_content == TileContent::vector) {
      return base::fail(base::ErrorCode::unsupported, "tiles.not_vector", {{"file", m_path.string()}, {"format", format->second}});
    }
    m_min_zoom = to_int(values["minzoom"], -1);
    m_max_zoom = to_int(values["maxzoom"], -1);
    m_bounds = bounds_of_text(values["bounds"]);
    m_json = "{";
    Commas object(m_json);
    for (const auto& [name, value] : values) append_json(append_key(object, name), value);
    m_json += '}';
    return {};
  }

  /// Where the metadata does not say it (minzoom and maxzoom are only a SHOULD).
  base::Status find_zooms() {
    if (m_min_zoom >= 0 && m_max_zoom >= 0) return {};
    const Statement zooms = prepare(m_db, "SELECT min(zoom_level), max(zoom_level) FROM tiles");
    if (!zooms || sqlite3_step(zooms.get()) != SQLITE_ROW) return damaged();
    m_min_zoom = sqlite3_column_int(zooms.get(), 0);
    m_max_zoom = sqlite3_column_int(zooms.get(), 1);
    return {};
  }

  fs::path m_path;
  Accept m_accept;
  TileContent m_content = TileContent::vector;
  Database m_db;
  Statement m_select;
  int m_min_zoom = 0;
  int m_max_zoom = 0;
  geo::Box m_bounds = k_world_lon_lat;
  std::string m_json;
};

}  // namespace

base::Result<std::unique_ptr<TileArchiveWriter>> create_mbtiles(const fs::path& target) {
  auto writer = std::make_unique<MbtilesWriter>(target);
  if (auto status = writer->open(); !status) return tl::unexpected(std::move(status.error()));
  return writer;
}

base::Result<std::unique_ptr<TileArchiveReader>> open_mbtiles(const fs::path& path, Accept accept) {
  auto reader = std::make_unique<MbtilesReader>(path, accept);
  if (auto status = reader->open(); !status) return tl::unexpected(std::move(status.error()));
  return reader;
}

}  // namespace skizze::tiles
