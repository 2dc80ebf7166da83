// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

#include "planning/optional_spin.h"
#include "sketch/measure.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace skizze::ui {

/// All attributes of one measure as a form. edited() comes once per finished input with the whole measure; the form never touches the document.
class MeasureForm : public QWidget {
  Q_OBJECT
 public:
  explicit MeasureForm(QWidget* parent = nullptr);
  ~MeasureForm() override;
  /// Shows a measure; fields that a person is typing in keep their text.
  void show_measure(const sketch::Measure& measure);
  const sketch::Measure& measure() const { return m_measure; }

 Q_SIGNALS:
  void edited(const skizze::sketch::Measure& measure);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build_lane();
  void build_solar();
  void retranslate();
  void fill();
  void take();

  sketch::Measure m_measure;
  bool m_filling = false;
  QFormLayout* m_layout;
  QLineEdit* m_name;
  QPlainTextEdit* m_note;
  // bike lane
  QLabel* m_note_label;
  QLabel* m_facility_label;
  QComboBox* m_facility;
  QComboBox* m_side;
  QComboBox* m_direction;
  OptionalSpin* m_width;
  OptionalSpin* m_buffer;
  QComboBox* m_surface;
  QCheckBox* m_red;
  QCheckBox* m_mandatory;
  QLineEdit* m_street;
  // solar area
  QComboBox* m_place;
  QComboBox* m_mounting;
  OptionalSpin* m_tilt;
  OptionalSpin* m_azimuth;
  OptionalSpin* m_share;
};

}  // namespace skizze::ui
