// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/json_head.h"

#include <cctype>
#include <fstream>

namespace skizze::readers {
namespace {

/// States in words: outside any object; in an object at some depth; inside a string of it. A string at depth 1 is a key
/// until a colon was seen since the last comma, and the value of that key afterwards.
class Scanner {
 public:
  explicit Scanner(JsonHead& head) : m_head(head) {}

  /// False when nothing more can be learnt.
  bool feed(char c) {
    if (m_in_string) return in_string(c);
    if (m_head.whole) return after_first(c);
    switch (c) {
      case '"':
        m_in_string = true;
        m_text.clear();
        break;
      case '{':
      case '[': ++m_depth; break;
      case '}':
      case ']':
        --m_depth;
        m_head.whole = m_depth == 0;
        break;
      case ':':
        if (m_depth == 1) m_value = true;
        break;
      case ',':
        if (m_depth == 1) m_value = false;
        break;
      default: break;
    }
    return true;
  }

 private:
  bool in_string(char c) {
    if (m_escaped) {
      m_escaped = false;
    } else if (c == '\\') {
      m_escaped = true;
    } else if (c == '"') {
      m_in_string = false;
      if (m_depth == 1) string_ends();
      return true;
    }
    if (m_depth == 1 && m_text.size() < 64) m_text.push_back(c);
    return true;
  }

  void string_ends() {
    if (!m_value) {
      m_key = m_text;
      if (m_key == "tilejson") m_head.has_tilejson = true;
    } else if (m_key == "type" && m_head.type.empty()) {
      m_head.type = m_text;
    }
  }

  bool after_first(char c) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '\x1e') return true;
    m_head.several = c == '{';
    return false;
  }

  JsonHead& m_head;
  int m_depth = 0;
  bool m_in_string = false;
  bool m_escaped = false;
  bool m_value = false;  // at depth 1: between a colon and the next comma
  std::string m_key;
  std::string m_text;
};

}  // namespace

JsonHead read_json_head(const std::filesystem::path& file) {
  JsonHead head;
  Scanner scanner(head);
  std::ifstream in(file, std::ios::binary);
  std::string buffer(1U << 20, '\0');
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto got = static_cast<std::size_t>(in.gcount());
    for (std::size_t i = 0; i < got; ++i) {
      if (!scanner.feed(buffer[i])) return head;
    }
  }
  return head;
}

}  // namespace skizze::readers
