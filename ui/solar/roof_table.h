// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "shell/workspace.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QToolButton;

namespace skizze::ui {

class RoofRows;
class SolarDesk;

/// The sides of all roofs as a table below the map. The row and the selection of the map go together; a click or Enter jumps there.
class RoofTable : public QWidget {
  Q_OBJECT
 public:
  RoofTable(Workspace& workspace, SolarDesk& desk, QWidget* parent = nullptr);
  RoofRows& rows() { return *m_rows; }
  QTableView& view() { return *m_view; }
  /// Shows the rows with this text and, if given, of one class (value of solar::Suitability; -1: all).
  void set_filter(const QString& text, int suitability = -1);

 Q_SIGNALS:
  void close_wanted();

 protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void refresh();
  void filter();
  void follow_selection();
  void select_row(int row);
  void jump(int row);
  void retranslate();

  Workspace& m_workspace;
  SolarDesk& m_desk;
  RoofRows* m_rows;
  QTableView* m_view;
  QLabel* m_title;
  QLineEdit* m_text;
  QComboBox* m_class;
  QLabel* m_count;
  QPushButton* m_export;
  QToolButton* m_close;
  QLabel* m_basis;
  bool m_following = false;  // the map chose, not a person in the table
};

}  // namespace skizze::ui
