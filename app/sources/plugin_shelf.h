// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Where this machine keeps its plugins, and what its person and its administrator say of them.
#pragma once

#include <filesystem>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "plugin/catalog.h"

namespace skizze::sources {

/// Beside the program, where those that came with it lie, then the person's own folder: $STADTSKIZZE_PLUGINS, else <user's
/// data>/stadtskizze/plugins.
std::vector<plugin::Place> plugin_places();
/// The person's own folder; not created by asking.
std::filesystem::path own_plugin_folder();
/// The person's choices: $STADTSKIZZE_PLUGIN_CHOICES, else <user's configuration>/stadtskizze/plugins.json.
std::filesystem::path plugin_choices_file();

/// Every plugin of this machine with its state. Reads a small file for each: not on the UI thread.
std::vector<plugin::Entry> plugin_shelf();

/// Loads the plugin in a helper and gives why it cannot be used, if so; data alone needs no check. Blocks, at most some seconds.
base::Status check_plugin(const plugin::Entry& entry, base::CancelToken token);

}  // namespace skizze::sources
