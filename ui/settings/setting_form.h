// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "plugin/setting.h"

class QVBoxLayout;

namespace skizze::ui {

/// The words in the language of the window.
QString words(const plugin::Text& text);

/// A form made from the settings a plugin describes: a switch, a number, a text or a choice for each, with its explanation below.
class SettingForm : public QWidget {
  Q_OBJECT
 public:
  explicit SettingForm(QWidget* parent = nullptr);
  /// values: complete. Says nothing of its own making by changed().
  void set_settings(const std::vector<plugin::Setting>& settings, const plugin::SettingValues& values);

 Q_SIGNALS:
  void changed(const QString& key, const skizze::plugin::SettingValue& value);

 private:
  QWidget* make_field(const plugin::Setting& setting, const plugin::SettingValue& value);

  QVBoxLayout* m_column;
};

}  // namespace skizze::ui
