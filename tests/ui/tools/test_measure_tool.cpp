// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cmath>

#include "geo/mercator.h"
#include "shell/language.h"
#include "tools/measure_tool.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr double k_expected_m = 1755.7211635;
constexpr double k_expected_m2 = 755598.4802;

struct PlainContext : ToolContext {
  scene::MapSnapshot map;
  Selection selected;
  scene::Camera view{geo::to_mercator({13.41, 52.505}), 13, 800, 600, 1};
  const scene::Camera& camera() const override { return view; }
  geo::Point2 to_project(geo::Point2 p) const override { return p; }
  geo::Point2 to_mercator(geo::Point2 p) const override { return p; }
  std::vector<scene::Hit> hits(QPointF, double) const override { return {}; }
  const scene::MapSnapshot& snapshot() const override { return map; }
  const Selection& selection() const override { return selected; }
  const project::Document* document() const override { return nullptr; }
  const Theme& theme() const override { return current_theme(); }
  double ui_scale() const override { return 1; }
};

ToolInput at(ToolInput::Kind kind, double longitude, double latitude) {
  ToolInput input;
  input.kind = kind;
  input.button = Qt::LeftButton;
  input.mercator = geo::to_mercator({longitude, latitude});
  return input;
}

}  // namespace

class TestMeasureTool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void an_empty_tool_says_nothing();
  void a_distance_is_geodesic();
  void the_pointer_counts_while_drawing();
  void an_area_is_geodesic();
  void escape_takes_back_one_point_after_the_other();
  void a_double_click_ends_and_the_next_click_starts_anew();
  void a_drag_is_no_click();
  void two_points_have_no_area();

 private:
  PlainContext m_context;
};

void TestMeasureTool::an_empty_tool_says_nothing() {
  MeasureTool tool(MeasureTool::What::distance);
  QVERIFY(tool.pointer_note().isEmpty());
  QVERIFY(!tool.status_text().isEmpty());
  QCOMPARE(tool.length_m(), 0.0);
}

void TestMeasureTool::a_distance_is_geodesic() {
  MeasureTool tool(MeasureTool::What::distance);
  tool.handle(at(ToolInput::Kind::release, 13.4, 52.5), m_context);
  tool.handle(at(ToolInput::Kind::double_click, 13.42, 52.51), m_context);
  // Vincenty's inverse formula on GRS80, computed independently: 1755.7212 m.
  QVERIFY2(std::abs(tool.length_m() - k_expected_m) < 0.001, qPrintable(QString::number(tool.length_m(), 'f', 4)));
}

void TestMeasureTool::the_pointer_counts_while_drawing() {
  MeasureTool tool(MeasureTool::What::distance);
  tool.handle(at(ToolInput::Kind::release, 13.4, 52.5), m_context);
  tool.handle(at(ToolInput::Kind::move, 13.42, 52.51), m_context);
  QVERIFY(std::abs(tool.length_m() - k_expected_m) < 0.001);
  QVERIFY(tool.pointer_note().contains(QStringLiteral("km")));
}

void TestMeasureTool::an_area_is_geodesic() {
  MeasureTool tool(MeasureTool::What::area);
  tool.handle(at(ToolInput::Kind::release, 13.40, 52.50), m_context);
  tool.handle(at(ToolInput::Kind::release, 13.41, 52.50), m_context);
  tool.handle(at(ToolInput::Kind::release, 13.41, 52.51), m_context);
  tool.handle(at(ToolInput::Kind::double_click, 13.40, 52.51), m_context);
  // Area between two parallels and meridians (Snyder 1987, 3-12) on GRS80; geodesics and parallels differ by less than a millionth here.
  QVERIFY2(std::abs(tool.area_m2() / k_expected_m2 - 1) < 1e-5, qPrintable(QString::number(tool.area_m2(), 'f', 2)));
}

void TestMeasureTool::escape_takes_back_one_point_after_the_other() {
  MeasureTool tool(MeasureTool::What::distance);
  tool.handle(at(ToolInput::Kind::release, 13.4, 52.5), m_context);
  tool.handle(at(ToolInput::Kind::release, 13.42, 52.51), m_context);
  QVERIFY(tool.step_back(m_context).taken);
  QVERIFY(tool.step_back(m_context).taken);
  QVERIFY(!tool.step_back(m_context).taken);
}

void TestMeasureTool::a_double_click_ends_and_the_next_click_starts_anew() {
  MeasureTool tool(MeasureTool::What::distance);
  tool.handle(at(ToolInput::Kind::release, 13.4, 52.5), m_context);
  tool.handle(at(ToolInput::Kind::double_click, 13.42, 52.51), m_context);
  tool.handle(at(ToolInput::Kind::move, 13.9, 52.9), m_context);
  QVERIFY(tool.length_m() < 2000);
  tool.handle(at(ToolInput::Kind::release, 13.4, 52.5), m_context);
  QCOMPARE(tool.length_m(), 0.0);
}

void TestMeasureTool::a_drag_is_no_click() {
  MeasureTool tool(MeasureTool::What::distance);
  auto input = at(ToolInput::Kind::release, 13.4, 52.5);
  input.dragging = true;
  QVERIFY(!tool.handle(input, m_context).taken);
  QVERIFY(tool.pointer_note().isEmpty());
}

void TestMeasureTool::two_points_have_no_area() {
  MeasureTool tool(MeasureTool::What::area);
  tool.handle(at(ToolInput::Kind::release, 13.4, 52.5), m_context);
  tool.handle(at(ToolInput::Kind::move, 13.42, 52.51), m_context);
  QCOMPARE(tool.area_m2(), 0.0);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestMeasureTool)
#include "test_measure_tool.moc"
