// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A lane is drawn on a street that the project knows: findings, marks, cross-section, stress.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "canvas/canvas.h"
#include "planning/comparison_dialog.h"
#include "planning/data_dialog.h"
#include "planning/findings_list.h"
#include "planning/lane_watch.h"
#include "planning/rules_dialog.h"
#include "planning/section_editor.h"
#include "planning/section_view.h"
#include "planning/stress_map.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "tools/draw_tool.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestLaneFindings : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void the_findings_of_the_selected_lane_stand_in_the_inspector();
  void a_click_on_a_finding_goes_there();
  void the_findings_follow_a_dragged_vertex_before_it_is_released();
  void a_movement_repaints_a_part_and_the_screen_is_as_if_it_were_all();
  void the_note_at_the_pointer_says_the_worst_while_a_lane_is_drawn();
  void without_any_street_only_the_width_is_judged();
  void findings_speak_the_language_of_the_window();
  void the_section_shows_what_is_missing_and_which_strip_could_give();
  void a_strip_is_changed_by_drag_by_key_and_by_number_each_one_step_of_the_history();
  void while_a_strip_is_dragged_map_and_findings_follow_and_escape_takes_it_back();
  void the_section_goes_from_kerb_to_kerb_or_from_facade_to_facade();
  void kerbs_and_parking_of_the_plan_are_kept_and_taken_back();
  void a_preset_brings_the_standard_width();
  void the_stress_of_the_network_is_a_layer_that_changes_with_the_variant();
  void variants_stand_beside_today_and_go_out_as_files();
  void every_rule_in_force_is_listed_and_unverified_ones_say_so();
  void a_layer_can_be_given_another_use_and_the_findings_follow();
  void one_drag_with_control_follows_the_street();

 private:
  project::Document& document() { return m_window->document(); }
  LaneWatch& watch() { return *m_window->workspace().findChild<LaneWatch*>(); }
  QListWidget& list() { return *m_window->findChild<FindingsList*>()->findChild<QListWidget*>(); }
  SectionView& section() { return *m_window->findChild<SectionView*>(); }
  std::size_t strip_of(bike::StripKind kind);
  double lane_width(const base::Uuid& id) { return document().measure(id)->lane.width_m.value_or(0); }
  void add_streets();
  base::Uuid add_lane();
  QImage on_screen();
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

// Hauptstraße runs east from 9.0 E 51.0 N for some 700 m.
const geo::Point2 k_begin{500000, 5649825};

void TestLaneFindings::initTestCase() {
  stay_apart();
}

void TestLaneFindings::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  m_window->workspace().set_mode(Mode::plan);
}

void TestLaneFindings::add_streets() {
  QFile file(m_dir->filePath(QStringLiteral("streets.geojson")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","maxspeed":50,"width":9.0,"lanes":2,"parking_left":"no","parking_right":"no"},
 "geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.005,51.0],[9.01,51.0]]}},
{"type":"Feature","properties":{"name":"Weg","highway":"residential","maxspeed":30},"geometry":{"type":"LineString","coordinates":[[9.005,51.0],[9.005,51.004]]}}]})");
  file.close();
  QSignalSpy previewed(&document(), &project::Document::previewed);
  const auto batch = document().prepare_files({file.fileName()});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, 30000);
  document().confirm_files(batch);
  QTRY_VERIFY_WITH_TIMEOUT(watch().desk().city() && watch().desk().city()->graph(), 20000);
}

base::Uuid TestLaneFindings::add_lane() {
  sketch::Measure measure;
  measure.name = "Axis";
  const auto begin = document().to_project(geo::Point2{9.0005 * 111319.49079327358, 6621293.722740});
  measure.geometry = geo::make_line({begin, {begin.x + 250, begin.y}, {begin.x + 500, begin.y}});
  measure.lane.side = sketch::Side::both;
  measure.lane.width_m = 2.0;
  const auto id = document().add_measure(measure);
  m_window->canvas().set_camera(document().to_mercator({begin.x + 250, begin.y}), 17, false);
  m_window->workspace().select(Selection::of_measure(id));
  [&] { QTRY_VERIFY_WITH_TIMEOUT(watch().result() != nullptr, 20000); }();
  return id;
}

void TestLaneFindings::the_findings_of_the_selected_lane_stand_in_the_inspector() {
  add_streets();
  add_lane();
  QTRY_VERIFY(list().count() > 3);
  QVERIFY2(list().item(0)->text().contains(QStringLiteral("Does not fit")), qPrintable(list().item(0)->text()));  // 9 - 4 = 5 of 5.50 m
  QVERIFY(list().item(0)->text().contains(QStringLiteral("→")));
  QCOMPARE(watch().findings().size(), static_cast<std::size_t>(list().count()));
  for (std::size_t i = 1; i < watch().findings().size(); ++i)
    QVERIFY(severity_of(watch().findings()[i - 1].verdict) <= severity_of(watch().findings()[i].verdict));
  m_window->workspace().clear_selection();
  QTRY_VERIFY(watch().result() == nullptr);
}

void TestLaneFindings::a_click_on_a_finding_goes_there() {
  add_streets();
  add_lane();
  QTRY_VERIFY(list().count() > 3);
  m_window->canvas().set_camera({0, 0}, 5, false);
  QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, list().visualItemRect(list().item(0)).center());
  QCOMPARE(watch().current(), 0);
  const auto place = document().to_mercator(watch().findings().front().place);
  QTRY_VERIFY(std::hypot(m_window->canvas().camera().center.x - place.x, m_window->canvas().camera().center.y - place.y) < 1);
  bool source = false;
  for (auto* label : m_window->findChild<FindingsList*>()->findChildren<QLabel*>()) source = source || label->text().contains(QStringLiteral("Source: RASt 06"));
  QVERIFY(source);
}

void TestLaneFindings::the_findings_follow_a_dragged_vertex_before_it_is_released() {
  add_streets();
  const auto id = add_lane();
  m_window->workspace().activate_tool(QStringLiteral("select"));
  const auto vertex = m_window->canvas().screen_of_project(document().measure(id)->geometry.parts[0].points[1].xy());
  auto input = [&](ToolInput::Kind kind, QPointF at, bool dragging) {
    ToolInput made;
    made.kind = kind;
    made.screen_px = at;
    made.mercator = m_window->canvas().camera().to_mercator({at.x(), at.y()});
    made.project = document().to_project(made.mercator);
    made.button = kind == ToolInput::Kind::move ? Qt::NoButton : Qt::LeftButton;
    made.buttons = Qt::LeftButton;
    made.dragging = dragging;
    made.modifiers = Qt::AltModifier;
    m_window->canvas().feed(made);
  };
  const double before = watch().result()->length_m;
  input(ToolInput::Kind::press, vertex, false);
  input(ToolInput::Kind::move, vertex + QPointF(0, 150), true);
  QTRY_VERIFY(watch().result() && watch().result()->length_m > before + 5);
  QCOMPARE(geo::planar_length(document().measure(id)->geometry), before);  // nothing is written yet
  QVERIFY(std::any_of(watch().findings().begin(), watch().findings().end(), [](const auto& finding) { return finding.rule == "street"; }));
  m_window->canvas().step_back();
  QTRY_COMPARE(watch().result()->length_m, before);
}

namespace {

/// Adds up what a widget is asked to paint.
struct PaintedPart : QObject {
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) region += static_cast<QPaintEvent*>(event)->region();
    return false;
  }
  double share_of(const QWidget& widget) const {
    double pixels = 0;
    for (const QRect& rect : region) pixels += double(rect.width()) * rect.height();
    return pixels / (double(widget.width()) * widget.height());
  }
  QRegion region;
};

}  // namespace

/// The map as it stands in the window's backing store.
QImage TestLaneFindings::on_screen() {
  QCoreApplication::processEvents();
  const auto& canvas = m_window->canvas();
  const QPixmap all = m_window->screen()->grabWindow(m_window->winId());
  return all.copy(QRect(canvas.mapTo(m_window.get(), QPoint(0, 0)), canvas.size())).toImage();
}

void TestLaneFindings::a_movement_repaints_a_part_and_the_screen_is_as_if_it_were_all() {
  add_streets();
  auto& canvas = m_window->canvas();
  sketch::Measure measure;
  measure.lane.width_m = 2.0;
  const auto begin = document().to_project(geo::Point2{9.0005 * 111319.49079327358, 6621293.722740});
  std::vector<geo::Point2> points;
  for (int i = 0; i <= 40; ++i) points.push_back({begin.x + 15 * i, begin.y + 8 * std::sin(i)});
  measure.geometry = geo::make_line(points);
  const auto id = document().add_measure(measure);
  canvas.set_camera(document().to_mercator({begin.x + 300, begin.y}), 16, false);  // marks alone, no strips
  m_window->workspace().select(Selection::of_measure(id));
  m_window->workspace().activate_tool(QStringLiteral("select"));
  QVERIFY(document().wait_settled(20000));
  QTRY_VERIFY_WITH_TIMEOUT(watch().result() != nullptr && watch().answered() == watch().asked(), 20000);
  QVERIFY(canvas.wait_until_drawn(20000));
  const QPointF vertex = canvas.screen_of_project(points[20]);
  const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, canvas.mapToGlobal(at), button, buttons, Qt::AltModifier);
    QCoreApplication::sendEvent(&canvas, &event);
  };
  send(QEvent::MouseMove, vertex, Qt::NoButton, Qt::NoButton);
  send(QEvent::MouseButtonPress, vertex, Qt::LeftButton, Qt::LeftButton);
  send(QEvent::MouseMove, vertex + QPointF(0, 12), Qt::NoButton, Qt::LeftButton);
  QVERIFY(document().wait_settled(20000));
  QTRY_VERIFY(watch().answered() == watch().asked() && watch().ride_known());
  QVERIFY(canvas.wait_until_drawn(20000));
  QImage before = on_screen();
  for (int step = 1; step <= 12; ++step) {
    PaintedPart painted;
    canvas.installEventFilter(&painted);
    send(QEvent::MouseMove, vertex + QPointF(4 * step, 12 + 9 * step), Qt::NoButton, Qt::LeftButton);
    QTRY_VERIFY(watch().answered() == watch().asked());
    const QImage part = on_screen();
    QVERIFY(!painted.region.isEmpty());
    QVERIFY2(painted.share_of(canvas) < 0.5, qPrintable(QString::number(painted.share_of(canvas))));
    canvas.update();
    const QImage whole = on_screen();
    QCOMPARE(part, whole);
    QVERIFY(!whole.isNull() && whole != before);  // something has moved
    before = whole;
    canvas.removeEventFilter(&painted);
  }
  canvas.step_back();
}

void TestLaneFindings::the_note_at_the_pointer_says_the_worst_while_a_lane_is_drawn() {
  add_streets();
  const auto begin = document().to_project(geo::Point2{9.0005 * 111319.49079327358, 6621293.722740});
  QVERIFY(watch().note().isEmpty());
  watch().draw(geo::make_line({begin, {begin.x + 300, begin.y}}));
  QTRY_VERIFY_WITH_TIMEOUT(watch().result() != nullptr, 20000);
  QVERIFY2(watch().note().startsWith(QStringLiteral("✗ ")) || watch().note().startsWith(QStringLiteral("! ")), qPrintable(watch().note()));
  QVERIFY(watch().note().count(QLatin1Char('\n')) <= 1);
  watch().draw({});
  QVERIFY(watch().result() == nullptr);
}

void TestLaneFindings::without_any_street_only_the_width_is_judged() {
  add_lane();
  QTRY_VERIFY(list().count() > 0);
  for (const auto& finding : watch().findings()) QVERIFY(!bike::is_defect(finding.verdict));
}

void TestLaneFindings::findings_speak_the_language_of_the_window() {
  add_streets();
  add_lane();
  QTRY_VERIFY(list().count() > 3);
  set_language(project::Language::de);
  QTRY_VERIFY2(list().item(0)->text().contains(QStringLiteral("Passt nicht")), qPrintable(list().item(0)->text()));
  set_language(project::Language::en);
}

std::size_t TestLaneFindings::strip_of(bike::StripKind kind) {
  const auto& strips = section().section().strips;
  return static_cast<std::size_t>(std::find_if(strips.begin(), strips.end(), [&](const auto& s) { return s.kind == kind; }) - strips.begin());
}

void TestLaneFindings::the_section_shows_what_is_missing_and_which_strip_could_give() {
  add_streets();
  add_lane();
  QTRY_COMPARE(section().section().strips.size(), 3U);  // lane, traffic, lane; nobody parks
  QVERIFY(std::abs(*bike::slack_m(section().section()) + 0.5) < 1e-9);
  QStringList texts;
  for (auto* label : m_window->findChild<SectionEditor*>()->findChildren<QLabel*>()) texts << label->text();
  const auto all = texts.join(QLatin1Char('\n'));
  QVERIFY2(all.contains(QStringLiteral("50 cm are missing")), qPrintable(all));
  QVERIFY2(all.contains(QStringLiteral("could give 15 cm")), qPrintable(all));  // 2.00 - 1.85
  QVERIFY2(all.contains(QStringLiteral("from the street data")), qPrintable(all));
}

void TestLaneFindings::a_strip_is_changed_by_drag_by_key_and_by_number_each_one_step_of_the_history() {
  add_streets();
  const auto id = add_lane();
  QTRY_COMPARE(section().section().strips.size(), 3U);
  const auto rect = section().rect_of(0);
  const QPoint from(static_cast<int>(rect.right()), static_cast<int>(rect.center().y()));
  const int half_metre = static_cast<int>(std::lround(0.5 * rect.width() / 2.0));
  QTest::mousePress(&section(), Qt::LeftButton, {}, from);
  QTest::mouseMove(&section(), from - QPoint(half_metre, 0));
  QCOMPARE(lane_width(id), 2.0);  // only drawn so far
  QTest::mouseRelease(&section(), Qt::LeftButton, {}, from - QPoint(half_metre, 0));
  QVERIFY(std::abs(lane_width(id) - 1.5) < 0.11);
  const double dragged = lane_width(id);
  QTRY_VERIFY(watch().result() && watch().result()->lane.width_m == dragged);  // the map and the findings follow
  section().setFocus();
  section().set_current(0);
  QVERIFY(section().accessibleDescription().contains(QStringLiteral("Strip 1 of 3")));
  QTest::keyClick(&section(), Qt::Key_Up);
  QVERIFY(std::abs(lane_width(id) - dragged - 0.05) < 1e-9);
  document().wait_settled();
  document().undo();
  QTRY_VERIFY(std::abs(lane_width(id) - dragged) < 1e-9);
  QDoubleSpinBox* spin = nullptr;
  for (auto* one : m_window->findChild<SectionEditor*>()->findChildren<QDoubleSpinBox*>())
    if (one->accessibleName() == QStringLiteral("Cycle lane, left")) spin = one;
  QVERIFY(spin != nullptr);
  spin->setValue(1.85);
  QCOMPARE(lane_width(id), 1.85);
}

void TestLaneFindings::while_a_strip_is_dragged_map_and_findings_follow_and_escape_takes_it_back() {
  add_streets();
  const auto id = add_lane();
  QTRY_COMPARE(section().section().strips.size(), 3U);
  QVERIFY(document().wait_settled());
  const auto steps = document().history().size();
  const auto offset = [&] { return watch().result()->places.front().parts[0].points[0].y; };
  const double outside = offset();
  const auto rect = section().rect_of(0);
  const QPoint from(static_cast<int>(rect.right()), static_cast<int>(rect.center().y()));
  const int metre = static_cast<int>(std::lround(rect.width() / 2.0));
  QTest::mousePress(&section(), Qt::LeftButton, {}, from);
  QTest::mouseMove(&section(), from - QPoint(metre / 2, 0));
  // The answer that map and findings show has the narrower lane, nearer to the kerb; the document does not.
  QTRY_VERIFY(watch().result() && *watch().result()->lane.width_m < 1.6);
  QVERIFY(std::abs(offset() - outside) > 0.2);
  QCOMPARE(lane_width(id), 2.0);
  QTest::keyClick(&section(), Qt::Key_Escape);
  QTRY_COMPARE(*watch().result()->lane.width_m, 2.0);
  QTRY_COMPARE(section().section().strips[0].width_m, 2.0);
  QTest::mouseRelease(&section(), Qt::LeftButton, {}, from - QPoint(metre, 0));
  QCOMPARE(lane_width(id), 2.0);
  QVERIFY(document().wait_settled());
  QCOMPARE(document().history().size(), steps);
  // And let go of: one step, however many moves there were.
  QTest::mousePress(&section(), Qt::LeftButton, {}, from);
  for (int i = 1; i <= 5; ++i) QTest::mouseMove(&section(), from - QPoint(metre * i / 10, 0));
  QTest::mouseRelease(&section(), Qt::LeftButton, {}, from - QPoint(metre / 2, 0));
  QVERIFY(lane_width(id) < 1.6);
  QVERIFY(document().wait_settled());
  QCOMPARE(document().history().size(), steps + 1);
}

void TestLaneFindings::the_section_goes_from_kerb_to_kerb_or_from_facade_to_facade() {
  add_streets();
  const auto id = add_lane();
  QTRY_COMPARE(section().section().strips.size(), 3U);
  auto* editor = m_window->findChild<SectionEditor*>();
  const auto texts = [&] {
    QStringList all;
    for (auto* label : editor->findChildren<QLabel*>()) all << label->text();
    return all.join(QLatin1Char('\n'));
  };
  QVERIFY2(texts().contains(QStringLiteral("Façades: not known here.")), qPrintable(texts()));
  QDoubleSpinBox* facade = nullptr;
  for (auto* one : editor->findChildren<QDoubleSpinBox*>())
    if (one->accessibleName() == QStringLiteral("Façade to façade")) facade = one;
  QVERIFY(facade != nullptr);
  facade->setValue(16);  // kerb to kerb 9 m
  QTRY_VERIFY(section().section().facade_m && *section().section().left_rest_m == 3.5);
  QVERIFY2(texts().contains(QStringLiteral("Left 350 cm free up to the façade.")) && texts().contains(QStringLiteral("Assumed: the carriageway lies in the middle")),
           qPrintable(texts()));
  bike::SectionPlan plan = watch().desk().section_of(id);
  plan.footway_left_m = 2.5;
  plan.trees_left_m = 2;
  watch().desk().set_section(id, plan);
  QTRY_COMPARE(section().section().strips.size(), 5U);
  QVERIFY2(texts().contains(QStringLiteral("Left 100 cm are missing up to the façade.")), qPrintable(texts()));
  QVERIFY2(texts().contains(QStringLiteral("Tree strip, left\n(planned)")), qPrintable(texts()));
  QRadioButton* kerbs = nullptr;
  for (auto* button : editor->findChildren<QRadioButton*>())
    if (button->text() == QStringLiteral("Kerb to kerb")) kerbs = button;
  QVERIFY(kerbs != nullptr);
  kerbs->click();
  QVERIFY(!section().whole() && !section().shown(0) && section().shown(2));
  QVERIFY(!texts().contains(QStringLiteral("façade.")));
  section().set_current(0);  // not shown
  QVERIFY(section().current() != 0);
  section().setFocus();
  section().set_current(2);
  QTest::keyClick(&section(), Qt::Key_Left);
  QCOMPARE(section().current(), 2);
}

void TestLaneFindings::kerbs_and_parking_of_the_plan_are_kept_and_taken_back() {
  add_streets();
  const auto id = add_lane();
  QTRY_COMPARE(section().section().strips.size(), 3U);
  bike::SectionPlan plan;
  plan.carriageway_m = 10.5;
  plan.parking_right_m = 1.9;
  watch().desk().set_section(id, plan);
  QTRY_COMPARE(section().section().strips.size(), 4U);
  QVERIFY(section().section().strips[strip_of(bike::StripKind::parking)].width_m == 1.9);
  QVERIFY(std::abs(section().section().carriageway->m - 10.5) < 1e-9);
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_COMPARE(section().section().strips.size(), 3U);
  document().redo();
  QTRY_COMPARE(section().section().strips.size(), 4U);
  for (auto* button : m_window->findChild<SectionEditor*>()->findChildren<QPushButton*>())
    if (button->text() == QStringLiteral("Strips of today")) button->click();
  QTRY_COMPARE(section().section().strips.size(), 3U);
  QVERIFY(watch().desk().section_of(id).empty());
}

void TestLaneFindings::a_preset_brings_the_standard_width() {
  const auto& rules = *watch().desk().rules();
  sketch::BikeLane lane;
  lane.width_m = 3;
  QCOMPARE(*preset_of(rules, lane, sketch::FacilityType::schutzstreifen).width_m, 1.5);
  QCOMPARE(*preset_of(rules, lane, sketch::FacilityType::radfahrstreifen).width_m, 1.85);
  QCOMPARE(*preset_of(rules, lane, sketch::FacilityType::radfahrstreifen).buffer_m, 0.75);
  QCOMPARE(*preset_of(rules, lane, sketch::FacilityType::einrichtungsradweg).buffer_m, 0.5);
  QCOMPARE(*preset_of(rules, lane, sketch::FacilityType::mischverkehr).width_m, 3.0);  // no rule, no change
}

std::map<std::string, double> lengths_by_stress(const scene::MapSnapshot& snapshot) {
  std::map<std::string, double> lengths;
  const auto* layer = snapshot.find(k_stress_layer);
  for (std::uint32_t row = 0; layer != nullptr && row < layer->pack->size(); ++row)
    lengths[feature::to_text(layer->pack->value(row, 0))] += std::get<double>(layer->pack->value(row, 1));
  return lengths;
}

void TestLaneFindings::the_stress_of_the_network_is_a_layer_that_changes_with_the_variant() {
  add_streets();
  add_lane();
  auto& map = *m_window->workspace().findChild<StressMap*>();
  const auto snapshot = [&] { return document().map_snapshot(project::Theme::light); };
  m_window->actions_table().run(QStringLiteral("plan.stress"));
  QVERIFY(map.on());
  map.set_view(StressMap::View::today);
  QTRY_VERIFY_WITH_TIMEOUT(map.settled() && snapshot().find(k_stress_layer) != nullptr, 20000);
  const auto today = lengths_by_stress(snapshot());
  QVERIFY(std::abs(today.at("4") - 702) < 3 && std::abs(today.at("2") - 445) < 3);
  map.set_view(StressMap::View::planned);
  QTRY_VERIFY_WITH_TIMEOUT(map.settled(), 20000);
  const auto planned = lengths_by_stress(snapshot());
  QVERIFY(planned.at("2") > today.at("2") + 300);  // a Radfahrstreifen of 2 m at 50 km/h along the first half
  map.set_on(false);
  QVERIFY(snapshot().find(k_stress_layer) == nullptr);
}

void TestLaneFindings::variants_stand_beside_today_and_go_out_as_files() {
  add_streets();
  add_lane();
  document().set_active_scenario(document().create_scenario(QStringLiteral("Empty")));
  QVERIFY(document().wait_settled());
  ComparisonDialog dialog(m_window->workspace(), watch());
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  QTRY_COMPARE_WITH_TIMEOUT(dialog.table().scenarios.size(), 2U, 20000);
  const auto row = [&](const char* id) {
    for (const auto& one : dialog.table().rows)
      if (one.id == id) return one;
    return bike::IndicatorRow{};
  };
  QVERIFY(std::abs(*row("length").values[0] - 500) < 0.5 && *row("length").values[1] == 0);
  QVERIFY(*row("low_stress").values[0] > *row("low_stress").today);
  QCOMPARE(*row("low_stress").values[1], *row("low_stress").today);
  QVERIFY(*row("cost_low").values[0] < *row("cost_high").values[0] && !row("cost_low").values[1]);
  // Lines on both sides of 500 m at 10 EUR/m; the price stands beside with year and source, the ratings with their number.
  QVERIFY(std::abs(*row("cost.radfahrstreifen.marking").values[0] - 1000) < 1 && !row("cost.radfahrstreifen.marking").values[1]);
  QCOMPARE(*row("ratings").values[0], 13007.0);
  QStringList basis;
  const auto& view = *dialog.findChild<QTableWidget*>();
  QCOMPARE(view.columnCount(), 5);
  for (int i = 0; i < view.rowCount(); ++i) basis << view.item(i, 4)->text();
  QVERIFY2(basis.join(QLatin1Char('|')).contains(QStringLiteral("10 EUR/m, price year 2017, Tagesspiegel")), qPrintable(basis.join(QLatin1Char('|'))));
  QVERIFY(basis.join(QLatin1Char('|')).contains(QStringLiteral("lane 2.0 m: 13,007 ratings, Straßencheck")));
  for (const char* name : {"a.csv", "a.xlsx", "a.gpkg", "a.geojson"}) QVERIFY(dialog.export_to(m_dir->filePath(QLatin1String(name))));
  QVERIFY(!dialog.export_to(m_dir->filePath(QStringLiteral("a.doc"))));
}

void TestLaneFindings::every_rule_in_force_is_listed_and_unverified_ones_say_so() {
  RulesDialog dialog(watch().desk());
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  auto& table = *dialog.findChild<QTableWidget*>();
  const auto& rules = watch().desk().rules()->all();
  QVERIFY(rules.size() >= 150);
  QCOMPARE(table.rowCount(), static_cast<int>(rules.size()));
  for (int row = 0; row < table.rowCount(); ++row) {
    QVERIFY(!table.item(row, 3)->text().isEmpty());
    QCOMPARE(table.item(row, 2)->text().contains(QStringLiteral("hint only")), rules[static_cast<std::size_t>(row)].status == bike::RuleStatus::unverified);
  }
  QFile file(m_dir->filePath(QStringLiteral("own.csv")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("id,value,unit,source,year,status,note\nwidth.radfahrstreifen.standard,2.3,m,Council,2024,V1,\n");
  file.close();
  watch().desk().set_rules_folder(m_dir->path());
  QTRY_COMPARE(watch().desk().rules()->find("width.radfahrstreifen.standard")->value, 2.3);
  bool marked = false;
  for (int row = 0; row < table.rowCount(); ++row) marked = marked || table.item(row, 2)->text().contains(QStringLiteral("own rule"));
  QVERIFY(marked);
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_COMPARE(watch().desk().rules()->find("width.radfahrstreifen.standard")->value, 1.85);
}

void TestLaneFindings::a_layer_can_be_given_another_use_and_the_findings_follow() {
  add_streets();
  add_lane();
  QTRY_VERIFY(watch().result() && watch().result()->streets_known);
  DataDialog dialog(watch().desk());
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  auto* use = qobject_cast<QComboBox*>(dialog.findChild<QTableWidget*>()->cellWidget(0, 1));
  QVERIFY(use->currentText().contains(QStringLiteral("Streets")));
  use->setCurrentIndex(1);  // not used
  Q_EMIT use->activated(1);
  QTRY_VERIFY_WITH_TIMEOUT(watch().result() && !watch().result()->streets_known, 20000);
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_VERIFY_WITH_TIMEOUT(watch().result() && watch().result()->streets_known, 20000);
}

void TestLaneFindings::one_drag_with_control_follows_the_street() {
  add_streets();
  const auto corner = document().to_project(geo::Point2{9.005 * 111319.49079327358, 6621293.722740});
  m_window->canvas().set_camera(document().to_mercator(corner), 16, false);
  m_window->workspace().activate_tool(QStringLiteral("draw_bike_lane"));
  const auto feed = [&](ToolInput::Kind kind, geo::Point2 place, bool dragging) {
    ToolInput made;
    made.kind = kind;
    made.project = place;
    made.mercator = document().to_mercator(place);
    made.screen_px = m_window->canvas().screen_of_project(place);
    made.button = kind == ToolInput::Kind::move ? Qt::NoButton : Qt::LeftButton;
    made.buttons = Qt::LeftButton;
    made.modifiers = Qt::ControlModifier;
    made.dragging = dragging;
    m_window->canvas().feed(made);
  };
  feed(ToolInput::Kind::press, {corner.x - 200, corner.y + 3}, false);
  feed(ToolInput::Kind::move, {corner.x + 2, corner.y + 150}, true);
  feed(ToolInput::Kind::release, {corner.x + 2, corner.y + 150}, true);
  QTRY_VERIFY_WITH_TIMEOUT(watch().result() && std::abs(watch().result()->length_m - 350) < 6, 20000);
  const auto* tool = dynamic_cast<DrawTool*>(m_window->canvas().tool(QStringLiteral("draw_bike_lane")));
  QVERIFY(tool != nullptr && tool->vertices().size() >= 3);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestLaneFindings)
#include "test_lane_findings.moc"
