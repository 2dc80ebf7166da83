// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "base/result.h"
#include "plugin/setting.h"

namespace skizze::plugin {

/// What a person chose about plugins on this machine. Kept as JSON, so that window and command line share it.
struct Choices {
  std::set<std::string> off;                      ///< ids of plugins switched off
  std::map<std::string, SettingValues> settings;  ///< by id; of plugins that are gone, too
};

/// A file that is absent or damaged gives no choices: every plugin on, with its defaults.
Choices read_choices(const std::filesystem::path& file);
/// Written beside its place and renamed; the folder is made. Errors: no_space, unreadable (folder).
base::Status write_choices(const std::filesystem::path& file, const Choices& choices);

}  // namespace skizze::plugin
