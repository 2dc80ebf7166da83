// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

#include "shell/workspace.h"

namespace skizze::ui {

class RoofPage;
class ShadeOverlay;
class SolarDesk;
class SolarPanel;

/// Everything the window has for the sun: the desk that computes, the page in the planning mode, the building sheet, shade on the map.
/// Lives as long as the workspace.
class SolarRoom : public QObject {
  Q_OBJECT
 public:
  explicit SolarRoom(Workspace& workspace);
  ~SolarRoom() override;
  SolarDesk& desk() { return *m_desk; }
  SolarPanel& panel() { return *m_panel; }
  RoofPage& page() { return *m_page; }

 private:
  void add_actions();

  Workspace& m_workspace;
  SolarDesk* m_desk;
  SolarPanel* m_panel;
  RoofPage* m_page;
  std::unique_ptr<ShadeOverlay> m_overlay;
};

}  // namespace skizze::ui
