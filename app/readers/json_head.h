// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace skizze::readers {

/// What can be told of a JSON text without reading it into memory.
struct JsonHead {
  std::string type;      ///< the "type" member of the first top-level object; empty where it has none
  bool several = false;  ///< another object follows the first (a sequence of lines or records)
  bool has_tilejson = false;
  bool whole = false;  ///< the first object was closed
};

/// Scans the first top-level object of the file byte by byte, strings and nesting respected, nothing kept.
/// Stops early for what needs no end (a "type" that cannot begin a sequence is still scanned to its end: O(file)).
JsonHead read_json_head(const std::filesystem::path& file);

}  // namespace skizze::readers
