// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Plain values to JSON and back; inside this room only.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "plugin/setting.h"

namespace skizze::plugin {

/// Nothing for what is no plain value.
template <class Json>
std::optional<SettingValue> value_of(const Json& value) {
  if (value.is_boolean()) return SettingValue(value.template get<bool>());
  if (value.is_number_integer()) return SettingValue(value.template get<std::int64_t>());
  if (value.is_number()) return SettingValue(value.template get<double>());
  if (value.is_string()) return SettingValue(value.template get<std::string>());
  return std::nullopt;
}

inline nlohmann::json json_of(const SettingValues& values) {
  nlohmann::json out = nlohmann::json::object();
  for (const auto& [key, value] : values) {
    std::visit([&out, &key = key](const auto& plain) { out[key] = plain; }, value);
  }
  return out;
}

inline SettingValues values_of(const nlohmann::json& object) {
  SettingValues out;
  if (!object.is_object()) return out;
  for (const auto& [key, value] : object.items()) {
    if (auto plain = value_of(value)) out[key] = std::move(*plain);
  }
  return out;
}

/// What is no UTF-8 becomes U+FFFD instead of an exception.
inline std::string dumped(const nlohmann::json& value, int indent = -1) {
  return value.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace skizze::plugin
