// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A QGIS project as a layer of the window, against real QGIS (qgis_project_maker): what a click finds, what a save or a dead helper does.
#include <signal.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include <algorithm>

#include "app/qgis/qgis_town.h"
#include "canvas/canvas.h"
#include "geo/mercator.h"
#include "layers/qgis_files.h"
#include "project/document.h"
#include "qgis/qgis_tiles.h"
#include "scene/map_view.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestQgisLayerInWindow : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
  }
  void init();
  void cleanup() {
    m_window.reset();
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
  }
  void a_click_shows_what_qgis_draws_there();
  void clicking_again_goes_through_what_lies_there();
  void a_click_beside_everything_shows_nothing();
  void a_click_that_qgis_cannot_answer_says_why();
  void what_somebody_saves_in_qgis_is_shown_anew();
  void a_project_that_was_opened_again_is_not_shown_anew_for_nothing();
  void a_helper_that_cannot_draw_is_told_and_forgotten_when_it_can();
  void a_shown_project_becomes_layers_of_our_own_in_one_step();
  void the_window_goes_on_while_the_helper_is_killed();

 private:
  project::Document& document() { return m_window->document(); }
  Canvas& canvas() { return *m_window->workspace().canvas(); }
  const project::LayerEntry& layer() { return document().layers().at(0); }
  qgis::QgisTiles& tiles() { return dynamic_cast<qgis::QgisTiles&>(*layer().foreign); }
  /// Metres east and north of the town's corner, in the middle of the map at this zoom; then a click there.
  void click(double east, double north, double zoom = 18) {
    look_at(east, north, zoom);
    click_in_the_middle();
  }
  void look_at(double east, double north, double zoom) {
    canvas().set_camera(document().to_mercator(geo::Point2{690000 + east, 5335000 + north}), zoom, false);
  }
  void click_in_the_middle() { QTest::mouseClick(&canvas(), Qt::LeftButton, {}, QPoint(canvas().width() / 2, canvas().height() / 2)); }
  std::string found(const std::string& column) {
    const auto& selection = m_window->workspace().selection();
    if (selection.kind != Selection::Kind::feature || !selection.pack) return {};
    const auto at = selection.pack->column_index(column);
    return at ? feature::to_text(selection.pack->value(0, *at)) : std::string();
  }
  std::string found_in() {
    const auto& selection = m_window->workspace().selection();
    return selection.kind == Selection::Kind::feature && selection.pack ? selection.pack->info().name : std::string();
  }

  std::unique_ptr<test::QgisTown> m_town;
  std::unique_ptr<MainWindow> m_window;
};

void TestQgisLayerInWindow::init() {
  m_town = std::make_unique<test::QgisTown>();
  QVERIFY(m_town->make());
  m_window = english_window(m_town->folder);
  QVERIFY(open_new_project(*m_window, m_town->folder, 25832));
  QSignalSpy previewed(&document(), &project::Document::previewed);
  const auto batch = document().prepare_files({m_town->file()});
  QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 60000);
  document().confirm_files(batch);
  QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{1}, 20000);
  QTRY_COMPARE_WITH_TIMEOUT(layer().state, project::LayerState::ready, 60000);
}

void TestQgisLayerInWindow::a_click_shows_what_qgis_draws_there() {
  click(200, 200);  // the first stop
  QTRY_COMPARE_WITH_TIMEOUT(found("name"), std::string("Halt 1"), 30000);
  QCOMPARE(found_in(), std::string("Haltestellen"));
  const auto& selection = m_window->workspace().selection();
  QCOMPARE(selection.layer, base::to_string(layer().id));
  QCOMPARE(selection.pack->geometry(0).kind, geo::GeometryKind::point);
  const auto told = document().identify(layer().id, 0, selection.pack);
  QCOMPARE(told.layer_name, std::string("Probestadt"));
  QVERIFY(!told.cut);
}

/// A block under a parcel: the parcel first, with its alias-less share, then the block with QGIS's words for its use.
void TestQgisLayerInWindow::clicking_again_goes_through_what_lies_there() {
  click(100, 150, 17);
  QTRY_VERIFY_WITH_TIMEOUT(!found_in().empty(), 30000);
  QStringList seen;
  for (int i = 0; i < 6 && !seen.contains(QStringLiteral("Baublöcke")); ++i) {
    seen << QString::fromStdString(found_in());
    if (seen.last() == QLatin1String("Baublöcke")) QVERIFY(!found("Art der Nutzung").empty());
    click_in_the_middle();
  }
  QVERIFY2(seen.contains(QStringLiteral("Baublöcke")), qPrintable(seen.join(QLatin1Char(','))));
  QVERIFY2(seen.size() > 1, qPrintable(seen.join(QLatin1Char(','))));
}

void TestQgisLayerInWindow::a_click_beside_everything_shows_nothing() {
  QSignalSpy answered(&document(), &project::Document::looked_up);
  click(-4000, -4000);
  QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30000);
  QVERIFY(m_window->workspace().selection().kind == Selection::Kind::none);
}

void TestQgisLayerInWindow::a_click_that_qgis_cannot_answer_says_why() {
  look_at(200, 200, 18);
  QTRY_VERIFY_WITH_TIMEOUT(!tiles().is_busy(), 60000);
  QSignalSpy answered(&document(), &project::Document::looked_up);
  QStringList told;
  connect(&m_window->workspace(), &Workspace::message_wanted, this, [&](MessageKind kind, const QString& text) {
    if (kind == MessageKind::warning) told << text;
  });
  const auto before = tiles().project().helper().process_id();
  qputenv("STADTSKIZZE_QGIS", "/nowhere");
  ::kill(static_cast<pid_t>(before), SIGKILL);
  QTRY_COMPARE(tiles().project().helper().process_id(), 0);
  click_in_the_middle();
  QTRY_COMPARE_WITH_TIMEOUT(answered.count(), 1, 30000);
  const auto unanswered = answered[0][2].value<std::vector<project::NotLookedUp>>();
  QCOMPARE(unanswered.size(), std::size_t{1});
  QCOMPARE(unanswered[0].layer, layer().id);
  QCOMPARE(told.size(), 1);
  QVERIFY2(told[0].contains(QStringLiteral("Probestadt")), qPrintable(told[0]));
  QVERIFY2(told[0].contains(text_of(unanswered[0].why)), qPrintable(told[0]));
  QVERIFY(m_window->workspace().selection().kind == Selection::Kind::none);
  qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
  click_in_the_middle();
  QTRY_COMPARE_WITH_TIMEOUT(found("name"), std::string("Halt 1"), 30000);
  QCOMPARE(told.size(), 1);
}

void TestQgisLayerInWindow::what_somebody_saves_in_qgis_is_shown_anew() {
  const auto before = tiles().project().identity();
  QTest::qWait(1100);  // file times may know seconds only
  test::QgisTown other;
  QVERIFY(other.make());
  const QString data = m_town->folder.filePath(QStringLiteral("town.gpkg"));
  QVERIFY(QFile::remove(data));
  QVERIFY(QFile::copy(other.folder.filePath(QStringLiteral("town.gpkg")), data));
  QTRY_VERIFY_WITH_TIMEOUT(layer().state == project::LayerState::ready && layer().foreign && tiles().project().identity() != before, 60000);
}

/// While a layer is being opened only its project is known, not yet the files that it shows.
void TestQgisLayerInWindow::a_project_that_was_opened_again_is_not_shown_anew_for_nothing() {
  const QString plan = document().path();
  document().close();
  document().open(plan);
  QTRY_VERIFY_WITH_TIMEOUT(document().is_open() && layer().state == project::LayerState::ready, 60000);
  auto* watch = m_window->workspace().findChild<QgisFiles*>()->findChild<FileWatch*>();
  QVERIFY(watch != nullptr);
  const auto data = m_town->folder.filePath(QStringLiteral("town.gpkg"));
  QSignalSpy looked(watch, &FileWatch::looked);
  QStringList told;
  connect(&m_window->workspace(), &Workspace::message_wanted, this, [&](MessageKind, const QString& text) { told << text; });
  QTRY_VERIFY_WITH_TIMEOUT(!looked.isEmpty() && looked.last()[1].value<FileWatch::Stamps>().contains(data), 30000);
  const auto before = looked.count();
  QVERIFY(write_file(m_town->folder.filePath(QStringLiteral("note.txt")), "something else in the same folder"));
  QTRY_VERIFY_WITH_TIMEOUT(looked.count() > before, 30000);
  m_window->workspace().disconnect(this);
  QVERIFY2(told.filter(QStringLiteral("anew")).isEmpty(), qPrintable(told.join(QLatin1Char('|'))));
  QCOMPARE(layer().state, project::LayerState::ready);
}

void TestQgisLayerInWindow::a_helper_that_cannot_draw_is_told_and_forgotten_when_it_can() {
  QSignalSpy failed(&document(), &project::Document::failed);
  const auto before = tiles().project().helper().process_id();
  QVERIFY(before > 0);
  qputenv("STADTSKIZZE_QGIS", "/nowhere");
  ::kill(static_cast<pid_t>(before), SIGKILL);
  QTRY_COMPARE(tiles().project().helper().process_id(), 0);
  look_at(700, 700, 17);
  QTRY_VERIFY_WITH_TIMEOUT(layer().trouble.has_value(), 30000);
  QCOMPARE(failed.count(), 1);
  qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
  QTRY_VERIFY_WITH_TIMEOUT(!layer().trouble, 60000);
  QCOMPARE(failed.count(), 1);
}

void TestQgisLayerInWindow::a_shown_project_becomes_layers_of_our_own_in_one_step() {
  look_at(1500, 1000, 14);
  const auto shown = layer().id;
  QSignalSpy converted(&document(), &project::Document::converted);
  QSignalSpy failed(&document(), &project::Document::failed);
  document().convert_qgis(m_town->file(), shown);
  QTRY_COMPARE_WITH_TIMEOUT(converted.count(), 1, 60000);
  QCOMPARE(failed.count(), 0);
  QVERIFY(document().wait_settled());
  QVERIFY(document().layers().size() > 5);
  QVERIFY(document().layer(shown) == nullptr);
  document().undo();
  QVERIFY(document().wait_settled());
  QCOMPARE(document().layers().size(), std::size_t{1});
  QVERIFY(document().layer(shown) != nullptr);
}

/// 200 kills: SKIZZE_QGIS_KILLS=200. Prints the longest time in which the window did not answer; here nothing is asserted of it.
void TestQgisLayerInWindow::the_window_goes_on_while_the_helper_is_killed() {
  const int kills = std::max(2, qEnvironmentVariableIntValue("SKIZZE_QGIS_KILLS"));
  QTimer beat;
  QElapsedTimer since;
  qint64 longest_ms = 0;
  int beats = 0;
  connect(&beat, &QTimer::timeout, this, [&] {
    longest_ms = std::max(longest_ms, since.restart());
    ++beats;
  });
  look_at(200, 200, 16);
  QTRY_VERIFY_WITH_TIMEOUT(!tiles().is_busy(), 60000);
  since.start();
  beat.start(5);
  auto& helper = tiles().project().helper();
  const int before = helper.starts();
  int killed = 0;
  for (int i = 0; killed < kills && i < 5 * kills; ++i) {
    look_at(i * 53 % 2800, i * 91 % 1900, 18 + i % 4);  // new squares to draw each time
    if (!QTest::qWaitFor([&] { return tiles().is_busy() && helper.process_id() > 0; }, 2000)) continue;
    QTest::qWait(i * 37 % 120);  // at another moment of the work each time
    const auto process = helper.process_id();
    if (!tiles().is_busy() || process <= 0) continue;
    ::kill(static_cast<pid_t>(process), SIGKILL);
    ++killed;
    QTRY_VERIFY_WITH_TIMEOUT(!tiles().is_busy() && helper.process_id() != process, 60000);
    QVERIFY(!layer().trouble);
  }
  beat.stop();
  qInfo("%d kills, %d beats, longest silence of the window %lld ms", killed, beats, static_cast<long long>(longest_ms));
  QCOMPARE(killed, kills);
  QVERIFY(helper.starts() >= before + kills);
  look_at(200, 200, 18);
  click_in_the_middle();
  QTRY_COMPARE_WITH_TIMEOUT(found("name"), std::string("Halt 1"), 60000);
  QTRY_VERIFY_WITH_TIMEOUT(!tiles().is_busy(), 60000);
  QVERIFY(!layer().trouble);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestQgisLayerInWindow)
#include "test_qgis_layer_in_window.moc"
