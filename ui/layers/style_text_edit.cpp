// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/style_text_edit.h"

#include <QAbstractItemView>
#include <QBoxLayout>
#include <QCompleter>
#include <QEvent>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>

#include "project/layer_style.h"
#include "shell/language.h"
#include "style/stylesheet.h"
#include "style/words.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr int k_pause_ms = 300;
constexpr int k_letters_before_words = 2;

bool belongs_to_word(QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('@') || c == QLatin1Char('_'); }

}  // namespace

class StyleTextEdit::Text : public QPlainTextEdit {
 public:
  using QPlainTextEdit::QPlainTextEdit;
  QString word_before_cursor() const {
    const QString line = textCursor().block().text().left(textCursor().positionInBlock());
    qsizetype from = line.size();
    while (from > 0 && belongs_to_word(line[from - 1])) --from;
    return line.mid(from);
  }
};

StyleTextEdit::StyleTextEdit(QWidget* parent) : QWidget(parent) {
  m_text = new Text;
  m_text->setProperty("role", QStringLiteral("code"));
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setMinimumHeight(px(260));
  m_text->setTabChangesFocus(true);
  m_text->installEventFilter(this);
  m_status = make_text({}, QStringLiteral("secondary"));
  m_apply = make_button({}, QStringLiteral("primary"));
  QStringList words;
  for (const auto& word : style::style_words()) words << QString::fromStdString(word);
  m_completer = new QCompleter(words, this);
  m_completer->setWidget(m_text);
  m_completer->setCaseSensitivity(Qt::CaseInsensitive);
  m_completer->setFilterMode(Qt::MatchContains);
  auto* column = make_column(6);
  column->addWidget(m_text, 1);
  column->addWidget(m_status);
  column->addWidget(m_apply, 0, Qt::AlignRight);
  setLayout(column);
  m_pause.setSingleShot(true);
  m_pause.setInterval(k_pause_ms);
  connect(&m_pause, &QTimer::timeout, this, &StyleTextEdit::check);
  connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_pause.start(); });
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &StyleTextEdit::insert);
  connect(m_apply, &QPushButton::clicked, this, [this] {
    check();
    if (m_valid) Q_EMIT apply_wanted();
  });
  retranslate();
}

void StyleTextEdit::set_text(const QString& json) {
  m_text->setPlainText(json);
  check();
}

QPlainTextEdit& StyleTextEdit::editor() { return *m_text; }
QString StyleTextEdit::text() const { return m_text->toPlainText(); }
QString StyleTextEdit::problem() const { return m_valid ? QString() : m_status->text(); }

void StyleTextEdit::check() {
  m_pause.stop();
  const QByteArray bytes = text().toUtf8();
  QJsonParseError error;
  const auto document = QJsonDocument::fromJson(bytes, &error);
  if (error.error != QJsonParseError::NoError) {
    const auto position = static_cast<int>(QString::fromUtf8(bytes.left(error.offset)).size());
    const QTextBlock block = m_text->document()->findBlock(position);
    show_problem(tr("Line %1, column %2: the JSON breaks off here; look for a missing comma, quotation mark or bracket.")
                     .arg(block.blockNumber() + 1)
                     .arg(position - block.position() + 1),
                 position);
    return;
  }
  project::StyleCache styles;
  const auto coloured = style::apply_palette(bytes.toStdString(), *styles.palette(project::Theme::light));
  if (!coloured) return show_problem(text_of(coloured.error()), 0);
  QString remarks;
  for (const auto& issue : style::check(*coloured)) {
    if (!issue.is_error) {
      if (remarks.isEmpty()) remarks = text_of(issue.message);
      continue;
    }
    const auto at = issue.layer.empty() ? -1 : text().indexOf(QStringLiteral("\"%1\"").arg(QString::fromStdString(issue.layer)));
    const int line = at < 0 ? 0 : m_text->document()->findBlock(static_cast<int>(at)).blockNumber() + 1;
    const QString words = text_of(issue.message);
    return show_problem(line > 0 ? tr("Line %1: %2").arg(line).arg(words) : words, static_cast<int>(qMax<qsizetype>(0, at)));
  }
  m_valid = true;
  m_apply->setEnabled(true);
  m_text->setExtraSelections({});
  set_role(m_status, QStringLiteral("secondary"));
  m_status->setText(remarks.isEmpty() ? tr("The style is valid.") : remarks);
}

void StyleTextEdit::show_problem(const QString& words, int position) {
  m_valid = false;
  m_apply->setEnabled(false);
  set_role(m_status, QStringLiteral("error"));
  m_status->setText(words);
  QTextEdit::ExtraSelection line;
  line.format.setBackground(current_theme().error_soft);
  line.format.setProperty(QTextFormat::FullWidthSelection, true);
  line.cursor = m_text->textCursor();
  line.cursor.setPosition(qBound(0, position, qMax(0, m_text->document()->characterCount() - 1)));
  m_text->setExtraSelections({line});
}

void StyleTextEdit::complete(bool asked) {
  const QString word = m_text->word_before_cursor();
  if (!asked && word.size() < k_letters_before_words) {
    m_completer->popup()->hide();
    return;
  }
  m_completer->setCompletionPrefix(word);
  if (m_completer->completionCount() == 0 || (m_completer->completionCount() == 1 && m_completer->currentCompletion() == word)) {
    m_completer->popup()->hide();
    return;
  }
  m_completer->popup()->setAccessibleName(tr("Completions"));
  m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
  QRect at = m_text->cursorRect();
  at.setWidth(m_completer->popup()->sizeHintForColumn(0) + m_completer->popup()->verticalScrollBar()->sizeHint().width() + px(16));
  m_completer->complete(at);
}

void StyleTextEdit::insert(const QString& word) {
  QTextCursor cursor = m_text->textCursor();
  cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(m_text->word_before_cursor().size()));
  cursor.insertText(word);
  m_text->setTextCursor(cursor);
}

bool StyleTextEdit::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_text || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool open = m_completer->popup()->isVisible();
  if (open && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Tab || key->key() == Qt::Key_Escape)) {
    event->ignore();
    return true;  // the list takes it
  }
  if (key->key() == Qt::Key_Space && key->modifiers().testFlag(Qt::ControlModifier)) {
    complete(true);
    return true;
  }
  const bool types = !key->text().isEmpty() && belongs_to_word(key->text().front()) && !key->modifiers().testFlag(Qt::ControlModifier);
  if (types || (open && key->key() == Qt::Key_Backspace))
    QMetaObject::invokeMethod(
        this, [this] { complete(false); }, Qt::QueuedConnection);
  return QWidget::eventFilter(watched, event);
}

void StyleTextEdit::retranslate() {
  m_text->setAccessibleName(tr("Style as text"));
  m_text->setAccessibleDescription(tr("Ctrl and space completes a word; Tab leaves the field."));
  m_apply->setText(tr("Apply"));
  m_apply->setAccessibleName(tr("Apply the style text"));
  check();
}

void StyleTextEdit::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace skizze::ui
