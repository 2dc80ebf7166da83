// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_window.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>
#include <QToolButton>

#include "help/help_format.h"
#include "help/help_pages.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

/// Knows the pages of the handbook and nothing else: no file, no address.
class HelpBrowser : public QTextBrowser {
 public:
  using QTextBrowser::QTextBrowser;
  QVariant loadResource(int, const QUrl& url) override { return help_text(help_page_of(url), current_language()); }
};

}  // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent), m_search(new QLineEdit), m_list(new QListWidget), m_browser(new HelpBrowser) {
  setModal(false);
  build();
  connect(m_search, &QLineEdit::textChanged, this, [this] {
    fill_list();
    mark_words();
  });
  connect(m_search, &QLineEdit::returnPressed, this, &HelpWindow::go_to_next_word);
  connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
    if (item != nullptr && item->data(Qt::UserRole).toString() != page()) show_page(item->data(Qt::UserRole).toString());
  });
  connect(m_browser, &QTextBrowser::sourceChanged, this, [this](const QUrl& url) {  // source() still gives the page before
    m_page = help_page_of(url);
    polish_page();
  });
  connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
    const QString target = help_page_of(m_browser->source().resolved(link));
    if (!target.isEmpty()) show_page(target);
  });
  connect(m_browser, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
  connect(m_browser, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
  connect(m_back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
  connect(m_forward, &QToolButton::clicked, m_browser, &QTextBrowser::forward);
  connect(&Look::instance(), &Look::changed, this, &HelpWindow::polish_page);
  retranslate();
  show_page(QStringLiteral("index"));
}

void HelpWindow::build() {
  m_back = make_icon_button(QStringLiteral("chevron-left"), {});
  m_forward = make_icon_button(QStringLiteral("chevron-right"), {});
  m_back->setEnabled(false);
  m_forward->setEnabled(false);
  m_search->setClearButtonEnabled(true);
  m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  m_browser->setOpenLinks(false);
  m_browser->setFrameShape(QFrame::NoFrame);
  m_list->setFixedWidth(px(280));
  m_search->setFixedWidth(px(280));
  auto* left = make_column(8);
  left->setContentsMargins(px(12), px(12), px(12), px(12));
  left->addWidget(m_search);
  left->addWidget(m_list, 1);
  auto* buttons = make_row(4);
  buttons->addWidget(m_back);
  buttons->addWidget(m_forward);
  buttons->addStretch(1);
  buttons->setContentsMargins(0, px(12), 0, px(8));
  auto* right = make_column(0);
  right->addLayout(buttons);
  right->addWidget(m_browser, 1);
  right->setContentsMargins(0, 0, px(12), px(12));
  auto* row = make_row(0);
  row->addLayout(left);
  row->addLayout(right, 1);
  setLayout(row);
  resize(px(1020), px(720));
}

void HelpWindow::show_page(const QString& page) {
  m_browser->setSource(help_url(page, current_language()), QTextDocument::MarkdownResource);
}

void HelpWindow::search(const QString& words) { m_search->setText(words); }

QStringList HelpWindow::offered() const {
  QStringList pages;
  for (int i = 0; i < m_list->count(); ++i) pages << m_list->item(i)->data(Qt::UserRole).toString();
  return pages;
}

void HelpWindow::fill_list() {
  const QSignalBlocker quiet(m_list);
  m_list->clear();
  for (const QString& page : help_search(m_search->text(), current_language())) {
    auto* item = new QListWidgetItem(help_title(page, current_language()), m_list);
    item->setData(Qt::UserRole, page);
    if (page == this->page()) m_list->setCurrentItem(item);
  }
}

void HelpWindow::polish_page() {
  format_help(*m_browser->document());
  fill_list();
  mark_words();
}

void HelpWindow::mark_words() {
  QList<QTextEdit::ExtraSelection> marks;
  for (const QString& word : m_search->text().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    for (QTextCursor at = m_browser->document()->find(word); !at.isNull(); at = m_browser->document()->find(word, at)) {
      QTextEdit::ExtraSelection mark;
      mark.cursor = at;
      mark.format.setBackground(current_theme().accent_soft);
      mark.format.setForeground(current_theme().on_accent_soft);
      marks << mark;
    }
  }
  m_browser->setExtraSelections(marks);
}

void HelpWindow::go_to_next_word() {
  const auto marks = m_browser->extraSelections();
  if (marks.isEmpty()) {
    if (m_list->count() > 0) show_page(m_list->item(0)->data(Qt::UserRole).toString());
    return;
  }
  const int here = m_browser->textCursor().position();
  QTextCursor next = marks.front().cursor;
  for (const auto& mark : marks) {
    const bool later = mark.cursor.position() > here;
    if (later && (next.position() <= here || mark.cursor.position() < next.position())) next = mark.cursor;
  }
  m_browser->setTextCursor(next);
  m_browser->ensureCursorVisible();
}

void HelpWindow::retranslate() {
  setWindowTitle(tr("Handbook"));
  m_search->setPlaceholderText(tr("Search the handbook"));
  set_name(m_search, tr("Search the handbook"));
  set_name(m_list, tr("Pages of the handbook"));
  set_name(m_browser, tr("Page"));
  set_name(m_back, tr("Back"));
  set_name(m_forward, tr("Forward"));
  if (!page().isEmpty()) show_page(page());
}

void HelpWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace skizze::ui
