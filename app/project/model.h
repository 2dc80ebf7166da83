// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The project's rows in memory, as the window shows them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "participation/contribution.h"
#include "project/layer_entry.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"
#include "store/project_store.h"

namespace skizze::project {

/// What a transaction touched.
struct Touched {
  bool scenarios = false;
  bool layer_list = false;         ///< a layer came, went or moved
  std::vector<base::Uuid> layers;  ///< layers whose looks changed
  bool measures = false;
  bool contributions = false;
  bool settings = false;
  std::vector<base::Uuid> measure_scenarios;  ///< scenarios whose measures changed
  geo::Box measure_box;                       ///< project CRS: before and after of every changed measure
  geo::Box contribution_box;
};

struct Model {
  std::vector<sketch::Scenario> scenarios;  ///< by position
  std::vector<sketch::Measure> measures;
  std::vector<participation::Contribution> contributions;
  std::vector<LayerEntry> layers;  ///< lowest first
  std::map<std::string, std::string, std::less<>> settings;

  static Model from(store::ProjectContent content);
  /// Does every change; one whose row is not there is taken as adding or ignored, since the file decides in the end.
  Touched apply(const store::Transaction& transaction);

  const sketch::Scenario* scenario(const base::Uuid& id) const;
  const sketch::Measure* measure(const base::Uuid& id) const;
  const participation::Contribution* contribution(const base::Uuid& id) const;
  const LayerEntry* layer(const base::Uuid& id) const;
  LayerEntry* layer(const base::Uuid& id);
};

}  // namespace skizze::project
