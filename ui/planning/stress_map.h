// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "planning/lane_watch.h"

class QComboBox;
class QHBoxLayout;
class QLabel;

namespace skizze::ui {

/// The stress of the whole network as a layer of the map, today or with the active variant, with its legend and what the variant gains.
class StressMap : public QObject {
  Q_OBJECT
 public:
  StressMap(Workspace& workspace, LaneWatch& watch);
  /// The switch, legend and figures; the planning bar takes it in and owns it.
  QWidget* row() const { return m_row; }
  bool on() const { return m_on; }
  void set_on(bool on);
  bool planned() const { return m_planned; }
  void set_planned(bool planned);
  /// Whether the layer shown is the one asked for; for pictures and tests.
  bool settled() const { return m_shown == m_request; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void ask();
  void show_gain(const bike::NetworkEffect& effect);
  void build_legend();
  void retranslate();

  Workspace& m_workspace;
  LaneWatch& m_watch;
  QWidget* m_row;
  QComboBox* m_choice;
  QHBoxLayout* m_legend;
  QLabel* m_gain;
  bool m_on = false;
  bool m_planned = true;
  quint64 m_request = 0, m_shown = 0, m_study = 0;
};

inline constexpr const char* k_stress_layer = "computed.stress";

}  // namespace skizze::ui
