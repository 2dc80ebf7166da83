// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/hint.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

Hint::Hint(const QString& icon_name, QWidget* parent) : QWidget(parent), m_icon(icon_name) {
  m_picture = make_label({});
  m_title = make_label({}, QStringLiteral("strong"));
  m_text = make_text({}, QStringLiteral("secondary"));
  m_button = make_button({});
  for (QLabel* label : {m_picture, m_title, m_text}) label->setAlignment(Qt::AlignHCenter);
  m_title->setWordWrap(true);
  auto* column = make_column(8);
  column->setContentsMargins(px(24), px(32), px(24), px(32));
  column->addWidget(m_picture);
  column->addWidget(m_title);
  column->addWidget(m_text);
  column->addSpacing(px(8));
  column->addWidget(m_button, 0, Qt::AlignHCenter);
  column->addStretch(1);
  setLayout(column);
  connect(m_button, &QPushButton::clicked, this, &Hint::clicked);
  connect(&Look::instance(), &Look::changed, this, &Hint::repaint_icon);
  repaint_icon();
}

void Hint::repaint_icon() { m_picture->setPixmap(icon_pixmap(m_icon, current_theme().text_secondary, px(32), devicePixelRatioF())); }

void Hint::set_texts(const QString& title, const QString& text, const QString& button) {
  m_title->setText(title);
  m_text->setText(text);
  m_button->setText(button);
  m_button->setAccessibleName(button);
  m_button->setVisible(!button.isEmpty());
}

}  // namespace skizze::ui
