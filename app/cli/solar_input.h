// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/verb.h"
#include "project/solar_study.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"

namespace skizze::cli {

struct SolarArgs {
  std::string input;
  std::string dsm;
  std::string region;
  std::string try_file;
  std::string output;
  std::string assumed_crs;
};

/// What `skizze solar` works on: the layers as the window takes them, and of a project its sketched solar areas.
struct SolarInput {
  project::SolarSources sources;
  bool from_project = false;
  std::vector<sketch::Scenario> scenarios;
  std::vector<sketch::Measure> areas;
  int epsg = 0;       ///< of the areas
  bool lost = false;  ///< some layer could not be read whole; said on stderr
};
/// Reads a city model or a project (without changing it) and the surface model. Errors: those of preparing a file; unsupported (a file
/// without roof surfaces, a DSM without heights).
base::Result<SolarInput> read_solar_input(const Context& context, const SolarArgs& args);

}  // namespace skizze::cli
