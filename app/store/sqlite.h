// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A thin wall around SQLite: owners, bound statements, and its codes as our errors. Used inside this room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace skizze::store {

/// A prepared statement. Parameters count from 1, columns from 0. Views end with the next step or reset.
class Statement {
 public:
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, std::span<const std::byte> blob);
  Statement& bind_null(int index);
  /// NULL for an empty text, so that "not stated" looks the same to everybody.
  Statement& bind_text(int index, std::string_view text);
  Statement& bind(int index, const std::optional<double>& value);

  /// True while there is a row.
  base::Result<bool> step();
  /// Runs to the end; for statements without rows.
  base::Status run();
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  std::span<const std::byte> blob(int column) const;
  std::optional<double> optional_real(int column) const;

 private:
  friend class Database;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : m_statement(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// A statement that its connection keeps for the next time; given back, reset, at the end of the scope. Only one user at a time.
class CachedStatement {
 public:
  explicit CachedStatement(Statement& statement) : m_statement(&statement) {}
  CachedStatement(CachedStatement&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
  CachedStatement& operator=(CachedStatement&&) = delete;
  ~CachedStatement() {
    if (m_statement) m_statement->reset();
  }
  Statement& operator*() const { return *m_statement; }
  Statement* operator->() const { return m_statement; }

 private:
  Statement* m_statement;
};

enum class Access : std::uint8_t { create, read_write, read_only };

/// One connection. Every failure carries the file's path.
class Database {
 public:
  static base::Result<Database> open(const std::filesystem::path& path, Access access);

  /// One or more statements without parameters or rows of interest.
  base::Status run(const std::string& sql);
  base::Result<Statement> prepare(std::string_view sql);
  /// Prepared once per text and kept; for what is asked for every entity.
  base::Result<CachedStatement> cached(const std::string& sql);
  /// First column of the first row; empty where there is no row or it is NULL.
  base::Result<std::optional<std::int64_t>> integer(std::string_view sql);
  base::Result<std::optional<std::string>> text(std::string_view sql);
  /// Rows that the last statement changed.
  std::int64_t changed_rows() const;
  bool in_transaction() const;
  /// Lets triggers and views use everything again; only after they have been looked at.
  void trust_schema();
  void roll_back();
  sqlite3* handle() const { return m_handle.get(); }

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  explicit Database(sqlite3* handle) : m_handle(handle) {}
  std::unique_ptr<sqlite3, Closer> m_handle;
  std::unordered_map<std::string, Statement> m_cache;  // finalised before the connection closes
};

/// The connection's last failure as an error: no_space, conflict (busy, constraint), damaged, unreadable or internal.
tl::unexpected<base::Error> sqlite_failure(sqlite3* handle);

/// A transaction that is rolled back unless committed.
class Atomic {
 public:
  static base::Result<Atomic> begin(Database& database);
  Atomic(Atomic&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}
  Atomic& operator=(Atomic&&) = delete;
  ~Atomic();
  base::Status commit();

 private:
  explicit Atomic(Database* database) : m_database(database) {}
  Database* m_database;
};

/// "..." with inner quotes doubled.
std::string sql_name(std::string_view identifier);

}  // namespace skizze::store
