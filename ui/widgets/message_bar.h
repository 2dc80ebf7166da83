// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

#include "shell/workspace.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace skizze::ui {

/// One message over the map, never modal. Information leaves by itself, warnings and errors stay until they are closed.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBar(QWidget* parent);
  void show_message(MessageKind kind, const QString& text, const QString& action_text, std::function<void()> on_action);
  QString text() const;
  /// Sits at the top middle of its parent.
  void place();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  MessageKind m_kind = MessageKind::info;
  QLabel* m_icon;
  QLabel* m_text;
  QPushButton* m_action;
  QToolButton* m_close;
  QTimer m_leave;
  std::function<void()> m_on_action;
};

}  // namespace skizze::ui
