// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/choices.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/id.h"
#include "plugin/json.h"

namespace skizze::plugin {

Choices read_choices(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto parsed = nlohmann::json::parse(text, nullptr, false);
  Choices out;
  if (!parsed.is_object()) return out;
  if (const auto off = parsed.find("off"); off != parsed.end() && off->is_array()) {
    for (const auto& id : *off) {
      if (id.is_string()) out.off.insert(id.get<std::string>());
    }
  }
  if (const auto settings = parsed.find("settings"); settings != parsed.end() && settings->is_object()) {
    for (const auto& [id, values] : settings->items()) out.settings[id] = values_of(values);
  }
  return out;
}

base::Status write_choices(const std::filesystem::path& file, const Choices& choices) {
  nlohmann::json whole{{"off", choices.off}, {"settings", nlohmann::json::object()}};
  for (const auto& [id, values] : choices.settings) whole["settings"][id] = json_of(values);
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  const auto beside = file.parent_path() / (".plugins-" + base::to_string(base::new_uuid()));
  {
    std::ofstream out(beside, std::ios::binary);
    out << dumped(whole, 2) << '\n';
    out.close();
    if (!out) error = std::make_error_code(std::errc::io_error);
  }
  if (!error) std::filesystem::rename(beside, file, error);
  if (!error) return {};
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);
  return base::fail(base::ErrorCode::unreadable, "plugin.choices_unwritable", {{"file", file.string()}});
}

}  // namespace skizze::plugin
