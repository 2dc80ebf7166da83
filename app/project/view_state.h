// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::project {

/// What a person would miss if it were not there again after a restart. Saved as one JSON text in the project's settings.
struct ViewState {
  geo::Point2 center_lon_lat{10.0, 51.2};  ///< degrees
  double zoom = -1;                        ///< negative: never set, show everything
  std::string mode = "map";                ///< map, plan, participate, present
  std::string tool = "pan";
  base::Uuid active_scenario;
  std::string selected_layer;                           ///< map layer id
  std::vector<base::Uuid> selection;                    ///< measures or contributions
  std::vector<std::vector<std::string>> folded_groups;  ///< of layers: names, outermost first
  std::string panels;                                   ///< the window's own text (widths, what is open)
  bool operator==(const ViewState&) const = default;
};

std::string to_json(const ViewState& state);
/// What cannot be read keeps its default; never fails.
ViewState view_state_from_json(const std::string& json);

}  // namespace skizze::project
