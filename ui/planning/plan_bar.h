// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "planning/plan_defaults.h"
#include "shell/workspace.h"

class QComboBox;

namespace skizze::ui {

/// The tools of planning over the map, the facility type the next lane gets, and below them the comparison's row while it is on.
class PlanBar : public QFrame {
  Q_OBJECT
 public:
  /// rows: shown below the tools while they are on (comparison, stress).
  PlanBar(Workspace& workspace, PlanDefaults& defaults, const std::vector<QWidget*>& rows, QWidget* parent = nullptr);

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  Workspace& m_workspace;
  PlanDefaults& m_defaults;
  QComboBox* m_facility;
};

/// Gives a bar over the map its plate.
void style_map_bar(QFrame* bar);

/// A flat button that runs an action of the table and shows whether it is on; used by bars of all modes.
class QToolButton* make_action_button(Workspace& workspace, const QString& action_id, QWidget* parent);

}  // namespace skizze::ui
