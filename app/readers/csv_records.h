// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace skizze::readers {

/// Reads a table text record by record (RFC 4180; any one-character separator; quoted fields may span lines; a byte order
/// mark and CR are dropped). Bytes are handed on as they are. One thread.
class CsvRecords {
 public:
  CsvRecords(const std::filesystem::path& file, char separator);
  /// False at the end. too_long() tells whether the end was a record of more than 64 MB instead.
  bool next(std::vector<std::string>& fields);
  bool too_long() const { return m_too_long; }
  /// Bytes consumed so far, for progress.
  std::size_t position() const { return m_position; }

 private:
  int get();
  int peek();
  std::ifstream m_in;
  std::string m_buffer;
  std::size_t m_at = 0;
  std::size_t m_position = 0;
  char m_separator;
  bool m_too_long = false;
};

/// The separator of a header line: the most frequent of , ; tab | outside quotes.
char separator_of(const std::filesystem::path& file);

}  // namespace skizze::readers
