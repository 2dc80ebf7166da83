// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include "style/look.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace skizze::ui {

class ColorButton;

/// The labels of a layer: an attribute or an expression, size, colours, halo, place, priority, zoom.
class LabelForm : public QWidget {
  Q_OBJECT
 public:
  explicit LabelForm(QWidget* parent = nullptr);
  /// columns: all; numbers: those that can give a priority.
  void set_label(const style::LookLabel& label, const QStringList& columns, const QStringList& numbers);
  const style::LookLabel& label() const { return m_label; }

 Q_SIGNALS:
  void changed();  ///< by a person

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void fill();
  void take();
  void take_source();
  void take_expression();

  style::LookLabel m_label;
  QStringList m_columns;
  QStringList m_numbers;
  bool m_filling = false;
  QFormLayout* m_form;
  QComboBox* m_source;
  QLineEdit* m_expression;
  QLabel* m_problem;
  QDoubleSpinBox* m_size;
  QCheckBox* m_bold;
  ColorButton* m_color;
  QDoubleSpinBox* m_halo_width;
  ColorButton* m_halo;
  QComboBox* m_place;
  QComboBox* m_priority;
  QCheckBox* m_overlap;
  QDoubleSpinBox* m_min_zoom;
};

}  // namespace skizze::ui
