// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "planning/reach_map.h"

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace skizze::ui {

class Facts;
class Section;

/// The page "Reach" of the planning mode: places, minutes, whom and what is reached today and with the variant, what is assumed.
class ReachPanel : public QWidget {
  Q_OBJECT
 public:
  ReachPanel(Workspace& workspace, ReachMap& map, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void build_places(QVBoxLayout* column);
  void build_question(QVBoxLayout* column);
  void build_assumptions(QVBoxLayout* column);
  void refresh();
  void refresh_places();
  void refresh_assumptions();
  void refresh_results();
  void add_band(std::size_t index, int& row);
  /// The swatch of a line of the layer's legend; null where the map does not show the layer.
  QLabel* swatch_of(const std::string& label);
  QString notes() const;
  void take_minutes();
  void take_assumptions();
  void ask_export();
  void retranslate();

  Workspace& m_workspace;
  ReachMap& m_map;
  bool m_filling = false;
  QListWidget* m_places;
  QPushButton *m_pick, *m_centre, *m_selected, *m_remove;
  QLabel* m_minutes_label;
  QLineEdit* m_minutes;
  QLabel* m_wrong;
  QComboBox *m_streets, *m_view;
  QLabel* m_hint;
  QPushButton* m_cancel;
  QGridLayout* m_table;
  Facts* m_ride;
  QLabel* m_notes;
  Section* m_assumed;
  QLabel *m_speed_label, *m_signal_label, *m_give_way_label;
  QDoubleSpinBox *m_speed, *m_signal, *m_give_way;
  QLabel* m_source;
  QPushButton *m_rules, *m_export;
};

}  // namespace skizze::ui
