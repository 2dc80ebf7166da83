// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/typed_figure.h"

#include <QTest>

namespace skizze::ui {

class TestTypedFigure : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothing_typed_is_no_figure();
  void comma_and_point_are_decimal_signs();
  void a_bearing_stands_after_the_angle_sign();
  void a_bearing_beyond_a_full_turn_comes_round();
  void letters_belong_to_others();
  void backspace_takes_back_one_sign_and_then_belongs_to_others();
  void zero_is_no_length();
  void two_points_are_no_number();
  void a_second_angle_sign_is_not_taken();
  void it_stops_growing();

 private:
  static bool type(TypedFigure& figure, const QString& text);
};

bool TestTypedFigure::type(TypedFigure& figure, const QString& text) {
  bool taken = true;
  for (const QChar c : text) {
    ToolInput input;
    input.kind = ToolInput::Kind::key;
    input.text = c;
    taken = figure.take(input) && taken;
  }
  return taken;
}

void TestTypedFigure::nothing_typed_is_no_figure() {
  const TypedFigure figure;
  QVERIFY(figure.empty());
  QVERIFY(!figure.length_m());
  QVERIFY(!figure.bearing_deg());
}

void TestTypedFigure::comma_and_point_are_decimal_signs() {
  for (const char* text : {"12,5", "12.5"}) {
    TypedFigure figure;
    QVERIFY(type(figure, QLatin1String(text)));
    QCOMPARE(figure.length_m().value(), 12.5);
    QVERIFY(!figure.bearing_deg());
  }
}

void TestTypedFigure::a_bearing_stands_after_the_angle_sign() {
  TypedFigure figure;
  QVERIFY(type(figure, QStringLiteral("40<90")));
  QCOMPARE(figure.length_m().value(), 40.0);
  QCOMPARE(figure.bearing_deg().value(), 90.0);
  TypedFigure only_bearing;
  QVERIFY(type(only_bearing, QStringLiteral("<45")));
  QVERIFY(!only_bearing.length_m());
  QCOMPARE(only_bearing.bearing_deg().value(), 45.0);
}

void TestTypedFigure::a_bearing_beyond_a_full_turn_comes_round() {
  TypedFigure figure;
  type(figure, QStringLiteral("1<450"));
  QCOMPARE(figure.bearing_deg().value(), 90.0);
}

void TestTypedFigure::letters_belong_to_others() {
  TypedFigure figure;
  QVERIFY(!type(figure, QStringLiteral("b")));
  QVERIFY(!type(figure, QStringLiteral("-")));
  QVERIFY(figure.empty());
}

void TestTypedFigure::backspace_takes_back_one_sign_and_then_belongs_to_others() {
  TypedFigure figure;
  type(figure, QStringLiteral("12"));
  ToolInput back;
  back.key = Qt::Key_Backspace;
  QVERIFY(figure.take(back));
  QCOMPARE(figure.text(), QStringLiteral("1"));
  QVERIFY(figure.take(back));
  QVERIFY(!figure.take(back));
}

void TestTypedFigure::zero_is_no_length() {
  TypedFigure figure;
  type(figure, QStringLiteral("0,0"));
  QVERIFY(!figure.length_m());
}

void TestTypedFigure::two_points_are_no_number() {
  TypedFigure figure;
  type(figure, QStringLiteral("1,2,3"));
  QVERIFY(!figure.length_m());
}

void TestTypedFigure::a_second_angle_sign_is_not_taken() {
  TypedFigure figure;
  QVERIFY(!type(figure, QStringLiteral("1<2<3")));
  QCOMPARE(figure.text(), QStringLiteral("1<23"));
}

void TestTypedFigure::it_stops_growing() {
  TypedFigure figure;
  QVERIFY(!type(figure, QString(100, QLatin1Char('9'))));
  QVERIFY(figure.text().size() < 20);
  QVERIFY(figure.length_m().has_value());
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestTypedFigure)
#include "test_typed_figure.moc"
