// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a plugin can be asked, beside reading files, as its plugin.json describes it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/setting.h"
#include "plugin/text.h"

namespace skizze::plugin {

/// The numbers are those of abi.h.
enum class Kind : std::uint8_t { rule = 1, indicator = 2, analysis_step = 3, source = 4, report_section = 5 };
inline constexpr std::array k_kinds{Kind::rule, Kind::indicator, Kind::analysis_step, Kind::source, Kind::report_section};
/// "rules", "indicators", "analysis_steps", "sources", "report_sections": the entry of plugin.json.
const char* name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

/// What an indicator is a figure of.
inline constexpr const char* k_lane = "lane";
inline constexpr const char* k_solar_area = "solar_area";
inline constexpr const char* k_plan = "plan";

/// A layer that an analysis step wants.
struct Input {
  std::string key;
  Text title;
  std::string shape;  ///< "point", "line", "area"; empty: any
  bool optional = false;
};

struct Task {
  Kind kind = Kind::rule;
  std::string id;  ///< unique among those of its kind
  Text name;
  Text summary;
  std::string source;                 ///< rules and indicators: what it rests on
  std::string date;                   ///< of that, ISO 8601; may be empty
  std::string unit;                   ///< indicators
  std::vector<std::string> subjects;  ///< indicators: k_lane, k_solar_area, k_plan
  std::vector<Input> inputs;          ///< analysis steps
  std::vector<Setting> settings;      ///< analysis steps and sources: asked each time
  std::vector<std::string> hosts;     ///< sources: who may be asked; "*.example.org" with all below
};

}  // namespace skizze::plugin
