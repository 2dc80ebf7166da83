// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/cache.h"

#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <algorithm>

namespace skizze::sources {
namespace {

std::uint64_t bytes_below(const std::filesystem::path& folder) {
  std::uint64_t sum = 0;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder, std::filesystem::directory_options::skip_permission_denied, error)) {
    std::error_code ignored;
    if (entry.is_regular_file(ignored)) sum += entry.file_size(ignored);
  }
  return sum;
}

}  // namespace

std::filesystem::path default_cache_dir() {
  const QString chosen = qEnvironmentVariable("STADTSKIZZE_CACHE_DIR");
  const QString place = chosen.isEmpty()
                            ? QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/stadtskizze/packs")
                            : chosen;
  return QDir(place).absolutePath().toStdString();
}

std::uint64_t cache_bytes(const std::filesystem::path& cache_dir) { return bytes_below(cache_dir); }

std::uint64_t clear_cache(const std::filesystem::path& cache_dir, const std::vector<std::string>& keep) {
  std::uint64_t freed = 0;
  std::vector<std::filesystem::path> doomed;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(cache_dir, error)) {
    std::error_code ignored;
    const std::string name = entry.path().filename().string();
    // Only what this room made: keys and its own temporary folders.
    const bool ours = std::filesystem::exists(entry.path() / "source.json", ignored) || name.starts_with(".tmp-");
    if (entry.is_directory(ignored) && ours && std::find(keep.begin(), keep.end(), name) == keep.end()) doomed.push_back(entry.path());
  }
  for (const auto& folder : doomed) {
    const std::uint64_t bytes = bytes_below(folder);
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    if (!failed) freed += bytes;
  }
  return freed;
}

}  // namespace skizze::sources
