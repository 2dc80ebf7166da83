// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "shell/workspace.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSlider;
class QVBoxLayout;

namespace skizze::ui {

class Facts;
class Hint;
class Section;
class SolarDesk;
class SolarForm;
class SunChart;

/// The page "Solar" of the planning mode: compute, results, legend, assumptions, day and hour, open fields.
class SolarPanel : public QWidget {
  Q_OBJECT
 public:
  SolarPanel(Workspace& workspace, SolarDesk& desk, QWidget* parent = nullptr);
  /// Folds everything but one part; for the gallery: "roofs", "assumptions", "time", "field".
  void show_part(const QString& part);
  /// The part with the hours of sun is open to the eye.
  bool wants_place() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build_roofs(QVBoxLayout* column);
  void build_time(QVBoxLayout* column);
  void build_field(QVBoxLayout* column);
  void refresh();
  void refresh_time();
  void refresh_field();
  void take_moment();
  void retranslate();

  Workspace& m_workspace;
  SolarDesk& m_desk;
  bool m_filling = false;
  Hint* m_hint;
  QScrollArea* m_scroll;
  QPushButton* m_compute;
  QPushButton* m_cancel;
  QProgressBar* m_progress;
  QLabel* m_step;
  Section* m_roofs;
  QLabel* m_yield;
  QLabel* m_range;
  Facts* m_facts;
  QCheckBox* m_shown;
  QVBoxLayout* m_legend;
  QLabel* m_notices;
  QPushButton* m_table;
  QPushButton* m_export;
  Section* m_assumed;
  SolarForm* m_form;
  Section* m_time;
  QLabel* m_day_text;
  QSlider* m_day;
  QLabel* m_hour_text;
  QSlider* m_hour;
  QCheckBox* m_shade;
  SunChart* m_sun;
  QLabel* m_pointer;
  Section* m_field;
  QCheckBox* m_strips;
  QComboBox* m_exclusion;
  QLabel* m_screening;
  Facts* m_strip_facts;
};

}  // namespace skizze::ui
