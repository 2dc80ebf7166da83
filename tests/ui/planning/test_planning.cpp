// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <memory>

#include "canvas/canvas.h"
#include "planning/compare_swipe.h"
#include "planning/measure_form.h"
#include "planning/measure_page.h"
#include "planning/plan_bar.h"
#include "planning/plan_panel.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestPlanning : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void the_form_shows_the_rows_of_the_kind();
  void showing_a_measure_is_no_edit();
  void each_finished_field_gives_the_whole_measure();
  void not_stated_is_never_zero();
  void what_a_person_types_is_kept_while_the_document_changes();
  void the_form_keeps_its_choice_when_the_language_changes();
  void a_lane_drawn_on_the_map_appears_in_list_inspector_and_journal();
  void the_next_lane_starts_with_what_was_set_last();
  void the_bar_chooses_the_facility_of_the_next_lane();
  void an_edit_in_the_inspector_can_be_undone();
  void the_figures_of_a_lane_without_streets_are_not_assessable();
  void a_row_of_the_list_selects_the_measure_on_the_map_and_back();
  void deleting_in_the_inspector_takes_the_row_away();
  void a_new_variant_is_empty_and_active();
  void a_copied_variant_has_its_own_measures();
  void an_empty_name_makes_no_variant();
  void the_comparison_shows_another_state_left_of_its_border();
  void the_comparison_ends_with_the_mode();
  void every_word_of_the_form_fits();

 private:
  template <class Widget>
  Widget* named(const char* name) const;
  sketch::Measure lane() const;
  base::Uuid draw_lane();
  void name_dialog(const QString& text);
  project::Document& document() { return m_window->document(); }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

void TestPlanning::initTestCase() {
  stay_apart();
}

void TestPlanning::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir));
  m_window->workspace().set_mode(Mode::plan);
  m_window->canvas().set_camera(document().to_mercator(geo::Point2{390000, 5820000}), 17, false);
}

void TestPlanning::cleanup() {
  m_window.reset();
  set_language(project::Language::en);
}

template <class Widget>
Widget* TestPlanning::named(const char* name) const {
  for (auto* widget : m_window->findChildren<Widget*>())
    if (widget->accessibleName() == QLatin1String(name)) return widget;
  return nullptr;
}

sketch::Measure TestPlanning::lane() const {
  sketch::Measure measure;
  measure.id = base::new_uuid();
  measure.name = "Ring";
  measure.geometry = geo::make_line({{390000, 5820000}, {390100, 5820000}});
  measure.lane.width_m = 2.0;
  measure.lane.facility = sketch::FacilityType::schutzstreifen;
  return measure;
}

/// As a person does: choose the tool, click, click, double click.
base::Uuid TestPlanning::draw_lane() {
  m_window->actions_table().run(QStringLiteral("plan.bike_lane"));
  Canvas& canvas = m_window->canvas();
  const QPoint c = canvas.rect().center();
  for (const QPoint& at : {c + QPoint(-120, 10), c + QPoint(20, -35)}) QTest::mouseClick(&canvas, Qt::LeftButton, {}, at);
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, c + QPoint(140, 60));
  QTest::mouseDClick(&canvas, Qt::LeftButton, {}, c + QPoint(140, 60));
  document().wait_settled();
  QCoreApplication::processEvents();
  return document().measures().empty() ? base::Uuid{} : document().measures().back().id;
}

/// Answers the dialog that asks for a name.
void TestPlanning::name_dialog(const QString& text) {
  QTRY_VERIFY(m_window->findChild<QInputDialog*>() != nullptr);
  auto* dialog = m_window->findChild<QInputDialog*>();
  dialog->setTextValue(text);
  dialog->accept();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  document().wait_settled();
}

void TestPlanning::the_form_shows_the_rows_of_the_kind() {
  MeasureForm form;
  const auto shown = [&form](const char* name) {
    for (auto* field : form.findChildren<QWidget*>())
      if (field->accessibleName() == QLatin1String(name)) return field->isVisibleTo(&form);
    return false;
  };
  form.show_measure(lane());
  QVERIFY(shown("Facility") && shown("Clear width") && !shown("Tilt"));
  auto area = lane();
  area.kind = sketch::MeasureKind::solar_area;
  form.show_measure(area);
  QVERIFY(!shown("Facility") && !shown("Clear width") && shown("On flat roofs") && !shown("Tilt"));
  area.solar.place = sketch::SolarPlace::ground;
  form.show_measure(area);
  QVERIFY(!shown("On flat roofs") && shown("Tilt"));
  QVERIFY(shown("Name") && shown("Note"));
}

void TestPlanning::showing_a_measure_is_no_edit() {
  MeasureForm form;
  QSignalSpy edits(&form, &MeasureForm::edited);
  form.show_measure(lane());
  auto other = lane();
  other.lane.width_m.reset();
  other.note = "Engstelle";
  form.show_measure(other);
  QCOMPARE(edits.count(), 0);
}

void TestPlanning::each_finished_field_gives_the_whole_measure() {
  MeasureForm form;
  const auto before = lane();
  form.show_measure(before);
  QSignalSpy edits(&form, &MeasureForm::edited);
  for (auto* box : form.findChildren<QComboBox*>()) {
    if (box->accessibleName() != QLatin1String("Direction")) continue;
    box->setCurrentIndex(box->findData(static_cast<int>(sketch::Direction::both)));
    Q_EMIT box->activated(box->currentIndex());
  }
  QCOMPARE(edits.count(), 1);
  QCOMPARE(form.measure().lane.direction, sketch::Direction::both);
  QCOMPARE(form.measure().name, before.name);
  QVERIFY(form.measure().lane.width_m == before.lane.width_m);
  QVERIFY(form.measure().id == before.id);
}

void TestPlanning::not_stated_is_never_zero() {
  OptionalSpin spin(0, 50, 0.05, 2);
  spin.set_figure(std::nullopt);
  QVERIFY(!spin.figure());
  QCOMPARE(spin.text(), QStringLiteral("–"));
  spin.set_figure(0.0);
  QCOMPARE(spin.figure().value(), 0.0);
  spin.stepDown();
  QVERIFY(!spin.figure());
}

void TestPlanning::what_a_person_types_is_kept_while_the_document_changes() {
  MeasureForm form;
  form.show_measure(lane());
  form.show();
  form.activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(&form));
  auto* name = form.findChild<QLineEdit*>();
  name->setFocus();
  name->setText(QStringLiteral("Ring Nord"));
  auto changed = lane();
  changed.name = "from elsewhere";
  form.show_measure(changed);
  QCOMPARE(name->text(), QStringLiteral("Ring Nord"));
}

void TestPlanning::the_form_keeps_its_choice_when_the_language_changes() {
  MeasureForm form;
  form.show_measure(lane());
  QSignalSpy edits(&form, &MeasureForm::edited);
  set_language(project::Language::de);
  QCoreApplication::processEvents();
  bool found = false;
  for (auto* box : form.findChildren<QComboBox*>()) found = found || box->currentText() == QStringLiteral("Schutzstreifen");
  QVERIFY(found);
  QCOMPARE(edits.count(), 0);
}

void TestPlanning::a_lane_drawn_on_the_map_appears_in_list_inspector_and_journal() {
  const auto id = draw_lane();
  QCOMPARE(document().measures().size(), std::size_t{1});
  QCOMPARE(document().history().size(), std::size_t{1});
  QVERIFY(m_window->workspace().selection() == Selection::of_measure(id));
  QVERIFY(m_window->findChild<MeasurePage*>()->isVisible());
  auto* list = named<QListWidget>("Measures of this variant");
  QCOMPARE(list->count(), 1);
  QCOMPARE(list->currentRow(), 0);
  QCOMPARE(document().measure(id)->geometry.parts.at(0).points.size(), std::size_t{3});
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("select"));
}

void TestPlanning::the_next_lane_starts_with_what_was_set_last() {
  const auto first = draw_lane();
  auto changed = *document().measure(first);
  changed.lane.width_m = 3.1;
  changed.lane.street_name = "Lindenstraße";
  Q_EMIT m_window->findChild<MeasurePage*>()->findChild<MeasureForm*>()->edited(changed);
  m_window->workspace().clear_selection();
  m_window->canvas().set_camera(document().to_mercator(geo::Point2{390500, 5820500}), 17, false);
  const auto second = draw_lane();
  QCOMPARE(document().measures().size(), std::size_t{2});
  QCOMPARE(document().measure(second)->lane.width_m.value(), 3.1);
  QVERIFY(document().measure(second)->lane.street_name.empty());
  QVERIFY(document().measure(first)->name != document().measure(second)->name);
}

void TestPlanning::the_bar_chooses_the_facility_of_the_next_lane() {
  auto* facility = named<QComboBox>("Facility of the next lane");
  QVERIFY(facility != nullptr);
  facility->setCurrentIndex(facility->findData(static_cast<int>(sketch::FacilityType::fahrradstrasse)));
  Q_EMIT facility->activated(facility->currentIndex());
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("draw_bike_lane"));
  QCOMPARE(document().measure(draw_lane())->lane.facility, sketch::FacilityType::fahrradstrasse);
}

void TestPlanning::an_edit_in_the_inspector_can_be_undone() {
  const auto id = draw_lane();
  auto* red = [this]() -> QCheckBox* {
    for (auto* check : m_window->findChildren<QCheckBox*>())
      if (check->text() == QLatin1String("Red surface") && check->isVisible()) return check;  // the page of several lanes has one too
    return nullptr;
  }();
  QVERIFY(red != nullptr && red->isVisible());
  red->click();
  QVERIFY(document().measure(id)->lane.red_paint);
  document().undo();
  QVERIFY(document().wait_settled());
  QVERIFY(!document().measure(id)->lane.red_paint);
  QTRY_VERIFY(!red->isChecked());
}

void TestPlanning::the_figures_of_a_lane_without_streets_are_not_assessable() {
  draw_lane();
  const auto* page = m_window->findChild<MeasurePage*>();
  const auto says = [page](const QString& text) {
    for (const auto* label : page->findChildren<QLabel*>())
      if (label->text().contains(text)) return true;
    return false;
  };
  QTRY_VERIFY(says(QStringLiteral("not assessable")));
}

void TestPlanning::a_row_of_the_list_selects_the_measure_on_the_map_and_back() {
  const auto first = document().add_measure(lane());
  const auto second = document().add_measure(lane());
  auto* list = named<QListWidget>("Measures of this variant");
  QTRY_COMPARE(list->count(), 2);
  list->setCurrentRow(1);
  QVERIFY(m_window->workspace().selection() == Selection::of_measure(second));
  m_window->workspace().select(Selection::of_measure(first));
  QCOMPARE(list->currentRow(), 0);
  m_window->workspace().clear_selection();
  QVERIFY(list->currentItem() == nullptr);
}

void TestPlanning::deleting_in_the_inspector_takes_the_row_away() {
  draw_lane();
  for (auto* button : m_window->findChild<MeasurePage*>()->findChildren<QAbstractButton*>())
    if (button->text() == QLatin1String("Delete")) button->click();
  QVERIFY(document().measures().empty());
  QCOMPARE(named<QListWidget>("Measures of this variant")->count(), 0);
  QCOMPARE(m_window->workspace().selection().kind, Selection::Kind::none);
}

void TestPlanning::a_new_variant_is_empty_and_active() {
  document().add_measure(lane());
  const auto before = document().active_scenario();
  named<QToolButton>("New variant")->click();
  name_dialog(QStringLiteral("Fahrradstraße"));
  QVERIFY(!(document().active_scenario() == before));
  QVERIFY(document().measures_of(document().active_scenario()).empty());
  QTRY_COMPARE(named<QComboBox>("Variant")->currentText(), QStringLiteral("Fahrradstraße"));
  QCOMPARE(named<QListWidget>("Measures of this variant")->count(), 0);
}

void TestPlanning::a_copied_variant_has_its_own_measures() {
  const auto id = document().add_measure(lane());
  const auto first = document().active_scenario();
  const auto copy = document().duplicate_scenario(first, QStringLiteral("Copy"));
  document().set_active_scenario(copy);
  QTRY_COMPARE(named<QListWidget>("Measures of this variant")->count(), 1);
  document().remove_measures({document().measures_of(copy).front()->id});
  QVERIFY(document().measure(id) != nullptr);
  QTRY_COMPARE(named<QListWidget>("Measures of this variant")->count(), 0);
}

void TestPlanning::an_empty_name_makes_no_variant() {
  document().add_measure(lane());
  const auto count = document().scenarios().size();
  named<QToolButton>("New variant")->click();
  name_dialog(QStringLiteral("   "));
  QCOMPARE(document().scenarios().size(), count);
}

void TestPlanning::the_comparison_shows_another_state_left_of_its_border() {
  document().add_measure([this] {
    auto measure = lane();
    measure.geometry = geo::make_line({{389900, 5820000}, {390100, 5820000}});
    return measure;
  }());
  QVERIFY(document().wait_settled());
  Canvas& canvas = m_window->canvas();
  QVERIFY(canvas.wait_until_drawn(20000));
  const QImage plain = canvas.grab().toImage();
  QVERIFY(m_window->actions_table().run(QStringLiteral("plan.compare")));
  auto* swipe = m_window->workspace().findChild<CompareSwipe*>();
  QVERIFY(swipe->on());
  auto* slider = named<QSlider>("Border between the variants");
  QVERIFY(slider->isVisible());
  slider->setValue(500);
  QVERIFY(swipe->wait_until_drawn(20000));
  const QImage compared = canvas.grab().toImage();
  const int y = compared.height() / 2;
  const QPoint left(compared.width() / 2 - 60, y);
  const QPoint right(compared.width() / 2 + 60, y);
  QVERIFY(compared.pixel(left) != plain.pixel(left));   // today: no lane
  QCOMPARE(compared.pixel(right), plain.pixel(right));  // the active variant
  QVERIFY(m_window->actions_table().run(QStringLiteral("plan.compare")));
  QVERIFY(!swipe->on());
}

void TestPlanning::the_comparison_ends_with_the_mode() {
  m_window->actions_table().run(QStringLiteral("plan.compare"));
  auto* swipe = m_window->workspace().findChild<CompareSwipe*>();
  QVERIFY(swipe->on());
  m_window->workspace().set_mode(Mode::map);
  QVERIFY(!swipe->on());
}

void TestPlanning::every_word_of_the_form_fits() {
  for (const auto language : {project::Language::de, project::Language::en}) {
    set_language(language);
    MeasureForm form;
    auto area = lane();
    area.kind = sketch::MeasureKind::solar_area;
    for (const auto& measure : {lane(), area}) {
      form.show_measure(measure);
      form.resize(306, 800);  // the inspector as it opens
      form.show();
      QCoreApplication::processEvents();
      for (auto* label : form.findChildren<QLabel*>())
        if (label->isVisible())
          QVERIFY2(label->width() >= label->fontMetrics().horizontalAdvance(label->text()), qPrintable(label->text()));
      for (auto* box : form.findChildren<QComboBox*>()) {
        if (!box->isVisible()) continue;
        const int room = box->width() - 40;  // arrow, padding and frame
        for (int i = 0; i < box->count(); ++i)
          QVERIFY2(box->fontMetrics().horizontalAdvance(box->itemText(i)) <= room, qPrintable(box->itemText(i)));
      }
    }
  }
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestPlanning)
#include "test_planning.moc"
