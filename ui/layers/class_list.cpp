// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/class_list.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include "layers/class_dialog.h"
#include "layers/swatch.h"
#include "project/condition_text.h"
#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/icon.h"
#include "widgets/theme.h"

namespace skizze::ui {

ClassList::ClassList(QWidget* parent) : QWidget(parent) {
  m_rows = make_column(2);
  setLayout(m_rows);
}

void ClassList::set_look(const style::Look& look, geo::GeometryKind kind, const std::vector<std::uint64_t>& counts) {
  const bool same = look == m_look && kind == m_kind && counts == m_counts && m_rows->count() > 0;
  m_look = look;
  m_kind = kind;
  m_counts = counts;
  if (!same) build();
}

void ClassList::build() {
  clear_layout(m_rows);
  for (std::size_t i = 0; i < m_look.classes.size(); ++i) add_row(i);
  if (m_look.kind != style::LookKind::rules) {
    if (!m_look.classes.empty()) add_row(m_look.classes.size());
    return;
  }
  auto* add = make_button(tr("Add a rule"));
  add->setIcon(icon(QStringLiteral("plus")));
  add->setAccessibleName(tr("Add a rule"));
  connect(add, &QPushButton::clicked, this, &ClassList::add_rule);
  m_rows->addWidget(add, 0, Qt::AlignLeft);
}

style::SimpleSymbol& ClassList::symbol_at(std::size_t index) {
  return index < m_look.classes.size() ? m_look.classes[index].symbol : m_look.symbol;
}

QString ClassList::name_of(std::size_t index) const {
  if (index >= m_look.classes.size()) return m_look.kind == style::LookKind::graduated ? tr("No number") : tr("All others");
  const auto& c = m_look.classes[index];
  if (!c.label.empty()) return QString::fromStdString(c.label);
  if (m_look.kind == style::LookKind::graduated) return range_text(c.from, c.to);
  if (m_look.kind == style::LookKind::rules) return tr("Rule %1").arg(index + 1);
  const QString label = QString::fromStdString(style::class_label(m_look, c));
  return label.isEmpty() ? tr("(none)") : label;
}

/// What a rule takes, in words.
QString ClassList::condition_of(std::size_t index) const {
  const auto& c = m_look.classes[index];
  if (c.is_else) return tr("Everything else");
  return c.filter_json.empty() ? tr("All rows") : project::filter_words(c.filter_json, current_language());
}

void ClassList::add_row(std::size_t index) {
  const bool rest = index >= m_look.classes.size();
  const QString name = name_of(index);
  auto* shown = new QCheckBox;
  shown->setChecked(rest ? m_look.others : m_look.classes[index].visible);
  shown->setAccessibleName(tr("Show %1").arg(name));
  connect(shown, &QCheckBox::toggled, this, [this, index, rest](bool on) {
    (rest ? m_look.others : m_look.classes[index].visible) = on;
    Q_EMIT changed();
  });
  auto* symbol = new QToolButton;
  symbol->setIcon(QIcon(symbol_pixmap(symbol_at(index), m_kind, swatch_size(px(20)), devicePixelRatioF())));
  symbol->setIconSize(swatch_size(px(20)));
  set_name(symbol, tr("Symbol of %1").arg(name));
  connect(symbol, &QToolButton::clicked, this, [this, index] { edit(index); });
  auto* row = make_row(4);
  row->addWidget(shown);
  row->addWidget(symbol);
  if (rest) {
    row->addWidget(make_label(name), 1);
  } else {
    auto* label = new QLineEdit(QString::fromStdString(m_look.classes[index].label));
    label->setPlaceholderText(name);
    label->setAccessibleName(tr("Name of %1").arg(name));
    label->setMinimumWidth(px(60));
    connect(label, &QLineEdit::editingFinished, this, [this, index, label] {
      const std::string text = label->text().trimmed().toStdString();
      if (index >= m_look.classes.size() || m_look.classes[index].label == text) return;
      m_look.classes[index].label = text;
      Q_EMIT changed();
    });
    row->addWidget(label, 1);
  }
  if (index < m_counts.size()) {
    auto* count = make_label(count_text(m_counts[index]), QStringLiteral("secondary"));
    count->setMinimumWidth(px(38));
    count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    count->setAccessibleName(tr("%1, rows: %2").arg(name, count->text()));
    row->addWidget(count);
  }
  if (m_look.kind == style::LookKind::rules) {
    auto* up = make_icon_button(QStringLiteral("chevron-up"), tr("Draw %1 earlier").arg(name));
    up->setEnabled(index > 0);
    connect(up, &QToolButton::clicked, this, [this, index] { move(index, -1); });
    auto* remove = make_icon_button(QStringLiteral("trash"), tr("Remove %1").arg(name));
    connect(remove, &QToolButton::clicked, this, [this, index] {
      m_look.classes.erase(m_look.classes.begin() + static_cast<std::ptrdiff_t>(index));
      m_counts.clear();
      QMetaObject::invokeMethod(this, &ClassList::build, Qt::QueuedConnection);  // the button itself goes too
      Q_EMIT changed();
    });
    row->addWidget(up);
    row->addWidget(remove);
  }
  m_rows->addLayout(row);
  if (m_look.kind != style::LookKind::rules) return;
  auto* condition = make_text(condition_of(index), QStringLiteral("secondary"));
  condition->setAccessibleName(tr("%1: %2").arg(name, condition->text()));
  condition->setContentsMargins(px(26), 0, 0, px(4));
  m_rows->addWidget(condition);
}

/// Classes that touch keep touching.
void ClassList::take_class(std::size_t index, const style::LookClass& edited) {
  auto& classes = m_look.classes;
  if (index > 0 && classes[index - 1].to == classes[index].from) classes[index - 1].to = edited.from;
  if (index + 1 < classes.size() && classes[index + 1].from == classes[index].to) classes[index + 1].from = edited.to;
  classes[index] = edited;
}

void ClassList::edit(std::size_t index) {
  auto* dialog = new ClassDialog(m_look, index, m_kind, m_columns, window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ClassDialog::changed, this, [this, dialog, index] {
    if (index < m_look.classes.size())
      take_class(index, dialog->edited());
    else
      m_look.symbol = dialog->edited().symbol;
    m_counts.clear();
    build();
    Q_EMIT changed();
  });
  dialog->open();
}

void ClassList::move(std::size_t index, int by) {
  std::swap(m_look.classes[index], m_look.classes[index + static_cast<std::size_t>(static_cast<std::ptrdiff_t>(by))]);
  m_counts.clear();
  QMetaObject::invokeMethod(this, &ClassList::build, Qt::QueuedConnection);
  Q_EMIT changed();
}

void ClassList::add_rule() {
  style::LookClass rule;
  rule.symbol = m_look.symbol;
  rule.symbol.color = style::categorical_color(m_look.classes.size());
  m_look.classes.push_back(std::move(rule));
  m_counts.clear();
  QMetaObject::invokeMethod(
      this,
      [this] {
        build();
        edit(m_look.classes.size() - 1);
      },
      Qt::QueuedConnection);
  Q_EMIT changed();
}

}  // namespace skizze::ui
