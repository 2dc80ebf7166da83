// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/result.h"

namespace skizze::sample {

/// Appends a number with a fixed count of decimals, '.' as decimal sign, "-0.00" as "0.00".
void append_number(std::string& out, double value, int decimals);
void append_number(std::string& out, std::int64_t value);
/// Appends text with the characters escaped that XML (or JSON) reserves.
void append_xml(std::string& out, std::string_view text);
void append_json(std::string& out, std::string_view text);

/// A file that is written from front to back; the first failure is kept and told by close().
class TextFile {
 public:
  TextFile() = default;
  explicit TextFile(const std::filesystem::path& path);
  /// Where the next piece goes; flush() moves it to the disk when it has grown large.
  std::string& text() { return m_buffer; }
  void flush(bool all = false);
  /// Errors: no_space, unreadable.
  base::Status close();

 private:
  std::filesystem::path m_path;
  std::ofstream m_file;
  std::string m_buffer;
};

}  // namespace skizze::sample
