// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/history_dialog.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QStandardItemModel>

#include "help/help_key.h"
#include "project/document.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/palette_delegate.h"
#include "widgets/theme.h"

namespace skizze::ui {

HistoryDialog::HistoryDialog(project::Document& document, QWidget* parent) : QDialog(parent), m_document(document) {
  set_help_page(this, "start");
  setWindowTitle(tr("History"));
  m_model = new QStandardItemModel(this);
  m_view = new QListView;
  m_view->setModel(m_model);
  m_view->setItemDelegate(new PaletteDelegate(m_view));
  m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_view->setAccessibleName(tr("History"));
  connect(m_view, &QListView::activated, this, [this](const QModelIndex& index) { go_to(index.row()); });
  auto* buttons = make_buttons(false);
  auto* go = make_button(tr("Go back to here"));
  buttons->addButton(go, QDialogButtonBox::ActionRole);
  connect(go, &QPushButton::clicked, this, [this] { go_to(m_view->currentIndex().row()); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&document, &project::Document::history_changed, this, &HistoryDialog::fill);
  auto* column = make_column(12);
  column->setContentsMargins(px(20), px(20), px(20), px(16));
  column->addWidget(make_text(tr("Everything is kept as it happens; there is nothing to save. Choose a line to return to that moment; later steps stay and can be redone."),
                              QStringLiteral("secondary")));
  column->addWidget(m_view, 1);
  column->addWidget(buttons);
  setLayout(column);
  resize(px(520), px(560));
  fill();
}

void HistoryDialog::fill() {
  const int row = m_view->currentIndex().row();
  m_model->clear();
  const auto history = m_document.history();
  for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
    auto* item = new QStandardItem(icon(entry->undone ? QStringLiteral("redo") : QStringLiteral("check")), text_of(entry->message));
    const auto when = QDateTime::fromMSecsSinceEpoch(entry->at_ms);
    item->setData(when.isValid() ? QLocale().toString(when, QLocale::ShortFormat) : QString(), PaletteDelegate::k_note_role);
    if (entry->undone) item->setData(tr("undone"), PaletteDelegate::k_note_role);
    m_model->appendRow(item);
  }
  if (m_model->rowCount() > 0) m_view->setCurrentIndex(m_model->index(qBound(0, row, m_model->rowCount() - 1), 0));
}

void HistoryDialog::go_to(int row) {
  const auto history = m_document.history();
  if (row < 0 || row >= static_cast<int>(history.size())) return;
  const auto wanted = history.size() - 1 - static_cast<std::size_t>(row);
  int steps = 0;
  if (history[wanted].undone) {
    for (std::size_t i = 0; i <= wanted; ++i) steps += history[i].undone ? 1 : 0;
    for (int i = 0; i < steps; ++i) m_document.redo();
    return;
  }
  for (std::size_t i = wanted + 1; i < history.size(); ++i) steps += history[i].undone ? 0 : 1;
  for (int i = 0; i < steps; ++i) m_document.undo();
}

}  // namespace skizze::ui
