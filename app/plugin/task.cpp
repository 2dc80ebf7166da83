// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/task.h"

#include <algorithm>

#include "plugin/abi.h"
#include "plugin/manifest_parts.h"

namespace skizze::plugin {

static_assert(static_cast<int>(Kind::rule) == SKIZZE_RULE && static_cast<int>(Kind::indicator) == SKIZZE_INDICATOR &&
              static_cast<int>(Kind::analysis_step) == SKIZZE_ANALYSIS_STEP && static_cast<int>(Kind::source) == SKIZZE_SOURCE &&
              static_cast<int>(Kind::report_section) == SKIZZE_REPORT_SECTION);

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::rule: return "rules";
    case Kind::indicator: return "indicators";
    case Kind::analysis_step: return "analysis_steps";
    case Kind::source: return "sources";
    case Kind::report_section: return "report_sections";
  }
  return "";
}

std::optional<Kind> kind_named(std::string_view name) {
  for (const Kind kind : k_kinds) {
    if (name == name_of(kind)) return kind;
  }
  return std::nullopt;
}

namespace {

std::vector<Input> read_inputs(Entries& entries) {
  std::vector<Input> out;
  entries.each("inputs", [&](Entries input) {
    Input one;
    one.key = input.text("key");
    check_id(input, "key", one.key);
    one.title = input.both("title");
    one.shape = input.text("shape", Need::no);
    if (!one.shape.empty() && one.shape != "point" && one.shape != "line" && one.shape != "area") input.wrong("shape", "plugin.want_shape");
    if (const auto optional = input.value("optional")) {
      const bool* flag = std::get_if<bool>(&*optional);
      if (!flag) input.wrong("optional", "plugin.want_flag");
      one.optional = flag && *flag;
    }
    input.no_others();
    out.push_back(std::move(one));
  });
  if (out.empty()) entries.missing("inputs");
  return out;
}

/// A host's name, or "*." before one that has a dot itself: never a whole top level, and no address.
bool is_host(std::string_view name) {
  const bool below = name.starts_with("*.");
  if (below) name.remove_prefix(2);
  const bool harmless = std::all_of(name.begin(), name.end(),
                                    [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
  return harmless && !name.empty() && name.size() < 254 && name.front() != '.' && name.back() != '.' &&
         (!below || name.find('.') != std::string_view::npos);
}

std::vector<std::string> read_subjects(Entries& entries) {
  auto out = entries.texts("for");
  for (const auto& subject : out) {
    if (subject != k_lane && subject != k_solar_area && subject != k_plan) entries.wrong("for", "plugin.want_subject");
  }
  if (out.empty()) entries.missing("for");
  return out;
}

Task read_task(Kind kind, Entries entries) {
  Task out;
  out.kind = kind;
  out.id = entries.text("id");
  check_id(entries, "id", out.id);
  out.name = entries.both("name");
  out.summary = entries.both("summary", Need::no);
  if (kind == Kind::rule || kind == Kind::indicator) {
    out.source = entries.text("source");
    out.date = entries.text("date", Need::no);
  }
  if (kind == Kind::indicator) {
    out.unit = entries.text("unit", Need::no);
    out.subjects = read_subjects(entries);
  }
  if (kind == Kind::analysis_step) out.inputs = read_inputs(entries);
  if (kind == Kind::source) {
    out.hosts = entries.texts("hosts");
    if (!std::all_of(out.hosts.begin(), out.hosts.end(), is_host)) entries.wrong("hosts", "plugin.want_host");
    if (out.hosts.empty()) entries.missing("hosts");
  }
  if (kind == Kind::analysis_step || kind == Kind::source)
    entries.inside("settings", [&](Entries settings) { out.settings = read_settings(settings); });
  entries.no_others();
  return out;
}

}  // namespace

void read_tasks(Entries& entries, std::vector<Task>& out) {
  for (const Kind kind : k_kinds) {
    entries.each(name_of(kind), [&](Entries task) {
      auto one = read_task(kind, task);
      const bool twice = std::any_of(out.begin(), out.end(), [&](const Task& other) { return other.kind == kind && other.id == one.id; });
      if (twice) task.wrong("id", "plugin.want_unique");
      out.push_back(std::move(one));
    });
  }
}

}  // namespace skizze::plugin
