// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The sections of a pack as they are laid down one behind the other, into memory or straight into a file.
#pragma once

#include <cstdio>
#include <filesystem>
#include <span>
#include <vector>

#include "feature/pack_format.h"

namespace skizze::feature {

/// Takes at most `most` sections; header and directory are filled in at the end. After a failed write nothing more happens and
/// finish() tells.
class SectionWriter {
 public:
  /// Into memory.
  explicit SectionWriter(std::size_t most);
  /// Into a file, which is created or emptied.
  SectionWriter(std::size_t most, const std::filesystem::path& file);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  template <class T>
  void add(format::Section kind, const std::vector<T>& values, std::uint32_t column = 0) {
    add_bytes(kind, std::as_bytes(std::span(values)), column);
  }
  void add_bytes(format::Section kind, std::span<const std::byte> bytes, std::uint32_t column = 0);

  /// 0, or the errno of the write that failed.
  int finish();
  /// What was written into memory.
  std::vector<std::byte> take() { return std::move(m_memory); }

 private:
  struct Entry {
    format::Section kind;
    std::uint32_t column;
    std::uint64_t offset;
    std::uint64_t size;
    std::uint64_t checksum;
  };
  void put(std::span<const std::byte> bytes);
  std::vector<std::byte> head() const;

  std::size_t m_most;
  std::vector<Entry> m_entries;
  std::uint64_t m_at;  // end of what was put
  std::vector<std::byte> m_memory;
  std::FILE* m_file = nullptr;
  bool m_to_file = false;
  int m_error = 0;
};

}  // namespace skizze::feature
