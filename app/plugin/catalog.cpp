// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/catalog.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "plugin/json.h"

namespace skizze::plugin {
namespace {

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& place) {
  std::vector<std::filesystem::path> out;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(place, std::filesystem::directory_options::skip_permission_denied, error)) {
    std::error_code ignored;
    const bool hidden = item.path().filename().string().starts_with('.');
    if (!hidden && item.is_directory(ignored)) out.push_back(item.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// What keeps a plugin that can be read from being used, as far as no code must run for it.
std::optional<base::Error> problem_of(const Entry& entry) {
  if (const auto status = check_api(entry.manifest); !status) return status.error();
  if (entry.manifest.library.empty()) return std::nullopt;
  const auto library = library_file(entry.folder, entry.manifest);
  if (!library) return library.error();
  return std::nullopt;
}

Entry read_entry(const std::filesystem::path& folder, bool ours) {
  Entry entry;
  entry.folder = folder;
  entry.ours = ours;
  auto manifest = read_manifest(folder);
  if (manifest) {
    entry.manifest = std::move(*manifest);
    entry.problem = problem_of(entry);
  } else {
    entry.manifest.id = folder.filename().string();
    entry.manifest.name = {entry.manifest.id, entry.manifest.id};
    entry.problem = manifest.error();
    if (entry.problem->where.file.empty()) entry.problem->where.file = (folder / k_manifest_file).string();
  }
  return entry;
}

void settle(Entry& entry, const Choices& choices, bool allowed) {
  const auto given = choices.settings.find(entry.manifest.id);
  entry.settings = complete(entry.manifest.settings, given == choices.settings.end() ? SettingValues() : given->second);
  if (entry.problem) {
    entry.state = State::broken;
  } else if (!allowed) {
    entry.state = State::forbidden;
  } else if (choices.off.contains(entry.manifest.id)) {
    entry.state = State::off;
  }
}

/// Size and time of a file, or nothing where it is absent.
std::string stamp_of(const std::filesystem::path& file) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  if (error) return "-";
  return std::to_string(bytes) + "@" + std::to_string(std::filesystem::last_write_time(file, error).time_since_epoch().count());
}

}  // namespace

const char* name_of(State state) {
  switch (state) {
    case State::on: return "on";
    case State::off: return "off";
    case State::forbidden: return "forbidden";
    case State::broken: return "broken";
  }
  return "";
}

std::vector<Entry> list_plugins(const std::vector<Place>& places, const Choices& choices, bool allowed) {
  std::vector<Entry> out;
  std::map<std::string, std::filesystem::path> known;
  for (const auto& place : places) {
    for (const auto& folder : folders_in(place.folder)) {
      Entry entry = read_entry(folder, place.ours);
      const auto [first, is_new] = known.try_emplace(entry.manifest.id, folder);
      if (!is_new) {
        entry.problem = base::Error{
            base::ErrorCode::conflict, {"plugin.twice", {{"id", entry.manifest.id}, {"folder", first->second.string()}}}, {}, {}};
      }
      settle(entry, choices, allowed);
      out.push_back(std::move(entry));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.manifest.id < b.manifest.id; });
  return out;
}

std::vector<Offer> offers_of(const std::vector<Entry>& entries) {
  std::vector<Offer> out;
  for (const auto& entry : entries) {
    if (entry.state == State::broken) continue;
    const auto library = library_file(entry.folder, entry.manifest);
    const std::string stamp = entry.manifest.id + " " + entry.manifest.version + " " + stamp_of(entry.folder / k_manifest_file) + " " +
                              (library ? stamp_of(*library) : "-") + " " + to_json(entry.settings);
    out.push_back({entry.folder, entry.state, entry.settings, stamp});
  }
  return out;
}

std::string to_json(const std::vector<Offer>& offers) {
  auto out = nlohmann::json::array();
  for (const auto& offer : offers) {
    out.push_back({{"folder", offer.folder.string()},
                   {"state", name_of(offer.state)},
                   {"settings", json_of(offer.settings)},
                   {"stamp", offer.stamp}});
  }
  return dumped(out);
}

std::vector<Offer> offers_from_json(std::string_view json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  std::vector<Offer> out;
  if (!parsed.is_array()) return out;
  const auto text = [](const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  for (const auto& item : parsed) {
    if (!item.is_object() || text(item, "folder").empty()) continue;
    Offer offer;
    offer.folder = text(item, "folder");
    // What nobody understands is not run.
    const std::string state = text(item, "state");
    offer.state = state == "on" ? State::on : state == "forbidden" ? State::forbidden : State::off;
    if (const auto settings = item.find("settings"); settings != item.end()) offer.settings = values_of(*settings);
    offer.stamp = text(item, "stamp");
    out.push_back(std::move(offer));
  }
  return out;
}

}  // namespace skizze::plugin
