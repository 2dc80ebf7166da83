// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Analysis steps of plugins, in the shape of QGIS's algorithms, so that they stand in the same list and are filled in by the same form.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "plugin/catalog.h"
#include "project/qgis_run.h"

namespace skizze::project {

/// Steps and sources of the plugins that are on. Their ids are "plugin:<plugin>/<step>" and "source:<plugin>/<source>", parameters the
/// inputs and settings; of sources also "area", the extent that is wanted. A source has its addresses fetched when it runs, and only then.
std::vector<qgis::AlgorithmInfo> plugin_steps(const std::vector<plugin::Entry>& entries, Language language);
/// Whether an algorithm is one of those.
bool is_plugin_step(const std::string& algorithm);

/// A layer that goes into a step.
struct StepInput {
  std::string key;
  std::filesystem::path pack;
  std::string name;
  std::optional<std::vector<std::uint32_t>> rows;
};
struct StepRun {
  std::string algorithm;
  QJsonObject values;  ///< settings by key
  std::vector<StepInput> inputs;
  int epsg = 25832;
  std::string title;  ///< of the layer
  std::string today;  ///< ISO 8601, for the history
};
struct StepDone {
  std::uint64_t rows = 0;
  std::uint64_t lost = 0;                ///< what the plugin reports as lost
  std::vector<feature::Notice> notices;  ///< of the plugin
};
/// Runs the step and writes its layers as tables of a new GeoPackage, which says in its metadata by which plugin, version and settings it
/// was made. Blocks: never on the UI thread. Errors: not_found (no such step), those of sources::ask_plugin() and of writing.
base::Result<StepDone> run_step(const std::vector<plugin::Entry>& entries, const StepRun& run, const std::filesystem::path& file,
                                const base::CancelToken& token, const std::function<void(double, const base::Message&)>& progress);

/// The same on layers of the project with their filters; the file lies beside the project ("<project>_plugins"). As run_qgis().
base::Result<QgisRunDone> run_plugin_step(const QgisRunInput& input, const base::CancelToken& token,
                                          const std::function<void(double, const base::Message&)>& progress);

}  // namespace skizze::project
