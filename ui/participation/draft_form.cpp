// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/draft_form.h"

#include <QComboBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {
constexpr int k_text_lines = 6;
}  // namespace

void fill_categories(QComboBox* box, const std::string& chosen) {
  box->clear();
  for (const auto& category : participation::categories()) {
    const std::string id(category.id);
    box->addItem(marker_icon(category), text_of(base::Message{participation::category_message_id(id), {}}), QString::fromStdString(id));
  }
  box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(chosen))));
}

DraftForm::DraftForm(Workspace& workspace, Draft& draft, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_draft(draft), m_title(make_text({}, QStringLiteral("title"))), m_category_label(make_label({})),
      m_category(new QComboBox), m_text_label(make_label({})), m_text(new QPlainTextEdit), m_left(make_label({}, QStringLiteral("secondary"))),
      m_author_label(make_label({})), m_author(new QLineEdit), m_privacy(make_text({}, QStringLiteral("secondary"))),
      m_problem(make_text({}, QStringLiteral("error"))), m_done(make_button({}, QStringLiteral("primary"))), m_drop(make_button({})) {
  m_text->setTabChangesFocus(true);
  m_text->setMinimumHeight(px(22) * k_text_lines);
  m_text->installEventFilter(this);
  m_author->setMaxLength(static_cast<int>(participation::k_max_author_code_points));
  m_category_label->setBuddy(m_category);
  m_text_label->setBuddy(m_text);
  m_author_label->setBuddy(m_author);
  auto* buttons = make_row(8);
  buttons->addWidget(m_done);
  buttons->addWidget(m_drop);
  buttons->addStretch(1);
  auto* column = make_column(8);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_title, m_category_label, m_category, m_text_label, m_text, m_left, m_author_label, m_author, m_privacy, m_problem})
    column->addWidget(widget);
  column->addLayout(buttons);
  column->addStretch(1);
  column->setContentsMargins(px(12), px(8), px(12), px(12));
  setLayout(column);
  connect(m_done, &QPushButton::clicked, this, &DraftForm::hand_in);
  connect(m_drop, &QPushButton::clicked, &m_draft, &Draft::drop);
  connect(m_text, &QPlainTextEdit::textChanged, this, &DraftForm::count);
  connect(m_category, &QComboBox::activated, this, [this] { m_draft.set_category(m_category->currentData().toString().toStdString()); });
  retranslate();
}

void DraftForm::start() {
  m_problem->clear();
  m_problem->hide();
  m_text->setFocus();
}

void DraftForm::type(const QString& text) const { m_text->setPlainText(text); }

void DraftForm::count() {
  const auto used = participation::code_points(m_text->toPlainText().toStdString());
  const auto left = static_cast<qint64>(participation::k_max_text_code_points) - static_cast<qint64>(used);
  m_left->setText(left >= 0 ? tr("%n character(s) left", nullptr, static_cast<int>(left)) : tr("%n character(s) too many", nullptr, static_cast<int>(-left)));
}

void DraftForm::hand_in() {
  const auto id = m_draft.hand_in(m_text->toPlainText().toStdString(), m_author->text().trimmed().toStdString());
  if (!id) {
    m_problem->setText(text_of(id.error().message));
    m_problem->show();
    m_text->setFocus();
    return;
  }
  m_text->clear();
  m_author->clear();
  m_workspace.select(Selection::of_contribution(*id));
}

bool DraftForm::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_text && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
      hand_in();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void DraftForm::retranslate() {
  m_title->setText(tr("What is on your mind here?"));
  m_category_label->setText(tr("Topic"));
  m_text_label->setText(tr("Your contribution"));
  m_author_label->setText(tr("Name (only if you like)"));
  m_privacy->setText(tr("No name and no account are needed. The office looks at each contribution before it is shown."));
  m_done->setText(tr("Hand in"));
  m_drop->setText(tr("Discard"));
  set_name(m_category, tr("Topic"));
  set_name(m_text, tr("Your contribution"));
  set_name(m_author, tr("Name (only if you like)"));
  fill_categories(m_category, m_draft.contribution().category);
  count();
}

void DraftForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
