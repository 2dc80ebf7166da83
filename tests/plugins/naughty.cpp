// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>

#include "plugin/api.h"

namespace {

#ifdef NAUGHTY_STATIC_THROW
const int k_thrown = [] {
  throw std::runtime_error("a value of the library could not be made");
  return 0;
}();
#endif
#ifdef NAUGHTY_STATIC_CRASH
const int k_crashed = [] { return std::raise(SIGSEGV); }();
#endif

using stadtskizze::Severity;
using stadtskizze::Shape;
using stadtskizze::Type;

/// The first line of the file says what to do.
class Naughty : public stadtskizze::Plugin {
 public:
#ifdef NAUGHTY_CONSTRUCTOR_THROW
  Naughty() { throw std::runtime_error("no licence key found"); }
#endif

  void read(stadtskizze::Call& call, const std::string&, const std::filesystem::path& file) override {
    std::ifstream in(file);
    std::string magic, what;
    std::getline(in, magic);
    std::getline(in, what);
    if (what == "crash") std::raise(SIGSEGV);
    if (what == "hang") std::this_thread::sleep_for(std::chrono::hours(1));
    if (what == "throw") throw std::runtime_error("thrown on purpose");
    if (what == "throw_odd") throw 17;
    if (what == "say") throw stadtskizze::Problem("said", "line 2");
    if (what == "row_first") call.add({});
    if (what == "write") write_elsewhere(call);
    if (what == "settings") settings(call);
    if (what == "rows") rows(call);
    if (what == "swapped") swapped(call);
    if (what == "no_crs") no_crs(call);
    if (what == "endless") endless(call);
  }

  /// The rule's id says what to do.
  std::vector<stadtskizze::Finding> check(stadtskizze::Call& call, const std::string& rule, const stadtskizze::Json& lane) override {
    using stadtskizze::Finding;
    using stadtskizze::Level;
    if (rule == "crash") std::raise(SIGSEGV);
    if (rule == "hang") std::this_thread::sleep_for(std::chrono::hours(1));
    if (rule == "throw") throw std::runtime_error("thrown on purpose");
    if (rule == "say") throw stadtskizze::Problem("said", "lane 1");
    if (rule == "busy") busy(call);
    if (rule == "memory") call.answer(std::string(std::size_t{4} << 30, 'x'));
    if (rule == "huge") call.answer(std::string(std::size_t{5} << 20, 'x'));
    if (rule == "row") call.begin_layer({"a", "EPSG:4326", {}, {}, {}, {}});
    if (rule == "many") return std::vector<Finding>(5000, Finding{Level::hint, {"Hinweis", "Hint"}, 0, 0, {}, {}, {}, {}, {}});
    if (rule == "wordless") return {Finding{}};
    if (rule == "not_utf8") return {Finding{Level::hint, {"\xff", "\xff"}, 0, 0, {}, {}, {}, {}, {}}};
    Finding found{Level::warning, {"Zu kurz", "Too short"}, 1, lane["length_m"].number(), {"Länger", "Longer"}, {}, {}, {}, "m"};
    found.value = lane["length_m"].number();
    found.required = call.number("number");
    return {found};
  }

  std::vector<stadtskizze::Figure> measure(stadtskizze::Call&, const std::string&, const stadtskizze::Json& subject) override {
    stadtskizze::Figure out;
    if (subject["kind"].text() == "lane") out.value = subject["length_m"].number() / 2;
    return {out};
  }

  /// What the functions of the class would not let through.
  void ask(stadtskizze::Call& call, std::int32_t kind, const std::string& id, const stadtskizze::Json& request) override {
    if (id == "nothing") return;
    if (id == "garbage") return call.answer("{\"figures\": [{]}");
    if (id == "deep") return call.answer(std::string(100'000, '['));
    if (id == "other_lane") return call.answer(R"({"figures": [{"subject": 7, "value": 1}]})");
    if (id == "slip") return call.answer(R"({"figures": [{"subject": 0, "valeu": 1}]})");
    Plugin::ask(call, kind, id, request);
  }

  /// What the setting says, twice; then one row for each answer, with its size.
  std::vector<std::string> addresses(stadtskizze::Call& call, const std::string& source, const stadtskizze::Json&) override {
    if (source == "spy") return {std::string("https://example.org/") + (std::ifstream(call.words("choice")) ? "seen" : "unseen")};
    return {call.words("address"), call.words("address")};
  }
  void read_fetched(stadtskizze::Call& call, const std::string&, const std::vector<stadtskizze::Document>& documents) override {
    call.begin_layer({"fetched", "EPSG:4326", {{"bytes", Type::integer}}, "CC0-1.0", {}, {}});
    std::int64_t id = 0;
    for (const auto& document : documents)
      call.add({++id, Shape::point, {{{{13.4, 52.5}}, false}}, {static_cast<std::int64_t>(std::filesystem::file_size(document.file))}});
  }

 private:
  static void busy(stadtskizze::Call& call) {
    for (;;) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      call.progress(0.5);
    }
  }

  static void point(stadtskizze::Call& call, double x, double y) { call.add({1, Shape::point, {{{{x, y}}, false}}, {}}); }

  static void write_elsewhere(stadtskizze::Call& call) {
    std::ofstream out("/tmp/stadtskizze_plugin_escaped");
    call.begin_layer({"a", "EPSG:4326", {{"escaped", Type::flag}}, {}, {}, {}});
    call.add({1, Shape::point, {{{{13.4, 52.5}}, false}}, {static_cast<bool>(out)}});
  }

  static void settings(stadtskizze::Call& call) {
    call.begin_layer(
        {"a", "EPSG:4326", {{"flag", Type::flag}, {"number", Type::real}, {"whole", Type::integer}, {"words", Type::text}}, {}, {}, {}});
    call.add({1,
              Shape::point,
              {{{{13.4, 52.5}}, false}},
              {call.flag("flag"), call.number("number"), call.integer("whole"), call.words("choice")}});
  }

  /// Good ones, and every kind of bad one.
  static void rows(stadtskizze::Call& call) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    call.notice(Severity::info, "noted", "before");
    call.begin_layer({"mixed", "EPSG:4326", {{"name", Type::text}, {"count", Type::integer}}, "CC0-1.0", "Naughty", "2026-01-02"});
    call.add({1, Shape::point, {{{{13.4, 52.5}}, false}}, {std::string("good"), std::int64_t{5}}});
    call.add({2, Shape::point, {{{{nan, 52.5}}, false}}, {std::string("nowhere")}});
    call.add({3, Shape::point, {{{{13.4, 52.5}}, false}}, {std::string("wrong type"), std::string("five")}});
    call.add({4, Shape::point, {{{{13.4, 52.5}}, false}}, {std::string("too many"), std::int64_t{1}, 2.0}});
    call.add({5, Shape::none, {}, {std::string("no shape")}});
    call.add({6, Shape::point, {{{{13.4, 52.5}}, false}}, {std::string("not \xff UTF-8")}});
    call.add({7,
              Shape::area,
              {{{{13.4, 52.5}, {13.5, 52.5}, {13.5, 52.6}, {13.4, 52.5}}, false}, {{{13.45, 52.52}, {13.46, 52.52}, {13.46, 52.53}}, true}},
              {}});
    call.notice(Severity::lost, "noted", "after");
    call.notice(Severity::lost, "noted", "again");
    call.begin_layer({"empty", "EPSG:4326", {}, {}, {}, {}});
    call.begin_layer({"metres", "EPSG:25833", {}, {}, {}, {}});
    call.add({1, Shape::line, {{{{390000, 5820000, 34.5}, {390100, 5820000, 35}}, false}}, {}});
  }

  static void swapped(stadtskizze::Call& call) {
    call.begin_layer({"swapped", "EPSG:4326", {}, {}, {}, {}});
    for (int i = 0; i < 20; ++i) point(call, 52.5 + i * 0.01, 13.4);
  }

  static void no_crs(stadtskizze::Call& call) {
    call.begin_layer({"somewhere", "", {}, {}, {}, {}});
    for (int i = 0; i < 20; ++i) point(call, 10 + i, 20 + i);
  }

  static void endless(stadtskizze::Call& call) {
    call.begin_layer({"endless", "EPSG:4326", {}, {}, {}, {}});
    for (;;) point(call, 13.4, 52.5);
  }
};

}  // namespace

#ifdef NAUGHTY_LATER_API
extern "C" SKIZZE_PLUGIN_EXPORT const skizze_plugin* skizze_plugin_entry(uint32_t, char*, size_t);
extern "C" const skizze_plugin* skizze_plugin_entry(uint32_t, char*, size_t) {
  static skizze_plugin table{};
  table.struct_size = sizeof table;
  table.api = SKIZZE_PLUGIN_API + 1;
  return &table;
}
#elif defined(NAUGHTY_SMALL_TABLE)
/// As plugins were built when they could only read files.
extern "C" SKIZZE_PLUGIN_EXPORT const skizze_plugin* skizze_plugin_entry(uint32_t, char*, size_t);
extern "C" const skizze_plugin* skizze_plugin_entry(uint32_t host_api, char* problem, size_t size) {
  static skizze_plugin table = *stadtskizze::detail::Library<Naughty>::entry("org.example.naughty", host_api, problem, size);
  table.struct_size = offsetof(skizze_plugin, ask);
  return &table;
}
#elif !defined(NAUGHTY_WITHOUT_ENTRY)
SKIZZE_PLUGIN(Naughty, "org.example.naughty")
#endif
