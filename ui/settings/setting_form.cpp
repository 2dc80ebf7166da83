// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/setting_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

#include "shell/language.h"
#include "widgets/build.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

using plugin::Setting;
using plugin::SettingValue;

constexpr double k_any_number = 1e9;

int whole(const std::optional<double>& bound, int otherwise) {
  return bound ? static_cast<int>(std::clamp(*bound, static_cast<double>(std::numeric_limits<int>::min()),
                                             static_cast<double>(std::numeric_limits<int>::max())))
               : otherwise;
}

}  // namespace

QString words(const plugin::Text& text) { return QString::fromStdString(current_language() == project::Language::de ? text.de : text.en); }

SettingForm::SettingForm(QWidget* parent) : QWidget(parent), m_column(make_column(6)) {
  m_column->setContentsMargins(0, 0, 0, 0);
  setLayout(m_column);
}

void SettingForm::set_settings(const std::vector<Setting>& settings, const plugin::SettingValues& values) {
  clear_layout(m_column);
  for (const auto& setting : settings) {
    const auto found = values.find(setting.key);
    auto* field = make_field(setting, plugin::fitting(setting, found == values.end() ? nullptr : &found->second));
    const QString title = words(setting.title);
    const QString description = words(setting.description);
    field->setAccessibleName(title);
    field->setAccessibleDescription(description);
    field->setObjectName(QString::fromStdString(setting.key));
    if (setting.type != Setting::Type::flag) {  // a switch says its title itself
      auto* label = make_label(title);
      label->setWordWrap(true);
      label->setBuddy(field);
      m_column->addWidget(label);
    }
    m_column->addWidget(field);
    if (!description.isEmpty()) m_column->addWidget(make_text(description, QStringLiteral("secondary")));
  }
}

QWidget* SettingForm::make_field(const Setting& setting, const SettingValue& value) {
  const QString key = QString::fromStdString(setting.key);
  switch (setting.type) {
    case Setting::Type::flag: {
      auto* box = new QCheckBox(words(setting.title));
      box->setChecked(std::get<bool>(value));
      connect(box, &QCheckBox::toggled, this, [this, key](bool on) { Q_EMIT changed(key, SettingValue(on)); });
      return box;
    }
    case Setting::Type::integer: {
      auto* box = new QSpinBox;
      box->setRange(whole(setting.minimum, -1'000'000'000), whole(setting.maximum, 1'000'000'000));
      box->setValue(static_cast<int>(std::get<std::int64_t>(value)));
      connect(box, &QSpinBox::valueChanged, this, [this, key](int number) { Q_EMIT changed(key, SettingValue(std::int64_t{number})); });
      return box;
    }
    case Setting::Type::number: {
      auto* box = new QDoubleSpinBox;
      box->setDecimals(3);
      box->setRange(setting.minimum.value_or(-k_any_number), setting.maximum.value_or(k_any_number));
      box->setValue(std::get<double>(value));
      connect(box, &QDoubleSpinBox::valueChanged, this, [this, key](double number) { Q_EMIT changed(key, SettingValue(number)); });
      return box;
    }
    case Setting::Type::text: {
      auto* line = new QLineEdit(QString::fromStdString(std::get<std::string>(value)));
      connect(line, &QLineEdit::editingFinished, this,
              [this, key, line] { Q_EMIT changed(key, SettingValue(line->text().toStdString())); });
      return line;
    }
    case Setting::Type::choice: break;
  }
  auto* box = new QComboBox;
  for (const auto& choice : setting.choices) box->addItem(words(choice.title), QString::fromStdString(choice.value));
  box->setCurrentIndex(box->findData(QString::fromStdString(std::get<std::string>(value))));
  connect(box, &QComboBox::activated, this,
          [this, key, box](int) { Q_EMIT changed(key, SettingValue(box->currentData().toString().toStdString())); });
  return box;
}

}  // namespace skizze::ui
