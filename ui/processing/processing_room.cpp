// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processing/processing_room.h"

#include "canvas/canvas.h"
#include "processing/processing_dialog.h"
#include "project/document.h"
#include "shell/action_table.h"

namespace skizze::ui {

ProcessingRoom::ProcessingRoom(Workspace& workspace, ProjectFlow& flow) : QObject(&workspace), m_workspace(workspace), m_flow(flow) {
  workspace.actions().add({
      {"layer.qgis_tools", QT_TRANSLATE_NOOP("Actions", "Tools of QGIS and plugins…"), "layer", "settings", "Ctrl+Alt+Q", [this] { show_tools(); },
       [this] { return m_workspace.document() != nullptr && m_workspace.document()->is_open(); }, {},
       QT_TRANSLATE_NOOP("Actions", "processing geoprocessing algorithm buffer clip intersect dissolve toolbox"), true},
      {"layer.plugin_sources", QT_TRANSLATE_NOOP("Actions", "Fetch a layer from a plugin's service…"), "layer", "globe", "",
       [this] {
         if (auto* tools = show_tools()) tools->search(QStringLiteral("source:"));
       },
       [this] { return m_workspace.document() != nullptr && m_workspace.document()->is_open(); }, {},
       QT_TRANSLATE_NOOP("Actions", "web download source api"), true},
  });
}

ProcessingDialog* ProcessingRoom::show_tools() {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return nullptr;
  if (!m_processing) m_processing = std::make_shared<qgis::Processing>();
  if (!m_dialog) {
    m_dialog = new ProcessingDialog(m_workspace, m_flow, m_processing, m_workspace.canvas());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_workspace, &Workspace::document_changed, m_dialog, &QWidget::close);
  }
  m_dialog->show();
  m_dialog->raise();
  m_dialog->activateWindow();
  return m_dialog;
}

}  // namespace skizze::ui
