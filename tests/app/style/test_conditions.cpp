// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <rapidcheck.h>

#include "style/conditions.h"
#include "style/evaluate.h"
#include "style/look.h"
#include "style/stylesheet.h"

using namespace skizze;
using namespace skizze::style;
using feature::Value;

namespace {

bool takes(const std::string& filter, const Value& value) {
  const auto sheet = parse(R"([{"id":"a","type":"fill","filter":)" + filter + "}]");
  if (!sheet) qFatal("%s", filter.c_str());
  PropertyRow row{0, geo::GeometryKind::area, {}};
  if (!std::holds_alternative<std::monostate>(value)) row.properties.emplace_back("h", value);
  return LayerEvaluator(*sheet, 0, nullptr).matches(row, 16);
}

Conditions single(Operator op, std::vector<Value> values, bool to_included = false) {
  return {false, {{"h", op, std::move(values), to_included}}};
}

}  // namespace

class TestConditions : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void what_is_written_is_read_back();
  void numbers_are_compared_as_numbers_also_where_they_are_texts();
  void limits_mean_what_they_say();
  void graduated_classes_become_rules_that_can_be_said();
  void categories_become_rules_that_can_be_said();
  void what_the_filter_line_writes_is_understood();
  void an_expression_beyond_conditions_is_left_alone();
};

void TestConditions::what_is_written_is_read_back() {
  const auto ok = rc::check([] {
    const auto number = [] { return Value(*rc::gen::inRange(-1000, 1000) / 4.0); };
    Conditions all;
    all.any = *rc::gen::arbitrary<bool>();
    const auto count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) {
      Condition c;
      c.attribute = *rc::gen::element<std::string>("h", "use", "ein Name");
      c.op = static_cast<Operator>(*rc::gen::inRange(0, 10));
      if (c.op == Operator::between) {
        c.values = {number(), number()};
        c.to_included = *rc::gen::arbitrary<bool>();
      } else if (c.op == Operator::contains) {
        c.values = {Value(std::string("schule"))};
      } else if (c.op != Operator::empty && c.op != Operator::set) {
        c.values = {*rc::gen::arbitrary<bool>() ? number() : Value(std::string("W"))};
      }
      all.parts.push_back(std::move(c));
    }
    const auto back = conditions_of(filter_of(all));
    RC_ASSERT(back.has_value());
    // Several forms say the same: two parts that together are one range or one list of values come back as one.
    if (back->parts.size() == all.parts.size() && all.parts.size() > 1) RC_ASSERT(*back == all);
    if (all.parts.size() == 1) RC_ASSERT(back->parts == all.parts);
    RC_ASSERT(filter_of(*back) == filter_of(*conditions_of(filter_of(*back))));
  });
  QVERIFY(ok);
}

void TestConditions::numbers_are_compared_as_numbers_also_where_they_are_texts() {
  const auto filter = filter_of(single(Operator::at_least, {Value(9.0)}));
  QVERIFY(takes(filter, 10.0));
  QVERIFY(takes(filter, std::string("10")));
  QVERIFY(!takes(filter, std::string("ten")));
  QVERIFY(!takes(filter, {}));
  QVERIFY(!takes(filter_of(single(Operator::less, {Value(9.0)})), {}));
}

void TestConditions::limits_mean_what_they_say() {
  const auto open = filter_of(single(Operator::between, {Value(10.0), Value(20.0)}));
  QVERIFY(takes(open, 10.0));
  QVERIFY(!takes(open, 20.0));
  QVERIFY(takes(filter_of(single(Operator::between, {Value(10.0), Value(20.0)}, true)), 20.0));
  QVERIFY(takes(filter_of(single(Operator::equal, {Value(std::string("a")), Value(std::string("b"))})), std::string("b")));
  QVERIFY(takes(filter_of(single(Operator::contains, {Value(std::string("schul"))})), std::string("Grundschule")));
  QVERIFY(takes(filter_of(single(Operator::empty, {})), {}));
  QVERIFY(!takes(filter_of(single(Operator::set, {})), {}));
}

void TestConditions::graduated_classes_become_rules_that_can_be_said() {
  Look look;
  look.kind = LookKind::graduated;
  look.attribute = "h";
  for (const double from : {0.0, 10.0, 20.0}) {
    LookClass c;
    c.from = from;
    c.to = from + 10;
    look.classes.push_back(c);
  }
  const Look rules = as_rules(look);
  QVERIFY(conditions_of(rules.classes[0].filter_json) == single(Operator::less, {Value(10.0)}));
  QVERIFY(conditions_of(rules.classes[1].filter_json) == single(Operator::between, {Value(10.0), Value(20.0)}));
  QVERIFY(conditions_of(rules.classes[2].filter_json) == single(Operator::at_least, {Value(20.0)}));
  QVERIFY(rules.classes[1].label.empty());  // the words of its condition, in the reader's language, are its label
}

void TestConditions::categories_become_rules_that_can_be_said() {
  Look look;
  look.kind = LookKind::categorised;
  look.attribute = "h";
  LookClass c;
  c.values = {std::string("a"), std::string("b")};
  look.classes = {c};
  QVERIFY(conditions_of(as_rules(look).classes[0].filter_json) ==
          single(Operator::equal, {Value(std::string("a")), Value(std::string("b"))}));
}

void TestConditions::what_the_filter_line_writes_is_understood() {
  const auto two = conditions_of(R"(["all",[">",["get","h"],20],["in","schule",["downcase",["to-string",["get","use"]]]]])");
  QVERIFY(two.has_value());
  QCOMPARE(two->parts.size(), std::size_t{2});
  QVERIFY(two->parts[1].op == Operator::contains);
  QVERIFY(conditions_of(R"(["any",["has","h"],["!",["has","use"]]])")->any);
  QVERIFY(conditions_of("")->parts.empty());
}

void TestConditions::an_expression_beyond_conditions_is_left_alone() {
  for (const char* text : {"[", "true", "17", "{}", "[]", R"(["all"])", R"(["==",["geometry-type"],"Point"])",
                           R"(["all",["==",["get","a"],1],["any",["==",["get","a"],1],[">",["get","b"],2]]])",
                           R"(["<",["+",["get","a"],1],2])", R"(["==",["get","a"],["get","b"]])", R"(["within",{}])"})
    QVERIFY2(!conditions_of(text).has_value(), text);
}

QTEST_GUILESS_MAIN(TestConditions)
#include "test_conditions.moc"
