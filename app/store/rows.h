// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Entities as rows of the project's tables. Every entity is found again by its own id, never by fid.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.h"
#include "store/transaction.h"

namespace skizze::store {

/// A table of the project: its name, and its geometry where it has one.
struct TableInfo {
  std::string_view name;
  std::string_view title;
  geo::GeometryKind kind = geo::GeometryKind::none;
  bool listed = true;  ///< in gpkg_contents, so that other programs offer it
};
std::span<const TableInfo> project_tables();

/// Creates all tables of the project in an empty GeoPackage.
base::Status create_project_tables(Database& database, int epsg);

/// Columns that came after the first files: adds those that a writable file lacks. Reading alone takes them as empty.
base::Status add_later_columns(Database& database);
bool came_later(std::string_view table, std::string_view column);
base::Result<bool> has_column(Database& database, std::string_view table, std::string_view column);

/// The table an entity lives in; follows from its kind.
std::string_view table_of(const sketch::Scenario& entity);
std::string_view table_of(const sketch::Measure& entity);
std::string_view table_of(const participation::Contribution& entity);
std::string_view table_of(const LayerEntry& entity);
std::string_view table_of(const Setting& entity);

/// Where an entity lies; empty for those without a place.
geo::Box bounds_of(const sketch::Measure& entity);
geo::Box bounds_of(const participation::Contribution& entity);
template <class T>
geo::Box bounds_of(const T&) {
  return {};
}

// T is one of the five entities of AnyChange.
/// The row with the id and in the table of like; empty when there is none.
template <class T>
base::Result<std::optional<T>> find_row(Database& database, const T& like);
/// ErrorCode::conflict when the id is taken.
template <class T>
base::Status insert_row(Database& database, const T& entity, int epsg);
/// ErrorCode::conflict when there is no such row.
template <class T>
base::Status update_row(Database& database, const T& entity, int epsg);
template <class T>
base::Status delete_row(Database& database, const T& entity);
/// All rows that can be understood, in the order of lists; the others become notices.
template <class T>
base::Result<std::vector<T>> all_rows(Database& database, std::vector<feature::Notice>& notices);

}  // namespace skizze::store
