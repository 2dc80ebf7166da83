// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/inspector.h"

#include <QBoxLayout>
#include <QEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include "widgets/build.h"
#include "widgets/elided_label.h"
#include "widgets/theme.h"

namespace skizze::ui {

Inspector::Inspector(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace) {
  setObjectName(QStringLiteral("right_panel"));
  setAttribute(Qt::WA_StyledBackground);
  setMinimumWidth(px(260));
  auto* header = new QWidget;
  header->setObjectName(QStringLiteral("panel_header"));
  header->setAttribute(Qt::WA_StyledBackground);
  m_title = new ElidedLabel;
  m_title->setProperty("role", QStringLiteral("title"));
  m_close = make_icon_button(QStringLiteral("close"), {});
  auto* row = make_row(4);
  row->setContentsMargins(px(16), px(4), px(4), px(4));
  row->addWidget(m_title, 1);
  row->addWidget(m_close);
  header->setLayout(row);
  m_stack = new QStackedWidget;
  auto* column = make_column(0);
  column->addWidget(header);
  column->addWidget(m_stack, 1);
  setLayout(column);
  connect(m_close, &QToolButton::clicked, &m_workspace, &Workspace::clear_selection);
  connect(&m_workspace, &Workspace::selection_changed, this, &Inspector::refresh);
  retranslate();
}

void Inspector::add_page(InspectorPage page) {
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  page.widget->setObjectName(page.widget->objectName().isEmpty() ? QStringLiteral("page") : page.widget->objectName());
  scroll->setWidget(page.widget);
  m_stack->addWidget(scroll);
  m_pages.push_back(std::move(page));
}

void Inspector::refresh() {
  const Selection& selection = m_workspace.selection();
  const int before = m_current;
  m_current = -1;
  for (std::size_t i = 0; i < m_pages.size() && m_current < 0; ++i)
    if (selection.kind != Selection::Kind::none && m_pages[i].accepts(selection)) m_current = static_cast<int>(i);
  if (m_current >= 0) {
    const InspectorPage& page = m_pages[static_cast<std::size_t>(m_current)];
    page.show(selection);
    m_title->set_text(page.title(selection));
    setAccessibleName(tr("Selection: %1").arg(m_title->full_text()));
    m_stack->setCurrentIndex(m_current);
  }
  if ((before < 0) != (m_current < 0)) Q_EMIT content_changed();
}

void Inspector::retranslate() { set_name(m_close, tr("Close (clears the selection)")); }

void Inspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    refresh();
  }
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
