// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <memory>

#include "qgis/processing.h"
#include "shell/workspace.h"

namespace skizze::ui {

class ProcessingDialog;
class ProjectFlow;

/// QGIS's tools in the window. Lives as long as the workspace; the helper starts with the first look at the tools and is kept.
class ProcessingRoom : public QObject {
  Q_OBJECT
 public:
  ProcessingRoom(Workspace& workspace, ProjectFlow& flow);
  /// Brings the dialog up; null while no project is open.
  ProcessingDialog* show_tools();

 private:
  Workspace& m_workspace;
  ProjectFlow& m_flow;
  std::shared_ptr<qgis::Processing> m_processing;
  QPointer<ProcessingDialog> m_dialog;
};

}  // namespace skizze::ui
