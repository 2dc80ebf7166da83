// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/workspace.h"

#include "canvas/canvas.h"
#include "shell/language.h"

namespace skizze::ui {

Workspace::Workspace(QObject* parent) : QObject(parent) {}
Workspace::~Workspace() = default;

void Workspace::set_mode(Mode mode) {
  if (m_mode == mode) return;
  m_mode = mode;
  Q_EMIT mode_changed();
}

void Workspace::select(Selection selection) {
  if (m_selection == selection) return;
  m_selection = std::move(selection);
  if (m_canvas != nullptr) m_canvas->set_selection(m_selection);
  Q_EMIT selection_changed();
}

void Workspace::add_tool(std::unique_ptr<Tool> tool) { m_canvas->add_tool(std::move(tool)); }
void Workspace::activate_tool(const QString& id) { m_canvas->activate_tool(id); }
QString Workspace::active_tool() const { return m_canvas->active_tool() != nullptr ? m_canvas->active_tool()->id() : QString(); }

void Workspace::add_mode_panel(Mode mode, QWidget* panel, const QString& icon, std::function<QString()> title) {
  Q_EMIT mode_panel_added(mode, panel, icon, title);
}

void Workspace::add_inspector_page(InspectorPage page) { Q_EMIT inspector_page_added(page); }
void Workspace::add_mode_bar(Mode mode, QWidget* bar) { Q_EMIT mode_bar_added(mode, bar); }

void Workspace::set_room_layers(const QString& room, std::vector<scene::MapLayer> layers) {
  if (m_room_layers[room] == layers) return;
  m_room_layers[room] = std::move(layers);
  Q_EMIT room_layers_changed();
}

std::vector<scene::MapLayer> Workspace::room_layers() const {
  std::vector<scene::MapLayer> all;
  for (const auto& [room, layers] : m_room_layers) all.insert(all.end(), layers.begin(), layers.end());
  return all;
}

void Workspace::show_message(MessageKind kind, const QString& text, const QString& action_text, std::function<void()> on_action) {
  Q_EMIT message_wanted(kind, text, action_text, on_action);
}

void Workspace::show_error(const base::Error& error) {
  if (error.code == base::ErrorCode::cancelled) return;
  show_message(MessageKind::error, text_of(error));
}

void Workspace::set_document(project::Document* document) {
  m_document = document;
  m_selection = {};
  Q_EMIT document_changed();
  Q_EMIT selection_changed();
}

}  // namespace skizze::ui
