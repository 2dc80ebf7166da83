// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/manifest.h"

#include <QJsonArray>
#include <QSet>
#include <QtTest>

#include "app/plugin/folder.h"
#include "plugin/abi.h"

using namespace skizze;
using base::ErrorCode;

namespace {

base::Result<plugin::Manifest> parse(const QByteArray& json) { return plugin::parse_manifest(json.toStdString()); }

/// "id key" of the error; empty where there is none.
QString problem(const QByteArray& json) {
  const auto found = parse(json);
  if (found) return {};
  QString out = QString::fromStdString(found.error().message.id);
  for (const auto& argument : found.error().message.arguments) out += ' ' + QString::fromStdString(argument.value);
  return out;
}

QJsonObject format(const QJsonObject& changes) {
  QJsonObject out{{"id", "x"}, {"name", QJsonObject{{"de", "X"}, {"en", "X"}}}};
  for (auto it = changes.begin(); it != changes.end(); ++it) out[it.key()] = it.value();
  return out;
}

QByteArray with_format(const QJsonObject& changes) { return test::manifest({{"formats", QJsonArray{format(changes)}}}); }

/// One entry of a kind of task, right but for what is changed.
QByteArray with_task(const char* kind, QJsonObject changes) {
  QJsonObject task = format(std::move(changes));
  const auto fallback = [&](const char* key, const QJsonValue& value) {
    if (!task.contains(key)) task[key] = value;
  };
  const std::string name = kind;
  if (name == "rules" || name == "indicators") fallback("source", "Council");
  if (name == "indicators") fallback("for", QJsonArray{"lane"});
  if (name == "analysis_steps")
    fallback("inputs", QJsonArray{QJsonObject{{"key", "in"}, {"title", QJsonObject{{"de", "X"}, {"en", "X"}}}}});
  if (name == "sources") fallback("hosts", QJsonArray{"example.org"});
  for (const QString& key : task.keys()) {
    if (task[key].isNull()) task.remove(key);
  }
  return test::manifest({{kind, QJsonArray{task}}, {"formats", QJsonValue::Null}});
}

QByteArray with_setting(const QJsonObject& setting) {
  QJsonObject whole = setting;
  if (!whole.contains("title")) whole["title"] = QJsonObject{{"de", "T"}, {"en", "T"}};
  return test::manifest({{"settings", QJsonObject{{"type", "object"}, {"properties", QJsonObject{{"s", whole}}}}}});
}

/// Keys of "properties" of an object schema, its "$ref" followed.
QSet<QString> keys_of(const QJsonObject& schema) {
  const auto keys = schema["properties"].toObject().keys();
  return QSet<QString>(keys.begin(), keys.end());
}

}  // namespace

class TestManifest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_whole_one_is_read() {
    const auto found = parse(test::k_naughty);
    QVERIFY2(found, qPrintable(problem(test::k_naughty)));
    QCOMPARE(found->id, std::string("org.example.naughty"));
    QCOMPARE(found->name.de, std::string("Frech"));
    QCOMPARE(found->version, std::string("1.2"));
    QCOMPARE(found->api, 1U);
    QCOMPARE(found->formats.size(), std::size_t{1});
    QCOMPARE(found->formats[0].starts_with, std::string("naughty"));
    QCOMPARE(found->settings.size(), std::size_t{4});
    QCOMPARE(found->settings[0].key, std::string("flag"));  // in the author's order
    QVERIFY(found->settings[1].type == plugin::Setting::Type::number && found->settings[1].maximum == 10.0);
    QVERIFY(found->settings[3].type == plugin::Setting::Type::choice && found->settings[3].choices.size() == 2);
    QCOMPARE(found->messages.at("said").en, std::string("On purpose"));
  }

  void what_is_no_json_says_so() {
    QCOMPARE(problem("{"), QStringLiteral("plugin.not_json"));
    QCOMPARE(problem("[]"), QStringLiteral("plugin.not_json"));
    QCOMPARE(problem(""), QStringLiteral("plugin.not_json"));
    QCOMPARE(problem(QByteArray(100'000, '[')), QStringLiteral("plugin.not_json"));
  }

  void every_entry_that_must_be_there_is_named_when_missing() {
    for (const char* key : {"id", "name", "summary", "version", "api", "author", "licence", "library"}) {
      QCOMPARE(problem(test::manifest({{key, QJsonValue::Null}})), QStringLiteral("plugin.entry_missing ") + key);
    }
    QCOMPARE(problem(test::manifest({{"name", QJsonObject{{"de", "X"}}}})), QStringLiteral("plugin.entry_missing name.en"));
    QCOMPARE(problem(with_format({})), QStringLiteral("plugin.entry_missing formats[0].extensions"));
    QCOMPARE(problem(with_setting({{"type", "boolean"}})), QStringLiteral("plugin.entry_missing settings.properties.s.default"));
    QCOMPARE(problem(test::manifest({{"formats", QJsonValue::Null}})), QStringLiteral("plugin.offers_nothing"));
  }

  void a_wrong_entry_is_named_with_what_is_expected() {
    QCOMPARE(problem(test::manifest({{"id", "Org Example"}})), QStringLiteral("plugin.entry_wrong id plugin.want_id"));
    QCOMPARE(problem(test::manifest({{"id", "../up"}})), QStringLiteral("plugin.entry_wrong id plugin.want_id"));
    QCOMPARE(problem(test::manifest({{"name", "X"}})), QStringLiteral("plugin.entry_wrong name plugin.want_object"));
    QCOMPARE(problem(test::manifest({{"version", 3}})), QStringLiteral("plugin.entry_wrong version plugin.want_text"));
    QCOMPARE(problem(test::manifest({{"api", "1"}})), QStringLiteral("plugin.entry_wrong api plugin.want_number"));
    QCOMPARE(problem(test::manifest({{"api", 1.5}})), QStringLiteral("plugin.entry_wrong api plugin.want_version"));
    QCOMPARE(problem(test::manifest({{"api", -1}})), QStringLiteral("plugin.entry_wrong api plugin.want_version"));
    QCOMPARE(problem(test::manifest({{"library", "../../evil"}})), QStringLiteral("plugin.entry_wrong library plugin.want_library"));
    QCOMPARE(problem(test::manifest({{"homepage", "http://a.example"}})), QStringLiteral("plugin.entry_wrong homepage plugin.want_https"));
    QCOMPARE(problem(test::manifest({{"formats", 1}})), QStringLiteral("plugin.entry_wrong formats plugin.want_list"));
    QCOMPARE(problem(test::manifest({{"formats", QJsonArray{1}}})), QStringLiteral("plugin.entry_wrong formats[0] plugin.want_object"));
    QCOMPARE(problem(with_format({{"extensions", QJsonArray{".X"}}})),
             QStringLiteral("plugin.entry_wrong formats[0].extensions plugin.want_extension"));
    QCOMPARE(problem(with_format({{"starts_with", "ab"}})),
             QStringLiteral("plugin.entry_wrong formats[0].starts_with plugin.want_four_bytes"));
  }

  void a_default_must_fit_its_setting() {
    const auto wrong = QStringLiteral("plugin.entry_wrong settings.properties.s.default plugin.want_default");
    QCOMPARE(problem(with_setting({{"type", "boolean"}, {"default", 1}})), wrong);
    QCOMPARE(problem(with_setting({{"type", "integer"}, {"default", 11}, {"maximum", 10}})), wrong);
    QCOMPARE(problem(with_setting({{"type", "integer"}, {"default", 1.5}})), wrong);
    QCOMPARE(problem(with_setting({{"type", "number"}, {"default", 0}, {"minimum", 2}})), wrong);
    QCOMPARE(problem(with_setting({{"type", "string"}, {"default", "c"}, {"oneOf", QJsonArray{}}})), wrong);
    QCOMPARE(problem(with_setting({{"type", "number"}, {"default", 2}})), QString());
    QCOMPARE(problem(with_setting({{"type", "colour"}, {"default", 2}})),
             QStringLiteral("plugin.entry_wrong settings.properties.s.type plugin.want_type"));
  }

  void an_unknown_kind_is_named() {
    QCOMPARE(problem(test::manifest({{"widgets", QJsonArray{}}})), QStringLiteral("plugin.entry_unknown widgets"));
    QCOMPARE(problem(with_format({{"extensions", QJsonArray{"x"}}, {"endings", 1}})),
             QStringLiteral("plugin.entry_unknown formats[0].endings"));
    QCOMPARE(problem(test::manifest({{"$schema", "plugin.schema.json"}})), QString());
  }

  void every_kind_of_task_is_read() {
    for (const auto kind : plugin::k_kinds) {
      const auto found = parse(with_task(plugin::name_of(kind), {}));
      QVERIFY2(found, qPrintable(problem(with_task(plugin::name_of(kind), {}))));
      QCOMPARE(found->tasks.size(), std::size_t{1});
      QVERIFY(found->tasks[0].kind == kind);
      QVERIFY(plugin::task_of(*found, kind, "x") != nullptr);
      QVERIFY(plugin::task_of(*found, kind, "y") == nullptr);
      QVERIFY(plugin::kind_named(plugin::name_of(kind)) == kind);
    }
    QVERIFY(!plugin::kind_named("widgets"));
  }

  void what_a_kind_must_say_is_named_when_missing() {
    QCOMPARE(problem(with_task("rules", {{"source", QJsonValue::Null}})), QStringLiteral("plugin.entry_missing rules[0].source"));
    QCOMPARE(problem(with_task("indicators", {{"for", QJsonValue::Null}})), QStringLiteral("plugin.entry_missing indicators[0].for"));
    QCOMPARE(problem(with_task("indicators", {{"for", QJsonArray{"city"}}})),
             QStringLiteral("plugin.entry_wrong indicators[0].for plugin.want_subject"));
    QCOMPARE(problem(with_task("analysis_steps", {{"inputs", QJsonArray{}}})),
             QStringLiteral("plugin.entry_missing analysis_steps[0].inputs"));
    QCOMPARE(problem(with_task("sources", {{"hosts", QJsonValue::Null}})), QStringLiteral("plugin.entry_missing sources[0].hosts"));
    for (const char* host : {"https://example.org", "*", "*.org", "Example.org", "a b", "127.0.0.1/x", ""})
      QCOMPARE(problem(with_task("sources", {{"hosts", QJsonArray{host}}})),
               QStringLiteral("plugin.entry_wrong sources[0].hosts plugin.want_host"));
    QCOMPARE(problem(with_task("sources", {{"hosts", QJsonArray{"*.example.org", "localhost"}}})), QString());
    QCOMPARE(problem(with_task("report_sections", {{"colour", 1}})), QStringLiteral("plugin.entry_unknown report_sections[0].colour"));
    QCOMPARE(problem(with_task("rules", {{"settings", QJsonObject{}}})), QStringLiteral("plugin.entry_unknown rules[0].settings"));
  }

  void of_one_kind_no_two_have_the_same_id() {
    const QJsonObject one = format({});
    QCOMPARE(problem(test::manifest({{"report_sections", QJsonArray{one, one}}})),
             QStringLiteral("plugin.entry_wrong report_sections[1].id plugin.want_unique"));
  }

  void the_example_has_one_of_every_kind() {
    const auto found = plugin::read_manifest(STADTSKIZZE_SOURCE_DIR "/plugins/example");
    QVERIFY2(found, found ? "" : found.error().message.id.c_str());
    QCOMPARE(found->tasks.size(), plugin::k_kinds.size());
    for (std::size_t i = 0; i < plugin::k_kinds.size(); ++i) QVERIFY(found->tasks[i].kind == plugin::k_kinds[i]);
  }

  void another_api_is_told_by_its_number_and_not_by_its_entries() {
    const auto later = parse(test::manifest({{"api", 7}, {"telepathy", true}}));
    QVERIFY(later);
    const auto status = plugin::check_api(*later);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::unsupported);
    QCOMPARE(status.error().message.id, std::string("plugin.api_newer"));
    QVERIFY(plugin::check_api(*parse(test::manifest())));
    QCOMPARE(SKIZZE_PLUGIN_API, 1U);
  }

  void a_folder_without_plugin_json_says_so() {
    const QTemporaryDir folder;
    const auto found = plugin::read_manifest(folder.path().toStdString());
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::not_found);
  }

  void a_huge_plugin_json_is_not_read() {
    const test::PluginFolder folder;
    const auto found = plugin::read_manifest(folder.put("a", QByteArray(300'000, ' ')));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::too_large);
  }

  void the_schema_for_editors_knows_the_same_entries() {
    QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/plugins/plugin.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject definitions = schema["$defs"].toObject();
    // What the reader takes is what it does not call unknown.
    const auto taken = [](const QSet<QString>& keys, const auto& json_with) {
      for (const QString& key : keys) {
        if (problem(json_with(key)).startsWith(QStringLiteral("plugin.entry_unknown"))) return key;
      }
      return QString();
    };
    QCOMPARE(taken(keys_of(schema), [](const QString& key) { return test::manifest({{key, QJsonObject{}}}); }), QString());
    QCOMPARE(taken(keys_of(definitions["format"].toObject()),
                   [](const QString& key) {
                     return with_format({{key, 1}, {"extensions", QJsonArray{"x"}}});
                   }),
             QString());
    const QList<QPair<const char*, const char*>> k_tasks{
        {"rules", "rule"}, {"indicators", "indicator"}, {"analysis_steps", "step"}, {"sources", "source"}, {"report_sections", "section"}};
    for (const auto& [kind, name] : k_tasks) {
      const auto keys = keys_of(definitions[name].toObject());
      QVERIFY(keys.contains("id") && keys_of(schema).contains(kind));
      QCOMPARE(taken(keys, [kind = kind](const QString& key) { return with_task(kind, {{key, 1}}); }), QString());
    }
    // And every entry of a whole plugin.json is in the schema.
    const QJsonObject whole = QJsonDocument::fromJson(test::k_naughty).object();
    for (const QString& key : whole.keys()) QVERIFY2(keys_of(schema).contains(key), qPrintable(key));
    QVERIFY(keys_of(definitions["format"].toObject()).contains("xml_root"));
    QCOMPARE(schema["properties"].toObject()["api"].toObject()["const"].toInt(), int{SKIZZE_PLUGIN_API});
  }
};

QTEST_GUILESS_MAIN(TestManifest)
#include "test_manifest.moc"
