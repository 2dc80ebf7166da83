// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The profile of a lane's heights: a ramp, a hole in the heights, the keyboard.
#include "planning/gradient_chart.h"

#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "shell/language.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

/// 600 m: level, 5 % from 300 to 400 m, level; no heights from 450 to 500 m.
bike::Gradient hill() {
  return bike::gradient_of({{0, 0}, {600, 0}}, [](geo::Point2 p) -> std::optional<double> {
    if (p.x > 450 && p.x < 500) return std::nullopt;
    return 100 + std::clamp(p.x - 300, 0.0, 100.0) * 0.05;
  });
}

}  // namespace

class TestGradientChart : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    set_language(project::Language::en);
    m_chart = std::make_unique<GradientChart>();
    m_chart->resize(400, 150);
    m_chart->show_gradient(hill());
  }
  void the_words_say_climb_steepest_part_and_what_is_missing();
  void the_keyboard_goes_along_the_lane_and_says_where_it_is();
  void the_pointer_chooses_a_place_and_leaving_forgets_it();
  void the_curve_is_interrupted_where_heights_are_missing();
  void without_any_height_nothing_is_assessed();
  void german_words_are_german();

 private:
  bool line_at(const QImage& image, double along_m) const;
  std::unique_ptr<GradientChart> m_chart;
};

void TestGradientChart::the_words_say_climb_steepest_part_and_what_is_missing() {
  const auto words = m_chart->summary();
  QVERIFY2(words.contains(QStringLiteral("Steepest 100 m (300–400 m): 5.0 % up")), qPrintable(words));
  QVERIFY2(words.contains(QStringLiteral("Climb 5 m, descent 0 m")), qPrintable(words));
  QVERIFY2(words.contains(QStringLiteral("50 m without heights")), qPrintable(words));
  QCOMPARE(m_chart->accessibleName(), QStringLiteral("Gradient profile"));
  QVERIFY(m_chart->accessibleDescription().contains(words));
}

void TestGradientChart::the_keyboard_goes_along_the_lane_and_says_where_it_is() {
  QSignalSpy pointed(m_chart.get(), &GradientChart::pointed_changed);
  QSignalSpy chosen(m_chart.get(), &GradientChart::chosen);
  QTest::keyClick(m_chart.get(), Qt::Key_Return);
  QCOMPARE(chosen.size(), 0);  // nothing is pointed at
  QTest::keyClick(m_chart.get(), Qt::Key_Home);
  QCOMPARE(*m_chart->pointed(), 0.0);
  for (int i = 0; i < 7; ++i) QTest::keyClick(m_chart.get(), Qt::Key_Right, Qt::ShiftModifier);
  QCOMPARE(*m_chart->pointed(), 350.0);
  QCOMPARE(m_chart->accessibleDescription(), QStringLiteral("350 m: height 102.5 m, 5.0 % up"));
  QTest::keyClick(m_chart.get(), Qt::Key_Left);
  QCOMPARE(*m_chart->pointed(), 345.0);
  QTest::keyClick(m_chart.get(), Qt::Key_Return);
  QCOMPARE(chosen.size(), 1);
  QCOMPARE(chosen.front().front().toDouble(), 345.0);
  QTest::keyClick(m_chart.get(), Qt::Key_End);
  QTest::keyClick(m_chart.get(), Qt::Key_Right);
  QCOMPARE(*m_chart->pointed(), 600.0);
  QVERIFY(pointed.size() >= 9);
}

void TestGradientChart::the_pointer_chooses_a_place_and_leaving_forgets_it() {
  const QPointF at(m_chart->x_of(475), 60);
  QMouseEvent move(QEvent::MouseMove, at, m_chart->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
  QCoreApplication::sendEvent(m_chart.get(), &move);
  QVERIFY(m_chart->pointed() && std::abs(*m_chart->pointed() - 475) <= 5);
  QCOMPARE(m_chart->text_at(475), QStringLiteral("475 m: no heights here"));
  QEvent leave(QEvent::Leave);
  QCoreApplication::sendEvent(m_chart.get(), &leave);
  QVERIFY(!m_chart->pointed());
}

/// Whether anything of the curve's colour is drawn in the column of a place.
bool TestGradientChart::line_at(const QImage& image, double along_m) const {
  const QColor line = current_theme().accent;
  const int x = static_cast<int>(std::lround(m_chart->x_of(along_m) * image.width() / m_chart->width()));
  for (int y = 0; y < image.height(); ++y) {
    const QColor c = image.pixelColor(x, y);
    if (std::abs(c.red() - line.red()) + std::abs(c.green() - line.green()) + std::abs(c.blue() - line.blue()) < 24) return true;
  }
  return false;
}

void TestGradientChart::the_curve_is_interrupted_where_heights_are_missing() {
  const QImage image = m_chart->grab().toImage();
  QVERIFY(line_at(image, 100) && line_at(image, 350) && line_at(image, 560));
  QVERIFY(!line_at(image, 475));
}

void TestGradientChart::without_any_height_nothing_is_assessed() {
  m_chart->show_gradient(bike::gradient_of({{0, 0}, {600, 0}}, [](geo::Point2) { return std::optional<double>(); }));
  QVERIFY(m_chart->summary().startsWith(QStringLiteral("Not assessable")));
  QCOMPARE(m_chart->text_at(100), QStringLiteral("100 m: no heights here"));
  m_chart->show_gradient({});
  QVERIFY(m_chart->text_at(0).isEmpty());
  QVERIFY(!m_chart->grab().isNull());
}

void TestGradientChart::german_words_are_german() {
  set_language(project::Language::de);
  QVERIFY2(m_chart->summary().contains(QStringLiteral("Steilste 100 m (300–400 m): 5,0 % aufwärts")), qPrintable(m_chart->summary()));
  set_language(project::Language::en);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestGradientChart)
#include "test_gradient_chart.moc"
