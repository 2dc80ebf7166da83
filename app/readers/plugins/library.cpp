// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/plugins/library.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

#include <array>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;

constexpr const char* k_entry = "skizze_plugin_entry";
/// What every table has had since the first one.
constexpr std::size_t k_least_bytes = offsetof(skizze_plugin, read) + sizeof(skizze_plugin::read);

#ifdef _WIN32
void* open_library(const std::filesystem::path& file, std::string& why) {
  auto* library = LoadLibraryExW(file.c_str(), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
  if (!library) why = "LoadLibrary " + std::to_string(GetLastError());
  return library;
}
void* find_symbol(void* library, const char* name) { return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(library), name)); }
#else
/// All symbols at once: what is missing is told now and not in the middle of a file.
void* open_library(const std::filesystem::path& file, std::string& why) {
  void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  const char* said = library ? nullptr : dlerror();
  if (said) why = said;
  return library;
}
void* find_symbol(void* library, const char* name) { return dlsym(library, name); }
#endif

tl::unexpected<base::Error> refused(const plugin::Manifest& manifest, const char* id, const std::string& detail) {
  return fail(ErrorCode::damaged, id, {{"id", manifest.id}, {"detail", detail}});
}

base::Result<const skizze_plugin*> ask_entry(const plugin::Manifest& manifest, void* library) {
  // POSIX promises that a function's address survives the void*.
  const auto entry = reinterpret_cast<skizze_plugin_entry_function>(find_symbol(library, k_entry));
  if (!entry) return refused(manifest, "readers.plugin_no_entry", k_entry);
  std::array<char, 512> problem{};
  const skizze_plugin* table = entry(SKIZZE_PLUGIN_API, problem.data(), problem.size());
  problem.back() = '\0';
  if (!table) return refused(manifest, "readers.plugin_refuses", problem.data());
  if (table->api != SKIZZE_PLUGIN_API) {
    return fail(ErrorCode::unsupported, table->api > SKIZZE_PLUGIN_API ? "plugin.api_newer" : "plugin.api_older",
                {{"id", manifest.id}, {"version", std::to_string(table->api)}, {"ours", std::to_string(SKIZZE_PLUGIN_API)}});
  }
  const std::string_view id(table->id.data, table->id.size);
  if (table->struct_size < k_least_bytes || id != manifest.id)
    return refused(manifest, "readers.plugin_other_id", std::string(id.substr(0, 64)));
  return table;
}

}  // namespace

base::Result<LoadedPlugin> load_plugin(const plugin::Offer& offer) {
  auto manifest = plugin::read_manifest(offer.folder);
  if (!manifest) return tl::unexpected(manifest.error());
  if (auto status = plugin::check_api(*manifest); !status) return tl::unexpected(status.error());
  const auto file = plugin::library_file(offer.folder, *manifest);
  if (!file) return tl::unexpected(file.error());
  try {
    std::string why;
    void* library = open_library(*file, why);
    if (!library) return refused(*manifest, "readers.plugin_not_loaded", why);
    const auto table = ask_entry(*manifest, library);
    if (!table) return tl::unexpected(table.error());
    return LoadedPlugin{std::move(*manifest), offer, *table};
  } catch (const std::exception& error) {
    return refused(*manifest, "readers.plugin_threw", error.what());
  } catch (...) {
    return refused(*manifest, "readers.plugin_threw", "?");
  }
}

}  // namespace skizze::readers
