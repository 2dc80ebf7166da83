// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts.h"

#include <QGridLayout>
#include <QLabel>

#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

Facts::Facts(QWidget* parent) : QWidget(parent) {
  m_grid = new QGridLayout;
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(px(12));
  m_grid->setVerticalSpacing(px(5));
  m_grid->setColumnStretch(0, 2);
  m_grid->setColumnStretch(1, 3);
  setLayout(m_grid);
}

void Facts::set_facts(const std::vector<std::pair<QString, QString>>& facts) {
  while (QLayoutItem* item = m_grid->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  int row = 0;
  for (const auto& [name, value] : facts) {
    if (value.isEmpty()) continue;
    QLabel* left = make_label(name, QStringLiteral("secondary"));
    left->setWordWrap(true);
    QLabel* right = make_text(value.size() > 24 && !value.contains(QLatin1Char(' ')) ? breakable(value) : value);
    right->setAccessibleName(QStringLiteral("%1: %2").arg(name, value));
    m_grid->addWidget(left, row, 0, Qt::AlignTop);
    m_grid->addWidget(right, row, 1, Qt::AlignTop);
    ++row;
  }
}

}  // namespace skizze::ui
