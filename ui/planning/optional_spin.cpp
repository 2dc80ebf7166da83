// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/optional_spin.h"

namespace skizze::ui {

OptionalSpin::OptionalSpin(double least, double most, double step, int decimals, QWidget* parent) : QDoubleSpinBox(parent), m_least(least) {
  setDecimals(decimals);
  setRange(least - step, most);
  setSingleStep(step);
  setSpecialValueText(QStringLiteral("–"));
  setKeyboardTracking(false);
  setAlignment(Qt::AlignRight);
  // Once a figure was stated, going back below the least means "not stated" and no longer "mixed".
  connect(this, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (!m_mixed || value < m_least) return;
    m_mixed = false;
    setSpecialValueText(QStringLiteral("–"));
  });
}

std::optional<double> OptionalSpin::figure() const { return value() < m_least ? std::nullopt : std::optional(value()); }

QString OptionalSpin::unstated_text() const {
  return m_assumed ? QLatin1Char('(') + textFromValue(*m_assumed) + suffix() + QLatin1Char(')') : QStringLiteral("–");
}

void OptionalSpin::set_assumed(std::optional<double> figure) {
  m_assumed = figure;
  if (!m_mixed && unstated_text() != specialValueText()) setSpecialValueText(unstated_text());
}

void OptionalSpin::set_figure(std::optional<double> figure) {
  m_mixed = false;
  setSpecialValueText(unstated_text());
  setValue(figure ? *figure : minimum());
}

void OptionalSpin::set_mixed(const QString& word) {
  m_mixed = true;
  setSpecialValueText(word);
  setValue(minimum());
}

}  // namespace skizze::ui
