// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/lane_watch.h"

class QLabel;
class QListWidget;

namespace skizze::ui {

/// What was found about the lane that is looked at: what, where, which rule and source, what would help. A click or Enter goes there on the
/// map.
class FindingsList : public QWidget {
  Q_OBJECT
 public:
  explicit FindingsList(LaneWatch& watch, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void refresh();
  void show_current();
  void fit_height();
  QString detail_of(const bike::Finding& finding) const;

  LaneWatch& m_watch;
  QLabel* m_title;
  QListWidget* m_list;
  QLabel* m_detail;
  bool m_filling = false;
};

}  // namespace skizze::ui
