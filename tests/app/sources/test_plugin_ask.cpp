// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Plugins that are asked in the real helper (of STADTSKIZZE_BIN_DIR), with the libraries of STADTSKIZZE_TEST_PLUGINS: the example of
/// plugins/example, and one that misbehaves.
#include "sources/plugin_ask.h"

#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "app/plugin/folder.h"
#include "feature/layer_pack.h"
#include "feature/pack_builder.h"
#include "plugin/answers.h"

using namespace skizze;
using base::ErrorCode;
using plugin::Kind;

namespace {

/// JSON with ' for ".
std::string js(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

QJsonObject both(const char* words) { return {{QStringLiteral("de"), QLatin1String(words)}, {QStringLiteral("en"), QLatin1String(words)}}; }

/// The naughty plugin, offering rules and indicators of some ids.
struct Naughty {
  test::PluginFolder plugins;
  explicit Naughty(const QString& library = QStringLiteral("naughty")) {
    QJsonArray rules, indicators;
    for (const char* id : {"good", "crash", "hang", "throw", "say", "busy", "memory", "huge", "row", "many", "wordless", "not_utf8"})
      rules.append(QJsonObject{
          {QStringLiteral("id"), QLatin1String(id)}, {QStringLiteral("name"), both(id)}, {QStringLiteral("source"), QStringLiteral("S")}});
    for (const char* id : {"half", "nothing", "garbage", "deep", "other_lane", "slip"})
      indicators.append(QJsonObject{{QStringLiteral("id"), QLatin1String(id)},
                                    {QStringLiteral("name"), both(id)},
                                    {QStringLiteral("source"), QStringLiteral("S")},
                                    {QStringLiteral("for"), QJsonArray{QStringLiteral("lane")}}});
    plugins.put(QStringLiteral("p"), test::manifest({{QStringLiteral("rules"), rules}, {QStringLiteral("indicators"), indicators}}),
                library);
  }
  plugin::Entry entry(const plugin::Choices& choices = {}, bool allowed = true) const { return plugins.list(choices, allowed).at(0); }

  static sources::PluginCall rule(const char* id) { return {Kind::rule, id, js("{'lanes': [{'length_m': 12}]}"), "EPSG:25833", {}, {}}; }
  static sources::PluginCall indicator(const char* id) {
    return {Kind::indicator, id, js("{'subjects': [{'kind': 'lane', 'length_m': 12}]}"), "EPSG:25833", {}, {}};
  }
  static sources::PluginAsk limits() {
    auto ask = sources::quick_ask();
    ask.limits.silence_s = 1;
    ask.total_s = 3;
    return ask;
  }
  auto ask(std::vector<sources::PluginCall> calls) const { return sources::ask_plugin(entry(), calls, limits(), {}); }
  /// The id of what went wrong; empty where nothing did.
  std::string problem(const sources::PluginCall& call) const {
    const auto answers = ask({call});
    if (!answers) return answers.error().message.id;
    return answers->at(0) ? std::string() : answers->at(0).error().message.id;
  }
};

struct Spots {
  test::PluginFolder plugins;
  QTemporaryDir out;
  Spots() { plugins.put_example(); }
  base::Result<sources::PluginAnswer> ask(const sources::PluginCall& call) const {
    sources::PluginAsk ask;
    ask.out_dir = out.path().toStdString();
    auto answers = sources::ask_plugin(plugins.list().at(0), {call}, ask, {});
    if (!answers) return tl::unexpected(answers.error());
    return answers->at(0);
  }
  plugin::Task task(Kind kind, const char* id) const { return *plugin::task_of(plugins.list().at(0).manifest, kind, id); }
};

/// Two points near Berlin with a name, and a line.
std::filesystem::path some_points(const QTemporaryDir& dir) {
  feature::PackInfo info;
  info.name = "points";
  info.columns = {{"name", feature::ColumnType::text}};
  info.provenance.licence = "CC0-1.0";
  feature::PackBuilder builder(info);
  const auto add = [&](std::int64_t id, geo::GeometryKind kind, std::vector<geo::Point3> points, const std::string& name) {
    geo::Geometry shape;
    shape.kind = kind;
    shape.parts.push_back({std::move(points), false});
    builder.add(id, shape, std::vector<feature::Value>{name});
  };
  add(1, geo::GeometryKind::point, {{1492000, 6894000, 0}}, "Linde");
  add(2, geo::GeometryKind::point, {{1492100, 6894000, 0}}, "Eiche");
  add(3, geo::GeometryKind::line, {{1492000, 6894000, 0}, {1492100, 6894000, 0}}, "Weg");
  const std::filesystem::path file = dir.filePath(QStringLiteral("points.pack")).toStdString();
  return builder.finish_to(file) ? file : std::filesystem::path();
}

}  // namespace

#define GOOD(result) QVERIFY2(result, (result) ? "" : (result).error().message.id.c_str())

class TestPluginAsk : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_rule_of_the_example_finds_what_the_council_decided() {
    const Spots spots;
    const auto answer = spots.ask({Kind::rule,
                                   "speed",
                                   js("{'lanes': [{'stretches': []}, {'stretches': [ {'from_m': 0, 'to_m': 50, 'speed_kmh': 30}, "
                                      "{'from_m': 50, 'to_m': 80, 'speed_kmh': 50}, {'from_m': 80, 'to_m': 90}]}]}"),
                                   "EPSG:25833",
                                   {},
                                   {}});
    GOOD(answer);
    const auto findings = plugin::read_findings(answer->json, spots.task(Kind::rule, "speed"), 2);
    GOOD(findings);
    QCOMPARE(findings->size(), std::size_t{2});
    QCOMPARE(findings->at(0).lane, std::size_t{1});
    QVERIFY(findings->at(0).level == plugin::Level::warning && findings->at(0).value == 50.0 && findings->at(0).required == 30.0);
    QCOMPARE(findings->at(0).source, std::string("Example council, resolution 7/2026"));
    QVERIFY(findings->at(1).level == plugin::Level::unknown);
  }

  void an_indicator_of_the_example_counts_trees_of_a_lane_and_of_a_plan() {
    const Spots spots;
    const auto answer = spots.ask(
        {Kind::indicator,
         "trees",
         js("{'subjects': [{'kind': 'lane', 'length_m': 105}, {'kind': 'plan', 'lanes': [{'length_m': 105}, {'length_m': 20}]}]}"),
         "EPSG:25833",
         {},
         {}});
    GOOD(answer);
    const auto figures = plugin::read_figures(answer->json, spots.task(Kind::indicator, "trees"), 2);
    GOOD(figures);
    QCOMPARE(figures->at(0).value, 10.0);
    QCOMPARE(figures->at(1).value, 12.0);
    QCOMPARE(figures->at(1).title.de, std::string("Platz für Bäume"));
    QCOMPARE(figures->at(1).date, std::string("2026-03-01"));
  }

  void a_step_of_the_example_draws_squares_in_metres() {
    const Spots spots;
    sources::PluginCall call{Kind::analysis_step, "squares", "{}", "EPSG:25833", {{"points", some_points(spots.out), "Punkte", {}}}, {}};
    call.settings["side_m"] = 40.0;
    const auto answer = spots.ask(call);
    GOOD(answer);
    QCOMPARE(answer->source.layers.size(), std::size_t{1});
    const auto& layer = answer->source.layers[0];
    QCOMPARE(layer.count, std::uint64_t{2});  // the line is passed over
    QCOMPARE(layer.crs, std::string("EPSG:25833"));
    const auto pack = feature::LayerPack::open(layer.pack);
    GOOD(pack);
    QCOMPARE((*pack)->info().provenance.licence, std::string("CC0-1.0"));
    const auto box = (*pack)->bounds(0);
    const double scale = 1 / std::cos(52.5 * 3.14159265358979 / 180);  // Web Mercator at 52.5° north
    QVERIFY(std::abs(box.width() / scale - 40) < 1);
    QVERIFY(std::holds_alternative<std::string_view>((*pack)->value(0, 0)));
  }

  void a_step_gets_only_the_rows_that_are_chosen() {
    const Spots spots;
    const auto file = some_points(spots.out);
    const auto pack = feature::LayerPack::open(file);
    GOOD(pack);
    std::vector<std::uint32_t> rows{99};  // none of the layer's
    for (std::uint32_t row = 0; row < (*pack)->size(); ++row) {
      if ((*pack)->id(row) != 1) rows.push_back(row);  // a point and the line
    }
    const auto answer = spots.ask({Kind::analysis_step, "squares", "{}", "EPSG:25833", {{"points", file, "Punkte", rows}}, {}});
    GOOD(answer);
    QCOMPARE(answer->source.layers.at(0).count, std::uint64_t{1});
  }

  void a_step_without_its_input_says_which() {
    const Spots spots;
    const auto answer = spots.ask({Kind::analysis_step, "squares", "{}", "EPSG:25833", {}, {}});
    QVERIFY(!answer);
    QCOMPARE(answer.error().message.id, std::string("readers.plugin_failed"));
  }

  void a_source_of_the_example_names_an_address_and_reads_what_came() {
    const Spots spots;
    sources::PluginCall call{Kind::source, "list", js("{'do': 'addresses'}"), "EPSG:25833", {}, {}};
    call.settings["list"] = std::string("oaks");
    const auto asked = spots.ask(call);
    GOOD(asked);
    const auto addresses = plugin::read_addresses(asked->json);
    GOOD(addresses);
    QCOMPARE(addresses->at(0), std::string("https://example.org/oaks.spots"));
    const QString fetched = spots.out.filePath(QStringLiteral("fetched"));
    QVERIFY(QFile::copy(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/plugins/example/trees.spots"), fetched));
    call.request = js("{'do': 'read', 'documents': [{'address': 'a', 'file': '" + fetched.toStdString() + "'}]}");
    const auto read = spots.ask(call);
    GOOD(read);
    QCOMPARE(read->source.layers.at(0).count, std::uint64_t{2});
    QCOMPARE(read->source.layers.at(0).notices.size(), std::size_t{1});
  }

  /// It could put what it reads into an address.
  void a_source_can_read_nothing_but_what_was_fetched_for_it() {
    if (syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) QSKIP("this kernel has no Landlock");
    QTemporaryDir dir;
    QFile secret(dir.filePath(QStringLiteral("secret")));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("x") == 1);
    secret.close();
    const test::PluginFolder plugins;
    const QJsonObject setting{
        {QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("title"), both("X")}, {QStringLiteral("default"), QString()}};
    plugins.put(
        QStringLiteral("p"),
        test::manifest(
            {{QStringLiteral("sources"),
              QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("spy")},
                                     {QStringLiteral("name"), both("spy")},
                                     {QStringLiteral("hosts"), QJsonArray{QStringLiteral("example.org")}},
                                     {QStringLiteral("settings"),
                                      QJsonObject{{QStringLiteral("type"), QStringLiteral("object")},
                                                  {QStringLiteral("properties"), QJsonObject{{QStringLiteral("choice"), setting}}}}}}}}}),
        QStringLiteral("naughty"));
    const auto address_with = [&](const QString& file) {
      sources::PluginCall call{Kind::source, "spy", js("{'do': 'addresses'}"), "EPSG:25833", {}, {}};
      call.settings["choice"] = file.toStdString();
      sources::PluginAsk ask;
      ask.out_dir = dir.filePath(QStringLiteral("out")).toStdString();
      std::filesystem::create_directories(ask.out_dir);
      const auto answers = sources::ask_plugin(plugins.list().at(0), {call}, ask, {});
      return answers && answers->at(0) ? QString::fromStdString(answers->at(0)->json) : QStringLiteral("no answer");
    };
    QVERIFY2(address_with(secret.fileName()).contains(QStringLiteral("/unseen")), qPrintable(address_with(secret.fileName())));
    QVERIFY(address_with(QStringLiteral("/etc/passwd")).contains(QStringLiteral("/unseen")));
    const auto own = QString::fromStdString((plugins.list().at(0).folder / "plugin.json").string());
    QVERIFY(address_with(own).contains(QStringLiteral("/seen")));
  }

  void a_section_of_the_example_is_a_table() {
    const Spots spots;
    const auto answer =
        spots.ask({Kind::report_section, "lanes", js("{'plan': {'lanes': [{'name': 'Nord', 'length_m': 105.7}]}}"), "", {}, {}});
    GOOD(answer);
    const auto section = plugin::read_section(answer->json);
    GOOD(section);
    QCOMPARE(section->title.en, std::string("All lanes"));
    QCOMPARE(section->rows.at(0).at(1).de, std::string("105"));
  }

  void several_questions_are_answered_by_one_process_each_for_itself() {
    const Naughty naughty;
    const auto answers = naughty.ask({Naughty::rule("good"), Naughty::rule("say"), Naughty::indicator("half"), Naughty::rule("nobody")});
    GOOD(answers);
    QVERIFY(answers->at(0));
    QVERIFY(!answers->at(1));
    QCOMPARE(answers->at(1).error().message.id, std::string("readers.plugin_failed"));
    QVERIFY(answers->at(2));
    QVERIFY(!answers->at(3));
    QCOMPARE(answers->at(3).error().message.id, std::string("readers.plugin_no_task"));
  }

  void what_ends_the_process_is_told_and_the_next_question_is_answered() {
    const Naughty naughty;
    QCOMPARE(naughty.problem(Naughty::rule("crash")), std::string("sources.plugin_died_asked"));
    QCOMPARE(naughty.problem(Naughty::rule("hang")), std::string("sources.plugin_silent_asked"));
    QCOMPARE(naughty.problem(Naughty::rule("busy")), std::string("sources.plugin_silent_asked"));
    QCOMPARE(naughty.problem(Naughty::rule("good")), std::string());
  }

  void what_is_thrown_or_said_is_told() {
    const Naughty naughty;
    QCOMPARE(naughty.problem(Naughty::rule("throw")), std::string("readers.plugin_failed"));
    QCOMPARE(naughty.problem(Naughty::rule("memory")), std::string("readers.plugin_failed"));
    QCOMPARE(naughty.problem(Naughty::rule("row")), std::string("readers.plugin_not_asked_for"));
  }

  void answers_that_cannot_be_used_are_told_by_what_is_wrong() {
    const Naughty naughty;
    QCOMPARE(naughty.problem(Naughty::rule("huge")), std::string("plugin.answer_too_large"));
    QCOMPARE(naughty.problem(Naughty::rule("many")), std::string("plugin.answer_wrong"));
    QCOMPARE(naughty.problem(Naughty::rule("wordless")), std::string("plugin.answer_wrong"));
    QCOMPARE(naughty.problem(Naughty::rule("not_utf8")), std::string("plugin.answer_not_json"));
    QCOMPARE(naughty.problem(Naughty::indicator("nothing")), std::string("plugin.answer_not_json"));
    QCOMPARE(naughty.problem(Naughty::indicator("garbage")), std::string("plugin.answer_not_json"));
    QCOMPARE(naughty.problem(Naughty::indicator("deep")), std::string("plugin.answer_not_json"));
    QCOMPARE(naughty.problem(Naughty::indicator("other_lane")), std::string("plugin.answer_wrong"));
    QCOMPARE(naughty.problem(Naughty::indicator("slip")), std::string("plugin.answer_unknown"));
    QCOMPARE(naughty.problem(Naughty::indicator("half")), std::string());
  }

  void of_another_kind_the_same_id_is_not_answered() {
    const Naughty naughty;
    auto call = Naughty::rule("good");
    call.kind = Kind::indicator;
    QCOMPARE(naughty.problem(call), std::string("readers.plugin_no_task"));
  }

  void one_built_before_it_could_be_asked_still_loads_and_says_so() {
    const Naughty naughty(QStringLiteral("before_it_could_be_asked"));
    QCOMPARE(naughty.problem(Naughty::rule("good")), std::string("readers.plugin_no_task"));
  }

  void one_that_is_off_or_forbidden_is_not_asked() {
    const Naughty naughty;
    plugin::Choices off;
    off.off.insert("org.example.naughty");
    const auto switched_off = sources::ask_plugin(naughty.entry(off), {Naughty::rule("crash")}, Naughty::limits(), {});
    QVERIFY(!switched_off);
    QCOMPARE(switched_off.error().message.id, std::string("sources.plugin_off"));
    const auto forbidden = sources::ask_plugin(naughty.entry({}, false), {Naughty::rule("crash")}, Naughty::limits(), {});
    QVERIFY(!forbidden);
    QCOMPARE(forbidden.error().message.id, std::string("sources.plugin_forbidden"));
  }

  void a_question_can_be_cancelled() {
    const Naughty naughty;
    base::CancelSource cancel;
    auto limits = Naughty::limits();
    limits.total_s = 600;
    const auto answers = sources::ask_plugin(naughty.entry(), {Naughty::rule("busy")}, limits, cancel.token(),
                                             [&](double, const base::Message&) { cancel.cancel(); });
    QVERIFY(!answers);
    QCOMPARE(answers.error().code, ErrorCode::cancelled);
  }
};

QTEST_GUILESS_MAIN(TestPluginAsk)
#include "test_plugin_ask.moc"
