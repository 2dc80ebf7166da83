// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "planning/lane_watch.h"

class QComboBox;
class QHBoxLayout;
class QLabel;

namespace skizze::ui {

class CompareSwipe;

/// The stress of the whole network as a layer of the map, today, with the active variant, or both side by side, with its legend and what the variant gains.
class StressMap : public QObject {
  Q_OBJECT
 public:
  StressMap(Workspace& workspace, LaneWatch& watch, CompareSwipe& swipe);
  /// The switch, legend and figures; the planning bar takes it in and owns it.
  QWidget* row() const { return m_row; }
  bool on() const { return m_on; }
  void set_on(bool on);
  enum class View { today, planned, side_by_side };
  View view() const { return m_view; }
  /// Side by side begins the comparison, and ends with it.
  void set_view(View view);
  /// Whether the layer shown is the one asked for; for pictures and tests.
  bool settled() const { return m_shown == m_request; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void ask();
  void follow_swipe();
  void show_gain(const bike::NetworkEffect& effect);
  void build_legend();
  void retranslate();

  Workspace& m_workspace;
  LaneWatch& m_watch;
  CompareSwipe& m_swipe;
  QWidget* m_row;
  QComboBox* m_choice;
  QHBoxLayout* m_legend;
  QLabel* m_gain;
  bool m_on = false;
  View m_view = View::planned;
  quint64 m_request = 0, m_shown = 0, m_study = 0;
};

inline constexpr const char* k_stress_layer = "computed.stress";

}  // namespace skizze::ui
