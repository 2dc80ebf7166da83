// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <optional>

#include "geo/geometry.h"
#include "shell/workspace.h"

namespace skizze::ui {

class RoofPage;
class ShadeOverlay;
class RoofTable;
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
  /// The table of the roofs below the map; null before it was shown for the first time.
  RoofTable* table() const { return m_table; }
  void show_table(bool shown);
  bool table_shown() const;

 private:
  void add_actions();
  void ask_place(geo::Point2 mercator);

  Workspace& m_workspace;
  SolarDesk* m_desk;
  SolarPanel* m_panel;
  RoofPage* m_page;
  RoofTable* m_table = nullptr;  // the window owns it
  std::optional<geo::Point2> m_asked;  // where hours of sun were last asked for
  std::unique_ptr<ShadeOverlay> m_overlay;
};

}  // namespace skizze::ui
