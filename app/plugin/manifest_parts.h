// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Parts of plugin.json that several of its entries have; inside this room only.
#pragma once

#include <vector>

#include "plugin/entries.h"
#include "plugin/setting.h"
#include "plugin/task.h"

namespace skizze::plugin {

/// Lower case letters, digits, '.', '-' and '_', none of the signs at an end or doubled: a name that is harmless everywhere.
bool is_id(std::string_view text);
void check_id(Entries& entries, const char* key, const std::string& value);

/// {"type": "object", "properties": {...}}
std::vector<Setting> read_settings(Entries entries);

/// The entries of all kinds.
void read_tasks(Entries& entries, std::vector<Task>& out);

}  // namespace skizze::plugin
