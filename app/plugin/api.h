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
// A plugin can do more than read files: check lanes by rules, give figures, compute layers, fetch from services, write parts of reports.
// Each is a function of stadtskizze::Plugin to override, and an entry in plugin.json.
//
// Everything here (with api_json.h and api_answers.h) is compiled into the plugin; only abi.h's plain C crosses the border. What is thrown
// is caught before it. The guide: plugins/README.md; the smallest whole plugin: plugins/example.
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
#include "plugin/api_answers.h"
#include "plugin/api_json.h"

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

  /// A layer that an analysis step is given, by its key in plugin.json; then next() gives its rows, in metres. Throws Problem where none of
  /// that key is given.
  Layer open(std::string_view key) {
    skizze_layer in{};
    m_input_rows = 0;
    if (m_host.open_input(m_host.self, detail::text(key), &in, &m_input_rows) != SKIZZE_OK)
      throw Problem("plugin.json has no such input: " + std::string(key));
    Layer out;
    out.name = std::string(detail::view(in.name));
    out.crs = std::string(detail::view(in.crs));
    for (std::size_t i = 0; i < in.column_count; ++i)
      out.columns.push_back({std::string(detail::view(in.columns[i].name)), static_cast<Type>(in.columns[i].type)});
    out.licence = std::string(detail::view(in.licence));
    out.attribution = std::string(detail::view(in.attribution));
    out.data_date = std::string(detail::view(in.data_date));
    return out;
  }
  /// Rows of the layer that was opened last.
  std::uint64_t rows() const { return m_input_rows; }
  /// The next row of it; false at its end. Throws Stopped when the person cancelled.
  bool next(Row& row) {
    skizze_row in{};
    const std::int32_t status = m_host.next_row(m_host.self, &in);
    if (status == SKIZZE_END) return false;
    check(status);
    row = Row{in.id, static_cast<Shape>(in.shape), {}, {}};
    for (std::size_t i = 0; i < in.part_count; ++i) {
      const skizze_part& part = in.parts[i];
      row.parts.push_back({{}, part.hole != 0});
      for (std::size_t k = 0; k < part.count; ++k)
        row.parts.back().points.push_back({part.points[3 * k], part.points[3 * k + 1], part.points[3 * k + 2]});
    }
    for (std::size_t i = 0; i < in.value_count; ++i) row.values.push_back(detail::value(in.values[i]));
    return true;
  }

  /// JSON text of the answer; who overrides the functions of Plugin need not call it.
  void answer(const std::string& json) { check(m_host.answer(m_host.self, detail::text(json))); }

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
  std::uint64_t m_input_rows = 0;
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

  /// "rules": what one of them says about a lane.
  virtual std::vector<Finding> check(Call& call, const std::string& rule, const Json& lane) {
    (void)call;
    (void)lane;
    throw Problem("check() is not written for the rule " + rule);
  }

  /// "indicators": the figures of one of them for a lane, a solar area or the whole plan: subject["kind"].
  virtual std::vector<Figure> measure(Call& call, const std::string& indicator, const Json& subject) {
    (void)call;
    (void)subject;
    throw Problem("measure() is not written for the indicator " + indicator);
  }

  /// "analysis_steps": reads its inputs from the call (open, next) and puts rows into layers of it (begin_layer, add).
  virtual void run(Call& call, const std::string& step, const Json& request) {
    (void)call;
    (void)request;
    throw Problem("run() is not written for the step " + step);
  }

  /// "sources": which addresses are to be fetched, at hosts that plugin.json names.
  virtual std::vector<std::string> addresses(Call& call, const std::string& source, const Json& request) {
    (void)call;
    (void)request;
    throw Problem("addresses() is not written for the source " + source);
  }
  /// "sources": puts what came into layers of the call. In the order of the addresses.
  virtual void read_fetched(Call& call, const std::string& source, const std::vector<Document>& documents) {
    (void)call;
    (void)documents;
    throw Problem("read_fetched() is not written for the source " + source);
  }

  /// "report_sections": a part of the report on a plan.
  virtual Section write_section(Call& call, const std::string& section, const Json& plan) {
    (void)call;
    (void)plan;
    throw Problem("write_section() is not written for the section " + section);
  }

  /// Hands a request to the function above that is written for its kind (SKIZZE_RULE ..), and puts what that gives into the answer. Only
  /// who wants the requests as they come overrides it.
  virtual void ask(Call& call, std::int32_t kind, const std::string& id, const Json& request);
};

namespace detail {

inline std::filesystem::path utf8_path(const std::string& path) {
#if defined(__cpp_char8_t)
  return std::filesystem::path(reinterpret_cast<const char8_t*>(path.c_str()));
#else
  return std::filesystem::u8path(path);
#endif
}

}  // namespace detail

inline void Plugin::ask(Call& call, std::int32_t kind, const std::string& id, const Json& request) {
  const auto each = [&](const char* from, const char* into, const char* number, auto make) {
    Json all = Json::list();
    const auto& subjects = request[from].items();
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      for (const auto& one : make(subjects[i])) all.add(one.json().set(number, i));
      call.progress(static_cast<double>(i + 1) / static_cast<double>(subjects.size()));
    }
    call.answer(Json::object().set(into, all).dump());
  };
  switch (kind) {
    case SKIZZE_RULE: return each("lanes", "findings", "lane", [&](const Json& lane) { return check(call, id, lane); });
    case SKIZZE_INDICATOR: return each("subjects", "figures", "subject", [&](const Json& subject) { return measure(call, id, subject); });
    case SKIZZE_ANALYSIS_STEP: return run(call, id, request);
    case SKIZZE_SOURCE: {
      if (request["do"].text() == "read") {
        std::vector<Document> documents;
        for (const Json& one : request["documents"].items())
          documents.push_back({one["address"].text(), detail::utf8_path(one["file"].text())});
        return read_fetched(call, id, documents);
      }
      Json list = Json::list();
      for (const std::string& address : addresses(call, id, request)) list.add(address);
      return call.answer(Json::object().set("addresses", list).dump());
    }
    case SKIZZE_REPORT_SECTION: return call.answer(write_section(call, id, request["plan"]).json().dump());
    default: throw Problem("a kind of request that this plugin's headers do not know");
  }
}

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
    return guarded(host, [&](Call& call) { plugin()->read(call, std::string(view(format)), utf8_path(path)); });
  }

  static std::int32_t ask(const skizze_host* host, std::int32_t kind, skizze_text id, skizze_text request) noexcept {
    return guarded(host, [&](Call& call) { plugin()->ask(call, kind, std::string(view(id)), Json::parse(view(request))); });
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
    table.ask = ask;
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
