// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/typed_figure.h"

#include <cmath>

namespace skizze::ui {
namespace {

constexpr qsizetype k_longest = 16;

std::optional<double> number_of(QString text) {
  bool ok = false;
  const double value = text.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&ok);
  return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

bool TypedFigure::take(const ToolInput& input) {
  if (input.key == Qt::Key_Backspace && !m_text.isEmpty()) {
    m_text.chop(1);
    return true;
  }
  if (input.text.size() != 1 || m_text.size() >= k_longest) return false;
  const QChar c = input.text.front();
  const bool figure = (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || c == QLatin1Char(',') || c == QLatin1Char('.');
  if (!figure && !(c == QLatin1Char('<') && !m_text.contains(c))) return false;
  m_text.append(c);
  return true;
}

std::optional<double> TypedFigure::length_m() const {
  const auto value = number_of(m_text.section(QLatin1Char('<'), 0, 0));
  return value && *value > 0 ? value : std::nullopt;
}

std::optional<double> TypedFigure::bearing_deg() const {
  const auto value = number_of(m_text.section(QLatin1Char('<'), 1, 1));
  if (!value) return std::nullopt;
  const double turned = std::fmod(*value, 360.0);
  return turned < 0 ? turned + 360 : turned;
}

}  // namespace skizze::ui
