// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/rules.h"

#include <QTemporaryDir>
#include <QtTest>

#include "app/bike/rule_fixture.h"

using namespace skizze;

namespace {

const std::string k_head = "id,value,unit,source,year,status,note\n";

std::string argument(const base::Error& error, const std::string& name) {
  for (const auto& argument : error.message.arguments) {
    if (argument.name == name) return argument.value;
  }
  return "(none)";
}

void expect_error(const std::string& csv, const std::string& id, const std::string& line, const std::string& column) {
  const auto rules = bike::parse_rules(csv, "city.csv");
  QVERIFY(!rules);
  QCOMPARE(rules.error().message.id, id);
  QCOMPARE(argument(rules.error(), "file"), std::string("city.csv"));
  QCOMPARE(argument(rules.error(), "line"), line);
  QCOMPARE(argument(rules.error(), "column"), column);
}

}  // namespace

class TestRules : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void a_row_is_read_with_all_it_says() {
    const auto rules = bike::parse_rules(k_head + "width.x.standard,1.85,m,\"ERA, Tab. \"\"5\"\"\",2010,V2,gut\n", "a.csv");
    QVERIFY(rules.has_value());
    QCOMPARE(rules->size(), 1U);
    const auto& rule = rules->front();
    QCOMPARE(rule.value, 1.85);
    QCOMPARE(rule.source, std::string("ERA, Tab. \"5\""));
    QCOMPARE(*rule.year, 2010);
    QVERIFY(rule.status == bike::RuleStatus::two_sources);
    QCOMPARE(rule.line, 2);
  }

  void a_spreadsheet_with_semicolons_bom_and_crlf_is_read() {
    const auto rules = bike::parse_rules("\xEF\xBB\xBFvalue;id;unit;source;year;status;note\r\n2.5;width.x;m;Stadt;;V1;\r\n", "a.csv");
    QVERIFY(rules.has_value());
    QCOMPARE(rules->front().value, 2.5);
    QVERIFY(!rules->front().year);
  }

  void a_missing_column_is_named() {
    expect_error("id,value,unit,source,year,note\na,1,m,s,2010,\n", "bike.rule_no_column", "1", "status");
  }
  void a_negative_width_is_named() { expect_error(k_head + "a,1,m,s,,V1,\nb,-0.5,m,s,,V1,\n", "bike.rule_negative", "3", "value"); }
  void a_width_that_is_no_number_is_named() { expect_error(k_head + "a,\"1,85\",m,s,,V1,\n", "bike.rule_no_number", "2", "value"); }
  void an_infinite_width_is_no_number() { expect_error(k_head + "a,inf,m,s,,V1,\n", "bike.rule_no_number", "2", "value"); }
  void a_double_id_is_named() { expect_error(k_head + "a,1,m,s,,V1,\n\n# note\na,2,m,s,,V1,\n", "bike.rule_twice", "5", "id"); }
  void an_unknown_unit_is_named() { expect_error(k_head + "a,1,ft,s,,V1,\n", "bike.rule_unit", "2", "unit"); }
  void an_unknown_status_is_named() { expect_error(k_head + "a,1,m,s,,sure,\n", "bike.rule_status", "2", "status"); }
  void a_figure_without_source_is_named() { expect_error(k_head + "a,1,m,,,V1,\n", "bike.rule_empty", "2", "source"); }
  void an_empty_table_lacks_its_columns() { expect_error("", "bike.rule_no_column", "1", "id"); }
  void a_short_row_lacks_its_cells() { expect_error(k_head + "a,1,m\n", "bike.rule_empty", "2", "source"); }

  void the_values_of_a_city_win_and_are_marked() {
    auto book = test::shipped_rules();
    const auto count = book.all().size();
    QVERIFY(book.add_city(k_head + "width.radfahrstreifen.standard,2.30,m,Stadtratsbeschluss,2024,V1,\n", "stadt.csv").has_value());
    QCOMPARE(book.all().size(), count);
    const auto* rule = book.find("width.radfahrstreifen.standard");
    QCOMPARE(rule->value, 2.30);
    QVERIFY(rule->city);
    QCOMPARE(rule->file, std::string("stadt.csv"));
    QVERIFY(!book.find("width.schutzstreifen.standard")->city);
  }

  void a_city_can_neither_misspell_an_id_nor_change_a_unit() {
    auto book = test::shipped_rules();
    const auto unknown = book.add_city(k_head + "width.radfahrstreifn.standard,2.3,m,s,,V1,\n", "stadt.csv");
    QCOMPARE(unknown.error().message.id, std::string("bike.rule_unknown"));
    const auto unit = book.add_city(k_head + "width.radfahrstreifen.standard,2.3,%,s,,V1,\n", "stadt.csv");
    QCOMPARE(unit.error().message.id, std::string("bike.rule_other_unit"));
    QCOMPARE(book.find("width.radfahrstreifen.standard")->value, 1.85);
  }

  void a_folder_of_a_city_is_read_and_an_empty_one_refused() {
    QTemporaryDir dir;
    auto book = test::shipped_rules();
    QCOMPARE(book.add_folder(dir.path().toStdString(), true).error().message.id, std::string("bike.rule_no_tables"));
    QFile file(dir.filePath(QStringLiteral("a.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write((k_head + "space.lane.minimum,3.00,m,Stadt,2024,V1,\n").c_str());
    file.close();
    QVERIFY(book.add_folder(dir.path().toStdString(), true).has_value());
    QCOMPARE(book.deciding("space.lane.minimum")->value, 3.0);
  }

  void unverified_figures_never_decide() {
    const auto book = test::shipped_rules();
    int unverified = 0;
    for (const auto& rule : book.all()) {
      if (rule.status != bike::RuleStatus::unverified) continue;
      ++unverified;
      QVERIFY(book.find(rule.id) && !book.deciding(rule.id));
    }
    QVERIFY(unverified >= 10);
  }

  void every_shipped_figure_agrees_with_the_reference() {
    const auto book = test::shipped_rules();
    const auto rows =
        bike::compare_with_reference(book, test::text_of_file(STADTSKIZZE_SOURCE_DIR "/tests/data/bike_reference.csv"), "reference");
    QVERIFY(rows.has_value());
    QVERIFY(rows->size() >= 150);
    for (const auto& row : *rows) QVERIFY2(row.matches, row.id.c_str());
  }

  void a_wrong_a_missing_and_an_unknown_figure_are_deviations() {
    bike::RuleBook book;
    QVERIFY(book.add(k_head + "a,1,m,s,,V1,\nb,2,m,s,,V1,\nc,3,m,s,,V1,\n", "a.csv").has_value());
    const auto rows = bike::compare_with_reference(book, "table,id,value,unit\nA1,a,1,m\nA1,b,2.5,m\nA1,d,4,m\n", "r.csv");
    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), 4U);
    QVERIFY((*rows)[0].matches);
    QVERIFY(!(*rows)[1].matches);                           // another value
    QVERIFY(!(*rows)[2].matches && !(*rows)[2].reference);  // nobody vouches for it
    QVERIFY(!(*rows)[3].matches && !(*rows)[3].shipped);    // not shipped
  }

  void a_rule_says_how_sure_it_is_as_the_table_does() {
    const auto book = test::shipped_rules();
    QVERIFY(book.find("width.schutzstreifen.standard")->status == bike::RuleStatus::two_sources);
    QVERIFY(book.find("width.getrennter_geh_radweg.standard")->status == bike::RuleStatus::one_source);
    QVERIFY(book.find("width.fahrradstrasse.standard")->status == bike::RuleStatus::unverified);
    QVERIFY(book.find("safety.road.none")->status == bike::RuleStatus::measured);
  }
};

QTEST_GUILESS_MAIN(TestRules)
#include "test_rules.moc"
