// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace skizze::ui {

/// What an empty panel says: what would be here and how to get it there, with at most one button.
class Hint : public QWidget {
  Q_OBJECT
 public:
  explicit Hint(const QString& icon_name, QWidget* parent = nullptr);
  /// button empty: none.
  void set_texts(const QString& title, const QString& text, const QString& button = {});

 Q_SIGNALS:
  void clicked();

 private:
  QString m_icon;
  QLabel* m_picture;
  QLabel* m_title;
  QLabel* m_text;
  QPushButton* m_button;
  void repaint_icon();
};

}  // namespace skizze::ui
