// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

#include "shell/workspace.h"

class QHBoxLayout;
class QToolButton;

namespace skizze::ui {

class JobsButton;

/// Project name (with the main menu), modes, search, undo and redo, running jobs.
class TopBar : public QWidget {
  Q_OBJECT
 public:
  explicit TopBar(Workspace& workspace, QWidget* parent = nullptr);
  void set_project_name(const QString& name);
  void set_left_open(bool open);
  JobsButton* jobs() const { return m_jobs; }
  QToolButton* menu_button() const { return m_menu; }

 Q_SIGNALS:
  void search_wanted();
  void left_toggled();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void retranslate();
  void show_menu();
  void update_modes();
  void update_undo();

  Workspace& m_workspace;
  QToolButton* m_menu;
  QToolButton* m_project;
  QToolButton* m_left;
  std::array<QToolButton*, 4> m_modes{};
  QToolButton* m_search;
  QToolButton* m_undo;
  QToolButton* m_redo;
  JobsButton* m_jobs;
  QWidget* m_mode_group;
};

}  // namespace skizze::ui
