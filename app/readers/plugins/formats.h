// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "readers/sniff.h"
#include "readers/vector.h"

namespace skizze::readers {

/// The plugin that reads a file.
struct PluginClaim {
  const plugin::Offer* offer;  ///< in the request
  plugin::Manifest manifest;
  std::string format;  ///< id
};

/// Which plugin of the request claims the file: one that knows its content before one that knows its name, one that is switched on before
/// one that is not, then in the request's order. Files whose content belongs to one of our own readers without doubt are nobody's (a GML
/// application schema, a table and JSON, XML or SQLite of others are in doubt).
std::optional<PluginClaim> claim_of(const ReadRequest& request, const std::filesystem::path& file, const Sniffed& what);

/// Loads the plugin into this process and has it read the file. Errors: the plugin's own, those of load_plugin(), refused (it is switched
/// off).
base::Result<ReadReport> read_with_plugin(JobContext& job, const std::filesystem::path& file, const PluginClaim& claim);

}  // namespace skizze::readers
