// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_key.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVariant>

#include "help/help_window.h"

namespace skizze::ui {

namespace {

constexpr const char* k_property = "help_page";

}  // namespace

void set_help_page(QWidget* dialog, const char* page) { dialog->setProperty(k_property, QString::fromLatin1(page)); }

void open_handbook(QWidget* window, const QString& page) {
  auto* handbook = window->findChild<HelpWindow*>(QString(), Qt::FindDirectChildrenOnly);
  if (handbook == nullptr) {
    handbook = new HelpWindow(window);
    handbook->setAttribute(Qt::WA_DeleteOnClose);
  }
  handbook->show_page(page);
  handbook->show();
  handbook->raise();
  handbook->activateWindow();
}

HelpKey::HelpKey(std::function<QString()> otherwise, QObject* parent) : QObject(parent), m_otherwise(std::move(otherwise)) {
  qApp->installEventFilter(this);
}

bool HelpKey::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  auto* dialog = QApplication::activeModalWidget();
  if (key->key() != Qt::Key_F1 || key->modifiers() != Qt::NoModifier || dialog == nullptr || !watched->isWidgetType()) return false;
  const QString page = dialog->property(k_property).toString();
  open_handbook(dialog, page.isEmpty() ? m_otherwise() : page);
  return true;
}

}  // namespace skizze::ui
