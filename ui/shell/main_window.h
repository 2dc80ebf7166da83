// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <memory>

#include "project/document.h"
#include "settings/settings.h"
#include "shell/workspace.h"

class QSplitter;
class QStackedWidget;

namespace skizze::ui {

class ActionTable;
class Canvas;
class CommandPalette;
class DocumentLink;
class Inspector;
class MapControls;
class MessageBar;
class ProjectFlow;
class PluginsDialog;
class QgisWatch;
class SettingsDialog;
class SidePanel;
class StartPage;
class StatusBar;
class TopBar;

/// The window. It owns the document and composes the rooms; what the rooms see of it is the Workspace.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(Settings settings, QWidget* parent = nullptr);
  ~MainWindow() override;

  Workspace& workspace() { return m_workspace; }
  project::Document& document() { return *m_document; }
  Canvas& canvas() { return *m_canvas; }
  ActionTable& actions_table() { return *m_actions; }
  CommandPalette& palette_box() { return *m_palette; }
  ProjectFlow& flow() { return *m_flow; }
  SidePanel& side_panel() { return *m_side; }
  Inspector& inspector() { return *m_inspector; }
  MessageBar& message_bar() { return *m_message; }
  const Settings& settings() const { return m_settings; }
  /// Applies (language, theme, ...) and remembers.
  void apply_settings(const Settings& settings);
  /// Not modal; deleted when closed.
  SettingsDialog* open_settings();
  PluginsDialog* open_plugins();
  /// Tests and the gallery keep the person's own settings untouched.
  void set_remember(bool remember) { m_remember = remember; }
  void set_left_open(bool open);
  /// Next region in the order top bar, left panel, map, inspector, status; backwards before.
  void cycle_region(bool backwards);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build();
  void connect_all();
  void retranslate();
  void on_document_state();
  void update_panels();
  void update_title();
  void place_mode_bars();
  void show_below_map(QWidget* widget);
  void show_hit(const project::SearchHit& hit);
  void show_context_menu(QPoint at, geo::Point2 mercator);
  void add_file_actions();
  void add_edit_actions();
  void add_view_actions();
  void add_help_actions();
  void zoom_to_selection();
  void set_full_screen(bool on);
  void show_shortcuts();
  /// At the page of the present mode.
  void show_handbook();
  void show_about();
  void show_history();

  Settings m_settings;
  bool m_remember = true;
  bool m_placing = false;
  std::unique_ptr<project::Document> m_document;
  Workspace m_workspace;
  ActionTable* m_actions = nullptr;
  TopBar* m_top = nullptr;
  QSplitter* m_splitter = nullptr;
  QSplitter* m_middle = nullptr;  // the map, and below it at times a table
  QWidget* m_below = nullptr;
  SidePanel* m_side = nullptr;
  QWidget* m_map_area = nullptr;
  QStackedWidget* m_stack = nullptr;
  StartPage* m_start = nullptr;
  Canvas* m_canvas = nullptr;
  MapControls* m_controls = nullptr;
  Inspector* m_inspector = nullptr;
  StatusBar* m_status = nullptr;
  MessageBar* m_message = nullptr;
  CommandPalette* m_palette = nullptr;
  QWidget* m_drop_hint = nullptr;
  std::unique_ptr<DocumentLink> m_link;
  std::unique_ptr<ProjectFlow> m_flow;
  QgisWatch* m_qgis = nullptr;
  std::vector<std::pair<Mode, QWidget*>> m_mode_bars;
};

}  // namespace skizze::ui
