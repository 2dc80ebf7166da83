// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "plugin/abi.h"
#include "plugin/catalog.h"

namespace skizze::readers {

/// A plugin whose code is in this process. Never unloaded: the helper does one job and ends.
struct LoadedPlugin {
  plugin::Manifest manifest;
  plugin::Offer offer;
  const skizze_plugin* table = nullptr;  ///< not null
};

/// Loads and asks the library who it is. Everything it throws becomes an error; what it crashes, it crashes with this process. Errors:
/// those of read_manifest() and library_file(); unsupported (API version); damaged (cannot be loaded, no entry, another plugin's library,
/// refused to start, threw).
base::Result<LoadedPlugin> load_plugin(const plugin::Offer& offer);

}  // namespace skizze::readers
