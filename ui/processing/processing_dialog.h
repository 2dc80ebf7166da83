// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>
#include <vector>

#include "base/result.h"
#include "qgis/processing.h"

class QLabel;
class QLineEdit;
class QListView;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QStandardItemModel;

namespace skizze::project {
struct QgisRunDone;
}

namespace skizze::ui {

class Hint;
class ParameterForm;
class ProjectFlow;
class Workspace;

/// Tools of QGIS and of plugins: looked for on the left, filled in and run on the right. Not modal. It is loading, empty (QGIS is missing, or its helper
/// failed: says which and what to do), or ready; while a tool runs, the others wait. The result is a new layer of the project.
class ProcessingDialog : public QDialog {
  Q_OBJECT
 public:
  ProcessingDialog(Workspace& workspace, ProjectFlow& flow, std::shared_ptr<qgis::Processing> processing, QWidget* parent = nullptr);

  bool is_ready() const { return !m_algorithms.empty(); }
  bool is_running() const { return m_job != 0; }
  /// Types words into the search.
  void search(const QString& words);
  /// False where there is none of that id.
  bool choose(const QString& id);
  ParameterForm* form() const { return m_form; }
  int shown() const;  ///< tools in the list
  void run();
  void cancel();
  QString status() const;

 Q_SIGNALS:
  /// After a run, however it ended.
  void ended();

 private:
  void build();
  void load();
  /// steps: of plugins; they are there without QGIS, too.
  void on_loaded(base::Result<std::vector<qgis::AlgorithmInfo>> algorithms, std::vector<qgis::AlgorithmInfo> steps);
  void fill();
  void show_algorithm(int index);
  void set_running(quint64 job);
  void on_done(const base::Result<project::QgisRunDone>& result);
  void say(const QString& text, const QString& role = {});

  Workspace& m_workspace;
  ProjectFlow& m_flow;
  const std::shared_ptr<qgis::Processing> m_processing;
  std::vector<qgis::AlgorithmInfo> m_algorithms;
  int m_chosen = -1;
  quint64 m_job = 0;
  QStackedWidget* m_pages = nullptr;
  Hint* m_hint = nullptr;
  QLineEdit* m_search = nullptr;
  QListView* m_list = nullptr;
  QStandardItemModel* m_model = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_help = nullptr;
  QScrollArea* m_scroll = nullptr;
  ParameterForm* m_form = nullptr;
  QLabel* m_status = nullptr;
  QProgressBar* m_progress = nullptr;
  QPushButton* m_run = nullptr;
  QPushButton* m_cancel = nullptr;
};

}  // namespace skizze::ui
