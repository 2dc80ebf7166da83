// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

#include "planning/plan_defaults.h"
#include "shell/workspace.h"

namespace skizze::ui {

class BulkChoice;
class CompareSwipe;
class FindingsOverlay;
class LaneWatch;
class LiveFigures;
class ReachMap;
class ReachPanel;
class StressMap;
class SolarDesk;

/// Everything the window has for planning: drawing tools, the panel of scenarios and measures, the measure's page in the inspector, the comparison.
/// Lives as long as the workspace.
class PlanRoom : public QObject {
  Q_OBJECT
 public:
  PlanRoom(Workspace& workspace, SolarDesk& sun);
  ~PlanRoom() override;

 private:
  void add_tools();
  void add_corridor_tool();
  void add_actions();
  void add_panels();
  void finish_measure(sketch::MeasureKind kind, const geo::Geometry& shape, struct ToolResult& result);
  /// "Radfahrstreifen 3": what it is and its number in the scenario; a person may rename it.
  std::string next_name(const sketch::Measure& measure) const;
  /// In the modes that change things the neutral tool is the one that edits.
  void choose_tool_of_mode();

  Workspace& m_workspace;
  SolarDesk& m_sun;
  PlanDefaults m_defaults;
  LiveFigures* m_figures;
  LaneWatch* m_watch;
  BulkChoice* m_choice;
  StressMap* m_stress;
  ReachMap* m_reach;
  ReachPanel* m_reach_panel;
  std::unique_ptr<FindingsOverlay> m_overlay;
  CompareSwipe* m_compare;
};

}  // namespace skizze::ui
