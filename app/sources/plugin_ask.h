// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Asks a plugin what its plugin.json offers (plugin/task.h), in skizze-prepare: a process of its own, without network.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "plugin/catalog.h"
#include "plugin/task.h"
#include "sources/prepare_client.h"

namespace skizze::sources {

/// A layer that an analysis step is given.
struct PluginInput {
  std::string key;
  std::filesystem::path pack;
  std::string name;
  std::optional<std::vector<std::uint32_t>> rows;  ///< empty: all
};

struct PluginCall {
  plugin::Kind kind = plugin::Kind::rule;
  std::string id;       ///< of plugin.json
  std::string request;  ///< JSON, as plugins/README.md describes it for the kind
  std::string crs;      ///< "EPSG:25832"; of all coordinates
  std::vector<PluginInput> inputs;
  plugin::SettingValues settings;  ///< of the task
};

struct PluginAnswer {
  std::string json;       ///< of the kind (plugin/answers.h), checked in the helper
  PreparedSource source;  ///< layers of steps and sources; their packs lie in out_dir
};

struct PluginAsk {
  /// Exists, belongs to this job alone, and is the only place written to; may be empty where no layers are wanted.
  std::filesystem::path out_dir;
  PrepareLimits limits;
  std::uint32_t total_s = 0;  ///< the job is ended after so long even with progress; 0: never
};
/// For what a person waits for while drawing: some seconds, 2 GB.
PluginAsk quick_ask();

/// Blocks: never on the UI thread. One process answers the calls one after the other; an answer that fails is an error of its own, what
/// ends the process (a crash, a hang, a library that does not load) is the error of all. Errors also: refused (switched off, not allowed),
/// too_large (requests), cancelled.
base::Result<std::vector<base::Result<PluginAnswer>>> ask_plugin(const plugin::Entry& entry, const std::vector<PluginCall>& calls,
                                                                 const PluginAsk& ask, base::CancelToken token,
                                                                 const PrepareProgress& progress = {});

}  // namespace skizze::sources
