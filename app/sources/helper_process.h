// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "sources/prepare_client.h"

namespace skizze::sources {

/// The skizze-prepare that belongs to this program: $STADTSKIZZE_PREPARE, beside the executable, in ../bin or ../libexec.
/// Empty where there is none.
std::filesystem::path find_helper();

/// What the helper is asked.
struct HelperJob {
  std::string verb = "prepare";  ///< or "read_style" and "check_plugin", which write nothing, or "ask"
  std::filesystem::path file;
  std::filesystem::path out_dir;  ///< exists; the only place the helper can write to; empty where the verb writes nothing
  PrepareOptions options;
  std::vector<plugin::Offer> plugins;
  std::string calls{};        ///< for "ask": a JSON list (app/readers/report_json.h)
  std::uint32_t total_s = 0;  ///< ended after so long even with progress; 0: never
};

/// Runs one helper to its end and gives the head of the frame that ends a good job, as JSON text; blocks. Errors: those of the helper,
/// cancelled, crashed (it died or fell silent), not_found (no helper). Where it happened in a plugin's code, they name the plugin.
base::Result<std::string> run_helper(const HelperJob& job, base::CancelToken token, const PrepareProgress& progress);

}  // namespace skizze::sources
