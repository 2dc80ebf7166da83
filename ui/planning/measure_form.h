// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

#include "planning/optional_spin.h"
#include "project/solar_area.h"
#include "sketch/measure.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace skizze::ui {

/// All attributes of one measure as a form, or of several: then what differs is shown as mixed, and only what a person states is changed in
/// all of them. edited() or edited_all() comes once per finished input with whole measures; the form never touches the document.
class MeasureForm : public QWidget {
  Q_OBJECT
 public:
  explicit MeasureForm(QWidget* parent = nullptr);
  ~MeasureForm() override;
  /// Shows a measure; fields that a person is typing in keep their text.
  void show_measure(const sketch::Measure& measure);
  /// Several of one kind; names and notes stay their own.
  void show_measures(const std::vector<sketch::Measure>& measures);
  const sketch::Measure& measure() const { return m_measures.front(); }
  /// What stands in brackets where an area states no figure of its own.
  void show_assumed(const project::GroundAssumptions& assumed);

 Q_SIGNALS:
  void edited(const skizze::sketch::Measure& measure);
  void edited_all(const std::vector<skizze::sketch::Measure>& measures);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build_lane();
  void build_solar();
  void retranslate();
  void fill();
  void fill_lane();
  void fill_solar();
  void take();
  void take_into(sketch::Measure& measure) const;
  /// Whether a part of all measures is the same.
  template <class Part>
  bool same(const Part& part) const;
  template <class Enum, class Part>
  void fill_choice(QComboBox* box, const Part& part);
  template <class Part>
  void fill_figure(OptionalSpin* spin, const Part& part);
  template <class Part>
  void fill_check(QCheckBox* check, const Part& part);

  std::vector<sketch::Measure> m_measures{sketch::Measure{}};  ///< never empty
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
  OptionalSpin* m_pitch;
  OptionalSpin* m_depth;
  OptionalSpin* m_density;
  OptionalSpin* m_share;
  QLabel* m_assumed_note;
  project::GroundAssumptions m_assumed;
};

}  // namespace skizze::ui
