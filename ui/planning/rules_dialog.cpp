// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/rules_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <cmath>

#include "help/help_key.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

RulesDialog::RulesDialog(project::BikeDesk& desk, QWidget* parent)
    : QDialog(parent),
      m_desk(desk),
      m_filter(new QLineEdit),
      m_view(new QTableWidget(0, 6)),
      m_count(make_text({}, QStringLiteral("secondary"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  set_help_page(this, "lanes");
  setWindowTitle(tr("Rules for bike lanes"));
  m_filter->setPlaceholderText(tr("Search: width, Schutzstreifen, RASt …"));
  m_filter->setClearButtonEnabled(true);
  set_name(m_filter, tr("Search the rules"));
  set_name(m_view, tr("Rules in force"));
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setAlternatingRowColors(true);
  m_view->verticalHeader()->hide();
  m_view->setHorizontalHeaderLabels({tr("Rule"), tr("Value"), tr("Status"), tr("Source"), tr("Year"), tr("Note")});
  auto* buttons = make_buttons(false);
  auto* own = make_button(tr("Own rules…"));
  own->setToolTip(tr("A folder with tables of the city; its values win over ours and are marked"));
  auto* ours = make_button(tr("Only the shipped rules"));
  buttons->addButton(own, QDialogButtonBox::ActionRole);
  buttons->addButton(ours, QDialogButtonBox::ActionRole);
  connect(own, &QPushButton::clicked, this, &RulesDialog::choose_folder);
  connect(ours, &QPushButton::clicked, this, [this] { m_desk.set_rules_folder({}); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_filter, &QLineEdit::textChanged, this, &RulesDialog::filter);
  connect(&desk, &project::BikeDesk::rules_changed, this, &RulesDialog::fill);
  own->setEnabled(desk.document() != nullptr);
  ours->setEnabled(desk.document() != nullptr);
  auto* column = make_column(10);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addWidget(m_count);
  column->addWidget(m_filter);
  column->addWidget(m_view, 1);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(980), px(640));
  fill();
}

void RulesDialog::fill() {
  const auto& rules = m_desk.rules()->all();
  m_view->setRowCount(static_cast<int>(rules.size()));
  int unverified = 0, own = 0;
  for (int i = 0; i < m_view->rowCount(); ++i) {
    const auto& rule = rules[static_cast<std::size_t>(i)];
    const bool hint = rule.status == bike::RuleStatus::unverified;
    unverified += hint ? 1 : 0;
    own += rule.city ? 1 : 0;
    const auto put = [this, i](int column, const QString& text) {
      auto* item = new QTableWidgetItem(text);
      item->setToolTip(text);
      m_view->setItem(i, column, item);
      return item;
    };
    put(0, QString::fromStdString(rule.id));
    const QString unit = rule.unit == "1" ? QString() : QLatin1Char(' ') + QString::fromStdString(rule.unit);
    const int decimals = rule.value == std::floor(rule.value) ? 0 : 2;
    put(1, number_text(rule.value, decimals) + unit)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const QString status = text_of(base::Message{"bike.status_" + std::string(bike::name_of(rule.status)), {}});
    auto* cell = put(2, rule.city ? tr("%1, own rule of the city").arg(status) : status);
    cell->setIcon(hint ? icon(QStringLiteral("question"), &Theme::warning) : icon(QStringLiteral("success"), &Theme::success));
    put(3, QString::fromStdString(rule.source));
    put(4, rule.year ? QString::number(*rule.year) : QStringLiteral("–"));
    put(5, QString::fromStdString(rule.note));
  }
  m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
  for (const auto& [column, width] : std::initializer_list<std::pair<int, int>>{{0, 250}, {1, 90}, {2, 170}, {3, 300}, {4, 56}})
    m_view->setColumnWidth(column, px(width));
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_count->setText(tr("%1 rules in force, %2 of them own rules of the city. %3 are unverified: they are shown as hints and never decide.")
                       .arg(rules.size())
                       .arg(own)
                       .arg(unverified));
  filter(m_filter->text());
}

void RulesDialog::filter(const QString& text) {
  for (int row = 0; row < m_view->rowCount(); ++row) {
    bool shown = text.trimmed().isEmpty();
    for (int column = 0; !shown && column < m_view->columnCount(); ++column)
      shown = m_view->item(row, column)->text().contains(text.trimmed(), Qt::CaseInsensitive);
    m_view->setRowHidden(row, !shown);
  }
}

void RulesDialog::choose_folder() {
  auto* dialog = new QFileDialog(this, tr("Folder with the city's own rules"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) { m_desk.set_rules_folder(folder); });
  dialog->open();
}

}  // namespace skizze::ui
