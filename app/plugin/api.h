// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Write a Stadtskizze plugin in C++17 or later with this header and abi.h, and nothing else of the house:
//
//   class Spots : public stadtskizze::Plugin {
//    public:
//     void read(stadtskizze::Call& call, const std::string& format, const std::filesystem::path& file) override { ... }
//   };
//   SKIZZE_PLUGIN(Spots, "org.example.spots")
//
// Everything here is compiled into the plugin; only abi.h's plain C crosses the border. What is thrown is caught before it. The guide:
// plugins/README.md; the smallest whole plugin: plugins/example.
#ifndef SKIZZE_PLUGIN_API_H
#define SKIZZE_PLUGIN_API_H

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "plugin/abi.h"

namespace stadtskizze {

/// Throw it to say why a file cannot be read. message: an id of plugin.json's "messages", or the sentence itself.
class Problem : public std::runtime_error {
 public:
  explicit Problem(const std::string& message, std::string detail = {}) : std::runtime_error(message), m_detail(std::move(detail)) {}
  const std::string& detail() const { return m_detail; }

 private:
  std::string m_detail;
};

/// Thrown by Call when the person cancelled or a limit was reached. Let it pass.
class Stopped : public std::exception {
 public:
  const char* what() const noexcept override { return "stopped"; }
};

enum class Shape : std::int32_t { none = SKIZZE_NO_SHAPE, point = SKIZZE_POINT, line = SKIZZE_LINE, area = SKIZZE_AREA };
enum class Type : std::int32_t { text = SKIZZE_TEXT, integer = SKIZZE_INTEGER, real = SKIZZE_REAL, flag = SKIZZE_FLAG };
enum class Severity : std::int32_t { info = SKIZZE_INFO, warning = SKIZZE_WARNING, lost = SKIZZE_LOST };

/// monostate: no value.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct Point {
  double x = 0;  ///< easting or longitude
  double y = 0;
  double z = std::numeric_limits<double>::quiet_NaN();  ///< metres
};
static_assert(sizeof(Point) == 3 * sizeof(double), "points cross the border as x, y, z");

struct Part {
  std::vector<Point> points;
  bool hole = false;
};

struct Row {
  std::int64_t id = 0;
  Shape shape = Shape::none;
  std::vector<Part> parts;
  std::vector<Value> values;  ///< in the order of the layer's columns
};

struct Column {
  std::string name;
  Type type = Type::text;
};

struct Layer {
  std::string name;
  std::string crs = "EPSG:4326";  ///< empty: the file does not say
  std::vector<Column> columns;
  std::string licence;
  std::string attribution;
  std::string data_date;  ///< ISO 8601
};

namespace detail {

inline skizze_text text(std::string_view from) { return {from.data(), from.size()}; }
inline std::string_view view(skizze_text from) { return from.size == 0 ? std::string_view() : std::string_view(from.data, from.size); }

inline skizze_value value(const Value& from) {
  skizze_value out{};
  if (const auto* flag = std::get_if<bool>(&from)) {
    out.type = SKIZZE_FLAG;
    out.flag = *flag ? 1 : 0;
  } else if (const auto* integer = std::get_if<std::int64_t>(&from)) {
    out.type = SKIZZE_INTEGER;
    out.integer = *integer;
  } else if (const auto* real = std::get_if<double>(&from)) {
    out.type = SKIZZE_REAL;
    out.real = *real;
  } else if (const auto* words = std::get_if<std::string>(&from)) {
    out.type = SKIZZE_TEXT;
    out.text = text(*words);
  }
  return out;
}

inline Value value(const skizze_value& from) {
  switch (from.type) {
    case SKIZZE_FLAG: return from.flag != 0;
    case SKIZZE_INTEGER: return from.integer;
    case SKIZZE_REAL: return from.real;
    case SKIZZE_TEXT: return std::string(view(from.text));
    default: return std::monostate();
  }
}

}  // namespace detail

/// What the program offers while it calls; use it in that call only.
class Call {
 public:
  explicit Call(const skizze_host& host) : m_host(host) {}
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  /// 0 to 1. Throws Stopped when the person cancelled.
  void progress(double fraction) {
    m_host.progress(m_host.self, fraction);
    if (m_host.stopped(m_host.self) != 0) throw Stopped();
  }

  /// Something the person should know. Equal ones are counted.
  void notice(Severity severity, std::string_view message, std::string_view detail = {}) {
    m_host.notice(m_host.self, static_cast<std::int32_t>(severity), detail::text(message), detail::text(detail));
  }

  /// A setting of plugin.json; monostate where it has none of that key.
  Value setting(std::string_view key) const {
    skizze_value out{};
    m_host.setting(m_host.self, detail::text(key), &out);
    return detail::value(out);
  }
  bool flag(std::string_view key) const { return get<bool>(key); }
  std::int64_t integer(std::string_view key) const { return get<std::int64_t>(key); }
  double number(std::string_view key) const { return get<double>(key); }
  std::string words(std::string_view key) const { return get<std::string>(key); }

  /// Ends the layer before it, if any.
  void begin_layer(const Layer& layer) {
    m_columns.clear();
    for (const Column& column : layer.columns) m_columns.push_back({detail::text(column.name), static_cast<std::int32_t>(column.type), 0});
    skizze_layer out{};
    out.struct_size = sizeof out;
    out.name = detail::text(layer.name);
    out.crs = detail::text(layer.crs);
    out.columns = m_columns.data();
    out.column_count = m_columns.size();
    out.licence = detail::text(layer.licence);
    out.attribution = detail::text(layer.attribution);
    out.data_date = detail::text(layer.data_date);
    check(m_host.begin_layer(m_host.self, &out));
  }

  void add(const Row& row) {
    m_parts.clear();
    m_values.clear();
    for (const Part& part : row.parts) {
      m_parts.push_back({part.points.empty() ? nullptr : &part.points.front().x, part.points.size(), part.hole ? 1 : 0, 0});
    }
    for (const Value& value : row.values) m_values.push_back(detail::value(value));
    skizze_row out{};
    out.struct_size = sizeof out;
    out.shape = static_cast<std::int32_t>(row.shape);
    out.id = row.id;
    out.parts = m_parts.data();
    out.part_count = m_parts.size();
    out.values = m_values.data();
    out.value_count = m_values.size();
    check(m_host.add_row(m_host.self, &out));
  }

 private:
  static void check(std::int32_t status) {
    if (status != SKIZZE_OK) throw Stopped();
  }
  template <class T>
  T get(std::string_view key) const {
    const Value found = setting(key);
    if (const T* value = std::get_if<T>(&found)) return *value;
    throw Problem("plugin.json has no such setting of this type: " + std::string(key));
  }

  const skizze_host& m_host;
  std::vector<skizze_column> m_columns;
  std::vector<skizze_part> m_parts;
  std::vector<skizze_value> m_values;
};

/// Override what your plugin.json offers.
class Plugin {
 public:
  Plugin() = default;
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;
  virtual ~Plugin() = default;

  /// "formats": puts the file's rows into layers of the call.
  virtual void read(Call& call, const std::string& format, const std::filesystem::path& file) {
    (void)call;
    (void)file;
    throw Problem("read() is not written for the format " + format);
  }
};

namespace detail {

/// Runs one call of the program and keeps everything thrown on this side of the border.
template <class Work>
std::int32_t guarded(const skizze_host* host, Work work) noexcept {
  try {
    Call call(*host);
    work(call);
    return SKIZZE_OK;
  } catch (const Stopped&) {
    return SKIZZE_STOPPED;
  } catch (const Problem& problem) {
    host->fail(host->self, text(problem.what()), text(problem.detail()));
  } catch (const std::exception& error) {
    host->fail(host->self, text(error.what()), {});
  } catch (...) {
    host->fail(host->self, text("something was thrown that is no std::exception"), {});
  }
  return SKIZZE_FAILED;
}

/// One per library: makes the plugin when it is first asked for.
template <class Class>
struct Library {
  static Class*& plugin() {
    static Class* made = nullptr;
    return made;
  }

  static std::int32_t read(const skizze_host* host, skizze_text format, const char* path) noexcept {
    return guarded(host, [&](Call& call) {
#if defined(__cpp_char8_t)
      const std::filesystem::path file(reinterpret_cast<const char8_t*>(path));
#else
      const auto file = std::filesystem::u8path(path);
#endif
      plugin()->read(call, std::string(view(format)), file);
    });
  }

  static const skizze_plugin* entry(std::string_view id, std::uint32_t host_api, char* problem, std::size_t size) noexcept {
    if (host_api != SKIZZE_PLUGIN_API) {
      std::snprintf(problem, size, "built for plugin API %u, asked for %u", static_cast<unsigned>(SKIZZE_PLUGIN_API),
                    static_cast<unsigned>(host_api));
      return nullptr;
    }
    try {
      static Class made;
      plugin() = &made;
    } catch (const std::exception& error) {
      std::snprintf(problem, size, "%s", error.what());
      return nullptr;
    } catch (...) {
      std::snprintf(problem, size, "something was thrown that is no std::exception");
      return nullptr;
    }
    static skizze_plugin table{};
    table.struct_size = sizeof table;
    table.api = SKIZZE_PLUGIN_API;
    table.id = text(id);
    table.read = read;
    return &table;
  }
};

}  // namespace detail
}  // namespace stadtskizze

/// Once per library: the class derived from stadtskizze::Plugin and the id of plugin.json.
#define SKIZZE_PLUGIN(Class, ID)                                                                                                     \
  extern "C" SKIZZE_PLUGIN_EXPORT const skizze_plugin* skizze_plugin_entry(std::uint32_t host_api, char* problem, std::size_t size); \
  extern "C" const skizze_plugin* skizze_plugin_entry(std::uint32_t host_api, char* problem, std::size_t size) {                     \
    return stadtskizze::detail::Library<Class>::entry(ID, host_api, problem, size);                                                  \
  }

#endif
