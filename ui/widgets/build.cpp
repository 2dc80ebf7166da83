// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/build.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

void set_role(QWidget* widget, const QString& role) {
  if (widget->property("role").toString() == role) return;
  widget->setProperty("role", role);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

QLabel* make_label(const QString& text, const QString& role, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setTextFormat(Qt::PlainText);
  if (!role.isEmpty()) label->setProperty("role", role);
  return label;
}

QString breakable(const QString& text) {
  constexpr qsizetype k_long_word = 16;
  QString result;
  qsizetype run = 0;
  for (const QChar c : text) {
    result += c;
    run = c.isSpace() ? 0 : run + 1;
    if (run > 0 && text.size() > k_long_word && QStringLiteral("/_-:*.\\").contains(c)) result += QChar(0x200B);  // zero width space
  }
  return result;
}

QLabel* make_text(const QString& text, const QString& role, QWidget* parent) {
  QLabel* label = make_label(text, role, parent);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

void set_name(QWidget* widget, const QString& name) {
  if (widget->accessibleName() != name) widget->setAccessibleName(name);  // each time is an event for whoever reads the screen
  if (auto* button = qobject_cast<QAbstractButton*>(widget); button != nullptr && button->text().isEmpty()) button->setToolTip(name);
}

QToolButton* make_icon_button(const QString& icon_name, const QString& name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setIcon(icon(icon_name));
  button->setFocusPolicy(Qt::StrongFocus);
  set_name(button, name);
  return button;
}

QPushButton* make_button(const QString& text, const QString& role, QWidget* parent) {
  auto* button = new QPushButton(text, parent);
  button->setAutoDefault(false);
  if (!role.isEmpty()) button->setProperty("role", role);
  return button;
}

QDialogButtonBox* make_buttons(bool cancel, QWidget* parent) {
  auto* box = new QDialogButtonBox(parent);
  auto* button = make_button(cancel ? QCoreApplication::translate("Buttons", "Cancel") : QCoreApplication::translate("Buttons", "Close"));
  box->addButton(button, QDialogButtonBox::RejectRole);
  return box;
}

QFrame* make_rule(QWidget* parent) {
  auto* rule = new QFrame(parent);
  rule->setObjectName(QStringLiteral("rule"));
  return rule;
}

QHBoxLayout* make_row(int spacing_px) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(px(spacing_px));
  return row;
}

QVBoxLayout* make_column(int spacing_px) {
  auto* column = new QVBoxLayout;
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(px(spacing_px));
  return column;
}

void clear_layout(QBoxLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    if (QWidget* widget = item->widget()) {
      widget->hide();  // a deferred deletion may wait for an outer event loop
      widget->deleteLater();
    }
    if (auto* inner = qobject_cast<QBoxLayout*>(item->layout())) clear_layout(inner);
    delete item;
  }
}

}  // namespace skizze::ui
