// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "project/bike_desk.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QTableWidget;

namespace skizze::ui {

/// Which layers serve the planning of lanes, as what, and which columns say it. What is not stated here is guessed from names and columns.
class DataDialog : public QDialog {
  Q_OBJECT
 public:
  explicit DataDialog(project::BikeDesk& desk, QWidget* parent = nullptr);

 private:
  void fill();
  /// What of the streets could not be used or understood.
  void show_notes();
  void show_fields(int row);
  void set_role(int row, int choice);
  void set_field(const std::string& key, const std::string& column);
  QString role_text(const bike::LayerUse& use) const;
  std::vector<const project::LayerEntry*> layers() const;

  project::BikeDesk& m_desk;
  QTableWidget* m_view;
  QLabel* m_notes;
  QLabel* m_title;
  QFormLayout* m_fields;
  int m_row = -1;
  bool m_filling = false;
};

}  // namespace skizze::ui
