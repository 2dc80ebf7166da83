// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

#include <optional>

#include "planning/plan_defaults.h"
#include "project/bike_desk.h"
#include "project/plugin_desk.h"
#include "shell/workspace.h"

namespace skizze::ui {

/// The bike lane that is looked at just now, drawn, dragged or selected, with what is found about it. One for the whole window: the note at
/// the pointer, the marks on the map, the list in the inspector and the cross-section all show the same answer. UI thread; the judging
/// happens on the desk's workers.
class LaneWatch : public QObject {
  Q_OBJECT
 public:
  LaneWatch(Workspace& workspace, const PlanDefaults& defaults);

  project::BikeDesk& desk() { return *m_desk; }
  /// A shape while it is drawn, with the facility the next lane gets; empty: nothing is drawn any more.
  void draw(const geo::Geometry& shape);
  /// A lane of the document while a vertex is dragged.
  void drag(const base::Uuid& id, const geo::Geometry& shape);
  /// The watched lane while a strip of its section is dragged: with other attributes or other strips beside it. Answered like a drag.
  void preview(const sketch::BikeLane& lane, const bike::SectionPlan& plan);
  /// What is selected; called on each change of selection, measures or settings.
  void follow_selection();

  /// Null where no lane is looked at or nothing is known yet.
  const std::shared_ptr<const bike::LaneAssessment>& result() const { return m_result; }
  /// Findings in the order people read them: what must change first. Ours are there with result(); those of plugins come later, and carry
  /// their origin.
  const std::vector<bike::Finding>& findings() const { return m_findings; }
  /// What indicators of plugins say of the lane; empty until they have answered.
  const std::vector<project::PluginFigure>& plugin_figures() const { return m_plugin_figures; }
  /// Numbers of the newest question and of the one that result() answers: whether what is shown is of the last movement.
  quint64 asked() const { return m_asked; }
  quint64 answered() const { return m_answered; }
  /// The ride between its ends, asked when the line has been still for a moment: whether it is known, and the ways (none: too far from the
  /// streets, or both ends at one junction).
  bool ride_known() const { return m_ride_known; }
  const std::optional<bike::WaysBeforeAfter>& ride() const { return m_ride; }
  /// The measure behind it; null while a new one is drawn.
  base::Uuid measure() const { return m_measure; }
  int current() const { return m_current; }
  /// Marks a finding on the map and in the list; -1 none.
  void set_current(int index);
  /// Shows a place along the lane on the map, in metres from its beginning; empty: none.
  void point_at(std::optional<double> along_m);
  /// In the project's CRS.
  std::optional<geo::Point2> pointed() const;
  /// The map goes to a place along the lane.
  void go_to(double along_m);
  /// Two lines at most for the note beside the pointer.
  QString note() const;
  /// Where a finding is, in Web Mercator metres; the canvas goes there.
  void jump_to(int index);

 Q_SIGNALS:
  void changed();
  void current_changed();
  void pointed_changed();
  void ride_changed();

 private:
  void ask(const geo::Geometry& line, const sketch::BikeLane& lane, const base::Uuid& measure);
  void ask(const geo::Geometry& line, const sketch::BikeLane& lane, const base::Uuid& measure, const bike::SectionPlan& plan);
  void forget();

  Workspace& m_workspace;
  const PlanDefaults& m_defaults;
  void ask_plugins();
  void take_plugins(const project::PluginAnswers& answers);
  void sort_findings();

  project::BikeDesk* m_desk;
  project::PluginDesk* m_plugins;
  quint64 m_plugin_request = 0;
  std::vector<project::PluginFigure> m_plugin_figures;
  std::shared_ptr<const bike::LaneAssessment> m_result;
  std::vector<bike::Finding> m_findings;
  base::Uuid m_measure;
  geo::Geometry m_line;  ///< last asked, to be asked again when the layers have changed
  sketch::BikeLane m_lane;
  quint64 m_first = 0;  ///< answers to older questions are of another lane
  quint64 m_asked = 0;
  quint64 m_answered = 0;
  int m_current = -1;
  std::optional<double> m_pointed_m;
  bool m_drawing = false;
  QTimer m_still;  ///< a search through the whole network is not asked for at every move of the mouse
  quint64 m_ride_request = 0;
  bool m_ride_known = false;
  std::optional<bike::WaysBeforeAfter> m_ride;
};

/// 0: must change (cross), 1: with conditions or worth knowing (warning), 2: not assessable (question mark), 3: in order (tick).
int severity_of(bike::Verdict verdict);
/// "error", "warning", "question", "success": icon and shape.
QString icon_of(int severity);
/// "120–450 m".
QString where_text(const bike::Finding& finding);
/// "3 defects, 2 hints, 1 not assessable".
QString count_of(const std::vector<bike::Finding>& findings);

}  // namespace skizze::ui
