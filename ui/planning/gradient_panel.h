// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/lane_watch.h"

class QLabel;

namespace skizze::ui {

class GradientChart;

/// The gradient of the lane that is looked at: chart and the same in words. A place that is pointed at is shown on the map.
class GradientPanel : public QWidget {
  Q_OBJECT
 public:
  explicit GradientPanel(LaneWatch& watch, QWidget* parent = nullptr);
  GradientChart& chart() const { return *m_chart; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  LaneWatch& m_watch;
  GradientChart* m_chart;
  QLabel* m_words;
};

}  // namespace skizze::ui
