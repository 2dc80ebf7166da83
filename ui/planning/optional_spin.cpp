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
}

std::optional<double> OptionalSpin::figure() const { return value() < m_least ? std::nullopt : std::optional(value()); }

void OptionalSpin::set_figure(std::optional<double> figure) { setValue(figure ? *figure : minimum()); }

}  // namespace skizze::ui
