// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "participation/draft.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace skizze::ui {

/// "What is on your mind here?": category, text, and a name for those who want to give one. Ctrl+Enter hands in.
class DraftForm : public QWidget {
  Q_OBJECT
 public:
  DraftForm(Workspace& workspace, Draft& draft, QWidget* parent = nullptr);
  void start();
  /// For pictures and tests.
  void type(const QString& text) const;

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void hand_in();
  void count();
  void retranslate();

  Workspace& m_workspace;
  Draft& m_draft;
  QLabel* m_title;
  QLabel* m_category_label;
  QComboBox* m_category;
  QLabel* m_text_label;
  QPlainTextEdit* m_text;
  QLabel* m_left;
  QLabel* m_author_label;
  QLineEdit* m_author;
  QLabel* m_privacy;
  QLabel* m_problem;
  QPushButton* m_done;
  QPushButton* m_drop;
};

/// Fills a box with all categories, their markers and names.
void fill_categories(QComboBox* box, const std::string& chosen);

}  // namespace skizze::ui
