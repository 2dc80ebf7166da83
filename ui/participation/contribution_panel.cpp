// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/contribution_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "participation/draft_form.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/hint.h"
#include "widgets/icon.h"
#include "widgets/palette_delegate.h"
#include "widgets/theme.h"

namespace skizze::ui {

ContributionPanel::ContributionPanel(Workspace& workspace, Draft& draft, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_draft(draft), m_model(this), m_pages(new QStackedWidget), m_form(new DraftForm(workspace, draft)) {
  m_pages->addWidget(build_list());
  m_pages->addWidget(m_form);
  auto* column = make_column(0);
  column->addWidget(m_pages);
  setLayout(column);
  connect(&m_draft, &Draft::changed, this, &ContributionPanel::show_page);
  connect(&m_workspace, &Workspace::document_changed, this, &ContributionPanel::attach);
  connect(&m_workspace, &Workspace::selection_changed, this, &ContributionPanel::show_selection);
  retranslate();
  attach();
}

QWidget* ContributionPanel::build_list() {
  m_search = new QLineEdit;
  m_search->setClearButtonEnabled(true);
  m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  m_category = new QComboBox;
  m_state = new QComboBox;
  m_list = new QListView;
  m_list->setModel(&m_model);
  m_list->setItemDelegate(new PaletteDelegate(m_list, true));
  m_list->setUniformItemSizes(true);
  m_count = make_label({}, QStringLiteral("secondary"));
  m_hint = new Hint(QStringLiteral("speech"));
  auto* filters = make_row(4);
  filters->addWidget(m_category, 1);
  filters->addWidget(m_state, 1);
  auto* column = make_column(8);
  column->addWidget(m_search);
  column->addLayout(filters);
  column->addWidget(m_list, 1);
  column->addWidget(m_hint, 1);
  column->addWidget(m_count);
  column->setContentsMargins(px(12), px(8), px(12), px(12));
  auto* page = new QWidget;
  page->setLayout(column);
  connect(m_search, &QLineEdit::textChanged, this, &ContributionPanel::apply_filter);
  connect(m_category, &QComboBox::activated, this, &ContributionPanel::apply_filter);
  connect(m_state, &QComboBox::activated, this, &ContributionPanel::apply_filter);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    if (!m_following && index.isValid()) m_workspace.select(Selection::of_contribution(m_model.id_at(index.row())));
  });
  connect(m_list, &QListView::activated, this, [this] { m_workspace.actions().run(QStringLiteral("view.zoom_selection")); });
  connect(m_hint, &Hint::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("participate.pin")); });
  return page;
}

void ContributionPanel::attach() {
  auto* document = m_workspace.document();
  setEnabled(document != nullptr);
  if (document != nullptr) {
    connect(document, &project::Document::opened, this, &ContributionPanel::refresh, Qt::UniqueConnection);
    connect(document, &project::Document::contributions_changed, this, &ContributionPanel::refresh, Qt::UniqueConnection);
  }
  m_model.set_document(document);
  refresh();
}

void ContributionPanel::refresh() {
  m_following = true;
  m_model.refresh();
  m_following = false;
  const bool empty = m_model.rowCount() == 0;
  m_list->setVisible(!empty);
  m_hint->setVisible(empty);
  if (m_model.total() > 0)
    m_hint->set_texts(tr("Nothing matches"), tr("No contribution passes the search and the filters above."));
  else
    m_hint->set_texts(tr("No contributions yet"), tr("Place a pin on the map and write what is on your mind there. No name is needed."), tr("Place a pin"));
  m_count->setText(tr("%1 of %2 contributions").arg(count_text(static_cast<qulonglong>(m_model.rowCount())), count_text(static_cast<qulonglong>(m_model.total()))));
  show_selection();
}

void ContributionPanel::apply_filter() {
  participation::Filter filter;
  filter.text = m_search->text().toStdString();
  const auto category = m_category->currentData().toString();
  if (!category.isEmpty()) filter.categories.insert(category.toStdString());
  if (const auto state = participation::state_from(m_state->currentData().toString().toStdString())) filter.states.insert(*state);
  m_following = true;
  m_model.set_filter(filter);
  m_following = false;
  refresh();
}

void ContributionPanel::show_selection() {
  m_following = true;
  const Selection& selection = m_workspace.selection();
  const int row = selection.kind == Selection::Kind::contribution ? m_model.row_of(selection.id) : -1;
  const QModelIndex index = row < 0 ? QModelIndex() : m_model.index(row);
  m_list->setCurrentIndex(index);
  if (index.isValid()) m_list->scrollTo(index);
  m_following = false;
}

void ContributionPanel::show_page() {
  const bool writing = m_draft.active();
  const bool fresh = writing && m_pages->currentWidget() != m_form;
  m_pages->setCurrentIndex(writing ? 1 : 0);
  if (!fresh) return;
  m_workspace.show_panel(this);
  m_form->start();
}

void ContributionPanel::retranslate() {
  const QString category = m_category->currentData().toString();
  const QString state = m_state->currentData().toString();
  fill_categories(m_category, {});
  m_category->insertItem(0, tr("All topics"), QString());
  m_category->setCurrentIndex(std::max(0, m_category->findData(category)));
  m_state->clear();
  m_state->addItem(tr("All states"), QString());
  for (const auto each : participation::all_states()) {
    const auto word = participation::word_of(each);
    m_state->addItem(state_text(each), QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
  }
  m_state->setCurrentIndex(std::max(0, m_state->findData(state)));
  m_search->setPlaceholderText(tr("Search contributions"));
  set_name(m_search, tr("Search contributions"));
  set_name(m_category, tr("Filter by topic"));
  set_name(m_state, tr("Filter by state"));
  set_name(m_list, tr("Contributions"));
  refresh();
}

void ContributionPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
