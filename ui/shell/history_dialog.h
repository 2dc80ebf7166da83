// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListView;
class QStandardItemModel;

namespace skizze::project {
class Document;
}

namespace skizze::ui {

/// Everything that was done in this project, newest first; a double click goes back (or forward) to that moment.
class HistoryDialog : public QDialog {
  Q_OBJECT
 public:
  HistoryDialog(project::Document& document, QWidget* parent = nullptr);

 private:
  void fill();
  void go_to(int row);
  project::Document& m_document;
  QStandardItemModel* m_model;
  QListView* m_view;
};

}  // namespace skizze::ui
