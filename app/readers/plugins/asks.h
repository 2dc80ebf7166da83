// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "plugin/task.h"
#include "readers/plugins/inputs.h"
#include "readers/vector.h"

namespace skizze::readers {

/// One thing asked of a plugin.
struct PluginCall {
  plugin::Kind kind = plugin::Kind::rule;
  std::string id;       ///< of plugin.json
  std::string request;  ///< JSON
  std::string crs;      ///< of all coordinates that are given
  std::vector<PluginInput> inputs;
  plugin::SettingValues settings;  ///< of the task; the plugin's own are in its offer
};

struct PluginAnswer {
  std::string json;  ///< checked by plugin::check_answer(); empty where none is wanted
  ReadReport report;
};

/// Asks one plugin, one call after the other in this process; what a call cannot answer is its own error. Errors: those of load_plugin(),
/// refused (it is switched off), cancelled.
base::Result<std::vector<base::Result<PluginAnswer>>> ask_plugin(JobContext& job, const plugin::Offer& offer,
                                                                 const std::vector<PluginCall>& calls);

}  // namespace skizze::readers
