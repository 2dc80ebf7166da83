// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/bulk_choice.h"

class QLabel;
class QPushButton;

namespace skizze::ui {

class MeasureForm;

/// The inspector's page of several lanes: how many and how long, the form with what differs shown as such, delete. Each input is one step.
class BulkPage : public QWidget {
  Q_OBJECT
 public:
  BulkPage(Workspace& workspace, BulkChoice& choice, QWidget* parent = nullptr);
  void show_choice();
  QString title() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  Workspace& m_workspace;
  BulkChoice& m_choice;
  QLabel* m_figure;
  QLabel* m_names;
  MeasureForm* m_form;
  QPushButton* m_one;
  QPushButton* m_remove;
};

}  // namespace skizze::ui
