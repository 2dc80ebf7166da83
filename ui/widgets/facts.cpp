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
  std::vector<std::pair<QString, QString>> known;
  for (const auto& fact : facts)
    if (!fact.second.isEmpty()) known.push_back(fact);
  // Labels stay while their number does: facts change many times a second while something is dragged.
  if (m_rows.size() != known.size()) make_rows(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto& [name, value] = known[i];
    m_rows[i].first->setText(name);
    m_rows[i].second->setText(value.size() > 24 && !value.contains(QLatin1Char(' ')) ? breakable(value) : value);
    set_name(m_rows[i].second, QStringLiteral("%1: %2").arg(name, value));
  }
}

void Facts::make_rows(std::size_t count) {
  while (QLayoutItem* item = m_grid->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  m_rows.clear();
  for (int row = 0; row < static_cast<int>(count); ++row) {
    QLabel* left = make_label({}, QStringLiteral("secondary"));
    left->setWordWrap(true);
    QLabel* right = make_text({});
    m_grid->addWidget(left, row, 0, Qt::AlignTop);
    m_grid->addWidget(right, row, 1, Qt::AlignTop);
    m_rows.emplace_back(left, right);
  }
}

}  // namespace skizze::ui
