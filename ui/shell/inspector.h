// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "shell/workspace.h"

class QStackedWidget;
class QToolButton;

namespace skizze::ui {

class ElidedLabel;

/// The right panel: shows what is selected, and is not there when nothing is.
class Inspector : public QWidget {
  Q_OBJECT
 public:
  explicit Inspector(Workspace& workspace, QWidget* parent = nullptr);
  void add_page(InspectorPage page);
  /// Shows the selection again, after the document changed.
  void refresh();
  bool has_content() const { return m_current >= 0; }

 Q_SIGNALS:
  void content_changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  Workspace& m_workspace;
  std::vector<InspectorPage> m_pages;
  int m_current = -1;
  ElidedLabel* m_title;
  QToolButton* m_close;
  QStackedWidget* m_stack;
};

}  // namespace skizze::ui
