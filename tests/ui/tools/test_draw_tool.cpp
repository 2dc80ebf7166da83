// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/draw_tool.h"

#include <QTest>

#include <cmath>
#include <memory>

#include "shell/language.h"
#include "ui/tools/drawing_table.h"

namespace skizze::ui {

class TestDrawTool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void each_click_adds_a_vertex_and_a_double_click_finishes();
  void a_movement_changes_the_picture_around_the_last_segment_alone();
  void control_enter_finishes();
  void a_line_with_one_vertex_is_not_finished();
  void an_area_needs_three_corners();
  void a_click_on_the_first_corner_closes_an_area();
  void a_point_is_done_with_one_click();
  void escape_takes_back_one_vertex_after_the_other_and_then_lets_go();
  void backspace_takes_back_a_vertex();
  void a_typed_length_is_exact();
  void a_typed_length_and_bearing_decide_over_the_pointer();
  void escape_drops_the_typed_figure_before_the_vertex();
  void digits_before_the_first_vertex_belong_to_others();
  void a_nearly_right_angle_becomes_one();
  void alt_switches_snapping_off();
  void it_snaps_to_the_end_of_a_lane_that_is_there();
  void dragging_and_the_right_button_add_nothing();
  void leaving_the_tool_drops_what_was_half_drawn();
  void the_preview_follows_the_pointer_and_ends_empty();
  void the_note_tells_the_length_with_the_pointer();
  void what_it_draws_can_be_undone_and_redone();

 private:
  DrawTool make(geo::GeometryKind kind);
  std::unique_ptr<DrawingTable> m_table;
  std::vector<geo::Geometry> m_done;
  std::vector<geo::Geometry> m_previews;
};

void TestDrawTool::init() {
  set_language(project::Language::en);
  m_done.clear();
  m_previews.clear();
  m_table = std::make_unique<DrawingTable>();
  QVERIFY(m_table->open());
}

DrawTool TestDrawTool::make(geo::GeometryKind kind) {
  DrawTool::Spec spec;
  spec.id = QStringLiteral("draw");
  spec.kind = kind;
  spec.noun = [] { return QStringLiteral("lane"); };
  spec.done = [this](const geo::Geometry& shape, ToolResult&) { m_done.push_back(shape); };
  spec.preview = [this](const geo::Geometry& shape) { m_previews.push_back(shape); };
  return DrawTool(spec);
}

void TestDrawTool::each_click_adds_a_vertex_and_a_double_click_finishes() {
  auto tool = make(geo::GeometryKind::line);
  QVERIFY(m_table->click(tool, 0, 0).taken);
  m_table->click(tool, 20, 7);
  QCOMPARE(tool.vertices().size(), std::size_t{2});
  const auto result = m_table->double_click(tool, 31, 19);
  QVERIFY(result.finished);
  QCOMPARE(m_done.size(), std::size_t{1});
  QCOMPARE(m_done[0].parts.size(), std::size_t{1});
  QCOMPARE(m_done[0].parts[0].points.size(), std::size_t{3});
  QVERIFY(near(m_done[0].parts[0].points[0].xy(), DrawingTable::place(0, 0)));
  QVERIFY(tool.vertices().empty());
}

void TestDrawTool::a_movement_changes_the_picture_around_the_last_segment_alone() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, -60, 0);
  m_table->click(tool, 0, 5);
  m_table->move(tool, 30, 20, Qt::AltModifier);
  const auto result = m_table->move(tool, 40, 25, Qt::AltModifier);
  QVERIFY(result.repaint && result.changed);
  const auto pixel = [&](double east, double north) { return m_table->screen_of_project(DrawingTable::place(east, north)).toPoint(); };
  for (const QPoint& there : {pixel(0, 5), pixel(30, 20), pixel(40, 25), pixel(15, 12)}) QVERIFY(result.changed->contains(there));
  QVERIFY(!result.changed->contains(pixel(-60, 0)));
  QVERIFY(!result.changed->contains(pixel(-20, 4)));
  QVERIFY(m_table->move(tool, 40, 25, Qt::AltModifier).changed->isEmpty());
}

void TestDrawTool::control_enter_finishes() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 20, 7);
  QVERIFY(m_table->key(tool, Qt::Key_Return, {}, Qt::ControlModifier).finished);
  QCOMPARE(m_done.size(), std::size_t{1});
}

void TestDrawTool::a_line_with_one_vertex_is_not_finished() {
  auto tool = make(geo::GeometryKind::line);
  m_table->double_click(tool, 0, 0);
  m_table->key(tool, Qt::Key_Return, {}, Qt::ControlModifier);
  QVERIFY(m_done.empty());
  QCOMPARE(tool.vertices().size(), std::size_t{1});
}

void TestDrawTool::an_area_needs_three_corners() {
  auto tool = make(geo::GeometryKind::area);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 20, 3);
  m_table->key(tool, Qt::Key_Return, {}, Qt::ControlModifier);
  QVERIFY(m_done.empty());
  m_table->click(tool, 11, 17);
  QVERIFY(m_table->key(tool, Qt::Key_Return, {}, Qt::ControlModifier).finished);
  QCOMPARE(m_done.at(0).kind, geo::GeometryKind::area);
}

void TestDrawTool::a_click_on_the_first_corner_closes_an_area() {
  auto tool = make(geo::GeometryKind::area);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 20, 3);
  m_table->click(tool, 11, 17);
  QVERIFY(m_table->click(tool, 0.4, -0.3).finished);
  QCOMPARE(m_done.at(0).parts[0].points.size(), std::size_t{3});
  // Half of |20 * 17 - 3 * 11|, the shoelace formula by hand.
  QVERIFY(std::abs(geo::planar_area(m_done[0]) - 153.5) < 1.5);
}

void TestDrawTool::a_point_is_done_with_one_click() {
  auto tool = make(geo::GeometryKind::point);
  QVERIFY(m_table->click(tool, 5, 6).finished);
  QCOMPARE(m_done.at(0).kind, geo::GeometryKind::point);
  QVERIFY(near(m_done[0].parts[0].points[0].xy(), DrawingTable::place(5, 6)));
}

void TestDrawTool::escape_takes_back_one_vertex_after_the_other_and_then_lets_go() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 20, 7);
  QVERIFY(m_table->escape(tool).taken);
  QCOMPARE(tool.vertices().size(), std::size_t{1});
  QVERIFY(m_table->escape(tool).taken);
  QVERIFY(tool.vertices().empty());
  QVERIFY(!m_table->escape(tool).taken);
}

void TestDrawTool::backspace_takes_back_a_vertex() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 20, 7);
  QVERIFY(m_table->key(tool, Qt::Key_Backspace).taken);
  QCOMPARE(tool.vertices().size(), std::size_t{1});
}

void TestDrawTool::a_typed_length_is_exact() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->move(tool, 30, 40, Qt::AltModifier);
  for (const QChar c : QStringLiteral("12,5")) QVERIFY(m_table->key(tool, 0, c, {}, 30, 40).taken);
  QVERIFY(tool.pointer_note().contains(QStringLiteral("12,5")));
  m_table->key(tool, Qt::Key_Return, {}, {}, 30, 40);
  QCOMPARE(tool.vertices().size(), std::size_t{2});
  // 3-4-5: 12.5 m in the direction of (30, 40) is (7.5, 10).
  QVERIFY(near(tool.vertices()[1], DrawingTable::place(7.5, 10)));
}

void TestDrawTool::a_typed_length_and_bearing_decide_over_the_pointer() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->move(tool, -30, 22);
  for (const QChar c : QStringLiteral("40<90")) m_table->key(tool, 0, c, {}, -30, 22);
  m_table->key(tool, Qt::Key_Enter, {}, {}, -30, 22);
  QVERIFY(near(tool.vertices().at(1), DrawingTable::place(40, 0)));
}

void TestDrawTool::escape_drops_the_typed_figure_before_the_vertex() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->move(tool, 10, 3);
  m_table->key(tool, 0, QStringLiteral("7"), {}, 10, 3);
  QVERIFY(m_table->escape(tool).taken);
  QCOMPARE(tool.vertices().size(), std::size_t{1});
  QVERIFY(!tool.pointer_note().contains(QStringLiteral("Typed")));
  QVERIFY(m_table->escape(tool).taken);
  QVERIFY(tool.vertices().empty());
}

void TestDrawTool::digits_before_the_first_vertex_belong_to_others() {
  auto tool = make(geo::GeometryKind::line);
  QVERIFY(!m_table->key(tool, Qt::Key_5, QStringLiteral("5")).taken);
}

void TestDrawTool::a_nearly_right_angle_becomes_one() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 30, 10);
  m_table->click(tool, 23.6, 30.2);  // square to (30, 10) would be through (23.33, 30)
  const auto& v = tool.vertices();
  QCOMPARE(v.size(), std::size_t{3});
  const double dot = (v[1].x - v[0].x) * (v[2].x - v[1].x) + (v[1].y - v[0].y) * (v[2].y - v[1].y);
  QVERIFY2(std::abs(dot) < 1e-6, qPrintable(QString::number(dot)));
}

void TestDrawTool::alt_switches_snapping_off() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->click(tool, 30, 10);
  m_table->click(tool, 23.6, 30.2, Qt::AltModifier);
  QVERIFY(near(tool.vertices().at(2), DrawingTable::place(23.6, 30.2)));
}

void TestDrawTool::it_snaps_to_the_end_of_a_lane_that_is_there() {
  m_table->add_lane({{-30, -20}, {-10, -5}});
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, -10.5, -5.4);
  QVERIFY2(near(tool.vertices().at(0), DrawingTable::place(-10, -5)), qPrintable(QString::number(tool.vertices()[0].x - 390000)));
}

void TestDrawTool::dragging_and_the_right_button_add_nothing() {
  auto tool = make(geo::GeometryKind::line);
  auto input = m_table->input(ToolInput::Kind::release, 0, 0);
  input.dragging = true;
  QVERIFY(!tool.handle(input, *m_table).taken);
  input.dragging = false;
  input.button = Qt::RightButton;
  QVERIFY(!tool.handle(input, *m_table).taken);
  QVERIFY(tool.vertices().empty());
}

void TestDrawTool::leaving_the_tool_drops_what_was_half_drawn() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  tool.deactivate();
  QVERIFY(tool.vertices().empty());
  QVERIFY(m_previews.back().empty());
  QVERIFY(m_done.empty());
}

void TestDrawTool::the_preview_follows_the_pointer_and_ends_empty() {
  auto tool = make(geo::GeometryKind::line);
  m_table->click(tool, 0, 0);
  m_table->move(tool, 30, 40, Qt::AltModifier);
  QVERIFY(std::abs(geo::planar_length(m_previews.back()) - 50) < 0.001);
  m_table->double_click(tool, 30, 40);
  QVERIFY(m_previews.back().empty());
}

void TestDrawTool::the_note_tells_the_length_with_the_pointer() {
  auto tool = make(geo::GeometryKind::line);
  QVERIFY(tool.pointer_note().isEmpty());
  m_table->click(tool, 0, 0);
  m_table->move(tool, 30, 40, Qt::AltModifier);
  QVERIFY2(tool.pointer_note().startsWith(QStringLiteral("50 m")), qPrintable(tool.pointer_note()));
  QVERIFY(tool.status_text() != make(geo::GeometryKind::line).status_text());
}

void TestDrawTool::what_it_draws_can_be_undone_and_redone() {
  DrawTool::Spec spec;
  spec.id = QStringLiteral("draw");
  spec.done = [](const geo::Geometry& shape, ToolResult& result) {
    sketch::Measure measure;
    measure.geometry = shape;
    result.changes.push_back([measure](project::Document& document) { document.add_measure(measure); });
  };
  DrawTool tool(spec);
  m_table->click(tool, 0, 0);
  m_table->double_click(tool, 20, 7);
  auto& document = m_table->doc();
  QCOMPARE(document.measures().size(), std::size_t{1});
  document.undo();
  QVERIFY(m_table->settle());
  QVERIFY(document.measures().empty());
  document.redo();
  QVERIFY(m_table->settle());
  QCOMPARE(document.measures().size(), std::size_t{1});
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestDrawTool)
#include "test_draw_tool.moc"
