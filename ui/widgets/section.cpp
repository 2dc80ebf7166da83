// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/section.h"

#include <QBoxLayout>
#include <QToolButton>

#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

Section::Section(const QString& title, QWidget* parent, bool open) : QWidget(parent) {
  m_header = new QToolButton;
  m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_header->setCheckable(false);
  m_header->setFocusPolicy(Qt::StrongFocus);
  m_header->setFont(Look::instance().strong_font());
  m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_header->setIconSize(QSize(px(16), px(16)));
  m_content = new QWidget;
  m_body = make_column(6);
  m_body->setContentsMargins(px(4), px(2), px(4), px(8));
  m_content->setLayout(m_body);
  auto* column = make_column(0);
  column->addWidget(m_header);
  column->addWidget(m_content);
  setLayout(column);
  connect(m_header, &QToolButton::clicked, this, [this] { set_open(m_content->isHidden()); });
  set_title(title);
  set_open(open);
}

void Section::set_title(const QString& title) {
  m_header->setText(title);
  m_header->setAccessibleName(title);
}

void Section::set_open(bool open) {
  m_content->setVisible(open);
  m_header->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
  m_header->setAccessibleDescription(open ? tr("Open") : tr("Closed"));
}

}  // namespace skizze::ui
