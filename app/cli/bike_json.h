// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Results about lanes as JSON and as lines for people. Shapes: README.md.
#pragma once

#include <string>
#include <vector>

#include "bike/assess.h"
#include "bike/comparison.h"
#include "cli/output.h"
#include "project/plugin_answers.h"

namespace skizze::cli {

/// {"id", "name", "length_m", "stretches", "findings", "indicators"}; network may be null.
/// said: what plugins say, the lane being the subject of that number; their findings stand behind ours, marked with "plugin", their figures in
/// "plugin_indicators".
struct PluginsOnLane {
  const project::PluginAnswers& answers;
  std::size_t subject;
};
QJsonObject lane_json(const Context& context, const QJsonValue& id, const std::string& name, const bike::LaneAssessment& result,
                      const bike::NetworkEffect* network, const PluginsOnLane& said);
/// Heading, findings, network and cost; nothing with --json.
void print_lane(const Context& context, const std::string& name, sketch::FacilityType facility, const bike::LaneAssessment& result,
                const bike::NetworkEffect* network, const PluginsOnLane& said);

/// {"scenarios": [names], "rows": [{"id", "name", "unit", "today", "values", "basis"}]}
QJsonObject comparison_json(const Context& context, const std::vector<std::string>& names, const std::vector<bike::IndicatorRow>& rows);
void print_comparison(const Context& context, const std::vector<std::string>& names, const std::vector<bike::IndicatorRow>& rows);

/// What was found in the streets that cannot be used, on stderr.
void note_streets(const Context& context, const bike::City& city);
/// The rules that findings and costs of these lanes rest on: [{"id", "value", "unit", "source", "year", "status", "city", "file", "line"}]
QJsonArray rules_json(const bike::RuleBook& rules, const QJsonArray& lanes);
/// [{"role", "layer", "date"}]
QJsonArray sources_json(const bike::City& city);

}  // namespace skizze::cli
