// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "geo/geometry.h"
#include "shell/workspace.h"

namespace skizze::ui {

class ContributionPanel;
class Draft;

/// Everything the window has for participation: tools that place a contribution, the panel, the inspector's page. Lives as long as the workspace.
class ParticipationRoom : public QObject {
  Q_OBJECT
 public:
  explicit ParticipationRoom(Workspace& workspace);
  Draft& draft() const { return *m_draft; }
  ContributionPanel& panel() const { return *m_panel; }

 private:
  void add_tool(const char* id, geo::GeometryKind kind);
  void add_actions();
  void add_panels();

  Workspace& m_workspace;
  Draft* m_draft;
  ContributionPanel* m_panel = nullptr;
};

}  // namespace skizze::ui
