// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugin/manifest.h"

namespace skizze::plugin {

/// What is known of a file before anybody reads it.
struct FileLook {
  std::string_view head;       ///< its first bytes
  std::string_view xml_root;   ///< local name of the first element; empty where it is no XML
  std::string_view extension;  ///< lower case, without dot
};

/// How surely a format claims a file. By name alone is the weakest: it counts only for a format that says nothing of the content.
enum class Fit : std::uint8_t { none, by_name, by_content };
Fit fit(const Format& format, const FileLook& look);

}  // namespace skizze::plugin
