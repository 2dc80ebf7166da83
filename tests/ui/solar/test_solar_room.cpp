// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The solar page over a small town, prepared by the real helper (STADTSKIZZE_BIN_DIR).
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <memory>

#include "canvas/canvas.h"
#include "sample/town.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "solar/charts.h"
#include "solar/roof_page.h"
#include "solar/roof_rows.h"
#include "solar/roof_table.h"
#include "solar/solar_desk.h"
#include "solar/solar_words.h"
#include "solar/solar_form.h"
#include "solar/solar_panel.h"
#include "solar/solar_room.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestSolarRoom : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
    QVERIFY(sample::write_town(m_dir.filePath(QStringLiteral("town")).toStdString(), {100, 1}));
    m_window = english_window(m_dir);
    QVERIFY(open_new_project(*m_window, m_dir));
    m_window->workspace().set_mode(Mode::plan);
  }

  void without_a_city_model_the_page_says_what_to_do() {
    QVERIFY(!desk().has_roofs());
    QVERIFY(!desk().place_known());
    desk().compute();
    QVERIFY(!desk().computing());
    QStringList lines;
    desk().ask_area(geo::make_area({{{0, 0}, {10, 0}, {10, 10}}}), {}, [&](const QStringList& answer) { lines = answer; });
    QVERIFY2(lines.join(QLatin1Char(' ')).contains(QLatin1String("not assessable")), qPrintable(lines.join(QLatin1Char(' '))));
    QVERIFY(!m_window->actions_table().run(QStringLiteral("solar.compute")));
  }

  void roofs_are_computed_aside_and_laid_on_the_map() {
    ensure_study();
    QVERIFY(m_window->actions_table().run(QStringLiteral("solar.compute")));
    QVERIFY(desk().computing());
    QTRY_VERIFY_WITH_TIMEOUT(!desk().computing(), 120000);
    QCOMPARE(desk().study()->report.units.size(), std::size_t{desk().study()->pack->size()});
    const auto on_map = [this] { return m_window->canvas().snapshot().find(k_solar_roofs_layer) != nullptr; };
    QTRY_VERIFY(on_map());
    desk().set_roofs_shown(false);
    QTRY_VERIFY(!on_map());
    desk().set_roofs_shown(true);
    QTRY_VERIFY(on_map());
    m_window->workspace().set_mode(Mode::map);
    QTRY_VERIFY(!on_map());
    m_window->workspace().set_mode(Mode::plan);
  }

  void a_click_on_a_roof_shows_its_sheet_and_the_sheet_becomes_a_pdf() {
    ensure_study();
    Selection selection;
    selection.kind = Selection::Kind::feature;
    selection.layer = k_solar_roofs_layer;
    selection.pack = desk().study()->pack;
    m_window->workspace().select(selection);
    QTRY_VERIFY_WITH_TIMEOUT(room().page().complete(), 30000);
    QVERIFY(room().page().title(selection).startsWith(QLatin1String("Side of a roof")));
    const QString file = m_dir.filePath(QStringLiteral("sheet.pdf"));
    room().page().save_pdf(file);
    QTRY_VERIFY_WITH_TIMEOUT(QFile(file).size() > 5000, 30000);
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    QCOMPARE(in.read(5), QByteArray("%PDF-"));
  }

  void drawing_over_roofs_sums_them_beside_the_pointer() {
    ensure_study();
    const auto box = desk().study()->pack->info().bounds;
    geo::Geometry whole = document().to_project(geo::make_area({{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}}}));
    desk().ask_sketch(whole);
    QTRY_VERIFY(desk().note().contains(energy_text(desk().study()->sum.kwh)));
    sketch::SolarArea area;
    area.place = sketch::SolarPlace::ground;
    desk().ask_sketch(whole, area);
    QTRY_VERIFY(desk().note().contains(QLatin1String("on the ground")));
    area.place = sketch::SolarPlace::canopy;
    desk().ask_sketch(whole, area);
    QTRY_VERIFY(desk().note().contains(QLatin1String("over parking")));
    desk().ask_sketch({});
    QVERIFY(desk().note().isEmpty());
  }

  void a_finished_area_tells_yield_and_basis() {
    ensure_study();
    const auto box = desk().study()->pack->info().bounds;
    const auto whole = document().to_project(geo::make_area({{{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}}}));
    QString text;
    sketch::SolarArea area;
    desk().ask_area(whole, area, [&](const QStringList& lines) { text = lines.join(QLatin1Char('\n')); });
    QTRY_VERIFY(text.contains(QLatin1String("Yield")) && text.contains(QLatin1String("PVWatts")));
    text.clear();
    area.place = sketch::SolarPlace::ground;
    auto ground = desk().ground();
    ground.open.row_pitch_m = 9;
    desk().set_ground(ground);
    desk().ask_area(whole, area, [&](const QStringList& lines) { text = lines.join(QLatin1Char('\n')); });
    QTRY_VERIFY2(text.contains(QLatin1String("Rows every 9")), qPrintable(text));
  }

  void other_assumptions_start_a_new_computation() {
    ensure_study();
    const auto before = desk().study();
    auto choice = desk().choice();
    choice.roofs.module_efficiency = 0.105;
    choice.roofs.scheme = solar::Scheme::nrw;
    desk().set_choice(choice);
    QTRY_VERIFY_WITH_TIMEOUT(desk().study() != before && !desk().computing(), 120000);
    // Half the efficiency, half the power of each side.
    const auto& after = *desk().study();
    for (std::size_t i = 0; i < after.report.results.size(); ++i)
      QVERIFY(std::abs(after.report.results[i].kwp - before->report.results[i].kwp / 2) < 1e-9);
  }

  void a_region_without_climate_is_refused_and_the_old_result_stays() {
    ensure_study();
    const auto before = desk().study();
    auto choice = desk().choice();
    choice.region = "Atlantis";
    QSignalSpy messages(&m_window->workspace(), &Workspace::message_wanted);
    desk().set_choice(choice);
    QTRY_VERIFY_WITH_TIMEOUT(!desk().computing(), 60000);
    QVERIFY(messages.count() >= 1);
    QVERIFY(messages.last().at(1).toString().contains(QLatin1String("Atlantis")));
    QCOMPARE(desk().study(), before);
    choice.region.clear();
    desk().set_choice(choice);
    QTRY_VERIFY_WITH_TIMEOUT(!desk().computing(), 120000);
  }

  void shade_follows_day_and_hour() {
    ensure_study();
    desk().set_shade_shown(true);
    desk().set_moment({QDate(2026, 12, 21), 15});
    QTRY_VERIFY_WITH_TIMEOUT(desk().shade_current() && !desk().shade().image.isNull(), 30000);
    const auto dark = [this] {
      const QImage& image = desk().shade().image;
      qint64 count = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) count += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
      return count;
    };
    const auto winter = dark();
    desk().set_moment({QDate(2026, 6, 21), 13});
    QTRY_VERIFY_WITH_TIMEOUT(desk().shade_current(), 30000);
    QVERIFY(dark() < winter);
    QCOMPARE(utc_hour_of({QDate(2026, 6, 21), 13}), 11.0);
    QCOMPARE(utc_hour_of({QDate(2026, 12, 21), 13}), 12.0);
    QCOMPARE(utc_hour_of({QDate(2026, 3, 28), 13}), 12.0);
    QCOMPARE(utc_hour_of({QDate(2026, 3, 29), 13}), 11.0);
    QCOMPARE(utc_hour_of({QDate(2026, 10, 25), 13}), 12.0);
  }

  void of_questions_that_follow_the_pointer_the_last_is_answered_once() {
    ensure_study();
    QVERIFY(desk().place_known());
    QSignalSpy answers(&desk(), &SolarDesk::place_changed);
    const auto& grid = desk().study()->grid;
    const auto middle = grid.middle_of(grid.size() / 2 + static_cast<std::size_t>(grid.width) / 2);
    for (int i = 0; i < 300; ++i) desk().ask_place({middle.x - 300 + i, middle.y});
    QTRY_COMPARE_WITH_TIMEOUT(answers.count(), 1, 30000);
    QVERIFY(!answers.wait(300));
  }

  void the_table_sorts_and_filters_the_sides_of_roofs() {
    ensure_study();
    RoofRows rows;
    rows.set_study(desk().study());
    const auto& results = desk().study()->report.results;
    QCOMPARE(rows.units().size(), results.size());
    rows.sort(RoofRows::yield, Qt::DescendingOrder);
    for (std::size_t i = 1; i < rows.units().size(); ++i) QVERIFY(results[rows.units()[i - 1]].kwh >= results[rows.units()[i]].kwh);
    rows.sort(RoofRows::shade, Qt::AscendingOrder);
    for (std::size_t i = 1; i < rows.units().size(); ++i)
      QVERIFY(results[rows.units()[i - 1]].shading_loss <= results[rows.units()[i]].shading_loss || results[rows.units()[i - 1]].samples == 0);
    const auto best = best_class();
    rows.set_filter({}, best);
    QVERIFY(!rows.units().empty() && rows.units().size() < results.size());
    for (const auto unit : rows.units()) QCOMPARE(results[unit].suitability, best);
    const auto& building = desk().study()->report.units[rows.units().front()].building;
    rows.set_filter(QString::fromStdString(building).toUpper(), std::nullopt);
    QVERIFY(!rows.units().empty());
    for (const auto unit : rows.units()) QCOMPARE(desk().study()->report.units[unit].building, building);
    rows.set_filter(QStringLiteral("no such roof"), std::nullopt);
    QCOMPARE(rows.rowCount(), 0);
    QVERIFY(rows.headerData(RoofRows::usable, Qt::Horizontal, Qt::ToolTipRole).toString().contains(QLatin1String("usable_area")));
  }

  void a_row_of_the_table_and_the_selection_of_the_map_go_together() {
    ensure_study();
    auto& workspace = m_window->workspace();
    QVERIFY(m_window->actions_table().run(QStringLiteral("solar.table")));
    QVERIFY(room().table_shown());
    auto& table = *room().table();
    table.view().setCurrentIndex(table.rows().index(3, 0));
    QCOMPARE(static_cast<std::size_t>(workspace.selection().pack->id(workspace.selection().row)), table.rows().unit_at(3));
    // The other way round.
    Selection other = workspace.selection();
    other.row = table.rows().pack_row(table.rows().unit_at(7));
    workspace.select(other);
    QCOMPARE(table.view().currentIndex().row(), 7);
    const auto unit = table.rows().unit_at(7);
    table.view().sortByColumn(RoofRows::area, Qt::AscendingOrder);
    QCOMPARE(table.rows().unit_at(table.view().currentIndex().row()), unit);
    QTest::keyClick(&table.view(), Qt::Key_Return);
    QTRY_VERIFY(m_window->canvas().camera().zoom >= 17.9);
    table.set_filter(QStringLiteral("no such roof"));
    QCOMPARE(table.rows().rowCount(), 0);
    QCOMPARE(workspace.selection(), other);  // what a filter hides stays selected on the map
    table.set_filter({});
    QCOMPARE(table.rows().unit_at(table.view().currentIndex().row()), unit);
    m_window->workspace().set_mode(Mode::map);
    QVERIFY(!room().table_shown());
    m_window->workspace().set_mode(Mode::plan);
  }

  void the_rows_shown_are_written_in_their_order() {
    ensure_study();
    RoofRows rows;
    rows.set_study(desk().study());
    rows.set_filter({}, best_class());
    const QString file = m_dir.filePath(QStringLiteral("best.csv"));
    desk().export_study(desk().study(), rows.units(), file);
    QTRY_VERIFY_WITH_TIMEOUT(QFile(file).size() > 500, 30000);
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    QStringList lines;
    for (const auto& line : QString::fromUtf8(in.readAll()).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts))
      if (!line.startsWith(QLatin1Char('#'))) lines << line;
    QCOMPARE(static_cast<std::size_t>(lines.size()), rows.units().size() + 1);
    QVERIFY(lines[1].contains(QString::fromStdString(desk().study()->report.units[rows.units().front()].id)));
  }

  void a_field_tells_its_rows_without_any_roof() {
    QStringList lines;
    sketch::SolarArea area;
    area.place = sketch::SolarPlace::ground;
    area.row_pitch_m = 8;
    const auto field = geo::make_area({{{390000, 5800000}, {390100, 5800000}, {390100, 5800100}, {390000, 5800100}}});
    desk().ask_area(field, area, [&](const QStringList& answer) { lines = answer; });
    QTRY_VERIFY(!lines.isEmpty());
    const QString text = lines.join(QLatin1Char('\n'));
    QVERIFY2(text.contains(QLatin1String("Rows every 8")) && text.contains(QLatin1String("not a permit")) && text.contains(QLatin1String("Climate")), qPrintable(text));
  }

  void hours_of_sun_follow_the_crosshair_when_the_map_is_moved_by_keys() {
    ensure_study();
    room().panel().show_part(QStringLiteral("time"));
    m_window->workspace().show_panel(&room().panel());
    QTRY_VERIFY(room().panel().wants_place());
    QSignalSpy places(&desk(), &SolarDesk::place_changed);
    m_window->canvas().set_camera(desk().study()->pack->info().bounds.center(), 17, false);
    QTRY_VERIFY(places.count() >= 1);
    const auto before = places.count();
    desk().set_moment({QDate(2026, 12, 21), 12});
    QTRY_VERIFY(places.count() > before);
  }

  void strips_without_motorways_say_so() {
    ensure_study();
    QSignalSpy messages(&m_window->workspace(), &Workspace::message_wanted);
    desk().set_strips_shown(true);
    QTRY_VERIFY_WITH_TIMEOUT(messages.count() >= 1, 30000);
    QVERIFY(messages.last().at(1).toString().contains(QLatin1String("motorways")));
    QVERIFY(!desk().strips_shown());
  }

  void exports_lie_where_they_were_wanted() {
    ensure_study();
    const QString file = m_dir.filePath(QStringLiteral("roofs.csv"));
    desk().export_to(file);
    QTRY_VERIFY_WITH_TIMEOUT(QFile(file).size() > 1000, 30000);
  }

  void figures_have_three_digits() {
    QCOMPARE(digits_text(12345), number_text(12300, 0));
    QCOMPARE(digits_text(9.876), number_text(9.88, 2));
    QCOMPARE(digits_text(0), number_text(0, 0));
    QVERIFY(energy_text(2.3456e6).contains(QLatin1String("MWh")));
    QVERIFY(area_digits(123456).startsWith(number_text(12.3, 1)));
  }

  void the_form_gives_back_what_it_was_shown() {
    SolarForm form;
    project::SolarChoice choice;
    choice.region = "Essen";
    choice.roofs.scheme = solar::Scheme::nrw;
    choice.roofs.usable_flat = 0.3;
    QSignalSpy edits(&form, &SolarForm::edited);
    form.show_values(choice, {});
    QCOMPARE(edits.count(), 0);
    QCOMPARE(form.choice().region, choice.region);
    QCOMPARE(form.choice().roofs.scheme, choice.roofs.scheme);
    QVERIFY(std::abs(form.choice().roofs.usable_flat - 0.3) < 1e-9);
    QVERIFY(std::abs(form.choice().roofs.system.losses.total_percent() - choice.roofs.system.losses.total_percent()) < 1e-9);
    for (auto* spin : form.findChildren<QDoubleSpinBox*>())
      if (spin->accessibleName() == QLatin1String("Losses of the system")) spin->setValue(20);
    QVERIFY(edits.count() >= 1);
    QVERIFY(std::abs(form.choice().roofs.system.losses.total_percent() - 20) < 1e-9);
  }

  void closing_while_computing_ends_well() {
    ensure_study();
    desk().compute();
    m_window.reset();
  }

 private:
  /// The town's roofs, prepared and computed once; each function may run alone.
  void ensure_study() {
    if (desk().study()) return;
    QSignalSpy previewed(&document(), &project::Document::previewed);
    const auto batch = document().prepare_files({m_dir.filePath(QStringLiteral("town/buildings.gml"))});
    QTRY_VERIFY_WITH_TIMEOUT(previewed.count() == 1, 60000);
    document().confirm_files(batch);
    QTRY_VERIFY_WITH_TIMEOUT(desk().has_roofs(), 60000);
    desk().compute();
    QTRY_VERIFY_WITH_TIMEOUT(desk().study() != nullptr && !desk().computing(), 120000);
  }
  /// Of the side that yields most, whichever scheme an earlier test left.
  solar::Suitability best_class() {
    const auto& results = desk().study()->report.results;
    return std::max_element(results.begin(), results.end(), [](const auto& a, const auto& b) { return a.kwh < b.kwh; })->suitability;
  }
  project::Document& document() { return m_window->document(); }
  SolarRoom& room() { return *m_window->workspace().findChild<SolarRoom*>(); }
  SolarDesk& desk() { return room().desk(); }
  QTemporaryDir m_dir;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestSolarRoom)
#include "test_solar_room.moc"
