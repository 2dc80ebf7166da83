// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/number_stream.h"

#include <charconv>

namespace skizze::readers {
namespace {

constexpr std::size_t k_longest_number = 64;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

void NumberStream::reset() {
  m_numbers.clear();
  m_rest.clear();
  m_tuple_size = 0;
  m_tuple_open = true;
  m_comma_seen = false;
  m_bad = false;
}

void NumberStream::take(std::string_view token) {
  if (token.starts_with('+')) token.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  // "1e999" is out of range, not text: it becomes an infinity that the gate for coordinates turns away.
  if (error == std::errc::result_out_of_range)
    value = 1e308 * 10;
  else if (error != std::errc{} || end != token.data() + token.size())
    m_bad = true;
  m_numbers.push_back(value);
  if (m_tuple_open) ++m_tuple_size;
}

void NumberStream::feed(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!is_space(c) && c != ',') continue;
    if (!m_rest.empty()) {
      m_rest.append(text.substr(begin, i - begin));
      take(m_rest);
      m_rest.clear();
    } else if (i > begin) {
      take(text.substr(begin, i - begin));
    }
    begin = i + 1;
    if (c == ',')
      m_comma_seen = true;
    else if (m_tuple_size > 0)
      m_tuple_open = false;
  }
  m_rest.append(text.substr(begin));
  if (m_rest.size() > k_longest_number) {
    m_bad = true;
    m_rest.resize(k_longest_number);
  }
}

void NumberStream::finish() {
  if (!m_rest.empty()) take(m_rest);
  m_rest.clear();
}

}  // namespace skizze::readers
