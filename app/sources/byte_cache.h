// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace skizze::sources {

/// What was fetched, kept on disk for the days without a network; limited by bytes, what was used least recently goes first. Any thread;
/// blocks on the disk. A file that cannot be written is simply not kept; one that was damaged counts as not there.
class ByteCache {
 public:
  ByteCache(std::filesystem::path folder, std::uint64_t max_bytes);
  struct Held {
    std::string bytes;
    double age_s = 0;  ///< since it was fetched
  };
  std::optional<Held> find(std::string_view key);
  /// now_s: seconds since 1970, a parameter for tests; negative: the system's clock.
  void insert(std::string_view key, std::string_view bytes, std::int64_t now_s = -1);
  std::uint64_t bytes() const;

 private:
  std::filesystem::path file_of(std::string_view key) const;
  void scan();
  void shrink();

  const std::filesystem::path m_folder;
  const std::uint64_t m_max_bytes;
  mutable std::mutex m_mutex;  // guards everything below and the files
  bool m_scanned = false;
  std::map<std::string, std::pair<std::uint64_t, std::filesystem::file_time_type>> m_files;  // name: size, last use
  std::uint64_t m_bytes = 0;
};

}  // namespace skizze::sources
