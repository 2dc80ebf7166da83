// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "shell/workspace.h"

class QComboBox;
class QLabel;
class QListWidget;
class QToolButton;

namespace skizze::project {
class Document;
}

namespace skizze::ui {

class BulkChoice;
class Hint;

/// The left panel of planning: the scenarios, and the measures of the active one with their figures. List and map show the same selection;
/// with Shift or Ctrl several lanes are chosen in the list.
class PlanPanel : public QWidget {
  Q_OBJECT
 public:
  PlanPanel(Workspace& workspace, BulkChoice& choice, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void attach();
  void refresh();
  void refresh_scenarios();
  void refresh_measures();
  void show_selection();
  void choose_selected();
  void retranslate();
  void scenario_menu();
  void ask_name(const QString& title, const QString& name, const std::function<void(const QString&)>& use);
  project::Document* document() const;

  Workspace& m_workspace;
  BulkChoice& m_choice;
  QComboBox* m_scenario;
  QToolButton* m_more;
  QToolButton* m_add;
  QListWidget* m_list;
  QLabel* m_sum;
  Hint* m_hint;
  bool m_filling = false;
};

}  // namespace skizze::ui
