// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QTimer>
#include <QWidget>

class QCompleter;
class QLabel;
class QPushButton;

namespace skizze::ui {

/// Style JSON for those who write it: words are completed (Ctrl+Space, or after two letters), mistakes are named with line, column and
/// layer while typing.
class StyleTextEdit : public QWidget {
  Q_OBJECT
 public:
  explicit StyleTextEdit(QWidget* parent = nullptr);
  void set_text(const QString& json);
  QString text() const;
  bool is_valid() const { return m_valid; }
  QString problem() const;
  QPlainTextEdit& editor();
  /// Checks now instead of after a pause.
  void check();

 Q_SIGNALS:
  void apply_wanted();  ///< the text is valid

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();
  void complete(bool asked);
  void insert(const QString& word);
  void show_problem(const QString& words, int position);

  class Text;
  Text* m_text;
  QCompleter* m_completer;
  QLabel* m_status;
  QPushButton* m_apply;
  QTimer m_pause;
  bool m_valid = false;
};

}  // namespace skizze::ui
