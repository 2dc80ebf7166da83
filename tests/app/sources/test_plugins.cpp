// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Plugins in the real helper (of STADTSKIZZE_BIN_DIR): the libraries of STADTSKIZZE_TEST_PLUGINS (tests/plugins) misbehave in every way, and nothing else is
/// affected.
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "app/plugin/folder.h"
#include "feature/layer_pack.h"
#include "sources/plugin_shelf.h"
#include "sources/prepare_client.h"

using namespace skizze;
using base::ErrorCode;

namespace {

/// One plugin in a folder, a file for it, and a client that knows it.
struct Bench {
  test::PluginFolder plugins;
  QTemporaryDir dir;

  explicit Bench(const QString& library = QStringLiteral("naughty"), const QJsonObject& changes = {}) {
    plugins.put(QStringLiteral("p"), test::manifest(changes), library);
  }
  std::filesystem::path file(const QByteArray& what, const QString& name = QStringLiteral("a.naughty")) const {
    QFile out(dir.filePath(name));
    if (out.open(QIODevice::WriteOnly)) out.write("naughty\n" + what + "\n");
    return out.fileName().toStdString();
  }
  sources::PrepareClient client(const plugin::Choices& choices = {}, bool allowed = true) const {
    return {dir.filePath(QStringLiteral("cache")).toStdString(), plugin::offers_of(plugins.list(choices, allowed))};
  }
  base::Result<sources::PreparedSource> read(const QByteArray& what, const sources::PrepareOptions& options = {}) const {
    return client().prepare(file(what), options, {});
  }
  base::Status check() const { return sources::check_plugin(plugins.list().at(0), {}); }
};

std::string argument(const base::Error& error, const std::string& name) {
  for (const auto& a : error.message.arguments) {
    if (a.name == name) return a.value;
  }
  return {};
}

const feature::Notice* notice(const std::vector<feature::Notice>& notices, const std::string& id, const std::string& said = {}) {
  for (const auto& n : notices) {
    const auto has = [&](const auto& a) { return a.name == "said_en" && a.value == said; };
    if (n.message.id == id && (said.empty() || std::any_of(n.message.arguments.begin(), n.message.arguments.end(), has))) return &n;
  }
  return nullptr;
}

}  // namespace

/// A plugin was not to blame for a failure only if the next file is read all the same.
#define STILL_READS(bench) QVERIFY((bench).client().prepare((bench).file("rows", QStringLiteral("next.naughty")), {}, {}))

class TestPlugins : public QObject {
  Q_OBJECT

 private slots:
  void a_good_library_passes_the_check() {
    const Bench bench;
    const auto status = bench.check();
    QVERIFY2(status, status ? "" : status.error().message.id.c_str());
  }

  void a_library_of_a_later_api_is_named() {
    const Bench bench(QStringLiteral("of_a_later_api"));
    const auto status = bench.check();
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::unsupported);
    QCOMPARE(status.error().message.id, std::string("plugin.api_newer"));
    QCOMPARE(argument(status.error(), "version"), std::string("2"));
    const auto source = bench.read("rows");
    QVERIFY(!source);
    QCOMPARE(source.error().message.id, std::string("plugin.api_newer"));
  }

  void one_that_throws_while_loading_is_named_with_its_words() {
    for (const char* library : {"throws_while_loading", "throws_while_starting"}) {
      const Bench bench(QString::fromLatin1(library));
      const auto status = bench.check();
      QVERIFY2(!status, library);
      const auto& id = status.error().message.id;
      // Where the system's loader lets nothing through, the process dies instead, and that is told.
      QVERIFY2(id == "readers.plugin_threw" || id == "readers.plugin_refuses" || id == "sources.plugin_died", id.c_str());
      QVERIFY(!bench.read("rows"));
    }
    QCOMPARE(argument(Bench(QStringLiteral("throws_while_starting")).check().error(), "detail"), std::string("no licence key found"));
  }

  void one_that_crashes_while_loading_takes_only_its_process_along() {
    const Bench bench(QStringLiteral("crashes_while_loading"));
    const auto status = bench.check();
    QVERIFY(!status);
    QCOMPARE(status.error().message.id, std::string("sources.plugin_died"));
    QCOMPARE(argument(status.error(), "plugin_de"), std::string("Frech"));
  }

  void a_library_that_is_no_plugin_is_named() {
    const auto status = Bench(QStringLiteral("without_entry")).check();
    QVERIFY(!status);
    QCOMPARE(status.error().message.id, std::string("readers.plugin_no_entry"));
    const test::PluginFolder folder;
    folder.put(QStringLiteral("a"), test::manifest());
    folder.put_library(QStringLiteral("a"));
    const auto no_library = sources::check_plugin(folder.list().at(0), {});
    QVERIFY(!no_library);
    QCOMPARE(no_library.error().message.id, std::string("readers.plugin_not_loaded"));
  }

  void the_library_of_another_plugin_is_not_taken() {
    const auto status = Bench(QStringLiteral("naughty"), {{QStringLiteral("id"), QStringLiteral("org.example.else")}}).check();
    QVERIFY(!status);
    QCOMPARE(status.error().message.id, std::string("readers.plugin_other_id"));
  }

  void good_rows_become_layers_and_bad_ones_are_counted() {
    const Bench bench;
    const auto source = bench.read("rows");
    QVERIFY2(source, source ? "" : source.error().message.id.c_str());
    QCOMPARE(source->driver, std::string("Naughty file"));
    QCOMPARE(source->plugins, std::vector<std::string>{"org.example.naughty"});
    QCOMPARE(source->layers.size(), std::size_t{2});  // the empty one is none
    const auto& mixed = source->layers[0];
    QCOMPARE(mixed.name, std::string("mixed"));
    QCOMPARE(mixed.count, std::uint64_t{7});
    QVERIFY(notice(mixed.notices, "readers.plugin_wrong_type"));
    QVERIFY(notice(mixed.notices, "readers.plugin_too_many_values"));
    QVERIFY(notice(mixed.notices, "readers.no_shape"));
    const auto* noted = notice(mixed.notices, "readers.plugin_notice", "Noted");
    QVERIFY(noted);
    QCOMPARE(noted->count, std::uint64_t{2});
    QCOMPARE(noted->example, std::string("after"));
    QVERIFY(notice(source->notices, "readers.plugin_notice", "Noted"));
    const auto pack = feature::LayerPack::open(mixed.pack);
    QVERIFY(pack);
    QCOMPARE((*pack)->info().provenance.licence, std::string("CC0-1.0"));
    QCOMPARE((*pack)->info().provenance.attribution, std::string("Naughty"));
    QCOMPARE((*pack)->info().provenance.data_date, std::string("2026-01-02"));
    QCOMPARE(source->layers[1].crs, std::string("EPSG:25833"));
    QVERIFY(source->layers[1].kind == geo::GeometryKind::line);
  }

  void swapped_axes_are_put_right_as_for_any_file() {
    const Bench bench;
    const auto source = bench.read("swapped");
    QVERIFY(source);
    const auto& box = source->layers.at(0).bounds;
    QVERIFY(box.min_x > 1.4e6 && box.max_x < 1.6e6 && box.min_y > 6e6);  // near Berlin, in Web Mercator metres
  }

  void without_a_crs_the_person_is_asked() {
    const Bench bench;
    const auto source = bench.read("no_crs");
    QVERIFY(!source);
    QCOMPARE(source.error().message.id, std::string("readers.crs_unknown"));
  }

  void a_plugins_word_for_its_failure_arrives_in_both_languages() {
    const Bench bench;
    const auto source = bench.read("say");
    QVERIFY(!source);
    QCOMPARE(source.error().message.id, std::string("readers.plugin_failed"));
    QCOMPARE(argument(source.error(), "said_de"), std::string("Absicht (line 2)"));
    QCOMPARE(argument(source.error(), "said_en"), std::string("On purpose (line 2)"));
    QCOMPARE(argument(source.error(), "plugin_de"), std::string("Frech"));
    STILL_READS(bench);
  }

  void what_is_thrown_while_reading_is_told() {
    const Bench bench;
    QCOMPARE(argument(bench.read("throw").error(), "said_en"), std::string("thrown on purpose"));
    const auto odd = bench.read("throw_odd");
    QVERIFY(!odd);
    QCOMPARE(odd.error().message.id, std::string("readers.plugin_failed"));
    STILL_READS(bench);
  }

  void a_crash_while_reading_names_plugin_and_file() {
    const Bench bench;
    const auto source = bench.read("crash");
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::crashed);
    QCOMPARE(source.error().message.id, std::string("sources.plugin_died"));
    QCOMPARE(argument(source.error(), "plugin_en"), std::string("Naughty"));
    QVERIFY(argument(source.error(), "file").ends_with("a.naughty"));
    STILL_READS(bench);
  }

  void one_that_hangs_is_ended() {
    const Bench bench;
    sources::PrepareOptions options;
    options.limits.silence_s = 1;
    const auto source = bench.read("hang", options);
    QVERIFY(!source);
    QCOMPARE(source.error().message.id, std::string("sources.plugin_silent"));
    STILL_READS(bench);
  }

  void one_that_never_ends_can_be_cancelled() {
    const Bench bench;
    base::CancelSource cancel;
    const auto source = bench.client().prepare(bench.file("endless"), {}, cancel.token(), [&](double, const base::Message& what) {
      if (what.id == "readers.plugin_reading") cancel.cancel();
    });
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::cancelled);
  }

  void rows_before_a_layer_are_the_plugins_mistake() {
    QCOMPARE(Bench().read("row_first").error().message.id, std::string("readers.plugin_no_layer"));
    QCOMPARE(Bench().read("nothing").error().message.id, std::string("readers.plugin_nothing"));
  }

  void it_cannot_write_outside_its_job() {
    QFile::remove(QStringLiteral("/tmp/stadtskizze_plugin_escaped"));
    const Bench bench;
    const auto source = bench.read("write");
    QVERIFY(source);
    const auto pack = feature::LayerPack::open(source->layers.at(0).pack);
    QVERIFY(pack);
    const bool escaped = QFile::remove(QStringLiteral("/tmp/stadtskizze_plugin_escaped"));
    if (escaped && sources::sandbox_name() == "seccomp") QSKIP("this kernel has neither user namespaces nor Landlock");
    QVERIFY(!escaped);
    QCOMPARE(feature::to_text((*pack)->value(0, 0)), std::string("false"));
  }

  void settings_reach_the_plugin_and_a_change_reads_anew() {
    const Bench bench;
    const auto value = [&](const sources::PreparedSource& source, std::size_t column) {
      return feature::to_text((*feature::LayerPack::open(source.layers.at(0).pack))->value(0, column));
    };
    const auto file = bench.file("settings");
    const auto first = bench.client().prepare(file, {}, {});
    QVERIFY2(first, first ? "" : first.error().message.id.c_str());
    QCOMPARE(value(*first, 0), std::string("true"));
    QCOMPARE(value(*first, 1), std::string("1.5"));
    QCOMPARE(value(*first, 2), std::string("3"));
    QCOMPARE(value(*first, 3), std::string("a"));
    QVERIFY(bench.client().prepare(file, {}, {})->from_cache);
    plugin::Choices choices;
    choices.settings["org.example.naughty"] = {{"flag", false}, {"whole", std::int64_t{9}}, {"choice", std::string("b")}};
    const auto second = bench.client(choices).prepare(file, {}, {});
    QVERIFY(second && !second->from_cache);
    QCOMPARE(value(*second, 0), std::string("false"));
    QCOMPARE(value(*second, 2), std::string("9"));
    QCOMPARE(value(*second, 3), std::string("b"));
  }

  void switched_off_it_reads_nothing_and_says_which_one_would() {
    const Bench bench;
    const auto file = bench.file("rows");
    QVERIFY(bench.client().prepare(file, {}, {}));
    plugin::Choices choices;
    choices.off.insert("org.example.naughty");
    QVERIFY(!bench.client(choices).cached(file, {}));
    const auto off = bench.client(choices).prepare(file, {}, {});
    QVERIFY(!off);
    QCOMPARE(off.error().message.id, std::string("readers.plugin_off"));
    QCOMPARE(off.error().code, ErrorCode::refused);
  }

  void off_by_policy_it_reads_nothing_and_says_so() {
    const Bench bench;
    const auto forbidden = bench.client({}, false).prepare(bench.file("rows"), {}, {});
    QVERIFY(!forbidden);
    QCOMPARE(forbidden.error().message.id, std::string("readers.plugin_forbidden"));
  }

  void our_own_formats_are_never_a_plugins() {
    const Bench bench(QStringLiteral("naughty"),
                      {{QStringLiteral("formats"),
                        QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("all")},
                                               {QStringLiteral("name"), QJsonObject{{QStringLiteral("de"), QStringLiteral("A")},
                                                                                    {QStringLiteral("en"), QStringLiteral("A")}}},
                                               {QStringLiteral("starts_with"), QStringLiteral("{\"type\"")},
                                               {QStringLiteral("extensions"), QJsonArray{QStringLiteral("geojson")}}}}}});
    QFile file(bench.dir.filePath(QStringLiteral("a.geojson")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"type":"Point","coordinates":[13.4,52.5]})");
    file.close();
    const auto source = bench.client().prepare(file.fileName().toStdString(), {}, {});
    QVERIFY(source);
    QCOMPARE(source->driver, std::string("GeoJSON"));
    QVERIFY(source->plugins.empty());
  }
};

QTEST_GUILESS_MAIN(TestPlugins)
#include "test_plugins.moc"
