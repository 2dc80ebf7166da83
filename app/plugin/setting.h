// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The settings a plugin asks for, described in the manner of JSON Schema, and the values a person gave them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "plugin/text.h"

namespace skizze::plugin {

using SettingValue = std::variant<bool, std::int64_t, double, std::string>;

struct Setting {
  enum class Type : std::uint8_t { flag, integer, number, text, choice };
  struct Choice {
    std::string value;
    Text title;
  };
  std::string key;
  Type type = Type::flag;
  Text title;
  Text description;
  SettingValue fallback;  ///< "default": of the type (choice: text)
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::vector<Choice> choices;
};

/// By key.
using SettingValues = std::map<std::string, SettingValue>;

/// Whether the value is of the setting's type and within its bounds; a whole number will do where any number does.
bool fits(const Setting& setting, const SettingValue& value);
/// The value if it is of the setting's type and within its bounds, as the type wants it; else the default.
SettingValue fitting(const Setting& setting, const SettingValue* value);
/// A value for every setting, none besides.
SettingValues complete(const std::vector<Setting>& settings, const SettingValues& given);

/// {"key": value, ...}
std::string to_json(const SettingValues& values);
/// What is no object of plain values gives nothing.
SettingValues settings_from_json(std::string_view json);

}  // namespace skizze::plugin
