// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/project_notices.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace skizze::qgis {

namespace {

using feature::Notice;
using feature::Severity;

/// Every kind that the helper names has its own sentence; what a newer helper may name has a general one.
std::string message_of(const std::string& kind) {
  static constexpr std::array<std::string_view, 9> k_kinds{"action", "annotation", "expression_function", "form", "form_code", "html",
                                                           "macro",  "map_tip",    "remote_picture"};
  const bool known = std::find(k_kinds.begin(), k_kinds.end(), kind) != k_kinds.end();
  return known ? "qgis.removed_" + kind : "qgis.removed_other";
}

void count(std::vector<Notice>& notices, Severity severity, const std::string& message, const std::string& example) {
  const auto found = std::find_if(notices.begin(), notices.end(), [&](const Notice& n) { return n.message.id == message; });
  if (found == notices.end())
    notices.push_back({severity, {message, {}}, 1, example});
  else
    ++found->count;
}

}  // namespace

std::vector<Notice> notices_of(const ProjectInfo& info) {
  std::vector<Notice> notices;
  for (const auto& layer : info.layers) {
    if (layer.state == LayerState::missing) count(notices, Severity::lost, "qgis.layers_missing", layer.name);
    if (layer.state == LayerState::network) count(notices, Severity::lost, "qgis.layers_elsewhere", layer.name);
  }
  for (const auto& removed : info.removed) {
    if (removed.kind == "network_layer") continue;  // told above
    const bool unknown = removed.kind == "unknown_renderer" || removed.kind == "unknown_symbol";
    count(notices, unknown ? Severity::lost : Severity::warning, unknown ? "qgis." + removed.kind : message_of(removed.kind),
          removed.where.empty() ? removed.name : removed.where + ": " + removed.name);
  }
  return notices;
}

}  // namespace skizze::qgis
