// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/number_field.h"

#include "project/condition_text.h"
#include "shell/language.h"

namespace skizze::ui {

NumberField::NumberField(double value, QWidget* parent) : QLineEdit(parent), m_value(value) {
  set_value(value);
  connect(this, &QLineEdit::editingFinished, this, &NumberField::take);
}

void NumberField::set_value(double value) {
  m_value = value;
  setText(project::plain_number(value, current_language()));
}

void NumberField::take() {
  const QString typed = text();
  if (typed == project::plain_number(m_value, current_language())) return;
  const auto number = project::number_from(typed, current_language());
  const bool other = number && *number != m_value;
  set_value(number.value_or(m_value));
  if (!number) Q_EMIT not_understood(typed);
  if (other) Q_EMIT edited(m_value);
}

}  // namespace skizze::ui
