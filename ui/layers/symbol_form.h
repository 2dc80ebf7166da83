// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "geo/geometry.h"
#include "style/classify.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace skizze::ui {

class ColorButton;

/// One symbol: a sign of the plan-sign ordinance to begin with, colours, widths, dashes, patterns, shapes; only what its geometry has.
class SymbolForm : public QWidget {
  Q_OBJECT
 public:
  explicit SymbolForm(QWidget* parent = nullptr);
  void set_symbol(const style::SimpleSymbol& symbol, geo::GeometryKind kind);
  const style::SimpleSymbol& symbol() const { return m_symbol; }

 Q_SIGNALS:
  void changed();  ///< by a person

 protected:
  void changeEvent(QEvent* event) override;

 private:
  enum Use : unsigned { k_point = 1, k_line = 2, k_area = 4 };
  struct Row {
    QLabel* label;
    QWidget* field;
    unsigned uses;
  };
  QLabel* add_row(QWidget* field, unsigned uses);
  void retranslate();
  void fill();
  void take();
  void take_sign();
  bool is_area() const { return m_kind == geo::GeometryKind::area || m_kind == geo::GeometryKind::none; }

  style::SimpleSymbol m_symbol;
  geo::GeometryKind m_kind = geo::GeometryKind::area;
  bool m_filling = false;
  std::vector<Row> m_rows;
  QFormLayout* m_form;
  QComboBox* m_sign;
  ColorButton* m_color;
  QSpinBox* m_opacity;
  QDoubleSpinBox* m_radius;
  QComboBox* m_icon;
  QDoubleSpinBox* m_width;
  QComboBox* m_dash;
  QComboBox* m_line_pattern;
  QDoubleSpinBox* m_casing;
  ColorButton* m_outline;
  QComboBox* m_pattern;
  ColorButton* m_pattern_color;
};

}  // namespace skizze::ui
