// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

#include "tools/tool.h"

namespace skizze::ui {

/// A length, and after '<' a bearing, typed while a segment is drawn: "12,5", "40<90". Comma and point are both decimal signs.
class TypedFigure {
 public:
  /// Takes digits, ',', '.', '<' and Backspace (while something is typed); false for every other key.
  bool take(const ToolInput& input);
  void clear() { m_text.clear(); }
  bool empty() const { return m_text.isEmpty(); }
  const QString& text() const { return m_text; }
  std::optional<double> length_m() const;        ///< positive
  std::optional<double> bearing_deg() const;     ///< clockwise from north, [0, 360)

 private:
  QString m_text;
};

}  // namespace skizze::ui
