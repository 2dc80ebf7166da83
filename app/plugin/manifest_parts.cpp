// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/manifest_parts.h"

namespace skizze::plugin {

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > 64) return false;
  bool after_sign = true;
  for (const char c : text) {
    const bool sign = c == '.' || c == '-' || c == '_';
    if (!sign && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) return false;
    if (sign && after_sign) return false;
    after_sign = sign;
  }
  return !after_sign;
}

void check_id(Entries& entries, const char* key, const std::string& value) {
  if (!is_id(value)) entries.wrong(key, "plugin.want_id");
}

namespace {

std::vector<Setting::Choice> read_choices(Entries& entries) {
  std::vector<Setting::Choice> out;
  entries.each("oneOf", [&](Entries choice) {
    out.push_back({choice.text("const"), choice.both("title")});
    choice.no_others();
  });
  return out;
}

Setting::Type type_of(Entries& entries) {
  const std::string name = entries.text("type");
  if (name == "boolean") return Setting::Type::flag;
  if (name == "integer") return Setting::Type::integer;
  if (name == "number") return Setting::Type::number;
  if (name != "string") entries.wrong("type", "plugin.want_type");
  return entries.has("oneOf") ? Setting::Type::choice : Setting::Type::text;
}

SettingValue blank(Setting::Type type) {
  switch (type) {
    case Setting::Type::flag: return false;
    case Setting::Type::integer: return std::int64_t{0};
    case Setting::Type::number: return 0.0;
    default: return std::string();
  }
}

Setting read_setting(const std::string& key, Entries entries) {
  Setting out;
  out.key = key;
  out.type = type_of(entries);
  out.title = entries.both("title");
  out.description = entries.both("description", Need::no);
  if (out.type == Setting::Type::integer || out.type == Setting::Type::number) {
    out.minimum = entries.number("minimum");
    out.maximum = entries.number("maximum");
  }
  if (out.type == Setting::Type::choice) out.choices = read_choices(entries);
  out.fallback = blank(out.type);
  const auto given = entries.value("default");
  if (!given) {
    entries.missing("default");
  } else if (fits(out, *given)) {
    out.fallback = fitting(out, &*given);
  } else {
    entries.wrong("default", "plugin.want_default");
  }
  entries.no_others();
  return out;
}

}  // namespace

std::vector<Setting> read_settings(Entries entries) {
  std::vector<Setting> out;
  if (entries.text("type") != "object") entries.wrong("type", "plugin.want_object");
  entries.members("properties", [&](const std::string& key, Entries setting) {
    if (!is_id(key)) entries.wrong("properties", "plugin.want_id");
    out.push_back(read_setting(key, setting));
  });
  entries.no_others();
  return out;
}

}  // namespace skizze::plugin
