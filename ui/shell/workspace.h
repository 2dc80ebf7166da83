// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What the rooms of the window (layers, planning, participation, ...) see of it. They hang their panels, tools, inspector pages
/// and actions in here and never include the main window.
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "base/result.h"
#include "scene/map_view.h"
#include "tools/selection.h"

class QWidget;

namespace skizze::project {
class Document;
}

namespace skizze::ui {

class ActionTable;
class Canvas;
class Tool;

enum class Mode { map, plan, participate, present };

/// A page of the inspector: says which selections it can show, and shows them. Owned by the inspector once added.
struct InspectorPage {
  std::function<bool(const Selection&)> accepts;
  /// Fills the widget; called on each selection change and after document changes while it is on top.
  std::function<void(const Selection&)> show;
  std::function<QString(const Selection&)> title;
  QWidget* widget = nullptr;
};

enum class MessageKind { info, success, warning, error };

/// Lives as long as the main window. UI thread only.
class Workspace : public QObject {
  Q_OBJECT
 public:
  explicit Workspace(QObject* parent = nullptr);
  ~Workspace() override;

  /// nullptr while the start page shows. Changes with document_changed().
  project::Document* document() const { return m_document; }
  Canvas* canvas() const { return m_canvas; }
  ActionTable& actions() const { return *m_actions; }

  Mode mode() const { return m_mode; }
  void set_mode(Mode mode);

  const Selection& selection() const { return m_selection; }
  void select(Selection selection);
  void clear_selection() { select({}); }

  /// Tools are known by their id; activate_tool("pan") brings back the neutral one.
  void add_tool(std::unique_ptr<Tool> tool);
  void activate_tool(const QString& id);
  QString active_tool() const;

  /// The left panel of a mode (several become pages, in the order added). The panel keeps no document: it listens to document_changed().
  /// title is called again when the language changes.
  void add_mode_panel(Mode mode, QWidget* panel, const QString& icon, std::function<QString()> title);
  /// Brings a panel of the present mode to the front, unfolding the side if need be.
  void show_panel(QWidget* panel) { Q_EMIT panel_wanted(panel); }
  void add_inspector_page(InspectorPage page);
  /// A wide widget below the map (a table), one at a time; nullptr: none. Whoever shows it keeps it, and takes it away when its mode ends.
  void show_below_map(QWidget* widget) { Q_EMIT below_map_wanted(widget); }
  /// A widget laid over the map in a mode (tool bar of the mode, swipe handle, legend); placed at the top centre.
  void add_mode_bar(Mode mode, QWidget* bar);

  /// Results that a room lays over the document's layers, beneath the measures; they are no part of the project. Replaces those of the same room.
  void set_room_layers(const QString& room, std::vector<scene::MapLayer> layers);
  std::vector<scene::MapLayer> room_layers() const;

  /// One line in the message bar; never modal. action_text with on_action adds one button.
  void show_message(MessageKind kind, const QString& text, const QString& action_text = {}, std::function<void()> on_action = {});
  /// what, why, what next, in the language of the window.
  void show_error(const base::Error& error);

  // Wired by the main window.
  void set_document(project::Document* document);
  void set_canvas(Canvas* canvas) { m_canvas = canvas; }
  void set_actions(ActionTable* actions) { m_actions = actions; }

 Q_SIGNALS:
  void document_changed();
  void mode_changed();
  void selection_changed();
  void tool_changed();
  void language_changed();
  void theme_changed();
  void room_layers_changed();
  void mode_panel_added(Mode mode, QWidget* panel, const QString& icon, const std::function<QString()>& title);
  void panel_wanted(QWidget* panel);
  void below_map_wanted(QWidget* widget);
  void mode_bar_added(Mode mode, QWidget* bar);
  void inspector_page_added(const InspectorPage& page);
  void message_wanted(MessageKind kind, const QString& text, const QString& action_text, const std::function<void()>& on_action);

 private:
  project::Document* m_document = nullptr;
  Canvas* m_canvas = nullptr;
  ActionTable* m_actions = nullptr;
  Mode m_mode = Mode::map;
  Selection m_selection;
  std::map<QString, std::vector<scene::MapLayer>> m_room_layers;
};

}  // namespace skizze::ui
