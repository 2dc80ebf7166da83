// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace skizze::ui {

/// A heading that folds what is below it.
class Section : public QWidget {
  Q_OBJECT
 public:
  explicit Section(const QString& title = {}, QWidget* parent = nullptr, bool open = true);
  void set_title(const QString& title);
  void set_open(bool open);
  QVBoxLayout* body() const { return m_body; }

 private:
  QToolButton* m_header;
  QWidget* m_content;
  QVBoxLayout* m_body;
};

}  // namespace skizze::ui
