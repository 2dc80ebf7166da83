// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace skizze::ui {

/// Shows a colour; a click offers a colour-blind-safe set first, any colour after.
class ColorButton : public QToolButton {
  Q_OBJECT
 public:
  explicit ColorButton(const QColor& color = {}, QWidget* parent = nullptr);
  QColor color() const { return m_color; }
  void set_color(const QColor& color);

 Q_SIGNALS:
  void picked(const QColor& color);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void choose();
  QColor m_color;
};

}  // namespace skizze::ui
