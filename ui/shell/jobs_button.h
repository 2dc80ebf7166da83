// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QToolButton>

#include "project/jobs.h"

class QFrame;
class QVBoxLayout;

namespace skizze::ui {

/// Shows that something runs (from half a second on), how far it is, and a list with a cancel button for each job.
class JobsButton : public QToolButton {
  Q_OBJECT
 public:
  explicit JobsButton(QWidget* parent = nullptr);
  ~JobsButton() override;
  /// nullptr: none. The jobs must outlive the button or be taken away first.
  void set_jobs(project::Jobs* jobs);
  /// For the gallery and tests.
  void show_list();
  QFrame* list() const { return m_list; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  std::vector<const project::Job*> visible_jobs() const;
  void refresh();
  void fill_list();

  project::Jobs* m_jobs = nullptr;
  QTimer m_tick;
  QFrame* m_list;
  QVBoxLayout* m_rows;
  double m_fraction = -1;
};

}  // namespace skizze::ui
