// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/csv_records.h"

#include <algorithm>
#include <array>

namespace skizze::readers {
namespace {
constexpr std::size_t k_longest_record = 64U << 20;
constexpr int k_end = -1;
}  // namespace

CsvRecords::CsvRecords(const std::filesystem::path& file, char separator) : m_in(file, std::ios::binary), m_separator(separator) {
  if (peek() == 0xEF) {
    for (const int mark : {0xEF, 0xBB, 0xBF}) {
      if (peek() == mark) get();
    }
  }
}

int CsvRecords::peek() {
  if (m_at == m_buffer.size()) {
    m_buffer.resize(1U << 16);
    m_in.read(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
    m_buffer.resize(static_cast<std::size_t>(std::max<std::streamsize>(m_in.gcount(), 0)));
    m_at = 0;
    if (m_buffer.empty()) return k_end;
  }
  return static_cast<unsigned char>(m_buffer[m_at]);
}

int CsvRecords::get() {
  const int c = peek();
  if (c == k_end) return c;
  ++m_at;
  ++m_position;
  return c;
}

bool CsvRecords::next(std::vector<std::string>& fields) {
  fields.clear();
  if (peek() == k_end) return false;
  std::string field;
  bool quoted = false;
  const std::size_t begin = m_position;
  for (int c = get();; c = get()) {
    if (m_position - begin > k_longest_record) {
      m_too_long = true;
      return false;
    }
    if (c == k_end || (c == '\n' && !quoted)) break;
    if (c == '"') {
      if (quoted && peek() == '"') {
        field.push_back(static_cast<char>(get()));
      } else if (quoted || field.empty()) {
        quoted = !quoted;
      } else {
        field.push_back('"');
      }
    } else if (c == static_cast<unsigned char>(m_separator) && !quoted) {
      fields.push_back(std::move(field));
      field.clear();
    } else if (c != '\r' || quoted) {
      field.push_back(static_cast<char>(c));
    }
  }
  fields.push_back(std::move(field));
  return true;
}

char separator_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  std::getline(in, line);
  constexpr std::array<char, 4> k_separators{',', ';', '\t', '|'};
  std::array<std::size_t, 4> counts{};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    const auto found = std::find(k_separators.begin(), k_separators.end(), c);
    if (!quoted && found != k_separators.end()) ++counts[static_cast<std::size_t>(found - k_separators.begin())];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return k_separators[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace skizze::readers
