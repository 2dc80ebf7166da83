// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Several lanes are chosen and changed together: in the list, along a street, between two places; mixed values; one step.
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "canvas/canvas.h"
#include "planning/bulk_choice.h"
#include "planning/bulk_page.h"
#include "planning/lane_watch.h"
#include "planning/optional_spin.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "tools/draw_tool.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestBulkChange : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup() { m_window.reset(); }
  void lanes_chosen_in_the_list_share_one_page_and_change_in_one_step();
  void what_differs_is_shown_as_mixed_and_stays_until_it_is_stated();
  void another_selection_ends_the_choice();
  void lanes_along_the_same_street_are_found_by_the_street_they_follow();
  void lanes_between_two_places_are_found_along_the_streets();
  void all_chosen_lanes_can_be_deleted_together();

 private:
  project::Document& document() { return m_window->document(); }
  BulkChoice& choice() { return *m_window->workspace().findChild<BulkChoice*>(); }
  BulkPage& page() { return *m_window->findChild<BulkPage*>(); }
  template <class Field>
  Field* field(const char* name) {
    for (auto* one : page().findChildren<Field*>())
      if (one->accessibleName() == QLatin1String(name)) return one;
    return nullptr;
  }
  const sketch::BikeLane& lane(const base::Uuid& id) { return document().measure(id)->lane; }
  base::Uuid add(const char* name, std::vector<geo::Point2> points, std::optional<double> width, sketch::FacilityType facility);
  void add_streets();
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

constexpr geo::Point2 k_begin{500000, 5649825};
using sketch::FacilityType;

void TestBulkChange::initTestCase() {
  stay_apart();
}

void TestBulkChange::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  m_window->workspace().set_mode(Mode::plan);
}

base::Uuid TestBulkChange::add(const char* name, std::vector<geo::Point2> points, std::optional<double> width, FacilityType facility) {
  sketch::Measure measure;
  measure.name = name;
  for (auto& p : points) p = {k_begin.x + p.x, k_begin.y + p.y};
  measure.geometry = geo::make_line(points);
  measure.lane.width_m = width;
  measure.lane.facility = facility;
  const auto id = document().add_measure(measure);
  [&] { QVERIFY(document().wait_settled()); }();
  return id;
}

/// Hauptstraße runs east from k_begin for 700 m, Weg leaves it in the middle to the north.
void TestBulkChange::add_streets() {
  QFile file(m_dir->filePath(QStringLiteral("streets.geojson")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Hauptstraße","highway":"primary"},"geometry":{"type":"LineString","coordinates":[[9.0,51.0],[9.005,51.0],[9.01,51.0]]}},
{"type":"Feature","properties":{"name":"Weg","highway":"residential"},"geometry":{"type":"LineString","coordinates":[[9.005,51.0],[9.005,51.004]]}}]})");
  file.close();
  QSignalSpy previewed(&document(), &project::Document::previewed);
  const auto batch = document().prepare_files({file.fileName()});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, 30000);
  document().confirm_files(batch);
  auto& watch = *m_window->workspace().findChild<LaneWatch*>();
  QTRY_VERIFY_WITH_TIMEOUT(watch.desk().city() && watch.desk().city()->graph(), 20000);
}

void TestBulkChange::lanes_chosen_in_the_list_share_one_page_and_change_in_one_step() {
  const auto a = add("A", {{0, 0}, {100, 0}}, 1.5, FacilityType::schutzstreifen);
  const auto b = add("B", {{0, 50}, {200, 50}}, 1.5, FacilityType::radfahrstreifen);
  const auto c = add("C", {{0, 90}, {200, 90}}, 1.5, FacilityType::radfahrstreifen);
  QListWidget* list = nullptr;
  for (auto* one : m_window->findChildren<QListWidget*>())
    if (one->accessibleName() == QStringLiteral("Measures of this variant")) list = one;
  QVERIFY(list != nullptr && list->count() == 3);
  list->setCurrentRow(0);
  QVERIFY(!choice().several());
  list->item(1)->setSelected(true);
  QVERIFY(choice().several() && choice().ids().size() == 2);
  QCOMPARE(list->selectedItems().size(), 2);
  QCOMPARE(page().title(), QStringLiteral("2 lanes"));
  QTRY_VERIFY(page().isVisible());
  const auto steps = document().history().size();
  field<OptionalSpin>("Clear width")->setValue(2.25);
  QVERIFY(document().wait_settled());
  QCOMPARE(*lane(a).width_m, 2.25);
  QCOMPARE(*lane(b).width_m, 2.25);
  QCOMPARE(*lane(c).width_m, 1.5);
  QCOMPARE(document().history().size(), steps + 1);
  QVERIFY(choice().several());  // still chosen: the next change goes to the same lanes
  document().undo();
  QTRY_COMPARE(*lane(a).width_m, 1.5);
  QCOMPARE(*lane(b).width_m, 1.5);
}

void TestBulkChange::what_differs_is_shown_as_mixed_and_stays_until_it_is_stated() {
  const auto a = add("A", {{0, 0}, {100, 0}}, 1.5, FacilityType::schutzstreifen);
  const auto b = add("B", {{0, 50}, {200, 50}}, {}, FacilityType::radfahrstreifen);
  auto red = *document().measure(a);
  red.lane.red_paint = true;
  document().update_measure(red);
  QVERIFY(document().wait_settled());
  choice().choose({a, b});
  auto* facility = field<QComboBox>("Facility");
  auto* width = field<OptionalSpin>("Clear width");
  QCheckBox* paint = nullptr;
  for (auto* one : page().findChildren<QCheckBox*>())
    if (one->text() == QStringLiteral("Red surface")) paint = one;
  QCOMPARE(facility->currentIndex(), -1);
  QCOMPARE(facility->placeholderText(), QStringLiteral("mixed"));
  QVERIFY(width->mixed() && width->text() == QStringLiteral("mixed"));
  QCOMPARE(paint->checkState(), Qt::PartiallyChecked);
  // One thing is stated; the others stay as each lane has them.
  auto* side = field<QComboBox>("Side");
  side->setCurrentIndex(side->findData(static_cast<int>(sketch::Side::both)));
  Q_EMIT side->activated(side->currentIndex());
  QVERIFY(document().wait_settled());
  QVERIFY(lane(a).side == sketch::Side::both && lane(b).side == sketch::Side::both);
  QVERIFY(lane(a).facility == FacilityType::schutzstreifen && lane(b).facility == FacilityType::radfahrstreifen);
  QVERIFY(*lane(a).width_m == 1.5 && !lane(b).width_m && lane(a).red_paint && !lane(b).red_paint);
  QCOMPARE(document().measure(a)->name, std::string("A"));
  paint->click();  // mixed becomes yes for all
  QVERIFY(document().wait_settled());
  QVERIFY(lane(a).red_paint && lane(b).red_paint);
  paint->click();
  QVERIFY(document().wait_settled());
  QVERIFY(!lane(a).red_paint && !lane(b).red_paint);
  facility->setCurrentIndex(facility->findData(static_cast<int>(FacilityType::fahrradstrasse)));
  Q_EMIT facility->activated(facility->currentIndex());
  QVERIFY(document().wait_settled());
  QVERIFY(lane(a).facility == FacilityType::fahrradstrasse && lane(b).facility == FacilityType::fahrradstrasse);
}

void TestBulkChange::another_selection_ends_the_choice() {
  const auto a = add("A", {{0, 0}, {100, 0}}, 1.5, FacilityType::schutzstreifen);
  const auto b = add("B", {{0, 50}, {200, 50}}, 1.5, FacilityType::schutzstreifen);
  const auto c = add("C", {{0, 90}, {200, 90}}, 1.5, FacilityType::schutzstreifen);
  choice().choose({a, b});
  QVERIFY(choice().several());
  m_window->workspace().select(Selection::of_measure(c));
  QVERIFY(!choice().several());
  QTRY_VERIFY(!page().isVisible());
  choice().choose({a});  // one alone is no choice
  QVERIFY(!choice().several() && m_window->workspace().selection().id == a);
  choice().choose({a, b, c});
  document().remove_measures({b});
  QVERIFY(document().wait_settled());
  QCOMPARE(choice().measures().size(), 2U);  // what is gone is not changed
}

void TestBulkChange::lanes_along_the_same_street_are_found_by_the_street_they_follow() {
  add_streets();
  const auto a = add("A", {{10, 0}, {150, 0}}, 1.5, FacilityType::schutzstreifen);
  const auto b = add("B", {{400, 0}, {650, 0}}, 1.5, FacilityType::radfahrstreifen);
  const auto c = add("C", {{350, 30}, {350, 300}}, 1.5, FacilityType::schutzstreifen);
  const auto& city = m_window->workspace().findChild<LaneWatch*>()->desk().city();
  const auto along = choice().along_street(*document().measure(a), city->graph().get());
  QCOMPARE(along, (std::vector<base::Uuid>{a, b}));
  QCOMPARE(choice().of_facility(FacilityType::schutzstreifen), (std::vector<base::Uuid>{a, c}));
  QCOMPARE(choice().all().size(), 3U);
}

void TestBulkChange::lanes_between_two_places_are_found_along_the_streets() {
  add_streets();
  const auto a = add("A", {{10, 0}, {150, 0}}, 1.5, FacilityType::schutzstreifen);
  const auto b = add("B", {{350, 20}, {350, 300}}, 1.5, FacilityType::radfahrstreifen);
  add("C", {{450, 0}, {650, 0}}, 1.5, FacilityType::schutzstreifen);
  m_window->canvas().set_camera(document().to_mercator({k_begin.x + 250, k_begin.y + 150}), 16, false);
  m_window->actions_table().run(QStringLiteral("plan.corridor"));
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("select_corridor"));
  const auto feed = [&](ToolInput::Kind kind, geo::Point2 at) {
    ToolInput input;
    input.kind = kind;
    input.project = at;
    input.mercator = document().to_mercator(at);
    input.screen_px = m_window->canvas().screen_of_project(at);
    input.button = kind == ToolInput::Kind::move ? Qt::NoButton : Qt::LeftButton;
    input.modifiers = Qt::AltModifier;
    m_window->canvas().feed(input);
  };
  const geo::Point2 from{k_begin.x + 5, k_begin.y}, to{k_begin.x + 350, k_begin.y + 350};
  for (const auto at : {from, to}) {
    feed(ToolInput::Kind::move, at);
    feed(ToolInput::Kind::press, at);
    feed(ToolInput::Kind::release, at);
  }
  feed(ToolInput::Kind::double_click, to);
  // The straight line between them touches neither; the streets do.
  QCOMPARE(choice().ids(), (std::vector<base::Uuid>{a, b}));
  QVERIFY(document().measures().size() == 3);  // choosing draws nothing
}

void TestBulkChange::all_chosen_lanes_can_be_deleted_together() {
  const auto a = add("A", {{0, 0}, {100, 0}}, 1.5, FacilityType::schutzstreifen);
  const auto b = add("B", {{0, 50}, {200, 50}}, 1.5, FacilityType::schutzstreifen);
  choice().choose({a, b});
  const auto steps = document().history().size();
  for (auto* button : page().findChildren<QPushButton*>())
    if (button->text() == QStringLiteral("Delete all")) button->click();
  QVERIFY(document().wait_settled());
  QVERIFY(document().measures().empty());
  QCOMPARE(document().history().size(), steps + 1);
  QVERIFY(!choice().several());
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestBulkChange)
#include "test_bulk_change.moc"
