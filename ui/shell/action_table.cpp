// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/action_table.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QMenu>
#include <QWidget>

#include "widgets/icon.h"

namespace skizze::ui {
namespace {

QList<QKeySequence> sequences_of(const char* shortcut) {
  const QString text = QLatin1String(shortcut);
  QList<QKeySequence> list;
  for (const QString& one : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) list << QKeySequence(one, QKeySequence::PortableText);
  return list;
}

}  // namespace

ActionTable::ActionTable(QWidget* window) : QObject(window), m_window(window) {}
ActionTable::~ActionTable() = default;

QAction* ActionTable::add(ActionSpec spec) {
  auto* action = new QAction(this);
  action->setObjectName(QLatin1String(spec.id));
  if (*spec.icon != '\0') action->setIcon(icon(QLatin1String(spec.icon)));
  action->setShortcuts(sequences_of(spec.shortcut));
  action->setShortcutContext(Qt::WindowShortcut);
  action->setCheckable(static_cast<bool>(spec.checked));
  action->setText(QCoreApplication::translate("Actions", spec.text));
  connect(action, &QAction::triggered, this, [this, run = spec.run] {
    if (run) run();
    refresh();
  });
  m_window->addAction(action);
  m_specs.push_back(std::move(spec));
  m_actions.push_back(action);
  return action;
}

void ActionTable::add(std::vector<ActionSpec> specs) {
  for (ActionSpec& spec : specs) add(std::move(spec));
}

QAction* ActionTable::action(const QString& id) const {
  for (std::size_t i = 0; i < m_specs.size(); ++i)
    if (id == QLatin1String(m_specs[i].id)) return m_actions[i];
  return nullptr;
}

bool ActionTable::run(const QString& id) {
  refresh();
  QAction* found = action(id);
  if (found == nullptr || !found->isEnabled()) return false;
  found->trigger();
  return true;
}

QString ActionTable::text_of(const ActionSpec& spec) const {
  QString text = QCoreApplication::translate("Actions", spec.text);
  return text.remove(QLatin1Char('&'));
}

QString ActionTable::shortcut_text(const ActionSpec& spec) const {
  QStringList texts;
  for (const QKeySequence& sequence : sequences_of(spec.shortcut)) texts << sequence.toString(QKeySequence::NativeText);
  return texts.join(QStringLiteral(", "));
}

QString ActionTable::keywords_of(const ActionSpec& spec) const {
  return *spec.keywords == '\0' ? QString() : QCoreApplication::translate("Actions", spec.keywords);
}

QStringList ActionTable::menu_order() {
  return {QStringLiteral("file"), QStringLiteral("edit"),        QStringLiteral("view"), QStringLiteral("layer"),
          QStringLiteral("plan"), QStringLiteral("participate"), QStringLiteral("help")};
}

QString ActionTable::menu_title(const QString& menu) {
  if (menu == QLatin1String("file")) return tr("Project");
  if (menu == QLatin1String("edit")) return tr("Edit");
  if (menu == QLatin1String("view")) return tr("View");
  if (menu == QLatin1String("layer")) return tr("Layers");
  if (menu == QLatin1String("plan")) return tr("Plan");
  if (menu == QLatin1String("participate")) return tr("Participate");
  return tr("Help");
}

std::unique_ptr<QMenu> ActionTable::make_menu(QWidget* parent) const {
  auto menu = std::make_unique<QMenu>(parent);
  menu->setAccessibleName(tr("Main menu"));
  for (const QString& name : menu_order()) {
    QMenu* sub = nullptr;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
      if (name != QLatin1String(m_specs[i].menu)) continue;
      if (sub == nullptr) sub = menu->addMenu(menu_title(name));
      if (m_specs[i].separator_before && !sub->isEmpty()) sub->addSeparator();
      sub->addAction(m_actions[i]);
    }
  }
  return menu;
}

void ActionTable::refresh() {
  for (std::size_t i = 0; i < m_specs.size(); ++i) {
    if (m_specs[i].enabled) m_actions[i]->setEnabled(m_specs[i].enabled());
    if (m_specs[i].checked) m_actions[i]->setChecked(m_specs[i].checked());
  }
}

void ActionTable::retranslate() {
  for (std::size_t i = 0; i < m_specs.size(); ++i) m_actions[i]->setText(QCoreApplication::translate("Actions", m_specs[i].text));
}

}  // namespace skizze::ui
