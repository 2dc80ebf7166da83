// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/manifest.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "plugin/abi.h"
#include "plugin/manifest_parts.h"

namespace skizze::plugin {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::uintmax_t k_max_bytes = 256 << 10;

Format read_format(Entries entries) {
  Format out;
  out.id = entries.text("id");
  check_id(entries, "id", out.id);
  out.name = entries.both("name");
  out.extensions = entries.texts("extensions");
  out.starts_with = entries.text("starts_with", Need::no);
  out.xml_root = entries.text("xml_root", Need::no);
  for (const auto& extension : out.extensions) {
    if (!is_id(extension)) entries.wrong("extensions", "plugin.want_extension");
  }
  if (!out.starts_with.empty() && out.starts_with.size() < 4) entries.wrong("starts_with", "plugin.want_four_bytes");
  if (out.extensions.empty() && out.starts_with.empty() && out.xml_root.empty()) entries.missing("extensions");
  entries.no_others();
  return out;
}

bool is_library_name(std::string_view name) {
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return name.size() <= 64 && std::all_of(name.begin(), name.end(), harmless);
}

void read_identity(Entries& entries, Manifest& out) {
  out.id = entries.text("id");
  check_id(entries, "id", out.id);
  out.name = entries.both("name");
  out.summary = entries.both("summary");
  out.version = entries.text("version");
  out.author = entries.text("author");
  out.licence = entries.text("licence");
  out.homepage = entries.text("homepage", Need::no);
  if (!out.homepage.empty() && !out.homepage.starts_with("https://")) entries.wrong("homepage", "plugin.want_https");
  const auto api = entries.number("api");
  if (!api) entries.missing("api");
  if (api && (*api < 1 || *api > 10'000 || *api != static_cast<double>(static_cast<std::uint32_t>(*api)))) {
    entries.wrong("api", "plugin.want_version");
  } else if (api) {
    out.api = static_cast<std::uint32_t>(*api);
  }
}

void read_offers(Entries& entries, Manifest& out) {
  out.library = entries.text("library", Need::no);
  if (!is_library_name(out.library)) entries.wrong("library", "plugin.want_library");
  entries.each("formats", [&](Entries format) { out.formats.push_back(read_format(format)); });
  if (!out.formats.empty() && out.library.empty()) entries.missing("library");
  read_tasks(entries, out.tasks);
  if (!out.tasks.empty() && out.library.empty()) entries.missing("library");
  entries.inside("settings", [&](Entries settings) { out.settings = read_settings(settings); });
  entries.members("messages", [&](const std::string& key, Entries text) { out.messages[key] = text.both_here(); });
}

}  // namespace

base::Result<Manifest> parse_manifest(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return fail(ErrorCode::damaged, "plugin.not_json");
  std::optional<base::Error> problem;
  Entries entries(parsed, "", problem);
  Manifest out;
  read_identity(entries, out);
  // Another API may know other entries: what is known of the plugin is shown, and check_api() says the rest.
  if (!problem && out.api != SKIZZE_PLUGIN_API) return out;
  read_offers(entries, out);
  entries.ignore("$schema");
  entries.no_others();
  if (!problem && out.formats.empty() && out.tasks.empty()) return fail(ErrorCode::damaged, "plugin.offers_nothing");
  if (problem) return tl::unexpected(std::move(*problem));
  return out;
}

base::Result<Manifest> read_manifest(const std::filesystem::path& folder) {
  const auto file = folder / k_manifest_file;
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  if (error) return fail(ErrorCode::not_found, "plugin.no_manifest", {{"folder", folder.string()}});
  if (bytes > k_max_bytes)
    return fail(ErrorCode::too_large, "plugin.manifest_too_large", {{"limit_kb", std::to_string(k_max_bytes >> 10)}});
  std::ifstream in(file, std::ios::binary);
  std::string text(static_cast<std::size_t>(bytes), '\0');
  in.read(text.data(), static_cast<std::streamsize>(bytes));
  if (in.gcount() != static_cast<std::streamsize>(bytes))
    return fail(ErrorCode::unreadable, "plugin.no_manifest", {{"folder", folder.string()}});
  return parse_manifest(text);
}

const Task* task_of(const Manifest& manifest, Kind kind, std::string_view id) {
  for (const auto& task : manifest.tasks) {
    if (task.kind == kind && task.id == id) return &task;
  }
  return nullptr;
}

base::Status check_api(const Manifest& manifest) {
  if (manifest.api == SKIZZE_PLUGIN_API) return {};
  const char* id = manifest.api > SKIZZE_PLUGIN_API ? "plugin.api_newer" : "plugin.api_older";
  return fail(ErrorCode::unsupported, id,
              {{"id", manifest.id}, {"version", std::to_string(manifest.api)}, {"ours", std::to_string(SKIZZE_PLUGIN_API)}});
}

base::Result<std::filesystem::path> library_file(const std::filesystem::path& folder, const Manifest& manifest) {
#if defined(_WIN32)
  const std::array names{manifest.library + ".dll", "lib" + manifest.library + ".dll"};
#elif defined(__APPLE__)
  const std::array names{"lib" + manifest.library + ".dylib", "lib" + manifest.library + ".so"};
#else
  const std::array names{"lib" + manifest.library + ".so", manifest.library + ".so"};
#endif
  for (const auto& name : names) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(folder / name, ignored)) return folder / name;
  }
  return fail(ErrorCode::not_found, "plugin.no_library", {{"file", (folder / names.front()).string()}});
}

}  // namespace skizze::plugin
