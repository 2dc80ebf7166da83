// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "project/bike_desk.h"

class QLabel;
class QLineEdit;
class QTableWidget;

namespace skizze::ui {

/// Every rule in force with its value, source, year and how sure it is; a city's own values are marked. Unverified ones are hints and say
/// so.
class RulesDialog : public QDialog {
  Q_OBJECT
 public:
  explicit RulesDialog(project::BikeDesk& desk, QWidget* parent = nullptr);

 private:
  void fill();
  void filter(const QString& text);
  void choose_folder();

  project::BikeDesk& m_desk;
  QLineEdit* m_filter;
  QTableWidget* m_view;
  QLabel* m_count;
};

}  // namespace skizze::ui
