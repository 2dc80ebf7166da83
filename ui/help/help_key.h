// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QString;
class QWidget;

namespace skizze::ui {

/// The page of the handbook that F1 opens in a dialog.
void set_help_page(QWidget* dialog, const char* page);

/// Shows the handbook that belongs to a window, made where there is none, at a page.
void open_handbook(QWidget* window, const QString& page);

/// F1 while a dialog holds the window: the window's own shortcuts sleep then, so the handbook opens beside the dialog, at the page that the
/// dialog names, else at `otherwise`. Lives as long as its parent.
class HelpKey : public QObject {
 public:
  HelpKey(std::function<QString()> otherwise, QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  std::function<QString()> m_otherwise;
};

}  // namespace skizze::ui
