// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

#include "canvas/canvas.h"
#include "canvas/map_controls.h"
#include "geo/mercator.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

/// Counts what reaches it; takes presses when asked to.
class CountingTool : public Tool {
 public:
  QString id() const override { return QStringLiteral("counting"); }
  ToolResult handle(const ToolInput& input, ToolContext&) override {
    last = input;
    ++count[input.kind];
    ToolResult result;
    result.taken = take_press && input.kind == ToolInput::Kind::press;
    return result;
  }
  std::map<ToolInput::Kind, int> count;
  ToolInput last;
  bool take_press = false;
};

}  // namespace

class TestCanvas : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void cleanup();
  void the_wheel_keeps_the_place_under_the_pointer();
  void dragging_moves_the_map_with_the_hand();
  void a_click_reaches_the_tool_without_moving_the_map();
  void a_taken_press_keeps_the_map_still();
  void arrow_keys_move_the_map_under_a_crosshair();
  void enter_acts_at_the_crosshair();
  void escape_goes_back_to_the_neutral_tool();
  void shift_and_drag_zooms_to_the_box();
  void the_scale_can_be_set();
  void a_nice_distance_fits();
  void frames_are_logged();

 private:
  std::unique_ptr<Canvas> m_canvas;
  CountingTool* m_tool = nullptr;
};

void TestCanvas::init() {
  Look::instance().set_reduced_motion(true);
  Look::instance().set(ThemeChoice::light, Density::desk);
  m_canvas = std::make_unique<Canvas>();
  m_canvas->resize(800, 600);
  m_canvas->show();
  m_canvas->set_camera(geo::to_mercator({13.4, 52.5}), 14, false);
  auto tool = std::make_unique<CountingTool>();
  m_tool = tool.get();
  m_canvas->add_tool(std::move(tool));
  m_canvas->setFocus();
}

void TestCanvas::cleanup() { m_canvas.reset(); }

void TestCanvas::the_wheel_keeps_the_place_under_the_pointer() {
  const geo::Point2 px{200, 150};
  const auto before = m_canvas->camera().to_mercator(px);
  QWheelEvent wheel(QPointF(px.x, px.y), m_canvas->mapToGlobal(QPointF(px.x, px.y)), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(m_canvas.get(), &wheel);
  QVERIFY(m_canvas->camera().zoom > 14.5);
  const auto after = m_canvas->camera().to_mercator(px);
  QVERIFY(std::hypot(after.x - before.x, after.y - before.y) < 1e-6);
}

void TestCanvas::dragging_moves_the_map_with_the_hand() {
  const auto held = m_canvas->camera().to_mercator({300, 300});
  QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, QPoint(300, 300));
  QTest::mouseMove(m_canvas.get(), QPoint(350, 320));
  QTest::mouseMove(m_canvas.get(), QPoint(400, 340));
  QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, QPoint(400, 340));
  const auto now = m_canvas->camera().to_mercator({400, 340});
  QVERIFY(std::hypot(now.x - held.x, now.y - held.y) < 1e-6);
  QCOMPARE(m_tool->count[ToolInput::Kind::release], 0);
}

void TestCanvas::a_click_reaches_the_tool_without_moving_the_map() {
  const auto center = m_canvas->camera().center;
  QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, QPoint(123, 45));
  QCOMPARE(m_tool->count[ToolInput::Kind::release], 1);
  QCOMPARE(m_tool->last.screen_px, QPointF(123, 45));
  QVERIFY(!m_tool->last.dragging);
  QCOMPARE(m_canvas->camera().center, center);
}

void TestCanvas::a_taken_press_keeps_the_map_still() {
  m_tool->take_press = true;
  const auto center = m_canvas->camera().center;
  QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, QPoint(300, 300));
  QTest::mouseMove(m_canvas.get(), QPoint(420, 300));
  QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, QPoint(420, 300));
  QCOMPARE(m_canvas->camera().center, center);
  QVERIFY(m_tool->count[ToolInput::Kind::move] >= 1);
  QCOMPARE(m_tool->count[ToolInput::Kind::release], 1);
  QVERIFY(m_tool->last.dragging);
}

void TestCanvas::arrow_keys_move_the_map_under_a_crosshair() {
  const auto center = m_canvas->camera().center;
  QTest::keyClick(m_canvas.get(), Qt::Key_Right);
  QVERIFY(m_canvas->keyboard_cursor_shown());
  QVERIFY(m_canvas->camera().center.x > center.x);
  QCOMPARE(m_canvas->camera().center.y, center.y);
  QCOMPARE(m_tool->count[ToolInput::Kind::move], 1);
}

void TestCanvas::enter_acts_at_the_crosshair() {
  QTest::keyClick(m_canvas.get(), Qt::Key_Up);
  QTest::keyClick(m_canvas.get(), Qt::Key_Return);
  QCOMPARE(m_tool->count[ToolInput::Kind::press], 1);
  QCOMPARE(m_tool->count[ToolInput::Kind::release], 1);
  QCOMPARE(m_tool->last.screen_px, QPointF(400, 300));
}

void TestCanvas::escape_goes_back_to_the_neutral_tool() {
  class Pan : public CountingTool {
    QString id() const override { return QStringLiteral("pan"); }
  };
  m_canvas->add_tool(std::make_unique<Pan>());
  QCOMPARE(m_canvas->active_tool()->id(), QStringLiteral("counting"));
  QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
  QCOMPARE(m_canvas->active_tool()->id(), QStringLiteral("pan"));
  QVERIFY(!m_canvas->activate_tool(QStringLiteral("no such tool")));
}

void TestCanvas::shift_and_drag_zooms_to_the_box() {
  const auto middle = m_canvas->camera().to_mercator({300, 200});
  QTest::mousePress(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier, QPoint(200, 125));
  QTest::mouseMove(m_canvas.get(), QPoint(300, 200));
  QTest::mouseMove(m_canvas.get(), QPoint(400, 275));
  QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier, QPoint(400, 275));
  QVERIFY(std::abs(m_canvas->camera().zoom - 16) < 1e-6);  // the box is a quarter of the view each way
  QVERIFY(std::hypot(m_canvas->camera().center.x - middle.x, m_canvas->camera().center.y - middle.y) < 1);
}

void TestCanvas::the_scale_can_be_set() {
  m_canvas->set_scale_denominator(5000);
  QVERIFY(std::abs(m_canvas->scale_denominator() - 5000) < 1);
  m_canvas->set_scale_denominator(-1);
  QVERIFY(std::abs(m_canvas->scale_denominator() - 5000) < 1);
}

void TestCanvas::a_nice_distance_fits() {
  QCOMPARE(nice_distance_m(1, 140), 100.0);
  QCOMPARE(nice_distance_m(1, 260), 200.0);
  QCOMPARE(nice_distance_m(10, 60), 500.0);
  QCOMPARE(nice_distance_m(0, 140), 1.0);
}

void TestCanvas::frames_are_logged() {
  FrameLog log;
  QCOMPARE(log.percentile(0.99), 0.0);
  for (int i = 1; i <= 100; ++i) log.add(i);
  QCOMPARE(log.percentile(0.99), 99.0);
  QCOMPARE(log.percentile(0.5), 50.0);
  QCOMPARE(log.percentile(1), 100.0);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestCanvas)
#include "test_canvas.moc"
