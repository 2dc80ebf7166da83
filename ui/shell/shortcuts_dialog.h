// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace skizze::ui {

class ActionTable;

/// Every action with a shortcut, searchable; plus what keys and mouse do on the map.
class ShortcutsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ShortcutsDialog(const ActionTable& table, QWidget* parent = nullptr);
};

}  // namespace skizze::ui
