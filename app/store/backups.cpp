// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/backups.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "store/time_text.h"

namespace skizze::store {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t k_minute_ms = 60'000;
constexpr std::int64_t k_hour_ms = 60 * k_minute_ms;
constexpr std::int64_t k_day_ms = 24 * k_hour_ms;
constexpr std::size_t k_latest = 6;

/// "2026-11-21T23-15-00.123Z.gpkg": a time without colons, which Windows does not allow in names.
std::string name_of(std::int64_t at_ms) {
  std::string name = iso_time(at_ms);
  std::ranges::replace(name, ':', '-');
  return name + ".gpkg";
}

std::int64_t time_of(const fs::path& path) {
  std::string text = path.stem().string();
  if (path.extension() != ".gpkg" || text.size() < 19) return 0;
  text[13] = text[16] = ':';
  return parse_time(text).value_or(0);
}

/// FNV-1a: tells projects of one name in different folders apart.
std::string short_hash(const std::string& text) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string out;
  for (int shift = 60; shift >= 32; shift -= 4) out.push_back(k_digits[(hash >> shift) & 0x0FU]);
  return out;
}

}  // namespace

fs::path backup_folder(const fs::path& user_data, const fs::path& project) {
  std::error_code error;
  const fs::path whole = fs::absolute(project, error).lexically_normal();
  return user_data / "backups" / (whole.stem().string() + "-" + short_hash(whole.string()));
}

std::vector<BackupFile> list_backups(const fs::path& folder) {
  std::vector<BackupFile> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const auto at = time_of(it->path());
    if (at != 0) found.push_back({it->path(), at});
  }
  std::ranges::sort(found, std::ranges::greater{}, &BackupFile::at_ms);
  return found;
}

std::vector<bool> kept_backups(const std::vector<std::int64_t>& newest_first_ms, std::int64_t now) {
  std::vector<bool> keep(newest_first_ms.size(), false);
  std::map<std::int64_t, std::size_t> hours;  // the newest copy of each hour and day
  std::map<std::int64_t, std::size_t> days;
  for (std::size_t i = 0; i < newest_first_ms.size(); ++i) {
    const auto at = newest_first_ms[i];
    if (i < k_latest) keep[i] = true;
    if (now - at <= 24 * k_hour_ms) hours.emplace(at / k_hour_ms, i);
    if (now - at <= 14 * k_day_ms) days.emplace(at / k_day_ms, i);
  }
  for (const auto& [hour, i] : hours) keep[i] = true;
  for (const auto& [day, i] : days) keep[i] = true;
  return keep;
}

base::Result<std::optional<BackupFile>> backup_if_due(ProjectStore& store, const fs::path& folder, std::uint64_t& last_commits,
                                                      std::int64_t now) {
  auto existing = list_backups(folder);
  const bool recent = !existing.empty() && now - existing.front().at_ms < 10 * k_minute_ms;
  if (recent || store.commits() == last_commits) return std::optional<BackupFile>{};
  std::error_code error;
  fs::create_directories(folder, error);
  const BackupFile made{folder / name_of(now), now};
  const auto commits = store.commits();
  if (auto status = store.backup(made.path); !status) return tl::unexpected(std::move(status.error()));
  last_commits = commits;
  existing.insert(existing.begin(), made);
  std::vector<std::int64_t> times;
  for (const auto& backup : existing) times.push_back(backup.at_ms);
  const auto keep = kept_backups(times, now);
  for (std::size_t i = 0; i < existing.size(); ++i) {
    if (!keep[i]) fs::remove(existing[i].path, error);
  }
  return std::optional(made);
}

}  // namespace skizze::store
