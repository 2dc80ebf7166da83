// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sketch/command.h"

#include <algorithm>
#include <cassert>

namespace skizze::sketch {
namespace {

std::string by_kind(MeasureKind kind, std::string_view verb) {
  return "sketch.did_" + std::string(verb) + (kind == MeasureKind::bike_lane ? "_lane" : "_solar");
}

base::Message named(std::string id, const std::string& name) { return {std::move(id), {{"name", name}}}; }

template <class T>
std::vector<base::Change<T>> inverted(const std::vector<base::Change<T>>& changes) {
  std::vector<base::Change<T>> out;
  out.reserve(changes.size());
  for (auto it = changes.rbegin(); it != changes.rend(); ++it) out.push_back(it->inverse());
  return out;
}

template <class T>
bool continues(const std::vector<base::Change<T>>& first, const std::vector<base::Change<T>>& next) {
  return std::ranges::equal(first, next,
                            [](const auto& a, const auto& b) { return a.after && b.before && b.after && *a.after == *b.before; });
}

template <class T>
void take_after(std::vector<base::Change<T>>& first, const std::vector<base::Change<T>>& next) {
  for (std::size_t i = 0; i < first.size(); ++i) first[i].after = next[i].after;
}

}  // namespace

Command inverse(const Command& command) { return {command.message, inverted(command.scenarios), inverted(command.measures), {}}; }

bool merge(Command& first, const Command& next) {
  if (first.merge_key.empty() || first.merge_key != next.merge_key) return false;
  if (!continues(first.scenarios, next.scenarios) || !continues(first.measures, next.measures)) return false;
  take_after(first.scenarios, next.scenarios);
  take_after(first.measures, next.measures);
  first.message = next.message;
  return true;
}

Command add_measure(Measure measure) {
  Command command{named(by_kind(measure.kind, "add"), measure.name), {}, {}, {}};
  command.measures.push_back(base::added(std::move(measure)));
  return command;
}

Command change_measure(Measure before, Measure after) {
  assert(before.id == after.id);
  Command command{named(by_kind(after.kind, "change"), after.name), {}, {}, {}};
  command.measures.push_back(base::changed(std::move(before), std::move(after)));
  return command;
}

Command reshape_measure(const Measure& before, geo::Geometry geometry, std::int64_t now_ms) {
  Measure after = before;
  after.geometry = std::move(geometry);
  after.updated_at_ms = now_ms;
  Command command = change_measure(before, std::move(after));
  command.message = named("sketch.did_reshape", before.name);
  return command;
}

Command remove_measures(std::vector<Measure> measures) {
  Command command;
  command.message = measures.size() == 1 ? named(by_kind(measures.front().kind, "remove"), measures.front().name)
                                         : base::Message{"sketch.did_remove_measures", {{"count", std::to_string(measures.size())}}};
  for (auto& measure : measures) command.measures.push_back(base::removed(std::move(measure)));
  return command;
}

Command replace_measures(std::vector<Measure> before, std::vector<Measure> after, std::string message_id) {
  assert(!before.empty() && !after.empty());
  Command command{named(std::move(message_id), before.front().name), {}, {}, {}};
  for (auto& old : before) {
    const auto kept = std::ranges::find(after, old.id, &Measure::id);
    if (kept == after.end()) {
      command.measures.push_back(base::removed(std::move(old)));
      continue;
    }
    command.measures.push_back(base::changed(std::move(old), std::move(*kept)));
    after.erase(kept);
  }
  for (auto& fresh : after) command.measures.push_back(base::added(std::move(fresh)));
  return command;
}

Command add_scenario(Scenario scenario) {
  Command command{named("sketch.did_add_scenario", scenario.name), {}, {}, {}};
  command.scenarios.push_back(base::added(std::move(scenario)));
  return command;
}

Command add_scenario_copy(ScenarioCopy copy) {
  Command command = add_scenario(std::move(copy.scenario));
  command.message.id = "sketch.did_copy_scenario";
  for (auto& measure : copy.measures) command.measures.push_back(base::added(std::move(measure)));
  return command;
}

Command change_scenario(Scenario before, Scenario after) {
  assert(before.id == after.id);
  Command command{named("sketch.did_change_scenario", after.name), {}, {}, {}};
  command.scenarios.push_back(base::changed(std::move(before), std::move(after)));
  return command;
}

Command remove_scenario(Scenario scenario, std::vector<Measure> measures) {
  Command command{named("sketch.did_remove_scenario", scenario.name), {}, {}, {}};
  for (auto& measure : measures) {
    if (measure.scenario == scenario.id) command.measures.push_back(base::removed(std::move(measure)));
  }
  command.scenarios.push_back(base::removed(std::move(scenario)));
  return command;
}

}  // namespace skizze::sketch
