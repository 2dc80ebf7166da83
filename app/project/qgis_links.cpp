// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/qgis_links.h"

#include <algorithm>
#include <map>
#include <system_error>

namespace skizze::project {

namespace fs = std::filesystem;

namespace {

constexpr int k_most_levels = 16;
constexpr std::size_t k_most_entries = 200000;

/// How many names at the end of two paths are alike.
std::size_t likeness(const fs::path& a, const fs::path& b) {
  const std::vector<fs::path> first(a.begin(), a.end());
  const std::vector<fs::path> second(b.begin(), b.end());
  std::size_t count = 0;
  while (count < first.size() && count < second.size() && first[first.size() - 1 - count] == second[second.size() - 1 - count]) ++count;
  return count;
}

/// Windows paths name their folders with backslashes.
fs::path expected_path(const std::string& file) {
  std::string text = file;
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

}  // namespace

std::vector<MissingLayer> missing_layers(const qgis::ProjectInfo& info) {
  std::vector<MissingLayer> missing;
  for (const auto& layer : info.layers)
    if (layer.state == qgis::LayerState::missing && !layer.file.empty()) missing.push_back({layer.id, layer.name, layer.file, {}});
  return missing;
}

base::Result<std::vector<MissingLayer>> look_for(std::vector<MissingLayer> missing, const fs::path& folder,
                                                 const base::CancelToken& token) {
  std::multimap<std::string, MissingLayer*> wanted;
  for (auto& layer : missing)
    if (layer.found.empty()) wanted.emplace(expected_path(layer.file).filename().string(), &layer);
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  std::size_t seen = 0;
  for (; !error && at != fs::recursive_directory_iterator() && seen < k_most_entries; at.increment(error), ++seen) {
    if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    if (at.depth() >= k_most_levels) at.disable_recursion_pending();
    const auto [begin, end] = wanted.equal_range(at->path().filename().string());
    std::error_code ignored;
    if (begin == end || !at->is_regular_file(ignored)) continue;
    const auto path = fs::absolute(at->path()).lexically_normal();
    for (auto it = begin; it != end; ++it) {
      MissingLayer& layer = *it->second;
      const auto expected = expected_path(layer.file);
      if (layer.found.empty() || likeness(path, expected) > likeness(layer.found, expected)) layer.found = path.string();
    }
  }
  return missing;
}

std::vector<store::FileLink> with_found(std::vector<store::FileLink> links, const std::vector<MissingLayer>& missing) {
  for (const auto& layer : missing) {
    if (layer.found.empty()) continue;
    const auto known = std::find_if(links.begin(), links.end(), [&](const auto& link) { return link.layer == layer.id; });
    if (known == links.end())
      links.push_back({layer.id, layer.found});
    else
      known->path = layer.found;
  }
  return links;
}

qgis::Links links_of(const std::vector<store::FileLink>& links) {
  qgis::Links out;
  for (const auto& link : links) out[link.layer] = link.path;
  return out;
}

}  // namespace skizze::project
