// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "base/result.h"
#include "readers/plugins/asks.h"
#include "readers/read.h"

namespace skizze::readers {

/// The heads of the frames skizze-prepare sends; v = 1. What stands in them is described in app/readers/README.md.
std::string progress_head(std::int64_t id, double fraction, const base::Message& what);
std::string report_head(std::int64_t id, const ReadReport& report);
std::string error_head(std::int64_t id, const base::Error& error);
std::string pong_head(std::int64_t id);
/// Sent before a plugin's code runs.
std::string plugin_head(std::int64_t id, const plugin::Manifest& manifest);
/// tree: JSON text, as read_qml() gives it.
std::string style_head(std::int64_t id, const std::string& tree);

/// What became of each call of an "ask".
std::string answers_head(std::int64_t id, const std::vector<base::Result<PluginAnswer>>& answers);

/// A frame asked of skizze-prepare.
struct Request {
  std::int64_t id = 0;
  std::string verb;               ///< "prepare", "read_style", "check_plugin", "ask", "ping", "cancel"
  ReadRequest read;               ///< for "prepare"; "read_style" fills its file, "check_plugin" its plugins, "ask" these and out_dir
  std::vector<PluginCall> calls;  ///< for "ask", of the one plugin there is
};
/// Any bytes give a request or "readers.bad_request".
base::Result<Request> parse_request(const std::string& head);

}  // namespace skizze::readers
