// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a plugin says of itself in its plugin.json: read without running a line of its code. plugins/plugin.schema.json describes the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plugin/setting.h"
#include "plugin/task.h"
#include "plugin/text.h"

namespace skizze::plugin {

inline constexpr const char* k_manifest_file = "plugin.json";

/// A kind of file the plugin reads. At least one of the three ways to know it is given.
struct Format {
  std::string id;
  Text name;
  std::vector<std::string> extensions;  ///< lower case, without dot
  std::string starts_with;              ///< first bytes of the file
  std::string xml_root;                 ///< local name of the first element
};

struct Manifest {
  std::string id;  ///< "org.example.spots"; unique among all plugins
  Text name;
  Text summary;
  std::string version;
  std::uint32_t api = 0;
  std::string author;
  std::string licence;  ///< SPDX expression
  std::string homepage;
  std::string library;  ///< base name of the shared library beside plugin.json; empty where the plugin is data alone
  std::vector<Format> formats;
  std::vector<Task> tasks;        ///< by kind
  std::vector<Setting> settings;  ///< in the order of the form
  std::map<std::string, Text> messages;
};

/// Errors (damaged): not JSON, an entry that is missing, wrong or unknown; each is named. The API version is not judged here.
base::Result<Manifest> parse_manifest(std::string_view json);
/// The plugin.json of a folder. Errors also: not_found, too_large.
base::Result<Manifest> read_manifest(const std::filesystem::path& folder);

/// Null where there is none.
const Task* task_of(const Manifest& manifest, Kind kind, std::string_view id);

/// unsupported where the plugin was built for another API than ours.
base::Status check_api(const Manifest& manifest);

/// The shared library in the plugin's folder, as this system names such files (libNAME.so, NAME.dll, libNAME.dylib). Error: not_found.
base::Result<std::filesystem::path> library_file(const std::filesystem::path& folder, const Manifest& manifest);

}  // namespace skizze::plugin
