// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "participation/contribution.h"
#include "shell/workspace.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace skizze::ui {

/// The inspector's page of a contribution: what was said, and what the office does with it (state, topic, reply). The text itself stays as it came in.
class ContributionPage : public QWidget {
  Q_OBJECT
 public:
  explicit ContributionPage(Workspace& workspace, QWidget* parent = nullptr);
  void show_contribution(const base::Uuid& id);
  QString title() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void take();
  void answer();
  void fill();
  void retranslate();
  const participation::Contribution* current() const;

  Workspace& m_workspace;
  base::Uuid m_id;
  bool m_filling = false;
  QLabel* m_headline;   ///< the first line of a text of several
  QLabel* m_text;
  QLabel* m_about;
  QFormLayout* m_form;
  QComboBox* m_category;
  QComboBox* m_state;
  QLabel* m_reply_label;
  QPlainTextEdit* m_reply;
  QPushButton* m_answer;
  QPushButton* m_zoom;
  QPushButton* m_remove;
};

}  // namespace skizze::ui
