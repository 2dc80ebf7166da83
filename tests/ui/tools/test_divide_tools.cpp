// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/divide_tools.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

#include "shell/language.h"
#include "ui/tools/drawing_table.h"

namespace skizze::ui {

class TestDivideTools : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void a_click_on_a_lane_cuts_it_there();
  void both_parts_of_a_lane_keep_its_attributes();
  void a_split_is_one_step_of_undo();
  void the_end_of_a_lane_is_not_split_and_the_tool_says_so();
  void two_clicks_across_an_area_cut_it();
  void a_cut_that_does_not_cross_changes_nothing_and_says_so();
  void escape_drops_the_first_end_of_the_cut();
  void two_lanes_are_joined_end_to_end();
  void two_areas_that_touch_become_one();
  void a_lane_and_an_area_are_not_joined();
  void lanes_far_apart_stay_two_and_the_tool_says_so();
  void a_second_click_on_the_same_lane_joins_nothing();
  void escape_forgets_the_first_lane();
  void joining_can_be_undone();

 private:
  double length(const base::Uuid& id) const { return sketch::length_m(*m_table->measure(id)); }
  std::size_t count() const { return m_table->doc().measures().size(); }
  std::unique_ptr<DrawingTable> m_table;
};

void TestDivideTools::init() {
  set_language(project::Language::en);
  m_table = std::make_unique<DrawingTable>();
  QVERIFY(m_table->open());
}

void TestDivideTools::a_click_on_a_lane_cuts_it_there() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  SplitTool tool;
  m_table->click(tool, 7, 0.3);
  QCOMPARE(count(), std::size_t{2});
  QVERIFY(std::abs(length(id) - 27) < 0.01);
  double sum = 0;
  for (const auto& measure : m_table->doc().measures()) sum += sketch::length_m(measure);
  QVERIFY(std::abs(sum - 40) < 1e-6);
  QVERIFY(m_table->selected == Selection::of_measure(id));
}

void TestDivideTools::both_parts_of_a_lane_keep_its_attributes() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}}, "Ring");
  SplitTool tool;
  m_table->click(tool, 7, 0);
  const auto& measures = m_table->doc().measures();
  QCOMPARE(measures.size(), std::size_t{2});
  QVERIFY(!(measures[0].id == measures[1].id));
  for (const auto& measure : measures) {
    QCOMPARE(measure.name, std::string("Ring"));
    QVERIFY(measure.lane == m_table->measure(id)->lane);
    QVERIFY(measure.scenario == m_table->measure(id)->scenario);
  }
}

void TestDivideTools::a_split_is_one_step_of_undo() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  SplitTool tool;
  m_table->click(tool, 7, 0);
  m_table->doc().undo();
  QVERIFY(m_table->settle());
  QCOMPARE(count(), std::size_t{1});
  QVERIFY(std::abs(length(id) - 40) < 1e-9);
  m_table->doc().redo();
  QVERIFY(m_table->settle());
  QCOMPARE(count(), std::size_t{2});
}

void TestDivideTools::the_end_of_a_lane_is_not_split_and_the_tool_says_so() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  SplitTool tool;
  m_table->click(tool, 20, 0);
  QCOMPARE(count(), std::size_t{1});
  QVERIFY(!tool.pointer_note().isEmpty());
  m_table->click(tool, 7, 0);
  QVERIFY(tool.pointer_note().isEmpty());
}

void TestDivideTools::two_clicks_across_an_area_cut_it() {
  const auto id = m_table->add_area({{-10, -10}, {10, -10}, {10, 10}, {-10, 10}});
  SplitTool tool;
  m_table->click(tool, 4, -20, Qt::AltModifier);
  QCOMPARE(count(), std::size_t{1});
  m_table->click(tool, 4, 20, Qt::AltModifier);
  QCOMPARE(count(), std::size_t{2});
  std::vector<double> areas;
  for (const auto& measure : m_table->doc().measures()) areas.push_back(sketch::area_m2(measure));
  std::sort(areas.begin(), areas.end());
  QVERIFY(std::abs(areas[0] - 120) < 0.01);  // 6 by 20
  QVERIFY(std::abs(areas[1] - 280) < 0.01);  // 14 by 20
  QVERIFY(m_table->measure(id) != nullptr);
}

void TestDivideTools::a_cut_that_does_not_cross_changes_nothing_and_says_so() {
  m_table->add_area({{-10, -10}, {10, -10}, {10, 10}, {-10, 10}});
  SplitTool tool;
  m_table->click(tool, -3, -3, Qt::AltModifier);
  m_table->click(tool, 3, 3, Qt::AltModifier);
  QCOMPARE(count(), std::size_t{1});
  QVERIFY(!tool.pointer_note().isEmpty());
}

void TestDivideTools::escape_drops_the_first_end_of_the_cut() {
  m_table->add_area({{-10, -10}, {10, -10}, {10, 10}, {-10, 10}});
  SplitTool tool;
  m_table->click(tool, 4, -20, Qt::AltModifier);
  const QString second = tool.status_text();
  QVERIFY(m_table->escape(tool).taken);
  QVERIFY(tool.status_text() != second);
  QVERIFY(!m_table->escape(tool).taken);
  m_table->click(tool, 4, 20, Qt::AltModifier);
  QCOMPARE(count(), std::size_t{1});
}

void TestDivideTools::two_lanes_are_joined_end_to_end() {
  const auto first = m_table->add_lane({{-20, 0}, {0, 0}}, "First");
  const auto second = m_table->add_lane({{20, 5}, {1, 0}}, "Second");  // drawn the other way round
  JoinTool tool;
  m_table->click(tool, -10, 0);
  QVERIFY(m_table->selected == Selection::of_measure(first));
  m_table->click(tool, 15, 3.7);
  QCOMPARE(count(), std::size_t{1});
  QVERIFY(m_table->measure(second) == nullptr);
  const auto* whole = m_table->measure(first);
  QCOMPARE(whole->name, std::string("First"));
  QCOMPARE(whole->geometry.parts.size(), std::size_t{1});
  QVERIFY(near(whole->geometry.parts[0].points.front().xy(), DrawingTable::place(-20, 0)));
  QVERIFY(near(whole->geometry.parts[0].points.back().xy(), DrawingTable::place(20, 5)));
}

void TestDivideTools::two_areas_that_touch_become_one() {
  const auto first = m_table->add_area({{-10, -10}, {0, -10}, {0, 10}, {-10, 10}});
  m_table->add_area({{0, -10}, {10, -10}, {10, 10}, {0, 10}});
  JoinTool tool;
  m_table->click(tool, -5, 0);
  m_table->click(tool, 5, 0);
  QCOMPARE(count(), std::size_t{1});
  QVERIFY(std::abs(sketch::area_m2(*m_table->measure(first)) - 400) < 0.01);
}

void TestDivideTools::a_lane_and_an_area_are_not_joined() {
  m_table->add_lane({{-40, 20}, {-20, 20}});
  m_table->add_area({{0, -10}, {10, -10}, {10, 10}, {0, 10}});
  JoinTool tool;
  m_table->click(tool, -30, 20);
  m_table->click(tool, 5, 0);
  QCOMPARE(count(), std::size_t{2});
  QVERIFY(tool.pointer_note().contains(QStringLiteral("cannot be joined")));
}

void TestDivideTools::lanes_far_apart_stay_two_and_the_tool_says_so() {
  m_table->add_lane({{-40, 20}, {-20, 20}});
  m_table->add_lane({{20, 20}, {40, 20}});
  JoinTool tool;
  m_table->click(tool, -30, 20);
  m_table->click(tool, 30, 20);
  QCOMPARE(count(), std::size_t{2});
  QVERIFY(!tool.pointer_note().isEmpty());
}

void TestDivideTools::a_second_click_on_the_same_lane_joins_nothing() {
  m_table->add_lane({{-40, 20}, {-20, 20}});
  JoinTool tool;
  m_table->click(tool, -30, 20);
  m_table->click(tool, -30, 20);
  QCOMPARE(count(), std::size_t{1});
}

void TestDivideTools::escape_forgets_the_first_lane() {
  m_table->add_lane({{-20, 0}, {0, 0}});
  JoinTool tool;
  m_table->click(tool, -10, 0);
  QVERIFY(m_table->escape(tool).taken);
  QVERIFY(!m_table->escape(tool).taken);
}

void TestDivideTools::joining_can_be_undone() {
  m_table->add_lane({{-20, 0}, {0, 0}});
  m_table->add_lane({{1, 0}, {20, 5}});
  JoinTool tool;
  m_table->click(tool, -10, 0);
  m_table->click(tool, 15, 3.7);
  QCOMPARE(count(), std::size_t{1});
  m_table->doc().undo();
  QVERIFY(m_table->settle());
  QCOMPARE(count(), std::size_t{2});
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestDivideTools)
#include "test_divide_tools.moc"
