// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "participation/contribution_model.h"
#include "participation/draft.h"
#include "shell/workspace.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;
class QTimer;

namespace skizze::ui {

class DraftForm;
class Hint;

/// The left panel of participation: search and filters, the list in step with the map, or the form while a contribution is being written.
class ContributionPanel : public QWidget {
  Q_OBJECT
 public:
  ContributionPanel(Workspace& workspace, Draft& draft, QWidget* parent = nullptr);
  DraftForm* form() const { return m_form; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* build_list();
  void attach();
  void refresh();
  void apply_filter();
  void show_selection();
  void show_page();
  void retranslate();

  Workspace& m_workspace;
  Draft& m_draft;
  ContributionModel m_model;
  QStackedWidget* m_pages;
  QLineEdit* m_search;
  QComboBox* m_category;
  QComboBox* m_state;
  QListView* m_list;
  QLabel* m_count;
  Hint* m_hint;
  DraftForm* m_form;
  bool m_following = false;   ///< the list follows the map, not the other way round
};

}  // namespace skizze::ui
