// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/project_file.h"

#include <charconv>

#include "geo/crs.h"
#include "store/file_lock.h"
#include "store/gpkg_schema.h"
#include "store/rows.h"
#include "store/time_text.h"

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;
namespace fs = std::filesystem;

base::Where at(const fs::path& path) { return {path.string(), {}, {}, -1}; }

base::Status put_setting(Database& database, std::string_view key, std::string_view value) {
  return insert_row(database, Setting{std::string(key), std::string(value)}, 0);
}

base::Status put_first_entries(Database& database, const CreateOptions& options) {
  const std::pair<std::string_view, std::string> settings[] = {
      {k_key_format, std::string(k_format_name)},
      {k_key_version, std::to_string(k_format_version)},
      {"project.id", base::to_string(base::new_uuid())},
      {"project.title", options.title},
      {"project.crs", "EPSG:" + std::to_string(options.epsg)},
      {"project.created_at", iso_time(now_ms())},
  };
  for (const auto& [key, value] : settings) {
    if (auto status = put_setting(database, key, value); !status) return status;
  }
  if (options.first_scenario.empty()) return {};
  return insert_row(database, sketch::Scenario{base::new_uuid(), {}, options.first_scenario, {}, 0, now_ms()}, 0);
}

base::Status fill(const fs::path& path, const CreateOptions& options) {
  auto database = Database::open(path, Access::create);
  if (!database) return tl::unexpected(std::move(database.error()));
  if (auto status = database->run("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"); !status) return status;
  auto atomic = Atomic::begin(*database);
  if (!atomic) return tl::unexpected(std::move(atomic.error()));
  if (auto status = create_core(*database); !status) return status;
  if (auto status = add_srs(*database, options.epsg); !status) return status;
  if (auto status = create_project_tables(*database, options.epsg); !status) return status;
  if (auto status = put_first_entries(*database, options); !status) return status;
  return atomic->commit();
}

/// Journals of a file that is replaced would be played back into its successor.
void remove_leftovers(const fs::path& path) {
  std::error_code ignored;
  for (const char* end : {"-journal", "-wal", "-shm"}) fs::remove(path.string() + end, ignored);
}

auto not_a_project(const fs::path& path) {
  return fail(ErrorCode::unsupported, "store.not_a_project", {{"file", path.string()}}, at(path));
}

void erase_all(std::string& text, const std::string& part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
}

/// R-tree triggers of GeoPackage and row counters of GDAL keep up things for other programs. They may touch nothing else of a project:
/// apart from the index and from a name in quotes, their body mentions none of its tables.
bool allowed_trigger(std::string_view name, std::string_view sql) {
  bool known = false;
  for (const std::string_view start : {"rtree_", "trigger_insert_feature_count_", "trigger_delete_feature_count_"})
    known = known || name.starts_with(start);
  const auto begin = sql.find("BEGIN");
  if (!known || begin == std::string_view::npos) return false;
  std::string body(sql.substr(begin));
  for (const auto& table : project_tables()) {
    erase_all(body, "rtree_" + std::string(table.name) + "_geom");
    erase_all(body, "'" + std::string(table.name) + "'");
  }
  for (const auto& table : project_tables()) {
    if (body.find(table.name) != std::string::npos) return false;
  }
  return body.find("gpkg_contents") == std::string::npos;
}

base::Status accept_schema(Database& database, const fs::path& path) {
  for (const auto& table : project_tables()) {
    auto type = database.text("SELECT type FROM sqlite_master WHERE name = '" + std::string(table.name) + "'");
    if (!type) return tl::unexpected(std::move(type.error()));
    if (type->value_or("") != "table") {
      return fail(ErrorCode::damaged, "store.table_missing", {{"file", path.string()}, {"table", std::string(table.name)}}, at(path));
    }
  }
  auto triggers = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'");
  if (!triggers) return tl::unexpected(std::move(triggers.error()));
  bool indexed = false;
  for (;;) {
    auto row = triggers->step();
    if (!row) return tl::unexpected(std::move(row.error()));
    if (!*row) break;
    if (!allowed_trigger(triggers->text(0), triggers->text(1))) {
      return fail(ErrorCode::refused, "store.foreign_trigger", {{"file", path.string()}, {"trigger", std::string(triggers->text(0))}},
                  at(path));
    }
    indexed = true;
  }
  // SQLite 3.40 counts R-trees among what an untrusted schema may not use; these triggers have just been looked at.
  if (indexed) database.trust_schema();
  return {};
}

/// The value of one of our own settings; empty where the table is missing, as in a foreign file.
base::Result<std::string> own_setting(Database& database, std::string_view key) {
  auto table = database.integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'settings'");
  if (!table) return tl::unexpected(std::move(table.error()));
  if (table->value_or(0) == 0) return std::string{};
  auto row = find_row(database, Setting{std::string(key), {}});
  if (!row && row.error().code == ErrorCode::internal) return std::string{};  // a foreign table of this name without our columns
  if (!row) return tl::unexpected(std::move(row.error()));
  return *row ? (*row)->value : std::string{};
}

/// Ids that are missing or not in our form, as QGIS leaves them ("{...}" of its uuid(), or nothing).
base::Result<std::uint64_t> adopt_table(Database& database, std::string_view table) {
  auto select = database.prepare("SELECT fid, id FROM " + sql_name(table));
  if (!select) return tl::unexpected(std::move(select.error()));
  std::vector<std::int64_t> orphans;
  for (;;) {
    auto row = select->step();
    if (!row) return tl::unexpected(std::move(row.error()));
    if (!*row) break;
    const auto id = base::parse_uuid(select->text(1));
    if (!id || id->is_null() || base::to_string(*id) != select->text(1)) orphans.push_back(select->integer(0));
  }
  auto update = database.prepare("UPDATE " + sql_name(table) + " SET id = ?2 WHERE fid = ?1");
  if (!update) return tl::unexpected(std::move(update.error()));
  for (const auto fid : orphans) {
    update->reset();
    if (auto status = update->bind(1, fid).bind(2, std::string_view(base::to_string(base::new_uuid()))).run(); !status)
      return tl::unexpected(std::move(status.error()));
  }
  return orphans.size();
}

}  // namespace

bool is_own_key(std::string_view key) { return key.starts_with("format.") || key.starts_with("session."); }

base::Status write_new_project(const fs::path& path, const CreateOptions& options) {
  const auto crs = geo::describe_crs("EPSG:" + std::to_string(options.epsg));
  if (!crs) return tl::unexpected(crs.error());
  if (crs->geographic) return fail(ErrorCode::invalid, "store.crs_not_metric", {{"crs", "EPSG:" + std::to_string(options.epsg)}});
  std::error_code ignored;
  if (!options.overwrite && fs::exists(path, ignored))
    return fail(ErrorCode::conflict, "store.exists", {{"file", path.string()}}, at(path));
  const fs::path temporary = path.parent_path() / ("." + path.filename().string() + "." + base::to_string(base::new_uuid()) + ".new");
  auto status = fill(temporary, options);
  if (status) {
    remove_leftovers(path);
    std::error_code error;
    fs::rename(temporary, path, error);
    if (error) status = fail(ErrorCode::unreadable, "store.cannot_open", {{"file", path.string()}, {"detail", error.message()}}, at(path));
  }
  if (!status) {
    remove_leftovers(temporary);
    fs::remove(temporary, ignored);
    return status;
  }
  flush_folder(path.parent_path());
  return {};
}

base::Status accept_project(Database& database, const fs::path& path) {
  auto application = database.integer("PRAGMA application_id");
  if (!application) {
    // Bytes that are no database at all are a foreign file, not a broken project.
    if (application.error().message.arguments.size() > 1 && application.error().message.arguments[1].value == "file is not a database")
      return not_a_project(path);
    return tl::unexpected(std::move(application.error()));
  }
  if (application->value_or(0) != k_gpkg_application_id) return not_a_project(path);
  auto name = own_setting(database, k_key_format);
  if (!name) return tl::unexpected(std::move(name.error()));
  if (*name != k_format_name) return not_a_project(path);
  auto version_text = own_setting(database, k_key_version);
  if (!version_text) return tl::unexpected(std::move(version_text.error()));
  int version = 0;
  std::from_chars(version_text->data(), version_text->data() + version_text->size(), version);
  if (version > k_format_version) {
    return fail(ErrorCode::unsupported, "store.newer_version",
                {{"file", path.string()}, {"version", std::to_string(version)}, {"supported", std::to_string(k_format_version)}}, at(path));
  }
  if (version < 1) return fail(ErrorCode::damaged, "store.damaged", {{"file", path.string()}, {"detail", "format.version"}}, at(path));
  return accept_schema(database, path);
}

base::Status prepare_connection(Database& database, bool read_only) {
  if (auto status = add_spatial_functions(database); !status) return status;
  if (auto status = database.run("PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY"); !status) return status;
  if (read_only) return {};
  // QGIS leaves a GeoPackage in WAL mode; SQLite 3.40.1 has the WAL-reset race (fixed in 3.51.3), so the live file never stays there.
  auto mode = database.text("PRAGMA journal_mode=DELETE");
  if (!mode) return tl::unexpected(std::move(mode.error()));
  if (mode->value_or("") != "delete") return fail(ErrorCode::conflict, "store.busy", {{"file", ""}, {"detail", mode->value_or("")}});
  // EXTRA is FULL plus a sync of the folder once the journal is removed: without it a power cut brings the journal back, and with it the
  // state before a step that was already acknowledged (tests/app/store/test_power_cut.cpp shows it).
  return database.run("PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON");
}

base::Status quick_check(Database& database, const fs::path& path) {
  auto answer = database.text("PRAGMA quick_check(1)");
  if (!answer) return tl::unexpected(std::move(answer.error()));
  if (answer->value_or("") == "ok") return {};
  return fail(ErrorCode::damaged, "store.damaged", {{"file", path.string()}, {"detail", answer->value_or("")}}, at(path));
}

base::Result<std::uint64_t> adopt_rows(Database& database) {
  std::uint64_t adopted = 0;
  for (const auto& table : project_tables()) {
    if (!table.listed) continue;
    auto count = adopt_table(database, table.name);
    if (!count) return count;
    adopted += *count;
  }
  for (const char* table : {"measures_bike", "measures_solar"}) {
    const std::string homeless = " WHERE scenario_id IS NULL OR scenario_id NOT IN (SELECT id FROM scenarios)";
    auto count = database.integer("SELECT count(*) FROM " + std::string(table) + homeless);
    if (!count) return tl::unexpected(std::move(count.error()));
    if (count->value_or(0) == 0) continue;
    const std::string first = "(SELECT id FROM scenarios ORDER BY position, id LIMIT 1)";
    if (auto status = database.run("UPDATE " + std::string(table) + " SET scenario_id = " + first + homeless); !status)
      return tl::unexpected(std::move(status.error()));
    adopted += static_cast<std::uint64_t>(count->value_or(0));
  }
  return adopted;
}

}  // namespace skizze::store
