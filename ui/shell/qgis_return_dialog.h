// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

#include "project/qgis_return.h"

class QTreeWidget;
class QTreeWidgetItem;

namespace skizze::ui {

/// What was changed in QGIS, measure by measure with its fields below: what is ticked is taken. Where both sides changed something, the
/// measure says so and a choice stands beside it; nothing of ours is replaced unless it is chosen.
class QgisReturnDialog : public QDialog {
  Q_OBJECT
 public:
  explicit QgisReturnDialog(project::QgisReturn found, QWidget* parent = nullptr);
  /// One for each change.
  std::vector<project::QgisChoice> choices() const;
  const std::vector<project::QgisChange>& changes() const { return m_found.changes; }

 private:
  void fill();
  void add(const project::QgisChange& change);
  project::QgisReturn m_found;
  QTreeWidget* m_tree;
};

}  // namespace skizze::ui
