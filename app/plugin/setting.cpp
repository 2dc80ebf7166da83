// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/setting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plugin/json.h"

namespace skizze::plugin {
namespace {

bool within(const Setting& setting, double value) {
  return (!setting.minimum || value >= *setting.minimum) && (!setting.maximum || value <= *setting.maximum);
}

}  // namespace

bool fits(const Setting& setting, const SettingValue& value) {
  switch (setting.type) {
    case Setting::Type::flag: return std::holds_alternative<bool>(value);
    case Setting::Type::integer: {
      const auto* integer = std::get_if<std::int64_t>(&value);
      return integer && within(setting, static_cast<double>(*integer));
    }
    case Setting::Type::number: {
      const auto* whole = std::get_if<std::int64_t>(&value);
      const auto* number = std::get_if<double>(&value);
      return whole ? within(setting, static_cast<double>(*whole)) : number && within(setting, *number);
    }
    case Setting::Type::text: return std::holds_alternative<std::string>(value);
    case Setting::Type::choice: {
      const auto* text = std::get_if<std::string>(&value);
      return text && std::any_of(setting.choices.begin(), setting.choices.end(), [&](const auto& c) { return c.value == *text; });
    }
  }
  return false;
}

SettingValue fitting(const Setting& setting, const SettingValue* value) {
  if (!value || !fits(setting, *value)) return setting.fallback;
  const auto* whole = std::get_if<std::int64_t>(value);
  return whole && setting.type == Setting::Type::number ? SettingValue(static_cast<double>(*whole)) : *value;
}

SettingValues complete(const std::vector<Setting>& settings, const SettingValues& given) {
  SettingValues out;
  for (const auto& setting : settings) {
    const auto found = given.find(setting.key);
    out[setting.key] = fitting(setting, found == given.end() ? nullptr : &found->second);
  }
  return out;
}

std::string to_json(const SettingValues& values) { return dumped(json_of(values)); }

SettingValues settings_from_json(std::string_view text) { return values_of(nlohmann::json::parse(text, nullptr, false)); }

}  // namespace skizze::plugin
