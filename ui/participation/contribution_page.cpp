// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/contribution_page.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "participation/contribution_model.h"
#include "participation/draft_form.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {

ContributionPage::ContributionPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_headline(make_text({}, QStringLiteral("strong"))), m_text(make_text({})), m_about(make_text({}, QStringLiteral("secondary"))), m_form(new QFormLayout),
      m_category(new QComboBox), m_state(new QComboBox), m_reply_label(make_label({})), m_reply(new QPlainTextEdit),
      m_answer(make_button({}, QStringLiteral("primary"))), m_zoom(make_button({})), m_remove(make_button({})) {
  m_text->setTextFormat(Qt::PlainText);   // written by anybody: never read as markup
  m_headline->setTextFormat(Qt::PlainText);
  m_about->setTextFormat(Qt::PlainText);
  m_reply->setTabChangesFocus(true);
  m_reply->setFixedHeight(px(120));
  m_reply_label->setBuddy(m_reply);
  for (QWidget* field : std::initializer_list<QWidget*>{m_category, m_state}) {
    auto* label = new QLabel;
    label->setBuddy(field);
    m_form->addRow(label, field);
  }
  auto* buttons = make_row(8);
  buttons->addWidget(m_zoom);
  buttons->addWidget(m_remove);
  buttons->addStretch(1);
  auto* column = make_column(8);
  column->addWidget(m_headline);
  column->addWidget(m_text);
  column->addWidget(m_about);
  column->addWidget(make_rule());
  column->addLayout(m_form);
  column->addWidget(m_reply_label);
  column->addWidget(m_reply);
  column->addWidget(m_answer);
  column->addLayout(buttons);
  column->addStretch(1);
  column->setContentsMargins(px(10), px(10), px(14), px(16));
  setLayout(column);
  connect(m_category, &QComboBox::activated, this, &ContributionPage::take);
  connect(m_state, &QComboBox::activated, this, &ContributionPage::take);
  connect(m_answer, &QPushButton::clicked, this, &ContributionPage::answer);
  connect(m_reply, &QPlainTextEdit::textChanged, this, [this] { m_answer->setEnabled(!m_reply->toPlainText().trimmed().isEmpty()); });
  connect(m_zoom, &QPushButton::clicked, this, [this] { m_workspace.actions().run(QStringLiteral("view.zoom_selection")); });
  connect(m_remove, &QPushButton::clicked, this, [this] {
    const auto id = m_id;
    m_workspace.clear_selection();
    m_workspace.document()->remove_contributions({id});
  });
  retranslate();
}

const participation::Contribution* ContributionPage::current() const {
  return m_workspace.document() ? m_workspace.document()->contribution(m_id) : nullptr;
}

void ContributionPage::show_contribution(const base::Uuid& id) {
  const bool other = m_id != id;
  m_id = id;
  if (const auto* contribution = current(); contribution != nullptr && (other || !m_reply->hasFocus()))
    m_reply->setPlainText(QString::fromStdString(contribution->reply));
  fill();
}

void ContributionPage::fill() {
  const auto* contribution = current();
  if (contribution == nullptr) return;
  m_filling = true;
  const QString text = QString::fromStdString(contribution->text);
  const bool several = text.contains(QLatin1Char('\n'));
  m_headline->setText(several ? text.section(QLatin1Char('\n'), 0, 0) : QString());
  m_headline->setVisible(several);
  m_text->setText(several ? text.section(QLatin1Char('\n'), 1).trimmed() : text);
  QStringList about{moment_text(contribution->created_at_ms)};
  about << (contribution->author ? tr("by %1").arg(QString::fromStdString(*contribution->author)) : tr("without a name"));
  m_about->setText(about.join(QStringLiteral(" · ")));
  m_category->setCurrentIndex(std::max(0, m_category->findData(QString::fromStdString(contribution->category))));
  m_state->setCurrentIndex(m_state->findData(static_cast<int>(contribution->state)));
  m_answer->setEnabled(!m_reply->toPlainText().trimmed().isEmpty());
  m_filling = false;
}

void ContributionPage::take() {
  const auto* contribution = current();
  if (m_filling || contribution == nullptr) return;
  auto after = *contribution;
  after.category = m_category->currentData().toString().toStdString();
  after.state = static_cast<participation::State>(m_state->currentData().toInt());
  m_workspace.document()->update_contribution(after);
}

void ContributionPage::answer() {
  const auto* contribution = current();
  if (contribution == nullptr) return;
  auto after = *contribution;
  after.reply = participation::clean_text(m_reply->toPlainText().toStdString());
  after.replied_at_ms = QDateTime::currentMSecsSinceEpoch();
  after.state = participation::State::answered;
  m_workspace.document()->update_contribution(after);
}

QString ContributionPage::title() const {
  const auto* contribution = m_workspace.document() ? m_workspace.document()->contribution(m_workspace.selection().id) : nullptr;
  return contribution ? text_of(base::Message{participation::category_message_id(contribution->category), {}}) : QString();
}

void ContributionPage::retranslate() {
  m_filling = true;
  fill_categories(m_category, {});
  m_state->clear();
  for (const auto each : participation::all_states()) m_state->addItem(state_text(each), static_cast<int>(each));
  const auto label = [this](QWidget* field, const QString& text) {
    if (auto* before = qobject_cast<QLabel*>(m_form->labelForField(field))) before->setText(text);
    set_name(field, text);
  };
  label(m_category, tr("Topic"));
  label(m_state, tr("State"));
  m_reply_label->setText(tr("Reply of the office"));
  set_name(m_reply, tr("Reply of the office"));
  m_answer->setText(tr("Answer"));
  m_zoom->setText(tr("Show on the map"));
  m_remove->setText(tr("Delete"));
  m_filling = false;
  fill();
}

void ContributionPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
