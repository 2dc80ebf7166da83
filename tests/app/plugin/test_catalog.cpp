// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/catalog.h"

#include <QtTest>

#include "app/plugin/folder.h"
#include "plugin/match.h"

using namespace skizze;
using plugin::Fit;
using plugin::SettingValue;
using plugin::State;

namespace {

const plugin::Entry* entry(const std::vector<plugin::Entry>& entries, const std::string& id) {
  for (const auto& e : entries) {
    if (e.manifest.id == id) return &e;
  }
  return nullptr;
}

}  // namespace

class TestCatalog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void no_folder_no_plugins() { QVERIFY(plugin::list_plugins({{"/nonexistent", true}}, {}, true).empty()); }

  void a_plugin_is_on_until_somebody_says_otherwise() {
    const test::PluginFolder folder;
    folder.put("a", test::manifest());
    folder.put_library("a");
    QVERIFY(folder.list().at(0).state == State::on);
    plugin::Choices choices;
    choices.off.insert("org.example.naughty");
    QVERIFY(folder.list(choices).at(0).state == State::off);
    QVERIFY(folder.list(choices, false).at(0).state == State::forbidden);
    QVERIFY(folder.list({}, false).at(0).state == State::forbidden);
  }

  void a_broken_one_stands_in_the_list_with_its_reason_and_leaves_the_others_alone() {
    const test::PluginFolder folder;
    folder.put("good", test::manifest());
    folder.put_library("good");
    folder.put("newer", test::manifest({{"api", 2}, {"id", "org.example.newer"}}));
    folder.put("torn", "{\"id\": ");
    folder.put("without_library", test::manifest({{"id", "org.example.bare"}}));
    folder.put("empty", {});
    folder.put(".hidden", "{");
    const auto all = folder.list();
    QCOMPARE(all.size(), std::size_t{5});
    QVERIFY(entry(all, "org.example.naughty")->state == State::on);
    for (const auto& [id, reason] : std::map<std::string, std::string>{{"org.example.newer", "plugin.api_newer"},
                                                                       {"torn", "plugin.not_json"},
                                                                       {"org.example.bare", "plugin.no_library"},
                                                                       {"empty", "plugin.not_json"}}) {
      const auto* found = entry(all, id);
      QVERIFY2(found, id.c_str());
      QVERIFY2(found->state == State::broken && found->problem, id.c_str());
      QCOMPARE(found->problem->message.id, reason);
    }
    QCOMPARE(plugin::offers_of(all).size(), std::size_t{1});
  }

  void of_two_with_one_id_the_first_place_wins() {
    const test::PluginFolder ours;
    const test::PluginFolder theirs;
    ours.put("a", test::manifest());
    ours.put_library("a");
    theirs.put("b", test::manifest({{"version", "9"}}));
    theirs.put_library("b");
    const auto all = plugin::list_plugins({{ours.path(), true}, {theirs.path(), false}}, {}, true);
    QCOMPARE(all.size(), std::size_t{2});
    QVERIFY(all[0].state == State::on && all[0].ours && all[0].manifest.version == "1.2");
    QVERIFY(all[1].state == State::broken && all[1].problem->message.id == "plugin.twice");
  }

  void choices_survive_a_round_trip() {
    const QTemporaryDir dir;
    const std::filesystem::path file = dir.filePath("deep/below/plugins.json").toStdString();
    plugin::Choices choices;
    choices.off = {"a", "b.c"};
    choices.settings["a"] = {{"flag", true}, {"whole", std::int64_t{7}}, {"number", 2.25}, {"words", std::string("Grüße \"x\"")}};
    QVERIFY(plugin::write_choices(file, choices));
    const auto back = plugin::read_choices(file);
    QVERIFY(back.off == choices.off && back.settings == choices.settings);
    QCOMPARE(QDir(dir.filePath("deep/below")).entryList(QDir::Files | QDir::Hidden), QStringList{"plugins.json"});
  }

  void damaged_choices_are_none() {
    const QTemporaryDir dir;
    for (const char* text :
         {"", "{", "[]", R"({"off": 1, "settings": [3]})", R"({"off": [1, {}], "settings": {"a": 4, "b": {"x": [1]}}})"}) {
      QFile file(dir.filePath("plugins.json"));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(text);
      file.close();
      const auto found = plugin::read_choices(file.fileName().toStdString());
      QVERIFY(found.off.empty());
      for (const auto& [id, values] : found.settings) QVERIFY(values.empty());
    }
  }

  void a_setting_out_of_bounds_falls_back() {
    const test::PluginFolder folder;
    folder.put("a", test::manifest());
    folder.put_library("a");
    plugin::Choices choices;
    choices.settings["org.example.naughty"] = {
        {"number", 11.0}, {"whole", 2.5}, {"choice", std::string("b")}, {"gone", true}, {"flag", false}};
    const auto values = folder.list(choices).at(0).settings;
    QCOMPARE(values.size(), std::size_t{4});
    QVERIFY(values.at("number") == SettingValue(1.5));
    QVERIFY(values.at("whole") == SettingValue(std::int64_t{3}));
    QVERIFY(values.at("choice") == SettingValue(std::string("b")));
    QVERIFY(values.at("flag") == SettingValue(false));
    choices.settings["org.example.naughty"] = {{"number", std::int64_t{4}}};
    QVERIFY(folder.list(choices).at(0).settings.at("number") == SettingValue(4.0));
  }

  void offers_survive_the_way_to_the_helper() {
    const test::PluginFolder folder;
    folder.put("ä", test::manifest());
    folder.put_library("ä");
    const auto offers = plugin::offers_of(folder.list());
    const auto back = plugin::offers_from_json(plugin::to_json(offers));
    QCOMPARE(back.size(), std::size_t{1});
    QVERIFY(back[0].folder == offers[0].folder && back[0].state == State::on && back[0].settings == offers[0].settings);
    QCOMPARE(back[0].stamp, offers[0].stamp);
    QVERIFY(plugin::offers_from_json("7").empty());
    QVERIFY(plugin::offers_from_json(R"([1, {"folder": 3}])").empty());
    QVERIFY(plugin::offers_from_json(R"([{"folder": "/x", "state": "whatever"}])").at(0).state == State::off);
  }

  void the_stamp_changes_with_settings_and_files() {
    const test::PluginFolder folder;
    folder.put("a", test::manifest());
    folder.put_library("a");
    const auto stamp = [&](const plugin::Choices& choices) { return plugin::offers_of(folder.list(choices)).at(0).stamp; };
    const auto first = stamp({});
    QCOMPARE(stamp({}), first);
    plugin::Choices choices;
    choices.settings["org.example.naughty"] = {{"flag", false}};
    QVERIFY(stamp(choices) != first);
    QFile library(QString::fromStdString((folder.path() / "a/libnaughty.so").string()));
    QVERIFY(library.open(QIODevice::Append));
    library.write("more");
    library.close();
    QVERIFY(stamp({}) != first);
  }

  void content_claims_by_content_and_a_name_only_where_nothing_else_is_said() {
    plugin::Format named{"n", {}, {"abc"}, {}, {}};
    plugin::Format magic{"m", {}, {"abc"}, "MAGIC", {}};
    plugin::Format root{"r", {}, {}, {}, "gpx"};
    QVERIFY(plugin::fit(named, {"x", "", "abc"}) == Fit::by_name);
    QVERIFY(plugin::fit(named, {"x", "", "abd"}) == Fit::none);
    QVERIFY(plugin::fit(magic, {"MAGIC 1", "", "txt"}) == Fit::by_content);
    QVERIFY(plugin::fit(magic, {"MAGI", "", "abc"}) == Fit::none);
    QVERIFY(plugin::fit(root, {"<gpx", "gpx", ""}) == Fit::by_content);
    QVERIFY(plugin::fit(root, {"<kml", "kml", "gpx"}) == Fit::none);
    QVERIFY(plugin::fit(root, {"gpx", "", "gpx"}) == Fit::none);
  }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "test_catalog.moc"
