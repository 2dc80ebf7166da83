// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// JSON for plugins: what the program asks, read, and what the plugin answers, written. Included by api.h; whoever prefers another library
/// takes the text (Json::dump, Json::parse).
#ifndef SKIZZE_PLUGIN_API_JSON_H
#define SKIZZE_PLUGIN_API_JSON_H

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stadtskizze {

/// A JSON value. Reading asks for what is wanted and gives a neutral value where it is not there, so that
/// `lane["stretches"][0]["speed_kmh"].number(50)` never fails.
class Json {
 public:
  enum class Type { null, flag, number, text, list, object };

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : m_type(Type::flag), m_flag(value) {}
  Json(double value) : m_type(std::isfinite(value) ? Type::number : Type::null), m_number(value) {}
  Json(int value) : Json(static_cast<double>(value)) {}
  Json(std::size_t value) : Json(static_cast<double>(value)) {}
  Json(std::int64_t value) : Json(static_cast<double>(value)) {}
  Json(const char* value) : m_type(Type::text), m_text(value) {}
  Json(std::string value) : m_type(Type::text), m_text(std::move(value)) {}

  static Json list() { return Json(Type::list); }
  static Json object() { return Json(Type::object); }
  /// Throws std::runtime_error with the place where the text is no JSON.
  static Json parse(std::string_view text);

  Type type() const { return m_type; }
  bool is_null() const { return m_type == Type::null; }
  bool has(const std::string& key) const { return m_members.count(key) > 0; }
  /// Members of a list or an object.
  std::size_t size() const { return m_type == Type::list ? m_items.size() : m_members.size(); }
  bool flag(bool otherwise = false) const { return m_type == Type::flag ? m_flag : otherwise; }
  double number(double otherwise = 0) const { return m_type == Type::number ? m_number : otherwise; }
  std::string text(const std::string& otherwise = {}) const { return m_type == Type::text ? m_text : otherwise; }
  /// Null where there is none.
  const Json& operator[](const std::string& key) const {
    const auto found = m_members.find(key);
    return found == m_members.end() ? nothing() : found->second;
  }
  const Json& operator[](const char* key) const { return (*this)[std::string(key)]; }
  const Json& operator[](std::size_t index) const { return index < m_items.size() ? m_items[index] : nothing(); }
  const Json& operator[](int index) const { return (*this)[static_cast<std::size_t>(index)]; }
  /// for (const Json& stretch : lane["stretches"].items())
  const std::vector<Json>& items() const { return m_items; }
  const std::map<std::string, Json>& members() const { return m_members; }

  /// Makes an object of it.
  Json& set(const std::string& key, Json value) {
    m_type = Type::object;
    m_members[key] = std::move(value);
    return *this;
  }
  /// Makes a list of it.
  Json& add(Json value) {
    m_type = Type::list;
    m_items.push_back(std::move(value));
    return *this;
  }

  std::string dump() const {
    std::string out;
    write(out);
    return out;
  }

 private:
  explicit Json(Type type) : m_type(type) {}
  static const Json& nothing() {
    static const Json none;
    return none;
  }

  static void write_text(const std::string& text, std::string& out) {
    out += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        std::array<char, 8> code{};
        std::snprintf(code.data(), code.size(), "\\u%04x", static_cast<unsigned>(c));
        out += code.data();
      } else {
        out += c;
      }
    }
    out += '"';
  }

  void write(std::string& out) const {
    switch (m_type) {
      case Type::null: out += "null"; break;
      case Type::flag: out += m_flag ? "true" : "false"; break;
      case Type::number: {
        std::array<char, 32> number{};
        std::snprintf(number.data(), number.size(), "%.15g", m_number);
        for (char& c : number) {
          if (c == ',') c = '.';  // of a locale
        }
        out += number.data();
        break;
      }
      case Type::text: write_text(m_text, out); break;
      case Type::list: {
        out += '[';
        for (std::size_t i = 0; i < m_items.size(); ++i) {
          if (i > 0) out += ',';
          m_items[i].write(out);
        }
        out += ']';
        break;
      }
      case Type::object: {
        out += '{';
        bool first = true;
        for (const auto& [key, value] : m_members) {
          if (!first) out += ',';
          first = false;
          write_text(key, out);
          out += ':';
          value.write(out);
        }
        out += '}';
        break;
      }
    }
  }

  class Parser;

  Type m_type = Type::null;
  bool m_flag = false;
  double m_number = 0;
  std::string m_text;
  std::vector<Json> m_items;
  std::map<std::string, Json> m_members;
};

class Json::Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {}

  Json whole() {
    Json out = value(0);
    blanks();
    if (m_at != m_text.size()) fail();
    return out;
  }

 private:
  static constexpr int k_deepest = 64;

  [[noreturn]] void fail() const { throw std::runtime_error("no JSON at byte " + std::to_string(m_at)); }
  void blanks() {
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t')) ++m_at;
  }
  char peek() {
    blanks();
    return m_at < m_text.size() ? m_text[m_at] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++m_at;
    return true;
  }
  void want(char c) {
    if (!take(c)) fail();
  }
  bool word(std::string_view name) {
    if (m_text.substr(m_at, name.size()) != name) return false;
    m_at += name.size();
    return true;
  }

  Json value(int depth) {
    if (depth > k_deepest) fail();
    switch (peek()) {
      case '{': return object(depth);
      case '[': return list(depth);
      case '"': return Json(text());
      case 't':
        if (word("true")) return Json(true);
        break;
      case 'f':
        if (word("false")) return Json(false);
        break;
      case 'n':
        if (word("null")) return Json();
        break;
      default: return number();
    }
    fail();
  }

  Json object(int depth) {
    Json out = Json::object();
    want('{');
    if (take('}')) return out;
    do {
      if (peek() != '"') fail();
      std::string key = text();
      want(':');
      out.set(key, value(depth + 1));
    } while (take(','));
    want('}');
    return out;
  }

  Json list(int depth) {
    Json out = Json::list();
    want('[');
    if (take(']')) return out;
    do {
      out.add(value(depth + 1));
    } while (take(','));
    want(']');
    return out;
  }

  Json number() {
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && std::string_view("+-.0123456789eE").find(m_text[m_at]) != std::string_view::npos) ++m_at;
    const std::string digits(m_text.substr(begin, m_at - begin));
    char* end = nullptr;
    const double out = std::strtod(digits.c_str(), &end);
    if (digits.empty() || end != digits.c_str() + digits.size()) fail();
    return Json(out);
  }

  unsigned hex() {
    unsigned out = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
      const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) fail();
      out = out * 16 + static_cast<unsigned>(digit);
    }
    return out;
  }

  static void put(unsigned code, std::string& out) {
    const auto byte = [&out](unsigned b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
    if (code < 0x80) {
      byte(code);
    } else if (code < 0x800) {
      byte(0xC0 | (code >> 6));
      byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      byte(0xE0 | (code >> 12));
      byte(0x80 | ((code >> 6) & 0x3F));
      byte(0x80 | (code & 0x3F));
    } else {
      byte(0xF0 | (code >> 18));
      byte(0x80 | ((code >> 12) & 0x3F));
      byte(0x80 | ((code >> 6) & 0x3F));
      byte(0x80 | (code & 0x3F));
    }
  }

  void escaped(std::string& out) {
    const char c = m_at < m_text.size() ? m_text[m_at++] : '\0';
    static constexpr std::string_view k_from = "\"\\/bfnrt", k_to = "\"\\/\b\f\n\r\t";
    if (const auto known = k_from.find(c); c != '\0' && known != std::string_view::npos) {
      out += k_to[known];
      return;
    }
    if (c != 'u') fail();
    unsigned code = hex();
    if (code >= 0xD800 && code < 0xDC00 && word("\\u")) code = 0x10000 + ((code - 0xD800) << 10) + ((hex() - 0xDC00) & 0x3FF);
    put(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code, out);
  }

  std::string text() {
    want('"');
    std::string out;
    while (m_at < m_text.size() && m_text[m_at] != '"') {
      const char c = m_text[m_at++];
      if (c == '\\') {
        escaped(out);
      } else {
        out += c;
      }
    }
    if (m_at == m_text.size()) fail();
    ++m_at;
    return out;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

inline Json Json::parse(std::string_view text) { return Parser(text).whole(); }

}  // namespace stadtskizze

#endif
