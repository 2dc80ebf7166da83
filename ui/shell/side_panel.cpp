// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/side_panel.h"

#include <QBoxLayout>
#include <QEvent>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

SidePanel::SidePanel(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
  setObjectName(QStringLiteral("left_panel"));
  setAttribute(Qt::WA_StyledBackground);
  setMinimumWidth(px(240));
  auto* header = new QWidget;
  header->setObjectName(QStringLiteral("panel_header"));
  header->setAttribute(Qt::WA_StyledBackground);
  m_tabs = make_row(0);
  m_tabs->setContentsMargins(px(8), 0, px(4), 0);
  m_collapse = make_icon_button(QStringLiteral("chevron-left"), {});
  m_tabs->addStretch(1);
  m_tabs->addWidget(m_collapse);
  header->setLayout(m_tabs);
  m_stack = new QStackedWidget;
  auto* column = make_column(0);
  column->addWidget(header);
  column->addWidget(m_stack, 1);
  setLayout(column);
  connect(m_collapse, &QToolButton::clicked, this, &SidePanel::collapse_wanted);
  connect(&m_workspace, &Workspace::mode_changed, this, &SidePanel::update_mode);
  retranslate();
}

void SidePanel::add_page(Mode mode, QWidget* page, const QString& icon_name, std::function<QString()> title) {
  auto* tab = new QToolButton;
  tab->setProperty("role", QStringLiteral("tab"));
  tab->setCheckable(true);
  tab->setFocusPolicy(Qt::StrongFocus);
  if (m_stack->indexOf(page) < 0) m_stack->addWidget(page);
  connect(tab, &QToolButton::clicked, this, [this, page] { show_page(page); });
  m_tabs->insertWidget(static_cast<int>(m_pages.size()), tab);
  m_pages.push_back({mode, page, icon_name, std::move(title), tab});
  retranslate();
  update_mode();
}

void SidePanel::show_page(QWidget* page) {
  m_stack->setCurrentWidget(page);
  for (const Page& p : m_pages) p.tab->setChecked(p.widget == page);
  fit_tabs();
}

void SidePanel::fit_tabs() {
  int words = m_collapse->sizeHint().width() + px(12);
  for (const Page& p : m_pages) {
    if (p.mode != m_workspace.mode()) continue;
    p.tab->setToolButtonStyle(Qt::ToolButtonTextOnly);
    words += p.tab->sizeHint().width();
  }
  if (words <= width()) return;
  for (const Page& p : m_pages) {
    if (p.tab->isChecked()) continue;
    p.tab->setIcon(icon(p.icon));
    p.tab->setToolButtonStyle(Qt::ToolButtonIconOnly);
  }
}

bool SidePanel::has_pages() const {
  return std::any_of(m_pages.begin(), m_pages.end(), [this](const Page& p) { return p.mode == m_workspace.mode(); });
}

void SidePanel::update_mode() {
  // The page a mode was made for comes last: layers stand first in every mode.
  QWidget* own = nullptr;
  for (const Page& p : m_pages) {
    const bool here = p.mode == m_workspace.mode();
    p.tab->setVisible(here);
    if (here) own = p.widget;
  }
  if (own != nullptr) show_page(own);
}

void SidePanel::retranslate() {
  set_name(m_collapse, tr("Hide the left panel"));
  for (const Page& p : m_pages) {
    p.tab->setText(p.title());
    p.tab->setAccessibleName(p.title());
    p.tab->setToolTip(p.title());
  }
  fit_tabs();
}

void SidePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_tabs();
}

void SidePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
