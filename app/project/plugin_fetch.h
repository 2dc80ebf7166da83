// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What sources of plugins want from the web: they name addresses, the program fetches them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "plugin/task.h"

namespace skizze::project {

/// Whether plugin.json names the address's host; never with a name or password in it, and only over http and https.
bool may_fetch(const std::string& address, const std::vector<std::string>& hosts);

struct Fetched {
  std::string address;
  std::filesystem::path file;
};
/// One after the other into files of the folder. Blocks. Errors: refused (an address at another host; nothing is fetched then), too_large
/// (256 MB together), not_found (the service has no such thing), those of sources::Http, no_space, cancelled.
base::Result<std::vector<Fetched>> fetch_all(const std::vector<std::string>& addresses, const plugin::Task& source,
                                             const std::filesystem::path& folder, const base::CancelToken& token);

}  // namespace skizze::project
