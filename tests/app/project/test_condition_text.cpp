// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "project/condition_text.h"

using namespace skizze;
using namespace skizze::project;

class TestConditionText : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void a_range_is_said_in_the_reader_s_language() {
    const style::Condition c{"hoehe_m", style::Operator::between, {2.5, 10.0}, false};
    QCOMPARE(condition_text(c, Language::de), QStringLiteral("hoehe_m von 2,5 bis unter 10\u00a0m"));
    QCOMPARE(condition_text(c, Language::en), QStringLiteral("hoehe_m from 2.5 to below 10\u00a0m"));
  }

  void conditions_are_joined_by_words() {
    const char* filter = R"(["any",["==",["get","use"],"Schule"],[">",["get","count"],12000]])";
    QCOMPARE(filter_words(filter, Language::de), QStringLiteral("use ist Schule oder count über 12.000"));
    QCOMPARE(filter_words(filter, Language::en), QStringLiteral("use is Schule or count above 12,000"));
    QCOMPARE(filter_words(R"(["any",["==",["get","use"],"A"],["==",["get","use"],"B"]])", Language::de),
             QStringLiteral("use ist A oder B"));
    QCOMPARE(filter_words("", Language::de), QString());
    QCOMPARE(filter_words(R"(["within",{}])", Language::de), QStringLiteral(R"(["within",{}])"));
  }

  void numbers_have_the_decimals_they_need() {
    QCOMPARE(plain_number(1.5, Language::de), QStringLiteral("1,5"));
    QCOMPARE(plain_number(12345, Language::de), QStringLiteral("12.345"));
    QCOMPARE(plain_number(1995, Language::de), QStringLiteral("1995"));  // may be a year
    QCOMPARE(plain_number(1e300, Language::en).left(3), QStringLiteral("1,0"));
    QCOMPARE(range_text(1.5, 20, Language::de), QStringLiteral("1,5 – 20,0"));
  }

  void typed_numbers_are_read_with_comma_and_point() {
    QCOMPARE(*number_from("1,5", Language::de), 1.5);
    QCOMPARE(*number_from("1.5", Language::de), 1.5);
    QCOMPARE(*number_from(" 1.234,5 ", Language::de), 1234.5);
    QCOMPARE(*number_from("1.234", Language::de), 1234.0);
    QCOMPARE(*number_from("1,5", Language::en), 1.5);
    QCOMPARE(*number_from("1,234.5", Language::en), 1234.5);
    QCOMPARE(*number_from("-3", Language::de), -3.0);
    for (const char* text : {"", "zehn", "1,2,3", "1e999", "nan", "inf"}) QVERIFY2(!number_from(QLatin1String(text), Language::de), text);
  }
};

QTEST_GUILESS_MAIN(TestConditionText)
#include "test_condition_text.moc"
