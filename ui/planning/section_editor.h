// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "bike/cross_section.h"
#include "planning/lane_watch.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace skizze::ui {

class SectionView;

/// The cross-section of the selected lane, stretch by stretch: strips by drag and by number, presets by facility, what is left in
/// centimetres and which strip could give. The lane's own strips are attributes of the measure; the others are kept as what the plan
/// changes. Each change is one undoable step.
class SectionEditor : public QWidget {
  Q_OBJECT
 public:
  SectionEditor(Workspace& workspace, LaneWatch& watch, QWidget* parent = nullptr);
  SectionView& view() const { return *m_view; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void refresh_stretches();
  void show_stretch();
  void show_slack();
  void build_rows();
  /// final: into the document; otherwise only drawn.
  void change(int strip, double width_m, bool final);
  void apply_preset();
  void reset_plan();
  void retranslate();
  const bike::StreetStretch* stretch() const;
  /// The measure and plan with one strip changed; false where the strip cannot be.
  bool changed(int strip, double width_m, sketch::BikeLane& lane, bike::SectionPlan& plan) const;

  Workspace& m_workspace;
  LaneWatch& m_watch;
  QComboBox* m_stretch;
  SectionView* m_view;
  QLabel* m_slack;
  QLabel* m_source;
  QComboBox* m_preset;
  QPushButton* m_use_preset;
  QPushButton* m_today;
  QFormLayout* m_rows;
  QDoubleSpinBox* m_carriageway;
  std::vector<QDoubleSpinBox*> m_spins;
  std::vector<bike::StripKind> m_kinds;  ///< of the rows as they are built
  bool m_filling = false;
};

/// A lane with the standard width of its row and the buffer that parking asks for. Width stays as it is where no verified figure says one.
sketch::BikeLane preset_of(const bike::RuleBook& rules, sketch::BikeLane lane, sketch::FacilityType facility);

}  // namespace skizze::ui
