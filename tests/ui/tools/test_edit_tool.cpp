// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/edit_tool.h"

#include <QTest>

#include <cmath>
#include <memory>

#include "shell/language.h"
#include "ui/tools/drawing_table.h"

namespace skizze::ui {

class TestEditTool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void a_click_selects_the_measure_under_it();
  void a_click_beside_everything_clears_the_selection();
  void a_contribution_is_selected_and_moved_too();
  void a_dragged_vertex_stays_where_it_is_let_go();
  void the_round_grip_in_the_middle_inserts_a_vertex();
  void dragging_the_shape_moves_all_of_it();
  void what_is_dragged_is_checked_out_and_comes_back();
  void escape_gives_up_a_drag_and_then_the_selection();
  void a_drag_is_one_step_of_undo();
  void delete_removes_the_vertex_under_the_pointer();
  void delete_beside_a_vertex_removes_the_whole_measure_and_undo_brings_it_back();
  void control_and_arrows_nudge_by_ten_centimetres();
  void shift_nudges_by_a_metre();
  void keys_without_a_selection_belong_to_others();
  void a_press_beside_the_selected_shape_lets_the_map_pan();
  void a_dragged_vertex_snaps_to_another_lane_but_not_to_its_own();
  void the_figure_beside_the_pointer_follows_the_drag();

 private:
  std::vector<geo::Point2> points(const base::Uuid& id) const;
  std::unique_ptr<DrawingTable> m_table;
};

void TestEditTool::init() {
  set_language(project::Language::en);
  m_table = std::make_unique<DrawingTable>();
  QVERIFY(m_table->open());
}

std::vector<geo::Point2> TestEditTool::points(const base::Uuid& id) const {
  std::vector<geo::Point2> result;
  for (const auto& p : m_table->measure(id)->geometry.parts.at(0).points) result.push_back(p.xy());
  return result;
}

void TestEditTool::a_click_selects_the_measure_under_it() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 3}});
  EditTool tool;
  m_table->click(tool, 10, 2.2);
  QVERIFY(m_table->selected == Selection::of_measure(id));
}

void TestEditTool::a_click_beside_everything_clears_the_selection() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 3}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->click(tool, 10, 25);
  QCOMPARE(m_table->selected.kind, Selection::Kind::none);
}

void TestEditTool::a_contribution_is_selected_and_moved_too() {
  participation::Contribution contribution;
  contribution.text = "Hier fehlt eine Bank.";
  contribution.geometry = geo::make_point(DrawingTable::place(5, 5));
  const auto id = m_table->doc().add_contribution(contribution);
  m_table->settle();
  EditTool tool;
  m_table->click(tool, 5, 5);
  QVERIFY(m_table->selected == Selection::of_contribution(id));
  m_table->drag(tool, 5, 5, 9, 8);
  QVERIFY(near(m_table->doc().contribution(id)->geometry.parts[0].points[0].xy(), DrawingTable::place(9, 8)));
  QCOMPARE(m_table->doc().contribution(id)->text, std::string("Hier fehlt eine Bank."));
}

void TestEditTool::a_dragged_vertex_stays_where_it_is_let_go() {
  const auto id = m_table->add_lane({{-20, 0}, {0, 5}, {20, 3}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->drag(tool, 0, 5, 4, 21);
  const auto after = points(id);
  QCOMPARE(after.size(), std::size_t{3});
  QVERIFY(near(after[1], DrawingTable::place(4, 21)));
  QVERIFY(near(after[0], DrawingTable::place(-20, 0)));
}

void TestEditTool::the_round_grip_in_the_middle_inserts_a_vertex() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->drag(tool, 0, 0, 1, 12);
  const auto after = points(id);
  QCOMPARE(after.size(), std::size_t{3});
  QVERIFY(near(after[1], DrawingTable::place(1, 12)));
}

void TestEditTool::dragging_the_shape_moves_all_of_it() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->drag(tool, 10, 0, 13, -7);
  const auto after = points(id);
  QVERIFY(near(after[0], DrawingTable::place(-17, -7)));
  QVERIFY(near(after[1], DrawingTable::place(23, -7)));
}

void TestEditTool::what_is_dragged_is_checked_out_and_comes_back() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->run(tool.handle(m_table->input(ToolInput::Kind::press, 20, 0), *m_table));
  QVERIFY(!tool.paints_selection());
  m_table->pull(tool, 25, 5);
  QVERIFY(tool.paints_selection());
  QCOMPARE(m_table->snapshot().find(project::k_measures_layer)->hidden_rows.size(), std::size_t{1});
  auto end = m_table->input(ToolInput::Kind::release, 25, 5);
  end.dragging = true;
  m_table->run(tool.handle(end, *m_table));
  QVERIFY(!tool.paints_selection());
  QVERIFY(m_table->snapshot().find(project::k_measures_layer)->hidden_rows.empty());
}

void TestEditTool::escape_gives_up_a_drag_and_then_the_selection() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->run(tool.handle(m_table->input(ToolInput::Kind::press, 20, 0), *m_table));
  m_table->pull(tool, 25, 5);
  QVERIFY(m_table->escape(tool).taken);
  QVERIFY(near(points(id)[1], DrawingTable::place(20, 0)));
  QVERIFY(m_table->snapshot().find(project::k_measures_layer)->hidden_rows.empty());
  QVERIFY(m_table->selected == Selection::of_measure(id));
  QVERIFY(m_table->escape(tool).taken);
  QCOMPARE(m_table->selected.kind, Selection::Kind::none);
  QVERIFY(!m_table->escape(tool).taken);
}

void TestEditTool::a_drag_is_one_step_of_undo() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  const auto steps = m_table->doc().history().size();
  EditTool tool;
  m_table->drag(tool, 20, 0, 22, 9);
  QCOMPARE(m_table->doc().history().size(), steps + 1);
  m_table->doc().undo();
  QVERIFY(m_table->settle());
  QVERIFY(near(points(id)[1], DrawingTable::place(20, 0)));
  m_table->doc().redo();
  QVERIFY(m_table->settle());
  QVERIFY(near(points(id)[1], DrawingTable::place(22, 9)));
}

void TestEditTool::delete_removes_the_vertex_under_the_pointer() {
  const auto id = m_table->add_lane({{-20, 0}, {0, 5}, {20, 3}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->move(tool, 0.2, 5.1);
  QVERIFY(m_table->key(tool, Qt::Key_Delete).taken);
  QCOMPARE(points(id).size(), std::size_t{2});
  QVERIFY(near(points(id)[1], DrawingTable::place(20, 3)));
}

void TestEditTool::delete_beside_a_vertex_removes_the_whole_measure_and_undo_brings_it_back() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->move(tool, 30, 30);
  m_table->key(tool, Qt::Key_Delete);
  QVERIFY(m_table->measure(id) == nullptr);
  QCOMPARE(m_table->selected.kind, Selection::Kind::none);
  m_table->doc().undo();
  QVERIFY(m_table->settle());
  QVERIFY(m_table->measure(id) != nullptr);
}

void TestEditTool::control_and_arrows_nudge_by_ten_centimetres() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->key(tool, Qt::Key_Right, {}, Qt::ControlModifier);
  m_table->key(tool, Qt::Key_Up, {}, Qt::ControlModifier);
  QVERIFY(near(points(id)[0], DrawingTable::place(-19.9, 0.1)));
  QVERIFY(!m_table->key(tool, Qt::Key_Right).taken);
}

void TestEditTool::shift_nudges_by_a_metre() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->key(tool, Qt::Key_Left, {}, Qt::ControlModifier | Qt::ShiftModifier);
  m_table->key(tool, Qt::Key_Down, {}, Qt::ControlModifier | Qt::ShiftModifier);
  QVERIFY(near(points(id)[0], DrawingTable::place(-21, -1)));
}

void TestEditTool::keys_without_a_selection_belong_to_others() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  EditTool tool;
  QVERIFY(!m_table->key(tool, Qt::Key_Delete).taken);
  QVERIFY(!m_table->key(tool, Qt::Key_Right, {}, Qt::ControlModifier).taken);
  QCOMPARE(m_table->doc().measures().size(), std::size_t{1});
}

void TestEditTool::a_press_beside_the_selected_shape_lets_the_map_pan() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  QVERIFY(!tool.handle(m_table->input(ToolInput::Kind::press, 0, 20), *m_table).taken);
  QVERIFY(tool.handle(m_table->input(ToolInput::Kind::press, 9, 0), *m_table).taken);
}

void TestEditTool::a_dragged_vertex_snaps_to_another_lane_but_not_to_its_own() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->add_lane({{25, 10}, {40, 20}}, "Other");
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  m_table->drag(tool, 20, 0, 25.5, 9.7);
  QVERIFY(near(points(id)[1], DrawingTable::place(25, 10)));
  m_table->drag(tool, 25, 10, -19.4, 0.5);  // beside its own other end
  QVERIFY(near(points(id)[1], DrawingTable::place(-19.4, 0.5)));
}

void TestEditTool::the_figure_beside_the_pointer_follows_the_drag() {
  const auto id = m_table->add_lane({{0, 0}, {20, 0}});
  m_table->selected = Selection::of_measure(id);
  EditTool tool;
  QVERIFY(tool.pointer_note().isEmpty());
  m_table->run(tool.handle(m_table->input(ToolInput::Kind::press, 20, 0), *m_table));
  m_table->pull(tool, 30, 40, Qt::AltModifier);
  QVERIFY2(tool.pointer_note().startsWith(QStringLiteral("50 m")), qPrintable(tool.pointer_note()));
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestEditTool)
#include "test_edit_tool.moc"
