// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Making and opening the file: everything that happens before the first entity is read. Used inside this room only.
#pragma once

#include <filesystem>

#include "store/project_store.h"
#include "store/sqlite.h"

namespace skizze::store {

inline constexpr std::string_view k_key_format = "format.name";
inline constexpr std::string_view k_key_version = "format.version";
inline constexpr std::string_view k_key_session = "session.open";
inline constexpr std::string_view k_format_name = "stadtskizze";

/// Keys that belong to the store; nobody else sees or sets them.
bool is_own_key(std::string_view key);

/// A complete empty project under a temporary name beside the target, then renamed to it.
base::Status write_new_project(const std::filesystem::path& path, const CreateOptions& options);

/// Whether the file is a project of a version we know, with tables (not views) and no foreign triggers. Reads only.
base::Status accept_project(Database& database, const std::filesystem::path& path);
/// Settings of the connection that writes: rollback journal, full sync, foreign keys, deleted content overwritten.
base::Status prepare_connection(Database& database, bool read_only);
/// PRAGMA quick_check; ErrorCode::damaged names the first finding.
base::Status quick_check(Database& database, const std::filesystem::path& path);

/// Rows added by other programs get an id, and measures a scenario. Returns how many rows were changed.
base::Result<std::uint64_t> adopt_rows(Database& database);

}  // namespace skizze::store
