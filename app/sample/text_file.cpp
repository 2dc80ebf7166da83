// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/text_file.h"

#include <charconv>
#include <cmath>

namespace skizze::sample {
namespace {

constexpr std::size_t k_flush_bytes = 1U << 20;

}  // namespace

void append_number(std::string& out, double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  if (std::abs(value) * scale < 0.5) value = 0;
  char digits[64];
  const auto result = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, decimals);
  out.append(digits, result.ptr);
}

void append_number(std::string& out, std::int64_t value) {
  char digits[24];
  const auto result = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, result.ptr);
}

void append_xml(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
}

void append_json(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
}

TextFile::TextFile(const std::filesystem::path& path) : m_path(path), m_file(path, std::ios::binary | std::ios::trunc) {}

void TextFile::flush(bool all) {
  if (!all && m_buffer.size() < k_flush_bytes) return;
  m_file.write(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
  m_buffer.clear();
}

base::Status TextFile::close() {
  flush(true);
  m_file.close();
  if (!m_file)
    return base::fail(base::ErrorCode::no_space, "sample.cannot_write", {{"file", m_path.string()}}, {m_path.string(), {}, {}, -1});
  return {};
}

}  // namespace skizze::sample
