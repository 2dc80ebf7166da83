// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/project_store.h"

namespace skizze::store {

/// One automatic copy of a project.
struct BackupFile {
  std::filesystem::path path;
  std::int64_t at_ms = 0;  ///< Unix time, UTC
};

/// Folder of a project's automatic copies below the user's data folder; never beside the file.
std::filesystem::path backup_folder(const std::filesystem::path& user_data, const std::filesystem::path& project);
/// Newest first. A folder that does not exist holds none.
std::vector<BackupFile> list_backups(const std::filesystem::path& folder);
/// Writes a copy when the last one is older than ten minutes and something was committed since (commits() differs from
/// last_commits), then removes what is no longer kept. Empty when none was due.
base::Result<std::optional<BackupFile>> backup_if_due(ProjectStore& store, const std::filesystem::path& folder, std::uint64_t& last_commits,
                                                      std::int64_t now_ms);
/// Which of the times (newest first) stay: the last six, one per hour for 24 hours, one per day for 14 days.
std::vector<bool> kept_backups(const std::vector<std::int64_t>& newest_first_ms, std::int64_t now_ms);

}  // namespace skizze::store
