// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "bike/cross_section.h"
#include "planning/lane_watch.h"

class QButtonGroup;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QMenu;
class QPushButton;
class QRadioButton;

namespace skizze::ui {

class SectionView;

/// The cross-section of the selected lane, stretch by stretch, kerb to kerb or façade to façade: strips by drag and by number, presets by
/// facility, where each width comes from, what is left in centimetres and which strip could give. The lane's own strips are attributes of
/// the measure; the others are kept as what the plan changes. While a strip is dragged, map and findings follow; letting go is one undoable
/// step, Escape takes all back.
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
  QStringList slack_lines() const;
  QStringList facade_lines() const;
  QStringList source_lines() const;
  void build_rows();
  void fill_rows();
  /// final: into the document; otherwise a preview here, on the map and in the findings.
  void change(int strip, double width_m, bool final);
  void end_drag();
  void set_whole(bool whole);
  /// The strips that are not there yet, each side.
  void fill_add_menu();
  void change_plan(const std::function<void(bike::SectionPlan&)>& edit);
  void apply_preset();
  void reset_plan();
  void retranslate();
  const bike::StreetStretch* stretch() const;
  /// The measure and plan with one strip changed; false where the strip cannot be.
  bool changed(int strip, double width_m, sketch::BikeLane& lane, bike::SectionPlan& plan) const;
  std::vector<std::pair<bike::StripKind, bool>> rows_wanted() const;

  Workspace& m_workspace;
  LaneWatch& m_watch;
  QComboBox* m_stretch;
  SectionView* m_view;
  QRadioButton* m_kerbs;
  QRadioButton* m_facades;
  QPushButton* m_add;
  QMenu* m_add_menu;
  QLabel* m_slack;
  QLabel* m_source;
  QComboBox* m_preset;
  QPushButton* m_use_preset;
  QPushButton* m_today;
  QFormLayout* m_rows;
  QDoubleSpinBox* m_carriageway;
  QDoubleSpinBox* m_facade;
  std::vector<QDoubleSpinBox*> m_spins;
  std::vector<std::pair<bike::StripKind, bool>> m_built;  ///< strips of the rows as they are built, and whether they are shown
  std::optional<bike::StreetFacts> m_drag_street;         ///< while a strip is dragged: the street without the preview
  bool m_filling = false;
};

/// A lane with the standard width of its row and the buffer that parking asks for. Width stays as it is where no verified figure says one.
sketch::BikeLane preset_of(const bike::RuleBook& rules, sketch::BikeLane lane, sketch::FacilityType facility);

}  // namespace skizze::ui
