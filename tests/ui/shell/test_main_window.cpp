// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

#include "canvas/canvas.h"
#include "layers/import_dialog.h"
#include "layers/layer_panel.h"
#include "layers/style_editor.h"
#include "settings/settings_dialog.h"
#include "shell/action_table.h"
#include "shell/command_palette.h"
#include "shell/inspector.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "shell/side_panel.h"
#include "shell/start_page.h"
#include "widgets/icon.h"
#include "widgets/message_bar.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

namespace {

bool is_control(const QWidget* widget) {
  return qobject_cast<const QAbstractButton*>(widget) != nullptr || qobject_cast<const QLineEdit*>(widget) != nullptr ||
         qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
         qobject_cast<const QAbstractSlider*>(widget) != nullptr || qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
         qobject_cast<const QPlainTextEdit*>(widget) != nullptr || qobject_cast<const Canvas*>(widget) != nullptr;
}

/// Parts that Qt makes inside a control (the field of a spin box, a scroll bar, the list of a combo box) speak through it.
bool belongs_to_control(const QWidget* widget) {
  if (widget->objectName().startsWith(QLatin1String("qt_"))) return true;
  for (const QWidget* p = widget->parentWidget(); p != nullptr; p = p->parentWidget())
    if (qobject_cast<const QAbstractSpinBox*>(p) || qobject_cast<const QComboBox*>(p) || qobject_cast<const QLineEdit*>(p) ||
        qobject_cast<const QAbstractItemView*>(p) || p->objectName().startsWith(QLatin1String("qt_")))
      return true;
  return widget->inherits("QScrollBar");
}

QStringList nameless(const QWidget* root) {
  QStringList list;
  for (const QWidget* widget : root->findChildren<QWidget*>()) {
    if (!is_control(widget) || belongs_to_control(widget)) continue;
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    const QString name = widget->accessibleName().isEmpty() && button != nullptr ? button->text() : widget->accessibleName();
    // Buttons of jobs and messages that are not shown have nothing to say yet.
    if (name.isEmpty() && !widget->isVisibleTo(root)) continue;
    if (name.isEmpty())
      list << QStringLiteral("%1 %2 in %3").arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                                 widget->parentWidget() ? QLatin1String(widget->parentWidget()->metaObject()->className()) : QLatin1String("-"));
  }
  return list;
}

}  // namespace

class TestMainWindow : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void it_starts_with_the_start_page();
  void a_new_project_shows_the_map_and_the_empty_layer_list();
  void every_control_of_every_mode_has_a_name();
  void every_dialog_has_named_controls();
  void every_page_of_the_inspector_and_the_form_of_a_contribution_have_names();
  void the_import_preview_and_the_style_editor_have_names();
  void the_bar_of_a_mode_shows_its_tools();
  void actions_have_unique_ids_and_shortcuts();
  void actions_have_icons_that_exist();
  void the_language_changes_at_run_time();
  void every_text_has_a_german_translation();
  void the_command_palette_finds_and_runs_actions();
  void f6_goes_through_the_regions();
  void the_inspector_is_there_only_with_a_selection();
  void the_left_panel_can_be_folded();
  void the_same_view_returns_after_a_restart();
  void a_broken_project_is_told_in_one_sentence();
  void a_small_change_does_not_hide_a_large_one();
  void a_selected_pin_wears_a_ring();

 private:
  base::Uuid add_pin();
  void open_new();
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::initTestCase() {
  stay_apart();
  qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
}

void TestMainWindow::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
}

void TestMainWindow::cleanup() {
  m_window.reset();
  set_language(project::Language::en);
}

void TestMainWindow::open_new() {
  QVERIFY(open_new_project(*m_window, *m_dir));
}

void TestMainWindow::it_starts_with_the_start_page() {
  QVERIFY(m_window->findChild<StartPage*>()->isVisible());
  QVERIFY(!m_window->canvas().isVisible());
  QVERIFY(nameless(m_window.get()).isEmpty());
}

void TestMainWindow::a_new_project_shows_the_map_and_the_empty_layer_list() {
  open_new();
  QVERIFY(m_window->canvas().isVisible());
  QVERIFY(m_window->findChild<LayerPanel*>()->isVisible());
  QVERIFY(m_window->windowTitle().contains(QStringLiteral("Plan")));
}

void TestMainWindow::every_control_of_every_mode_has_a_name() {
  open_new();
  for (const Mode mode : {Mode::map, Mode::plan, Mode::participate, Mode::present}) {
    m_window->workspace().set_mode(mode);
    const QStringList missing = nameless(m_window.get());
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
  }
}

void TestMainWindow::the_bar_of_a_mode_shows_its_tools() {
  open_new();
  for (const Mode mode : {Mode::plan, Mode::participate}) {
    m_window->workspace().set_mode(mode);
    QCoreApplication::processEvents();
    int tools = 0;
    for (const QWidget* bar : m_window->findChildren<QWidget*>(QStringLiteral("map_overlay"))) {
      if (!bar->isVisible() || m_window->canvas().isAncestorOf(bar)) continue;
      for (auto* button : bar->findChildren<QAbstractButton*>()) {
        QVERIFY2(button->isVisible() && button->isEnabled(), qPrintable(button->accessibleName()));
        QVERIFY2(bar->rect().contains(button->geometry()) && button->width() >= 24, qPrintable(button->accessibleName()));
        QVERIFY(!button->grab().toImage().allGray());
        ++tools;
      }
    }
    QVERIFY(tools >= 3);
  }
}

void TestMainWindow::every_dialog_has_named_controls() {
  open_new();
  for (const char* id : {"file.settings", "help.handbook", "help.shortcuts", "help.about", "edit.history"}) {
    QVERIFY2(m_window->actions_table().run(QLatin1String(id)), id);
    for (QDialog* dialog : m_window->findChildren<QDialog*>()) {
      const QStringList missing = nameless(dialog);
      QVERIFY2(missing.isEmpty(), qPrintable(QLatin1String(id) + QLatin1Char(' ') + missing.join(QLatin1Char('\n'))));
      QVERIFY(!dialog->windowTitle().isEmpty());
      dialog->close();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
}

void TestMainWindow::every_page_of_the_inspector_and_the_form_of_a_contribution_have_names() {
  open_new();
  sketch::Measure lane;
  lane.geometry = geo::make_line({{390000, 5820000}, {390100, 5820000}});
  sketch::Measure area;
  area.kind = sketch::MeasureKind::solar_area;
  area.geometry = geo::make_area({{{390000, 5820000}, {390010, 5820000}, {390010, 5820010}}});
  const std::vector<Selection> selections{Selection::of_measure(m_window->document().add_measure(lane)),
                                          Selection::of_measure(m_window->document().add_measure(area)), Selection::of_contribution(add_pin())};
  for (const auto language : {project::Language::en, project::Language::de}) {
    set_language(language);
    QCoreApplication::processEvents();
    for (const Mode mode : {Mode::plan, Mode::participate}) {
      m_window->workspace().set_mode(mode);
      for (const Selection& selection : selections) {
        m_window->workspace().select(selection);
        QVERIFY(m_window->inspector().isVisible());
        const QStringList missing = nameless(m_window.get());
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
      }
    }
  }
  set_language(project::Language::en);
  m_window->actions_table().run(QStringLiteral("plan.compare"));  // its row of the bar
  QVERIFY(nameless(m_window.get()).isEmpty());
  m_window->actions_table().run(QStringLiteral("participate.pin"));
  QTest::mouseClick(&m_window->canvas(), Qt::LeftButton, {}, m_window->canvas().rect().center());
  const QStringList missing = nameless(m_window.get());
  QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

void TestMainWindow::the_import_preview_and_the_style_editor_have_names() {
  open_new();
  const QString path = m_dir->filePath(QStringLiteral("points.geojson"));
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"height\":3},"
             "\"geometry\":{\"type\":\"Point\",\"coordinates\":[13.401,52.501]}}]}");
  file.close();
  m_window->flow().take_files({path});
  QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ImportDialog*>() != nullptr, 60000);
  auto* dialog = m_window->findChild<ImportDialog*>();
  QVERIFY2(nameless(dialog).isEmpty(), qPrintable(nameless(dialog).join(QLatin1Char('\n'))));
  Q_EMIT dialog->confirmed();
  dialog->accept();
  QTRY_COMPARE_WITH_TIMEOUT(m_window->document().layers().size(), std::size_t{1}, 30000);
  QTRY_VERIFY_WITH_TIMEOUT(m_window->document().layers()[0].pack != nullptr, 30000);
  m_window->workspace().select(Selection::of_layer(base::to_string(m_window->document().layers()[0].id)));
  auto* editor = m_window->findChild<StyleEditor*>();
  QVERIFY(editor != nullptr);
  for (const auto kind : {StyleEditor::Kind::city, StyleEditor::Kind::single, StyleEditor::Kind::categorised, StyleEditor::Kind::graduated, StyleEditor::Kind::text}) {
    editor->set_kind(kind);
    QCoreApplication::processEvents();
    const QStringList missing = nameless(m_window.get());
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
  }
}

void TestMainWindow::actions_have_unique_ids_and_shortcuts() {
  QSet<QString> ids;
  QSet<QString> keys;
  for (const auto& spec : m_window->actions_table().specs()) {
    QVERIFY2(!ids.contains(QLatin1String(spec.id)), spec.id);
    ids.insert(QLatin1String(spec.id));
    for (const QString& key : QString::fromLatin1(spec.shortcut).split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
      QVERIFY2(!keys.contains(key), qPrintable(QLatin1String(spec.id) + QLatin1Char(' ') + key));
      keys.insert(key);
    }
  }
}

void TestMainWindow::actions_have_icons_that_exist() {
  for (const auto& spec : m_window->actions_table().specs())
    QVERIFY2(*spec.icon == '\0' || has_icon(QLatin1String(spec.icon)), spec.id);
}

void TestMainWindow::the_language_changes_at_run_time() {
  Settings settings = m_window->settings();
  QCOMPARE(m_window->actions_table().action(QStringLiteral("edit.undo"))->text(), QStringLiteral("Undo"));
  settings.language = LanguageChoice::german;  // Qt posts the change to the windows
  m_window->apply_settings(settings);
  QTRY_COMPARE(m_window->actions_table().action(QStringLiteral("edit.undo"))->text(), QStringLiteral("Rückgängig"));
  settings.language = LanguageChoice::english;
  m_window->apply_settings(settings);
  QTRY_COMPARE(m_window->actions_table().action(QStringLiteral("edit.undo"))->text(), QStringLiteral("Undo"));
}

void TestMainWindow::every_text_has_a_german_translation() {
  QFile file(QStringLiteral(STADTSKIZZE_SOURCE_DIR "/translations/stadtskizze_de.ts"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray ts = file.readAll();
  QVERIFY2(!ts.contains("type=\"unfinished\""), "translations/stadtskizze_de.ts has unfinished texts");
  QVERIFY(ts.contains("<translation>"));
}

void TestMainWindow::the_command_palette_finds_and_runs_actions() {
  open_new();
  auto& palette = m_window->palette_box();
  palette.open(QStringLiteral("measure dist"));
  QVERIFY(palette.isVisible());
  QCOMPARE(palette.offered().value(0), QStringLiteral("Measure a distance"));
  QTest::keyClick(palette.field(), Qt::Key_Return);
  QVERIFY(!palette.isVisible());
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("measure_distance"));
  palette.open(QStringLiteral("qqqqzzzz"));
  QVERIFY(palette.offered().isEmpty());
  QTest::keyClick(palette.field(), Qt::Key_Escape);
  QVERIFY(!palette.isVisible());
}

void TestMainWindow::f6_goes_through_the_regions() {
  open_new();
  m_window->activateWindow();
  m_window->canvas().setFocus();
  QWidget* first = m_window->focusWidget();
  QSet<QWidget*> seen;
  for (int i = 0; i < 6; ++i) {
    seen.insert(m_window->focusWidget());
    m_window->cycle_region(false);
  }
  QVERIFY(seen.contains(first));
  QVERIFY2(seen.size() >= 4, qPrintable(QString::number(seen.size())));
}

void TestMainWindow::the_inspector_is_there_only_with_a_selection() {
  open_new();
  QVERIFY(!m_window->inspector().isVisible());
  m_window->workspace().select(Selection::of_layer("00000000-0000-7000-8000-000000000000"));
  QVERIFY(!m_window->inspector().isVisible());  // no such layer, nothing to show
}

void TestMainWindow::the_left_panel_can_be_folded() {
  open_new();
  QVERIFY(m_window->side_panel().isVisible());
  QVERIFY(m_window->actions_table().run(QStringLiteral("view.left_panel")));
  QVERIFY(!m_window->side_panel().isVisible());
  QVERIFY(m_window->actions_table().run(QStringLiteral("view.left_panel")));
  QVERIFY(m_window->side_panel().isVisible());
}

void TestMainWindow::the_same_view_returns_after_a_restart() {
  open_new();
  const QString path = m_window->document().path();
  m_window->canvas().set_camera({1'500'000, 6'900'000}, 15.5, false);
  m_window->workspace().activate_tool(QStringLiteral("measure_area"));
  m_window->workspace().set_mode(Mode::map);
  const auto camera = m_window->canvas().camera();
  const Settings settings = m_window->settings();
  m_window.reset();
  m_window = std::make_unique<MainWindow>(settings);
  m_window->set_remember(false);
  m_window->resize(1280, 800);
  m_window->show();
  m_window->flow().open(path);
  QTRY_VERIFY_WITH_TIMEOUT(m_window->document().is_open(), 20000);
  QVERIFY(std::abs(m_window->canvas().camera().zoom - camera.zoom) < 1e-9);
  QVERIFY(std::abs(m_window->canvas().camera().center.x - camera.center.x) < 0.01);
  QCOMPARE(m_window->workspace().active_tool(), QStringLiteral("measure_area"));
}

void TestMainWindow::a_broken_project_is_told_in_one_sentence() {
  const QString path = m_dir->filePath(QStringLiteral("broken.gpkg"));
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("this is no GeoPackage");
  file.close();
  m_window->flow().open(path);
  QTRY_VERIFY_WITH_TIMEOUT(!m_window->message_bar().text().isEmpty() || m_window->findChild<QDialog*>() != nullptr, 20000);
  QVERIFY(!m_window->document().is_open());
}

base::Uuid TestMainWindow::add_pin() {
  participation::Contribution contribution;
  contribution.text = "Hier";
  contribution.geometry = geo::make_point(m_window->document().to_project(m_window->canvas().camera().center));
  const auto id = m_window->document().add_contribution(contribution);
  m_window->document().wait_settled();
  QCoreApplication::processEvents();
  return id;
}

void TestMainWindow::a_small_change_does_not_hide_a_large_one() {
  open_new();
  m_window->canvas().set_camera({1'500'000, 6'900'000}, 15, false);
  m_window->workspace().set_mode(Mode::participate);
  add_pin();
  QVERIFY(m_window->canvas().wait_until_drawn(20000));
  // The public sees nothing unmoderated: the pin goes. In the same moment one far-away box is said to have changed.
  m_window->workspace().set_mode(Mode::present);
  const geo::Point2 far{1'900'000, 6'500'000};
  geo::Box box;
  box.add(far);
  Q_EMIT m_window->document().region_changed(QLatin1String(project::k_measures_layer), box);
  QCoreApplication::processEvents();
  QVERIFY(m_window->canvas().wait_until_drawn(20000));
  scene::MapRenderer fresh;
  fresh.set_snapshot(m_window->canvas().snapshot());
  fresh.set_camera(m_window->canvas().camera());
  QCOMPARE(m_window->canvas().renderer().grab(), fresh.grab());
}

void TestMainWindow::a_selected_pin_wears_a_ring() {
  open_new();
  m_window->workspace().set_mode(Mode::participate);
  const auto id = add_pin();
  QVERIFY(m_window->canvas().wait_until_drawn(20000));
  m_window->workspace().select(Selection::of_contribution(id));
  QCoreApplication::processEvents();
  m_window->canvas().set_camera(m_window->document().to_mercator(m_window->document().contribution(id)->geometry).bounds().center(),
                                m_window->canvas().camera().zoom, false);
  QVERIFY(m_window->canvas().wait_until_drawn(20000));
  const QImage picture = m_window->canvas().grab().toImage();
  int ring = 0;
  const QPoint centre(picture.width() / 2, picture.height() / 2);
  for (int y = -20; y <= 20; ++y)
    for (int x = -20; x <= 20; ++x)
      if (QColor(picture.pixel(centre + QPoint(x, y))) == current_theme().selection) ++ring;
  QVERIFY2(ring > 50, qPrintable(QString::number(ring)));
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestMainWindow)
#include "test_main_window.moc"
