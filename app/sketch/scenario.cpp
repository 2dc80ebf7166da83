// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sketch/scenario.h"

#include <algorithm>

#include "geo/same.h"

namespace skizze::sketch {
namespace {

bool same_place(const Measure& a, const Measure& b) { return a.kind == b.kind && geo::same_in_plane(a.geometry, b.geometry); }

bool same_attributes(const Measure& a, const Measure& b) {
  return a.name == b.name && a.note == b.note && (a.kind == MeasureKind::bike_lane ? a.lane == b.lane : a.solar == b.solar);
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

base::Status validate(const Scenario& scenario) {
  if (scenario.id.is_null()) return base::fail(base::ErrorCode::invalid, "sketch.scenario_without_id");
  if (blank(scenario.name)) return base::fail(base::ErrorCode::invalid, "sketch.scenario_needs_name");
  // Bytes, not code points: four per point is the most UTF-8 takes, and nobody counts letters of a description.
  if (scenario.name.size() > 4 * k_max_name_code_points)
    return base::fail(base::ErrorCode::invalid, "sketch.name_too_long", {{"max", "200"}});
  if (scenario.description.size() > 4 * k_max_note_code_points)
    return base::fail(base::ErrorCode::invalid, "sketch.note_too_long", {{"max", "4000"}});
  return {};
}

ScenarioCopy copy_scenario(const Scenario& original, const std::vector<Measure>& measures, std::string name, std::int32_t position,
                           std::int64_t now_ms) {
  ScenarioCopy copy;
  copy.scenario = {base::new_uuid(), original.id, std::move(name), original.description, position, now_ms};
  for (const auto& measure : measures) {
    if (measure.scenario != original.id) continue;
    Measure twin = measure;
    twin.id = base::new_uuid();
    twin.scenario = copy.scenario.id;
    twin.created_at_ms = twin.updated_at_ms = now_ms;
    copy.measures.push_back(std::move(twin));
  }
  return copy;
}

ScenarioDifference compare(const std::vector<Measure>& a, const std::vector<Measure>& b) {
  ScenarioDifference difference;
  std::vector<bool> matched(b.size(), false);
  for (const auto& measure : a) {
    std::size_t best = b.size();
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (matched[i] || !same_place(measure, b[i])) continue;
      if (best == b.size() || same_attributes(measure, b[i])) best = i;
    }
    if (best == b.size()) {
      difference.only_in_a.push_back(measure.id);
      continue;
    }
    matched[best] = true;
    auto& pairs = same_attributes(measure, b[best]) ? difference.same : difference.altered;
    pairs.emplace_back(measure.id, b[best].id);
  }
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (!matched[i]) difference.only_in_b.push_back(b[i].id);
  }
  return difference;
}

}  // namespace skizze::sketch
