// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

#include "shell/workspace.h"

class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace skizze::ui {

/// The left panel: the pages of the present mode under one row of tabs.
class SidePanel : public QWidget {
  Q_OBJECT
 public:
  explicit SidePanel(Workspace& workspace, QWidget* parent = nullptr);
  void add_page(Mode mode, QWidget* page, const QString& icon, std::function<QString()> title);
  /// Shows the page if the present mode has it.
  void show_page(QWidget* page);
  bool has_pages() const;

 Q_SIGNALS:
  void collapse_wanted();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Page {
    Mode mode;
    QWidget* widget;
    QString icon;
    std::function<QString()> title;
    QToolButton* tab;
  };
  void update_mode();
  void retranslate();
  /// Where the words do not fit beside each other, only the page in front keeps its word; the others show their icons.
  void fit_tabs();

  Workspace& m_workspace;
  std::vector<Page> m_pages;
  QHBoxLayout* m_tabs;
  QStackedWidget* m_stack;
  QToolButton* m_collapse;
};

}  // namespace skizze::ui
