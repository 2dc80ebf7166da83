// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/snap_guide.h"

#include <QTest>

#include <memory>

#include "ui/tools/drawing_table.h"

namespace skizze::ui {

class TestSnapGuide : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void far_from_everything_the_pointer_stays();
  void a_corner_wins_over_the_edge_beside_it();
  void the_middle_of_an_edge_attracts();
  void between_them_the_edge_attracts();
  void a_crossing_of_two_lanes_attracts();
  void an_excluded_measure_does_not_attract();
  void alt_leaves_the_pointer_alone();
  void a_measure_of_another_scenario_does_not_attract();
  void a_segment_runs_parallel_to_the_edge_it_began_on();
  void a_reset_forgets_everything();

 private:
  sketch::SnapResult snap(double east, double north, Qt::KeyboardModifiers modifiers = {});
  std::unique_ptr<DrawingTable> m_table;
  SnapGuide m_guide;
};

void TestSnapGuide::init() {
  m_table = std::make_unique<DrawingTable>();
  QVERIFY(m_table->open());
  m_guide = SnapGuide();
}

sketch::SnapResult TestSnapGuide::snap(double east, double north, Qt::KeyboardModifiers modifiers) {
  return m_guide.snap(m_table->input(ToolInput::Kind::move, east, north, modifiers), *m_table, {}, false);
}

void TestSnapGuide::far_from_everything_the_pointer_stays() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  const auto result = snap(0, 15);
  QCOMPARE(result.kind, sketch::SnapKind::none);
  QVERIFY(near(result.point, DrawingTable::place(0, 15)));
}

void TestSnapGuide::a_corner_wins_over_the_edge_beside_it() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  const auto result = snap(19.2, 0.4);
  QCOMPARE(result.kind, sketch::SnapKind::vertex);
  QVERIFY(near(result.point, DrawingTable::place(20, 0)));
}

void TestSnapGuide::the_middle_of_an_edge_attracts() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  const auto result = snap(0.5, 0.6);
  QCOMPARE(result.kind, sketch::SnapKind::midpoint);
  QVERIFY(near(result.point, DrawingTable::place(0, 0)));
}

void TestSnapGuide::between_them_the_edge_attracts() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  const auto result = snap(9, 0.8);
  QCOMPARE(result.kind, sketch::SnapKind::edge);
  QVERIFY(std::abs(result.point.y - DrawingTable::place(0, 0).y) < 0.01);
  QVERIFY(std::abs(result.point.x - DrawingTable::place(9, 0).x) < 0.01);
}

void TestSnapGuide::a_crossing_of_two_lanes_attracts() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  m_table->add_lane({{8, -15}, {8, 18}});
  const auto result = snap(8.6, 0.5);
  QCOMPARE(result.kind, sketch::SnapKind::crossing);
  QVERIFY(near(result.point, DrawingTable::place(8, 0)));
}

void TestSnapGuide::an_excluded_measure_does_not_attract() {
  const auto id = m_table->add_lane({{-20, 0}, {20, 0}});
  m_guide.set_excluded({id});
  QCOMPARE(snap(19.2, 0.4).kind, sketch::SnapKind::none);
}

void TestSnapGuide::alt_leaves_the_pointer_alone() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  const auto result = snap(19.2, 0.4, Qt::AltModifier);
  QCOMPARE(result.kind, sketch::SnapKind::none);
  QVERIFY(near(result.point, DrawingTable::place(19.2, 0.4)));
}

void TestSnapGuide::a_measure_of_another_scenario_does_not_attract() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  auto& document = m_table->doc();
  document.set_active_scenario(document.create_scenario(QStringLiteral("Empty")));
  QVERIFY(m_table->settle());
  QCOMPARE(snap(19.2, 0.4).kind, sketch::SnapKind::none);
}

void TestSnapGuide::a_segment_runs_parallel_to_the_edge_it_began_on() {
  m_table->add_lane({{-40, 0}, {40, 8}});  // a rise of one in ten
  snap(-20.2, 2.1);
  m_guide.keep_reference();
  const std::vector<geo::Point2> drawn{DrawingTable::place(-20, 12)};
  const auto result = m_guide.snap(m_table->input(ToolInput::Kind::move, 20, 16.4), *m_table, drawn, false);
  QCOMPARE(result.kind, sketch::SnapKind::parallel);
  const double rise = (result.point.y - drawn[0].y) / (result.point.x - drawn[0].x);
  QVERIFY2(std::abs(rise - 0.1) < 1e-4, qPrintable(QString::number(rise)));
}

void TestSnapGuide::a_reset_forgets_everything() {
  m_table->add_lane({{-20, 0}, {20, 0}});
  snap(19.2, 0.4);
  m_guide.reset();
  QCOMPARE(m_guide.last().kind, sketch::SnapKind::none);
  QVERIFY(m_guide.last().hints.empty());
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestSnapGuide)
#include "test_snap_guide.moc"
