// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Writing JSON text, for metadata and for scripts (reading is not needed in this room).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace skizze::tiles {

/// Appends a JSON string in quotes; bytes that are not UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);
/// Appends a number in its shortest form; null where it is not finite.
void append_json(std::string& out, double number);
void append_json(std::string& out, float number);

/// Puts commas between the entries of one object or array.
class Commas {
 public:
  explicit Commas(std::string& out) : m_out(out) {}
  std::string& next() {
    if (!m_first) m_out += ',';
    m_first = false;
    return m_out;
  }

 private:
  std::string& m_out;
  bool m_first = true;
};

/// Appends "key": to an object.
inline std::string& append_key(Commas& object, std::string_view key) {
  std::string& out = object.next();
  append_json(out, key);
  return out += ':';
}

}  // namespace skizze::tiles
