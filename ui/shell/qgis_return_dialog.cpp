// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/qgis_return_dialog.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>

#include "help/help_key.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

enum Column { k_what, k_here, k_there, k_choice, k_columns };

QString name_of(const project::QgisChange& change) {
  const auto& measure = change.ours ? *change.ours : *change.theirs;
  return measure.name.empty() ? QgisReturnDialog::tr("without a name") : QString::fromStdString(measure.name);
}

QString verdict_of(const project::QgisChange& change) {
  using Kind = project::QgisChange::Kind;
  if (change.removal_conflict && change.kind == Kind::removed) return QgisReturnDialog::tr("deleted in QGIS, changed here");
  if (change.removal_conflict) return QgisReturnDialog::tr("changed in QGIS, deleted here");
  if (change.kind == Kind::added) return QgisReturnDialog::tr("new in QGIS");
  if (change.kind == Kind::removed) return QgisReturnDialog::tr("deleted in QGIS");
  return change.conflicts.empty() ? QgisReturnDialog::tr("changed in QGIS") : QgisReturnDialog::tr("changed on both sides");
}

}  // namespace

QgisReturnDialog::QgisReturnDialog(project::QgisReturn found, QWidget* parent)
    : QDialog(parent), m_found(std::move(found)), m_tree(new QTreeWidget) {
  set_help_page(this, "privacy");
  setWindowTitle(tr("Changes from QGIS"));
  m_tree->setColumnCount(k_columns);
  m_tree->setHeaderLabels({tr("Measure"), tr("Here"), tr("In QGIS"), tr("Where both changed")});
  m_tree->setAccessibleName(tr("Changes from QGIS"));
  m_tree->setAllColumnsShowFocus(true);
  fill();
  auto* buttons = new QDialogButtonBox;
  auto* take = buttons->addButton(tr("Take over"), QDialogButtonBox::AcceptRole);
  take->setEnabled(!m_found.changes.empty());
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = make_column(12);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addWidget(make_text(m_found.changes.empty() ? tr("Nothing was changed in QGIS since the export.")
                                                      : tr("What is ticked is taken over as one step, which can be undone. What was "
                                                           "changed on both sides stays as it is here unless you choose otherwise."),
                              QStringLiteral("secondary")));
  column->addWidget(m_tree, 1);
  for (const auto& problem : m_found.problems) column->addWidget(make_text(text_of(problem), QStringLiteral("secondary")));
  column->addWidget(buttons);
  setLayout(column);
  resize(px(860), px(480));
}

void QgisReturnDialog::fill() {
  for (const auto& change : m_found.changes) add(change);
  m_tree->expandAll();
  for (const int column : {k_what, k_here, k_there}) m_tree->resizeColumnToContents(column);
  if (m_tree->topLevelItemCount() > 0) m_tree->setCurrentItem(m_tree->topLevelItem(0));
}

void QgisReturnDialog::add(const project::QgisChange& change) {
  auto* item = new QTreeWidgetItem(m_tree, {name_of(change), {}, verdict_of(change)});
  item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
  item->setCheckState(k_what, change.removal_conflict ? Qt::Unchecked : Qt::Checked);
  item->setIcon(k_what, icon(change.has_conflict() ? QStringLiteral("warning") : QStringLiteral("pencil")));
  for (const auto& text : project::field_texts(change, current_language()))
    new QTreeWidgetItem(item, {text.field, text.here, text.there, text.conflict ? tr("also changed here") : QString()});
  if (change.conflicts.empty()) return;
  auto* choice = new QComboBox;
  choice->addItems({tr("keep ours"), tr("take those of QGIS")});
  set_name(choice, tr("Where both changed: %1").arg(name_of(change)));
  m_tree->setItemWidget(item, k_choice, choice);
}

std::vector<project::QgisChoice> QgisReturnDialog::choices() const {
  std::vector<project::QgisChoice> choices;
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
    auto* item = m_tree->topLevelItem(i);
    const auto* choice = qobject_cast<QComboBox*>(m_tree->itemWidget(item, k_choice));
    choices.push_back(item->checkState(k_what) != Qt::Checked            ? project::QgisChoice::leave
                      : choice != nullptr && choice->currentIndex() == 0 ? project::QgisChoice::merge
                                                                         : project::QgisChoice::theirs);
  }
  return choices;
}

}  // namespace skizze::ui
