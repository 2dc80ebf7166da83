// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "project/solar_area.h"
#include "solar/area.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace skizze::ui {

/// Everything that is assumed, editable. edited() comes once per finished input.
class SolarForm : public QWidget {
  Q_OBJECT
 public:
  explicit SolarForm(QWidget* parent = nullptr);
  void show_values(const project::SolarChoice& choice, const project::GroundAssumptions& ground);
  project::SolarChoice choice() const;
  /// With the figures shown, of the kind that is chosen.
  project::GroundAssumptions ground() const;

 Q_SIGNALS:
  void edited();
  void ground_edited();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QDoubleSpinBox* add_spin(QFormLayout* layout, double least, double most, double step, int decimals);
  void show_ground();
  void retranslate();

  project::SolarChoice m_choice;
  project::GroundAssumptions m_ground;
  bool m_filling = false;
  QFormLayout* m_layout;
  std::vector<QLabel*> m_box_labels;
  QComboBox* m_region;
  QComboBox* m_scheme;
  QDoubleSpinBox* m_efficiency;
  QDoubleSpinBox* m_steep;
  QDoubleSpinBox* m_flat;
  QDoubleSpinBox* m_rack;
  QDoubleSpinBox* m_least;
  QDoubleSpinBox* m_losses;
  QDoubleSpinBox* m_albedo;
  QDoubleSpinBox* m_co2;
  QComboBox* m_system;
  QDoubleSpinBox* m_pitch;
  QDoubleSpinBox* m_depth;
  QDoubleSpinBox* m_tilt;
  QDoubleSpinBox* m_density;
};

}  // namespace skizze::ui
