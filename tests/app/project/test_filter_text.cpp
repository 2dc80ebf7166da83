// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/filter_text.h"

#include <QTest>

using namespace skizze;
using feature::ColumnType;

class TestFilterText : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void an_empty_text_is_no_filter();
  void a_word_is_compared_as_text();
  void a_number_column_takes_a_decimal_comma();
  void columns_are_found_regardless_of_case();
  void quoted_values_may_hold_blanks();
  void parts_are_joined_by_and_in_both_languages();
  void contains_ignores_case();
  void an_unknown_column_is_named();
  void a_word_in_a_number_column_is_an_error();
  void mixing_and_with_or_is_an_error();
  void an_open_quote_is_an_error();
  void what_was_typed_comes_back();
  void an_expression_is_taken_as_it_is();
  void a_filter_goes_before_the_filter_of_each_layer();
};

namespace {
const std::vector<feature::Column> k_columns{
    {"class", ColumnType::text}, {"breite", ColumnType::real}, {"bewohnt", ColumnType::boolean}, {"Straße nr", ColumnType::text}};

std::string code_of(std::string_view text) {
  const auto filter = project::filter_from_text(text, k_columns);
  return filter ? "no error" : filter.error().message.id;
}
}  // namespace

void TestFilterText::an_empty_text_is_no_filter() { QCOMPARE(project::filter_from_text("  ", k_columns).value(), std::string()); }

void TestFilterText::a_word_is_compared_as_text() {
  QCOMPARE(project::filter_from_text("class = primary", k_columns).value(), std::string(R"(["==",["get","class"],"primary"])"));
  QCOMPARE(project::filter_from_text("class<>primary", k_columns).value(), std::string(R"(["!=",["get","class"],"primary"])"));
}

void TestFilterText::a_number_column_takes_a_decimal_comma() {
  QCOMPARE(project::filter_from_text("breite >= 2,5", k_columns).value(), std::string(R"([">=",["get","breite"],2.5])"));
}

void TestFilterText::columns_are_found_regardless_of_case() {
  QCOMPARE(project::filter_from_text("CLASS = a", k_columns).value(), std::string(R"(["==",["get","class"],"a"])"));
}

void TestFilterText::quoted_values_may_hold_blanks() {
  QCOMPARE(project::filter_from_text("\"straße NR\" = \"Am Wall 3\"", k_columns).value(),
           std::string(R"(["==",["get","Straße nr"],"Am Wall 3"])"));
}

void TestFilterText::parts_are_joined_by_and_in_both_languages() {
  const std::string expected = R"(["all",["==",["get","class"],"a"],["<",["get","breite"],3]])";
  QCOMPARE(project::filter_from_text("class = a and breite < 3", k_columns).value(), expected);
  QCOMPARE(project::filter_from_text("class = a UND breite < 3", k_columns).value(), expected);
}

void TestFilterText::contains_ignores_case() {
  QCOMPARE(project::filter_from_text("class enthält Weg", k_columns).value(),
           std::string(R"(["in","weg",["downcase",["to-string",["get","class"]]]])"));
}

void TestFilterText::an_unknown_column_is_named() {
  const auto filter = project::filter_from_text("klasse = a", k_columns);
  QVERIFY(!filter);
  QCOMPARE(filter.error().message.id, std::string("project.filter_unknown_column"));
  QCOMPARE(filter.error().message.arguments.at(0).value, std::string("klasse"));
}

void TestFilterText::a_word_in_a_number_column_is_an_error() { QCOMPARE(code_of("breite > viel"), std::string("project.filter_number")); }

void TestFilterText::mixing_and_with_or_is_an_error() {
  QCOMPARE(code_of("class = a and class = b or class = c"), std::string("project.filter_syntax"));
  QCOMPARE(code_of("class"), std::string("project.filter_syntax"));
  QCOMPARE(code_of("class ="), std::string("project.filter_syntax"));
  QCOMPARE(code_of("class = a and"), std::string("project.filter_syntax"));
}

void TestFilterText::an_open_quote_is_an_error() { QCOMPARE(code_of("class = \"a"), std::string("project.filter_quote")); }

void TestFilterText::what_was_typed_comes_back() {
  for (const std::string typed : {"class = primary", "breite >= 2.5", "class = a or class = b", "class contains weg", "class is empty",
                                  "class is set", "\"Straße nr\" = \"Am Wall 3\"", "bewohnt = true"}) {
    const auto json = project::filter_from_text(typed, k_columns);
    QVERIFY2(json, typed.c_str());
    QCOMPARE(project::filter_to_text(*json), typed);
  }
}

void TestFilterText::an_expression_is_taken_as_it_is() {
  const std::string expression = R"(["any",["has","class"],[">",["+",["get","breite"],1],3]])";
  QCOMPARE(project::filter_from_text(expression, k_columns).value(), expression);
  QCOMPARE(project::filter_to_text(expression), expression);
}

void TestFilterText::a_filter_goes_before_the_filter_of_each_layer() {
  const auto style = project::with_filter(
      R"({"version":8,"layers":[{"id":"a","type":"fill"},{"id":"b","type":"line","filter":["has","x"]}]})", R"(["has","y"])");
  QVERIFY(style);
  QVERIFY(style->find(R"("filter":["has","y"])") != std::string::npos);
  QVERIFY(style->find(R"("filter":["all",["has","y"],["has","x"]])") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestFilterText)
#include "test_filter_text.moc"
