// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/answers.h"

#include <QtTest>

#include "plugin/api_answers.h"
#include "plugin/api_json.h"

using namespace skizze;
using stadtskizze::Json;

namespace {

/// JSON with ' for ".
std::string js(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

plugin::Task task(plugin::Kind kind) {
  plugin::Task out;
  out.kind = kind;
  out.name = {"Bäume", "Trees"};
  out.source = "Council 7/2026";
  out.date = "2026-03-01";
  out.unit = "m";
  return out;
}

template <class T>
QString problem(const base::Result<T>& result) {
  if (result) return {};
  QString out = QString::fromStdString(result.error().message.id);
  for (const auto& argument : result.error().message.arguments) out += ' ' + QString::fromStdString(argument.value);
  return out;
}

QString findings(const std::string& json) { return problem(plugin::read_findings(json, task(plugin::Kind::rule), 2)); }

}  // namespace

class TestAnswers : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void what_the_header_for_plugins_writes_is_read_alike() {
    stadtskizze::Finding finding{
        stadtskizze::Level::defect, {"Zu \"schmal\"\n", "Too narrow \\"}, 1.5, 7, {"Breiter", "Wider"}, {}, {}, {}, {}};
    finding.value = 1.2;
    const auto json = Json::object().set("findings", Json::list().add(finding.json().set("lane", 1))).dump();
    const auto found = plugin::read_findings(json, task(plugin::Kind::rule), 2);
    QVERIFY2(found, qPrintable(problem(found)));
    const auto& one = found->at(0);
    QCOMPARE(one.lane, std::size_t{1});
    QVERIFY(one.level == plugin::Level::defect);
    QCOMPARE(one.text.de, std::string("Zu \"schmal\"\n"));
    QCOMPARE(one.text.en, std::string("Too narrow \\"));
    QCOMPARE(one.from_m, 1.5);
    QCOMPARE(one.value, 1.2);
    QVERIFY(!one.required);
    QCOMPARE(one.suggestion->en, std::string("Wider"));
    QCOMPARE(one.source, std::string("Council 7/2026"));  // the rule's, since the finding has none
  }

  void a_figure_takes_from_plugin_json_what_it_does_not_say() {
    const auto json =
        js("{'figures': [{'subject': 0, 'value': 3, 'decimals': 99}, {'subject': 0, 'title': {'de': 'A', 'en': 'B'}, 'unit': ''}]}");
    const auto figures = plugin::read_figures(json, task(plugin::Kind::indicator), 1);
    QVERIFY2(figures, qPrintable(problem(figures)));
    QCOMPARE(figures->at(0).title.de, std::string("Bäume"));
    QCOMPARE(figures->at(0).unit, std::string("m"));
    QCOMPARE(figures->at(0).source, std::string("Council 7/2026"));
    QCOMPARE(figures->at(0).date, std::string("2026-03-01"));
    QCOMPARE(figures->at(0).decimals, 6);
    QCOMPARE(figures->at(1).title.en, std::string("B"));
    QVERIFY(figures->at(1).unit.empty() && !figures->at(1).value);
  }

  void a_section_is_read_and_its_rows_are_as_long_as_its_head() {
    stadtskizze::Section section{{"T", "T"}, {{"p", "p"}}, {{"a", "a"}, {"b", "b"}}, {{{"1", "1"}, {"2", "2"}}}};
    const auto good = plugin::read_section(section.json().dump());
    QVERIFY2(good, qPrintable(problem(good)));
    QCOMPARE(good->rows.at(0).at(1).de, std::string("2"));
    section.rows.push_back({{"", ""}, {"2", ""}});  // not every cell has words
    const auto with_empty = plugin::read_section(section.json().dump());
    QVERIFY2(with_empty, qPrintable(problem(with_empty)));
    section.rows.push_back({{"1", "1"}});
    QCOMPARE(problem(plugin::read_section(section.json().dump())), QStringLiteral("plugin.answer_wrong rows plugin.want_cells"));
  }

  void addresses_are_of_the_web_and_not_too_many() {
    QVERIFY(plugin::read_addresses(js("{'addresses': ['https://a.example/x', 'http://b.example/']}")));
    const auto wrong = QStringLiteral("plugin.answer_wrong addresses plugin.want_address");
    QCOMPARE(problem(plugin::read_addresses(js("{'addresses': ['file:///etc/passwd']}"))), wrong);
    QCOMPARE(problem(plugin::read_addresses(js("{'addresses': []}"))), QStringLiteral("plugin.answer_missing addresses"));
    std::string many = js("{'addresses': ['https://a.example/'");
    for (int i = 0; i < 60; ++i) many += js(",'https://a.example/'");
    QCOMPARE(problem(plugin::read_addresses(many + "]}")), QStringLiteral("plugin.answer_wrong addresses plugin.want_fewer"));
  }

  void what_is_wrong_is_named_by_its_place() {
    QCOMPARE(findings(""), QStringLiteral("plugin.answer_not_json"));
    QCOMPARE(findings("[]"), QStringLiteral("plugin.answer_not_json"));
    QCOMPARE(findings(std::string(100'000, '[')), QStringLiteral("plugin.answer_not_json"));
    QCOMPARE(findings("{}"), QStringLiteral("plugin.answer_missing findings"));
    QCOMPARE(findings(js("{'findings': [], 'more': 1}")), QStringLiteral("plugin.answer_unknown more"));
    QCOMPARE(findings(js("{'findings': [{'lane': 2}]}")),
             QStringLiteral("plugin.answer_wrong findings[0].lane plugin.want_subject_number"));
    QCOMPARE(findings(js("{'findings': [{'lane': -1}]}")),
             QStringLiteral("plugin.answer_wrong findings[0].lane plugin.want_subject_number"));
    QCOMPARE(findings(js("{'findings': [{'lane': 0.5}]}")),
             QStringLiteral("plugin.answer_wrong findings[0].lane plugin.want_subject_number"));
    QCOMPARE(findings(js("{'findings': [{'lane': 0, 'level': 'awful'}]}")),
             QStringLiteral("plugin.answer_wrong findings[0].level plugin.want_level"));
    QCOMPARE(findings(js("{'findings': [{'lane': 0, 'level': 'hint', 'text': {'de': 'A'}}]}")),
             QStringLiteral("plugin.answer_missing findings[0].text.en"));
    QCOMPARE(findings(js("{'findings': [{'lane': 0, 'level': 'hint', 'text': {'de': 'A', 'en': 'B'}, 'colour': 1}]}")),
             QStringLiteral("plugin.answer_unknown findings[0].colour"));
    QCOMPARE(findings(std::string(plugin::k_max_answer_bytes + 1, ' ')), QStringLiteral("plugin.answer_too_large"));
  }

  void the_json_of_plugins_reads_what_others_write() {
    const auto json = Json::parse(js(" {'a': [1, -2.5e3, true, null, '\\u00e4\\ud83c\\udf33\\n\\'\\\\'], 'b': {'c': 'x'}} "));
    QCOMPARE(json["a"].size(), std::size_t{5});
    QCOMPARE(json["a"][1].number(), -2500.0);
    QVERIFY(json["a"][2].flag() && json["a"][3].is_null());
    QCOMPARE(json["a"][4].text(), std::string("ä🌳\n\"\\"));
    QCOMPARE(json["b"]["c"].text(), std::string("x"));
    QVERIFY(json["b"]["nothing"][7]["deeper"].is_null());
    QCOMPARE(Json::parse(json.dump()).dump(), json.dump());
  }

  void the_json_of_plugins_refuses_what_is_none() {
    for (const std::string text : {"", "{", "[1,]", "{\"a\"}", "tru", "1 2", "\"\\x\"", "\"", "\"\\u12\"", "-", "1.2.3"})
      QVERIFY_EXCEPTION_THROWN(Json::parse(text), std::runtime_error);
    QVERIFY_EXCEPTION_THROWN(Json::parse(std::string(100'000, '[')), std::runtime_error);
  }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "test_answers.moc"
