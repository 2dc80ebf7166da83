// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "planning/lane_watch.h"
#include "project/bike_export.h"

class QLabel;
class QTableWidget;

namespace skizze::ui {

/// All variants and today side by side: lengths by facility, widths, network, cost, perceived safety. Follows the document while it is
/// open.
class ComparisonDialog : public QDialog {
  Q_OBJECT
 public:
  ComparisonDialog(Workspace& workspace, LaneWatch& watch, QWidget* parent = nullptr);
  const project::ComparisonTable& table() const { return m_table; }
  /// Writes the table or the lanes, by the ending; tells what went wrong in the message bar.
  bool export_to(const QString& file);

 private:
  void ask();
  void show_figures(const std::vector<bike::ScenarioFigures>& figures);
  void show_table();
  void choose_file();

  Workspace& m_workspace;
  LaneWatch& m_watch;
  project::ComparisonTable m_table;
  QTableWidget* m_view;
  QLabel* m_hint;
  quint64 m_request = 0;
  bool m_lanes_as_rows = false;
  project::XbeteiligungExtent m_extent = project::XbeteiligungExtent::lines;
};

}  // namespace skizze::ui
