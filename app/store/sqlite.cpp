// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite.h"

#include <sqlite3.h>

#include <cerrno>

namespace skizze::store {
namespace {

using base::ErrorCode;
using base::fail;

bool is_full(int system_error) { return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG; }

std::string file_of(sqlite3* handle) {
  const char* name = handle ? sqlite3_db_filename(handle, "main") : nullptr;
  return name ? name : "";
}

/// Errno behind a failed read or write. SQLite's own note of it is overwritten by the rollback, the files keep theirs.
int system_error_of(sqlite3* handle) {
  int code = 0;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &code);
  sqlite3_file* journal = nullptr;
  if (code == 0 && sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal) == SQLITE_OK && journal &&
      journal->pMethods) {
    journal->pMethods->xFileControl(journal, SQLITE_FCNTL_LAST_ERRNO, &code);
  }
  return code != 0 ? code : sqlite3_system_errno(handle);
}

struct Meaning {
  ErrorCode code;
  const char* id;
};

Meaning meaning_of(int extended, int system_error) {
  if (extended == SQLITE_CONSTRAINT_FOREIGNKEY) return {ErrorCode::conflict, "store.still_used"};
  switch (extended & 0xFF) {
    case SQLITE_FULL: return {ErrorCode::no_space, "store.no_space"};
    case SQLITE_READONLY: return {ErrorCode::no_space, "store.read_only"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorCode::conflict, "store.busy"};
    case SQLITE_CONSTRAINT: return {ErrorCode::conflict, "store.constraint"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {ErrorCode::damaged, "store.damaged"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return {ErrorCode::unreadable, "store.cannot_open"};
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return {ErrorCode::too_large, "store.too_large"};
    case SQLITE_IOERR:
      if (is_full(system_error)) return {ErrorCode::no_space, "store.no_space"};
      if (system_error == EROFS) return {ErrorCode::no_space, "store.read_only"};
      return {ErrorCode::unreadable, "store.disk_error"};
    default: return {ErrorCode::internal, "store.sqlite"};
  }
}

}  // namespace

tl::unexpected<base::Error> sqlite_failure(sqlite3* handle) {
  const std::string file = file_of(handle);
  const int extended = sqlite3_extended_errcode(handle);
  const std::string detail = sqlite3_errmsg(handle);  // before the questions below replace it
  const auto meaning = meaning_of(extended, (extended & 0xFF) == SQLITE_IOERR ? system_error_of(handle) : 0);
  base::Error error;
  error.code = meaning.code;
  error.message = {meaning.id, {{"file", file}, {"detail", detail}}};
  error.where.file = file;
  return tl::unexpected(std::move(error));
}

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int index, std::int64_t value) {
  sqlite3_bind_int64(m_statement.get(), index, value);
  return *this;
}

Statement& Statement::bind(int index, double value) {
  sqlite3_bind_double(m_statement.get(), index, value);
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(m_statement.get(), index, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int index, std::span<const std::byte> blob) {
  sqlite3_bind_blob64(m_statement.get(), index, blob.empty() ? "" : static_cast<const void*>(blob.data()), blob.size(), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind_null(int index) {
  sqlite3_bind_null(m_statement.get(), index);
  return *this;
}

Statement& Statement::bind_text(int index, std::string_view text) { return text.empty() ? bind_null(index) : bind(index, text); }

Statement& Statement::bind(int index, const std::optional<double>& value) { return value ? bind(index, *value) : bind_null(index); }

base::Result<bool> Statement::step() {
  const int code = sqlite3_step(m_statement.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return sqlite_failure(sqlite3_db_handle(m_statement.get()));
}

base::Status Statement::run() {
  for (;;) {
    auto row = step();
    if (!row) return tl::unexpected(std::move(row.error()));
    if (!*row) return {};
  }
}

void Statement::reset() {
  sqlite3_reset(m_statement.get());
  sqlite3_clear_bindings(m_statement.get());
}

bool Statement::is_null(int column) const { return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(m_statement.get(), column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))) : std::string_view{};
}

std::span<const std::byte> Statement::blob(int column) const {
  const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(m_statement.get(), column));
  return bytes ? std::span(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))) : std::span<const std::byte>{};
}

std::optional<double> Statement::optional_real(int column) const { return is_null(column) ? std::nullopt : std::optional(real(column)); }

void Database::Closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

base::Result<Database> Database::open(const std::filesystem::path& path, Access access) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::create) flags |= SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.string().c_str(), &handle, flags, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) {
    const char* detail = handle ? sqlite3_errmsg(handle) : "";
    return fail(ErrorCode::unreadable, "store.cannot_open", {{"file", path.string()}, {"detail", detail}}, {path.string(), {}, {}, -1});
  }
  sqlite3_busy_timeout(handle, 5000);
  // A project can come from anybody: its views and triggers may not call what is not harmless, nor write into the schema.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  return database;
}

base::Status Database::run(const std::string& sql) {
  if (sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return sqlite_failure(m_handle.get());
  return {};
}

base::Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(m_handle.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK) {
    return sqlite_failure(m_handle.get());
  }
  return Statement(statement);
}

base::Result<CachedStatement> Database::cached(const std::string& sql) {
  auto found = m_cache.find(sql);
  if (found == m_cache.end()) {
    auto statement = prepare(sql);
    if (!statement) return tl::unexpected(std::move(statement.error()));
    found = m_cache.emplace(sql, std::move(*statement)).first;
  }
  return CachedStatement(found->second);
}

base::Result<std::optional<std::int64_t>> Database::integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(std::move(statement.error()));
  auto row = statement->step();
  if (!row) return tl::unexpected(std::move(row.error()));
  if (!*row || statement->is_null(0)) return std::optional<std::int64_t>{};
  return std::optional(statement->integer(0));
}

base::Result<std::optional<std::string>> Database::text(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(std::move(statement.error()));
  auto row = statement->step();
  if (!row) return tl::unexpected(std::move(row.error()));
  if (!*row || statement->is_null(0)) return std::optional<std::string>{};
  return std::optional<std::string>(statement->text(0));
}

std::int64_t Database::changed_rows() const { return sqlite3_changes64(m_handle.get()); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(m_handle.get()) == 0; }

void Database::trust_schema() { sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr); }

void Database::roll_back() {
  if (in_transaction()) sqlite3_exec(m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

base::Result<Atomic> Atomic::begin(Database& database) {
  if (auto status = database.run("BEGIN IMMEDIATE"); !status) return tl::unexpected(std::move(status.error()));
  return Atomic(&database);
}

Atomic::~Atomic() {
  if (m_database) m_database->roll_back();
}

base::Status Atomic::commit() {
  auto status = m_database->run("COMMIT");
  if (status) m_database = nullptr;
  return status;
}

std::string sql_name(std::string_view identifier) {
  std::string out = "\"";
  for (const char c : identifier) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

}  // namespace skizze::store
