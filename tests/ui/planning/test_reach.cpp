// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// How far bicycles come, and stress today beside the plan, in the window.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>
#include <memory>

#include "canvas/canvas.h"
#include "planning/compare_swipe.h"
#include "planning/lane_watch.h"
#include "planning/measure_page.h"
#include "planning/reach_map.h"
#include "planning/reach_panel.h"
#include "planning/stress_map.h"
#include "shell/action_table.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestReach : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { stay_apart(); }
  void init();
  void cleanup() { m_window.reset(); }
  void a_place_shows_who_is_reached_today_and_planned();
  void an_edit_asks_again_and_undo_takes_a_place_back();
  void minutes_and_waits_are_typed_and_nonsense_is_refused();
  void without_a_place_or_streets_the_page_says_why();
  void a_click_or_the_crosshair_sets_a_place();
  void the_pieces_of_street_go_out_as_a_file();
  void the_page_of_a_lane_shows_the_ride_between_its_ends();
  void a_project_can_be_closed_while_both_sides_are_shown();
  void stress_stands_side_by_side_with_today_and_the_border_moves_by_key();

 private:
  project::Document& document() { return m_window->document(); }
  ReachMap& reach() { return *m_window->workspace().findChild<ReachMap*>(); }
  ReachPanel& panel() { return *m_window->findChild<ReachPanel*>(); }
  void add_layers();
  base::Uuid add_lane();
  void wait_for_answer();
  QString all_texts();
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

const geo::Point2 k_begin{500000, 5649825};  // 9.0 E 51.0 N

void TestReach::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  m_window->workspace().set_mode(Mode::plan);
}

/// A quiet street of some 351 m, then a busy one of as much; 40 people live at the far end.
void TestReach::add_layers() {
  const auto write = [&](const char* name, const QByteArray& features) {
    QFile file(m_dir->filePath(QLatin1String(name)));
    [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
    file.write(R"({"type":"FeatureCollection","features":[)" + features + "]}");
    return file.fileName();
  };
  const auto streets = write("streets.geojson", R"(
{"type":"Feature","properties":{"name":"Weg","highway":"residential","maxspeed":30},"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.005,51.0]]}},
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary","maxspeed":50},"geometry":{"type":"LineString","coordinates":[[9.005,51.0],[9.01,51.0]]}})");
  const auto people = write("zensus.geojson",
                            R"({"type":"Feature","properties":{"einwohner":40},"geometry":{"type":"Point","coordinates":[9.01,51.0001]}})");
  QSignalSpy previewed(&document(), &project::Document::previewed);
  const auto batch = document().prepare_files({streets, people});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, 30000);
  document().confirm_files(batch);
  auto& desk = m_window->workspace().findChild<LaneWatch*>()->desk();
  QTRY_VERIFY_WITH_TIMEOUT(desk.city() && desk.city()->graph() && desk.city()->has(bike::LayerRole::people), 20000);
}

base::Uuid TestReach::add_lane() {
  sketch::Measure measure;
  measure.name = "Lane";
  const double length = 0.01 * 70190;
  measure.geometry = geo::make_line({{k_begin.x + length / 2, k_begin.y}, {k_begin.x + length, k_begin.y}});
  measure.lane.facility = sketch::FacilityType::protected_bike_lane;
  measure.lane.side = sketch::Side::both;
  measure.lane.width_m = 2.5;
  return document().add_measure(measure);
}

void TestReach::wait_for_answer() { QTRY_VERIFY_WITH_TIMEOUT(reach().answer() != nullptr && !reach().computing(), 20000); }

QString TestReach::all_texts() {
  QStringList texts;
  for (const auto* label : panel().findChildren<QLabel*>())
    if (label->isVisibleTo(&panel())) texts << label->text();
  return texts.join(QLatin1Char('|'));
}

void TestReach::a_place_shows_who_is_reached_today_and_planned() {
  add_layers();
  add_lane();
  m_window->actions_table().run(QStringLiteral("plan.reach"));
  QVERIFY(reach().on() && panel().isVisible());
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("reach_place"));  // nothing to measure from yet
  reach().add_place(k_begin);
  wait_for_answer();
  const auto& band = reach().answer()->study.bands.front();
  QCOMPARE(band.minutes, 5.0);
  QVERIFY(std::abs(band.street_before_m - 351) < 1 && std::abs(band.street_after_m - 702) < 2);
  QCOMPARE(*band.before[0], 0.0);
  QCOMPARE(*band.after[0], 40.0);
  QTRY_VERIFY2(all_texts().contains(QStringLiteral("People|0|40|+40")), qPrintable(all_texts()));
  QVERIFY2(all_texts().contains(QStringLiteral("Not assessable, no layer has them: Jobs, Schools.")), qPrintable(all_texts()));
  QVERIFY2(all_texts().contains(QStringLiteral("zensus (date unknown)")), qPrintable(all_texts()));
  QCOMPARE(panel().findChild<QListWidget*>()->item(0)->text(), QStringLiteral("1 · Weg"));
  const auto rows = [&] { return document().map_snapshot(project::Theme::light).find(k_reach_layer)->pack->size(); };
  QCOMPARE(rows(), 2U);
  reach().set_view(ReachMap::View::today);
  QCOMPARE(rows(), 1U);
  m_window->actions_table().run(QStringLiteral("plan.reach"));
  QVERIFY(document().map_snapshot(project::Theme::light).find(k_reach_layer) == nullptr);
}

void TestReach::an_edit_asks_again_and_undo_takes_a_place_back() {
  add_layers();
  reach().set_on(true);
  reach().add_place(k_begin);
  wait_for_answer();
  QCOMPARE(*reach().answer()->study.bands.front().after[0], 0.0);
  const auto lane = add_lane();
  QTRY_COMPARE_WITH_TIMEOUT(reach().answer() ? *reach().answer()->study.bands.front().after[0] : 0.0, 40.0, 20000);
  document().remove_measures({lane});
  QTRY_COMPARE_WITH_TIMEOUT(reach().answer() ? *reach().answer()->study.bands.front().after[0] : 40.0, 0.0, 20000);
  reach().add_place({k_begin.x + 702, k_begin.y});
  QCOMPARE(reach().setting().places.size(), 2U);
  wait_for_answer();
  QVERIFY(reach().answer()->ride && !reach().answer()->ride->before.low_m && std::abs(*reach().answer()->ride->before.any_m - 702) < 2);
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_COMPARE_WITH_TIMEOUT(reach().setting().places.size(), 1U, 20000);
}

void TestReach::minutes_and_waits_are_typed_and_nonsense_is_refused() {
  add_layers();
  m_window->actions_table().run(QStringLiteral("plan.reach"));
  reach().add_place(k_begin);
  wait_for_answer();
  auto* minutes = panel().findChild<QLineEdit*>();
  const auto type = [&](const char* text) {
    minutes->setFocus();
    minutes->clear();
    QTest::keyClicks(minutes, QLatin1String(text));
    QTest::keyClick(minutes, Qt::Key_Return);
  };
  type("20 5;10");
  QCOMPARE(reach().setting().minutes, (std::vector<double>{5, 10, 20}));
  for (const char* wrong : {"", "0", "five", "1,2,3,4,5", "500"}) {
    type(wrong);
    QCOMPARE(reach().setting().minutes.size(), 3U);
    QVERIFY2(all_texts().contains(QStringLiteral("One to four numbers")), wrong);
  }
  type("5,10,20");
  for (auto* spin : panel().findChildren<QDoubleSpinBox*>())
    if (spin->accessibleName() == QLatin1String("Wait at a traffic light")) spin->setValue(30);
  QCOMPARE(reach().setting().signal_s, std::optional(30.0));
  QVERIFY(!reach().setting().speed_kmh && !reach().setting().give_way_s);  // as in the rules
  const auto stored = project::reach_setting_from(document().setting(project::k_bike_reach_setting));
  QCOMPARE(stored.signal_s, std::optional(30.0));
  QCOMPARE(stored.places.size(), 1U);
}

void TestReach::without_a_place_or_streets_the_page_says_why() {
  m_window->actions_table().run(QStringLiteral("plan.reach"));
  reach().add_place(k_begin);
  QTRY_VERIFY2_WITH_TIMEOUT(all_texts().contains(QStringLiteral("Without streets nobody can say how far one gets.")),
                            qPrintable(all_texts()), 20000);
  add_layers();
  wait_for_answer();
  reach().remove_place(0);
  QTRY_VERIFY2(all_texts().contains(QStringLiteral("Choose a place")), qPrintable(all_texts()));
  QVERIFY(reach().answer() == nullptr);
  reach().add_place({k_begin.x, k_begin.y + 4000});
  wait_for_answer();
  QTRY_VERIFY2(all_texts().contains(QStringLiteral("Place 1: within 150 m there is no street")), qPrintable(all_texts()));
  m_window->workspace().clear_selection();
  QVERIFY(!reach().add_selected());
}

void TestReach::a_click_or_the_crosshair_sets_a_place() {
  add_layers();
  m_window->actions_table().run(QStringLiteral("plan.reach"));
  auto& canvas = m_window->canvas();
  canvas.set_camera(document().to_mercator(k_begin), 16, false);
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.rect().center());
  QTRY_COMPARE(reach().setting().places.size(), 1U);
  QVERIFY(std::hypot(reach().setting().places[0].x - k_begin.x, reach().setting().places[0].y - k_begin.y) < 10);
  m_window->workspace().activate_tool(QStringLiteral("reach_place"));
  canvas.setFocus();
  QTest::keyClick(&canvas, Qt::Key_Right);
  QTest::keyClick(&canvas, Qt::Key_Return);
  QTRY_COMPARE(reach().setting().places.size(), 2U);
  reach().add_map_centre();
  QCOMPARE(reach().setting().places.size(), 3U);
}

void TestReach::the_pieces_of_street_go_out_as_a_file() {
  add_layers();
  add_lane();
  reach().set_on(true);
  reach().add_place(k_begin);
  wait_for_answer();
  const QString path = m_dir->filePath(QStringLiteral("reach.geojson"));
  QVERIFY(reach().export_to(path));
  QFile file(path);
  QVERIFY(file.open(QIODevice::ReadOnly));
  const auto features = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("features")].toArray();
  QCOMPARE(features.size(), 2);
  QVERIFY(features[1].toObject()[QStringLiteral("properties")].toObject()[QStringLiteral("minuten_heute")].isNull());
  QVERIFY(!reach().export_to(m_dir->filePath(QStringLiteral("no/such/folder.geojson"))));
}

void TestReach::the_page_of_a_lane_shows_the_ride_between_its_ends() {
  add_layers();
  const auto id = add_lane();
  m_window->workspace().select(Selection::of_measure(id));
  auto& page = *m_window->findChild<MeasurePage*>();
  const auto texts = [&] {
    QStringList all;
    for (const auto* label : page.findChildren<QLabel*>())
      if (label->isVisibleTo(&page)) all << label->text();
    return all.join(QLatin1Char('|'));
  };
  // 351 m at 30 km/h; today there is no low-stress way at all.
  QTRY_VERIFY2_WITH_TIMEOUT(texts().contains(QStringLiteral("– → 0:42 min")), qPrintable(texts()), 20000);
  QVERIFY2(texts().contains(QStringLiteral("Detour factor (up to 1.25)|– → 1.00 ✓")), qPrintable(texts()));
  auto far = *document().measure(id);
  far.geometry = geo::make_line({{k_begin.x, k_begin.y + 3000}, {k_begin.x + 500, k_begin.y + 3000}});
  document().update_measure(far);
  QTRY_VERIFY2_WITH_TIMEOUT(texts().contains(QStringLiteral("Travel time: not assessable")), qPrintable(texts()), 20000);
}

void TestReach::a_project_can_be_closed_while_both_sides_are_shown() {
  add_layers();
  add_lane();
  m_window->actions_table().run(QStringLiteral("plan.reach"));
  reach().add_place(k_begin);
  wait_for_answer();
  reach().set_view(ReachMap::View::side_by_side);
  auto& swipe = *m_window->workspace().findChild<CompareSwipe*>();
  QVERIFY(swipe.on());
  const auto* left = swipe.left_snapshot().find(k_reach_layer);
  QVERIFY(left != nullptr && left->pack && left->pack->size() == 1);  // today: only the quiet street
  document().close();
  QTRY_VERIFY_WITH_TIMEOUT(!document().is_open(), 20000);
  QVERIFY(!reach().on());
  m_window.reset();
}

double low_stress_m(const scene::MapSnapshot& snapshot) {
  double sum = 0;
  const auto* layer = snapshot.find(k_stress_layer);
  for (std::uint32_t row = 0; layer != nullptr && layer->pack && row < layer->pack->size(); ++row)
    if (feature::to_text(layer->pack->value(row, 0)) <= "2") sum += std::get<double>(layer->pack->value(row, 1));
  return sum;
}

void TestReach::stress_stands_side_by_side_with_today_and_the_border_moves_by_key() {
  add_layers();
  add_lane();
  auto& map = *m_window->workspace().findChild<StressMap*>();
  auto& swipe = *m_window->workspace().findChild<CompareSwipe*>();
  m_window->actions_table().run(QStringLiteral("plan.stress_both"));
  QVERIFY(map.on() && map.view() == StressMap::View::side_by_side && swipe.on());
  QTRY_VERIFY_WITH_TIMEOUT(map.settled(), 20000);
  QVERIFY(std::abs(low_stress_m(document().map_snapshot(project::Theme::light)) - 702) < 2);
  QVERIFY(std::abs(low_stress_m(swipe.left_snapshot()) - 351) < 2);
  const double before = swipe.position();
  QVERIFY(m_window->actions_table().run(QStringLiteral("plan.swipe_left")));
  QVERIFY(swipe.position() < before);
  QVERIFY(m_window->actions_table().run(QStringLiteral("plan.swipe_right")));
  QVERIFY(std::abs(swipe.position() - before) < 1e-9);
  swipe.set_left(document().active_scenario());  // a variant beside itself: both sides alike
  QTRY_VERIFY_WITH_TIMEOUT(map.settled() && std::abs(low_stress_m(swipe.left_snapshot()) - 702) < 2, 20000);
  swipe.set_left({});
  swipe.set_on(false);
  QVERIFY(map.on() && map.view() == StressMap::View::planned);
  QVERIFY(!m_window->actions_table().run(QStringLiteral("plan.swipe_left")));
  map.set_view(StressMap::View::side_by_side);
  map.set_on(false);
  QVERIFY(!swipe.on());
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestReach)
#include "test_reach.moc"
