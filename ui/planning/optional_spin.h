// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

#include <optional>

namespace skizze::ui {

/// A figure that may be "not stated": shown as "–" below the least value. Comma or point, as the language has it. Of several things it may
/// also be "mixed" until a person states one.
class OptionalSpin : public QDoubleSpinBox {
  Q_OBJECT
 public:
  OptionalSpin(double least, double most, double step, int decimals, QWidget* parent = nullptr);
  std::optional<double> figure() const;
  void set_figure(std::optional<double> figure);
  /// Shows a word instead of a figure.
  void set_mixed(const QString& word);
  bool mixed() const { return m_mixed && value() < m_least; }
  /// Shown in brackets while nothing is stated; empty: "–".
  void set_assumed(std::optional<double> figure);

 private:
  QString unstated_text() const;

  double m_least;
  std::optional<double> m_assumed;
  bool m_mixed = false;
};

}  // namespace skizze::ui
