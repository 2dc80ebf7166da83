// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace skizze::ui {

/// A number without limits, written and read in the language of the window: "1,5" in German, "1.5" in English; each understands the other's
/// sign where it is unambiguous.
class NumberField : public QLineEdit {
  Q_OBJECT
 public:
  explicit NumberField(double value, QWidget* parent = nullptr);
  double value() const { return m_value; }
  void set_value(double value);

 Q_SIGNALS:
  void edited(double value);                 ///< by a person, to another number
  void not_understood(const QString& text);  ///< what was typed is no number; the last one stands again

 private:
  void take();
  double m_value;
};

}  // namespace skizze::ui
