// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The window's own lines of the action table. Rooms add theirs when they are installed.
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPointer>

#include "canvas/canvas.h"
#include "help/help_pages.h"
#include "help/help_key.h"
#include "settings/plugins_dialog.h"
#include "settings/settings_dialog.h"
#include "shell/about_dialog.h"
#include "print/print_dialog.h"
#include "shell/action_table.h"
#include "shell/command_palette.h"
#include "shell/coordinates.h"
#include "shell/document_link.h"
#include "shell/history_dialog.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "shell/qgis_export.h"
#include "shell/qgis_watch.h"
#include "shell/shortcuts_dialog.h"
#include "shell/top_bar.h"
#include "sources/cache.h"
#include "widgets/icon.h"

namespace skizze::ui {

void MainWindow::add_file_actions() {
  const auto open = [this] { return m_document->is_open(); };
  m_actions->add({
      {"file.new", QT_TRANSLATE_NOOP("Actions", "New project…"), "file", "file-plus", "Ctrl+N", [this] { m_flow->ask_new(); }},
      {"file.open", QT_TRANSLATE_NOOP("Actions", "Open project…"), "file", "folder", "Ctrl+O", [this] { m_flow->ask_open(); }},
      {"file.sample", QT_TRANSLATE_NOOP("Actions", "Open the sample town"), "file", "town", "", [this] { m_flow->open_sample(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "example demo try")},
      {"file.add_layers", QT_TRANSLATE_NOOP("Actions", "Add layers from files…"), "layer", "plus", "Ctrl+L", [this] { m_flow->ask_files(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "import data load geopackage shapefile citygml osm")},
      {"file.add_service", QT_TRANSLATE_NOOP("Actions", "Add a tile service…"), "layer", "globe", "", [this] { m_flow->ask_service(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "web map basemap vector tiles tilejson style url")},
      {"file.export_qgis", QT_TRANSLATE_NOOP("Actions", "Export for QGIS…"), "file", "upload", "", [this] { ask_qgis_export(this, m_workspace, *m_qgis); }, open, {},
       QT_TRANSLATE_NOOP("Actions", "qgz gis project write save")},
      {"file.take_qgis", QT_TRANSLATE_NOOP("Actions", "Take over changes from QGIS…"), "file", "download", "", [this] { m_qgis->ask(); }, open, {},
       QT_TRANSLATE_NOOP("Actions", "qgz gis import back geopackage")},
      {"file.print", QT_TRANSLATE_NOOP("Actions", "Print map…"), "file", "print", "Ctrl+P", [this] { open_print_dialog(m_workspace, this); }, open, {},
       QT_TRANSLATE_NOOP("Actions", "paper pdf layout sheet scale map series plot")},
      {"file.close", QT_TRANSLATE_NOOP("Actions", "Close project"), "file", "close", "Ctrl+W", [this] { m_flow->close(); }, open, {}, "", true},
      {"file.settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), "file", "settings", "Ctrl+,", [this] { open_settings(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "options preferences language theme"), true},
      {"file.plugins", QT_TRANSLATE_NOOP("Actions", "Plugins…"), "file", "plug", "", [this] { open_plugins(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "extensions add-ons formats gpx")},
      {"file.quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "file", "quit", "Ctrl+Q", [this] { close(); }, {}, {}, QT_TRANSLATE_NOOP("Actions", "exit")},
  });
}

void MainWindow::add_edit_actions() {
  m_actions->add({
      {"edit.undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "edit", "undo", "Ctrl+Z", [this] { m_document->undo(); },
       [this] { return m_document->is_open() && m_document->can_undo(); }},
      {"edit.redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "edit", "redo", "Ctrl+Shift+Z;Ctrl+Y", [this] { m_document->redo(); },
       [this] { return m_document->is_open() && m_document->can_redo(); }},
      {"edit.history", QT_TRANSLATE_NOOP("Actions", "History…"), "edit", "history", "Ctrl+H", [this] { show_history(); },
       [this] { return m_document->is_open(); }, {}, QT_TRANSLATE_NOOP("Actions", "journal changes undo list")},
      {"edit.search", QT_TRANSLATE_NOOP("Actions", "Search or command…"), "edit", "search", "Ctrl+K;Ctrl+F", [this] { m_palette->open(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "find place street"), true},
      {"edit.deselect", QT_TRANSLATE_NOOP("Actions", "Clear the selection"), "edit", "close", "Ctrl+Shift+A", [this] { m_workspace.clear_selection(); },
       [this] { return m_workspace.selection().kind != Selection::Kind::none; }},
  });
}

void MainWindow::add_view_actions() {
  const auto open = [this] { return m_document->is_open(); };
  const auto in_mode = [this](Mode mode) { return [this, mode] { return m_workspace.mode() == mode; }; };
  const auto with_tool = [this](const char* id) { return [this, id] { return m_workspace.active_tool() == QLatin1String(id); }; };
  const auto mode_line = [&](const char* id, const char* text, const char* symbol, const char* key, Mode mode) {
    return ActionSpec{id, text, "view", symbol, key,
                      [this, mode] { m_workspace.set_mode(mode); }, open, in_mode(mode)};
  };
  m_actions->add({
      mode_line("mode.map", QT_TRANSLATE_NOOP("Actions", "Map"), "map", "Ctrl+1", Mode::map),
      mode_line("mode.plan", QT_TRANSLATE_NOOP("Actions", "Plan"), "pencil", "Ctrl+2", Mode::plan),
      mode_line("mode.participate", QT_TRANSLATE_NOOP("Actions", "Participate"), "speech", "Ctrl+3", Mode::participate),
      mode_line("mode.present", QT_TRANSLATE_NOOP("Actions", "Present"), "present", "Ctrl+4", Mode::present),
      {"view.zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom in"), "view", "plus", "Ctrl++;Ctrl+=", [this] { m_canvas->zoom_by(1); }, open, {}, "", true},
      {"view.zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), "view", "minus", "Ctrl+-", [this] { m_canvas->zoom_by(-1); }, open},
      {"view.zoom_all", QT_TRANSLATE_NOOP("Actions", "Show everything"), "view", "zoom-all", "Ctrl+0",
       [this] { m_canvas->zoom_to(m_document->extent()); }, open, {}, QT_TRANSLATE_NOOP("Actions", "zoom extent full")},
      {"view.zoom_selection", QT_TRANSLATE_NOOP("Actions", "Zoom to the selection"), "view", "zoom-to", "Ctrl+J", [this] { zoom_to_selection(); },
       [this] { return m_workspace.selection().kind != Selection::Kind::none; }},
      {"tool.pan", QT_TRANSLATE_NOOP("Actions", "Select and move the map"), "view", "pointer", "V", [this] { m_workspace.activate_tool(QStringLiteral("pan")); },
       open, with_tool("pan"), QT_TRANSLATE_NOOP("Actions", "identify pan hand pointer info"), true},
      {"tool.measure_distance", QT_TRANSLATE_NOOP("Actions", "Measure a distance"), "view", "ruler", "M",
       [this] { m_workspace.activate_tool(QStringLiteral("measure_distance")); }, open, with_tool("measure_distance"),
       QT_TRANSLATE_NOOP("Actions", "length ruler")},
      {"tool.measure_area", QT_TRANSLATE_NOOP("Actions", "Measure an area"), "view", "area", "Shift+M",
       [this] { m_workspace.activate_tool(QStringLiteral("measure_area")); }, open, with_tool("measure_area")},
      {"view.left_panel", QT_TRANSLATE_NOOP("Actions", "Left panel"), "view", "sidebar-left", "Ctrl+B", [this] { set_left_open(!m_settings.left_open); },
       open, [this] { return m_settings.left_open; }, QT_TRANSLATE_NOOP("Actions", "layers sidebar hide show"), true},
      {"view.contributions", QT_TRANSLATE_NOOP("Actions", "Contributions on the map"), "view", "speech", "Ctrl+Shift+C",
       [this] { m_link->set_contributions_shown(!m_link->contributions_shown()); },
       [this] { return m_document->is_open() && (m_workspace.mode() == Mode::map || m_workspace.mode() == Mode::plan); },
       [this] { return m_link->contributions_shown(); }, QT_TRANSLATE_NOOP("Actions", "comments pins show hide")},
      {"view.full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), "view", "fullscreen", "F11", [this] { set_full_screen(!isFullScreen()); }, {},
       [this] { return isFullScreen(); }},
      {"view.light", QT_TRANSLATE_NOOP("Actions", "Light colours"), "view", "sun", "",
       [this] { auto s = m_settings; s.theme = ThemeChoice::light; apply_settings(s); }, {}, [this] { return m_settings.theme == ThemeChoice::light; },
       QT_TRANSLATE_NOOP("Actions", "theme appearance"), true},
      {"view.dark", QT_TRANSLATE_NOOP("Actions", "Dark colours"), "view", "moon", "",
       [this] { auto s = m_settings; s.theme = ThemeChoice::dark; apply_settings(s); }, {}, [this] { return m_settings.theme == ThemeChoice::dark; },
       QT_TRANSLATE_NOOP("Actions", "theme appearance night")},
      {"view.contrast", QT_TRANSLATE_NOOP("Actions", "High contrast"), "view", "contrast", "",
       [this] { auto s = m_settings; s.theme = ThemeChoice::high_contrast; apply_settings(s); }, {},
       [this] { return m_settings.theme == ThemeChoice::high_contrast; }, QT_TRANSLATE_NOOP("Actions", "theme accessibility")},
      {"view.german", "Deutsch", "", "globe", "", [this] { auto s = m_settings; s.language = LanguageChoice::german; apply_settings(s); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "language German Sprache")},
      {"view.english", "English", "", "globe", "", [this] { auto s = m_settings; s.language = LanguageChoice::english; apply_settings(s); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "language English Sprache")},
  });
}

void MainWindow::add_help_actions() {
  new HelpKey([this] { return help_page_for(m_workspace.mode(), m_document->is_open()); }, this);
  m_actions->add({
      {"help.handbook", QT_TRANSLATE_NOOP("Actions", "Handbook"), "help", "book", "F1", [this] { show_handbook(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "help manual guide how")},
      {"help.shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "help", "keyboard", "Ctrl+F1", [this] { show_shortcuts(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "keys help")},
      {"help.about", QT_TRANSLATE_NOOP("Actions", "About Stadtskizze"), "help", "info", "", [this] { show_about(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "version licence")},
      {"view.next_region", QT_TRANSLATE_NOOP("Actions", "Next region of the window"), "", "sidebar-right", "F6", [this] { cycle_region(false); }},
      {"view.previous_region", QT_TRANSLATE_NOOP("Actions", "Previous region of the window"), "", "sidebar-left", "Shift+F6", [this] { cycle_region(true); }},
      {"view.menu", QT_TRANSLATE_NOOP("Actions", "Main menu"), "", "menu", "F10", [this] { m_top->menu_button()->click(); }},
  });
}

SettingsDialog* MainWindow::open_settings() {
  auto* dialog = new SettingsDialog(m_settings, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &SettingsDialog::changed, this, &MainWindow::apply_settings);
  const std::filesystem::path folder =
      m_settings.cache_dir.isEmpty() ? sources::default_cache_dir() : std::filesystem::path(m_settings.cache_dir.toStdString());
  const auto count = [this, folder, dialog = QPointer<SettingsDialog>(dialog)](bool clear) {
    auto bytes = std::make_shared<std::uint64_t>(0);
    m_document->jobs().start({clear ? "ui.job_clear_cache" : "ui.job_count_cache", {}},
                             [folder, bytes, clear](base::CancelToken, const project::Jobs::Progress&) -> base::Status {
                               if (clear) sources::clear_cache(folder);
                               *bytes = sources::cache_bytes(folder);
                               return {};
                             },
                             [dialog, bytes](const base::Status&) {
                               if (dialog) dialog->set_cache_bytes(*bytes);
                             });
  };
  count(false);
  connect(dialog, &SettingsDialog::clear_cache_wanted, dialog, [count] { count(true); });
  dialog->open();
  return dialog;
}

PluginsDialog* MainWindow::open_plugins() {
  auto* dialog = new PluginsDialog(m_document->jobs(), this);
  dialog->open();
  return dialog;
}

void MainWindow::zoom_to_selection() {
  const Selection& selection = m_workspace.selection();
  geo::Box box;
  if (selection.kind == Selection::Kind::feature && selection.pack) box = selection.pack->bounds(selection.row);
  if (selection.kind == Selection::Kind::layer)
    for (const auto& layer : m_document->layers())
      if (layer.map_id() == selection.layer) box = layer.bounds();
  if (const auto* measure = m_document->measure(selection.id); measure != nullptr && selection.kind == Selection::Kind::measure)
    box = m_document->to_mercator(measure->geometry).bounds();
  if (const auto* contribution = m_document->contribution(selection.id); contribution != nullptr && selection.kind == Selection::Kind::contribution)
    box = m_document->to_mercator(contribution->geometry).bounds();
  m_canvas->zoom_to(box);
}

void MainWindow::set_full_screen(bool on) { setWindowState(on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen); }

void MainWindow::show_context_menu(QPoint at, geo::Point2 mercator) {
  if (!m_document->is_open()) return;
  QMenu menu(this);
  menu.setAccessibleName(tr("Map menu"));
  const QString utm = utm_text(mercator, m_settings.utm_epsg);
  const QString degrees = degrees_plain(mercator);
  const auto copy = [](const QString& text) { return [text] { QApplication::clipboard()->setText(text); }; };
  menu.addAction(icon(QStringLiteral("copy")), tr("Copy %1").arg(utm), this, copy(utm));
  menu.addAction(icon(QStringLiteral("copy")), tr("Copy %1").arg(degrees), this, copy(degrees));
  menu.addSeparator();
  menu.addAction(icon(QStringLiteral("zoom-to")), tr("Centre here"), this, [this, mercator] { m_canvas->set_camera(mercator, m_canvas->camera().zoom); });
  menu.addAction(m_actions->action(QStringLiteral("tool.measure_distance")));
  menu.addAction(m_actions->action(QStringLiteral("tool.measure_area")));
  menu.addSeparator();
  menu.addAction(m_actions->action(QStringLiteral("view.zoom_all")));
  menu.exec(m_canvas->mapToGlobal(at));
}

void MainWindow::show_shortcuts() {
  auto* dialog = new ShortcutsDialog(*m_actions, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::show_handbook() {
  open_handbook(this, help_page_for(m_workspace.mode(), m_document->is_open()));
}

void MainWindow::show_about() {
  auto* dialog = new AboutDialog(graphics_text(m_canvas->graphics()), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::show_history() {
  auto* dialog = new HistoryDialog(*m_document, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

}  // namespace skizze::ui
