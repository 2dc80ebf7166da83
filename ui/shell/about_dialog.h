// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace skizze::ui {

/// Name, version, licence, and what it stands on.
class AboutDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AboutDialog(const QString& graphics, QWidget* parent = nullptr);
};

}  // namespace skizze::ui
