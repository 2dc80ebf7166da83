// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace skizze::readers {

/// Numbers out of text that arrives in pieces: gml:posList, gml:pos and gml:coordinates ("1,2,3 4,5,6"). Independent of the
/// locale; keeps only an unfinished number between pieces, so that a list of any length costs its numbers alone.
class NumberStream {
 public:
  void reset();
  void feed(std::string_view text);
  /// Ends the last number.
  void finish();
  const std::vector<double>& numbers() const { return m_numbers; }
  /// Numbers of the first tuple where commas join them, else 0.
  std::size_t tuple_size() const { return m_comma_seen ? m_tuple_size : 0; }
  /// Whether something stood there that is no number.
  bool bad() const { return m_bad; }

 private:
  void take(std::string_view token);

  std::vector<double> m_numbers;
  std::string m_rest;
  std::size_t m_tuple_size = 0;
  bool m_tuple_open = true;
  bool m_comma_seen = false;
  bool m_bad = false;
};

}  // namespace skizze::readers
