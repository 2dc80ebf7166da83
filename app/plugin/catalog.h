// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Which plugins there are, and in which state. Reads their plugin.json; runs none of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plugin/choices.h"
#include "plugin/manifest.h"

namespace skizze::plugin {

/// A folder whose sub-folders are plugins.
struct Place {
  std::filesystem::path folder;
  bool ours = false;  ///< lies beside the program and came with it
};

enum class State : std::uint8_t {
  on,
  off,        ///< by the person
  forbidden,  ///< by the machine's policy
  broken,     ///< problem says why
};
/// "on", "off", "forbidden", "broken".
const char* name_of(State state);

struct Entry {
  std::filesystem::path folder;
  Manifest manifest;  ///< as far as it could be read; its id is the folder's name where it states none
  State state = State::on;
  bool ours = false;
  SettingValues settings;  ///< complete
  std::optional<base::Error> problem;
};

/// Every plugin of the places, sorted by id. Of two with the same id the one found first counts and the other is broken. allowed: by
/// policy.
std::vector<Entry> list_plugins(const std::vector<Place>& places, const Choices& choices, bool allowed);

/// A plugin as the helper is told of it.
struct Offer {
  std::filesystem::path folder;
  State state = State::on;
  SettingValues settings;
  /// Changes with the plugin's files and settings: what it made under another stamp is made anew.
  std::string stamp;
};
/// All but the broken ones.
std::vector<Offer> offers_of(const std::vector<Entry>& entries);

/// A JSON list and back. What makes no sense is left out.
std::string to_json(const std::vector<Offer>& offers);
std::vector<Offer> offers_from_json(std::string_view json);

}  // namespace skizze::plugin
