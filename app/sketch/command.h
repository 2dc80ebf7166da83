// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/change.h"
#include "base/result.h"
#include "sketch/measure.h"
#include "sketch/scenario.h"

namespace skizze::sketch {

using MeasureChange = base::Change<Measure>;
using ScenarioChange = base::Change<Scenario>;

/// What a drawing tool wants done: one step of the history list. It is a value; nothing has happened until the project has executed it.
struct Command {
  base::Message message;  ///< what the history list says, e.g. {"sketch.did_add_lane", {{"name", ...}}}
  std::vector<ScenarioChange> scenarios;
  std::vector<MeasureChange> measures;
  /// Commands with equal non-empty keys that follow each other become one step (a series of nudges, typing into one field).
  std::string merge_key;

  bool empty() const { return scenarios.empty() && measures.empty(); }
  bool operator==(const Command&) const = default;
};

/// The command that takes this one back. Its message is the same: the list says "undo: ..." by itself.
Command inverse(const Command& command);
/// Folds next into first when both carry the same key and next starts where first ended. False, and nothing done, otherwise.
bool merge(Command& first, const Command& next);

// The commands of this slice. Messages carry {name}.
Command add_measure(Measure measure);
Command change_measure(Measure before, Measure after);
/// Another geometry for one measure; message "sketch.did_reshape".
Command reshape_measure(const Measure& before, geo::Geometry geometry, std::int64_t now_ms);
Command remove_measures(std::vector<Measure> measures);
/// One measure becomes several (split) or several become one (join): the first piece keeps the id and the attributes.
Command replace_measures(std::vector<Measure> before, std::vector<Measure> after, std::string message_id);
Command add_scenario(Scenario scenario);
Command add_scenario_copy(ScenarioCopy copy);
Command change_scenario(Scenario before, Scenario after);
/// measures: all measures of the scenario; they go with it.
Command remove_scenario(Scenario scenario, std::vector<Measure> measures);

}  // namespace skizze::sketch
