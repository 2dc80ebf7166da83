// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a plugin answers when it is asked: findings of rules, figures of indicators, addresses of sources, sections of reports. Included by
/// api.h. What each request holds: plugins/README.md.
#ifndef SKIZZE_PLUGIN_API_ANSWERS_H
#define SKIZZE_PLUGIN_API_ANSWERS_H

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugin/api_json.h"

namespace stadtskizze {

/// The same in both languages of the program.
struct Words {
  std::string de;
  std::string en;
  bool empty() const { return de.empty() && en.empty(); }
  Json json() const { return Json::object().set("de", de).set("en", en); }
};

enum class Level {
  good,     ///< in order
  hint,     ///< worth knowing
  warning,  ///< only under conditions, which the text names
  defect,   ///< must change
  unknown   ///< cannot be judged: something is not known
};

/// What a rule says about a stretch of a lane.
struct Finding {
  Level level = Level::hint;
  Words text;
  double from_m = 0;  ///< along the lane
  double to_m = 0;
  Words suggestion;                ///< what would help; may be empty
  std::string source;              ///< clause, "ERA 2010, 2.2"; empty: the rule's own of plugin.json
  std::optional<double> value;     ///< what was found ...
  std::optional<double> required;  ///< ... and what the rule wants
  std::string unit;                ///< of both

  Json json() const {
    static const char* const k_levels[] = {"good", "hint", "warning", "defect", "unknown"};
    Json out = Json::object();
    out.set("level", k_levels[static_cast<int>(level)]).set("text", text.json()).set("from_m", from_m).set("to_m", to_m);
    if (!suggestion.empty()) out.set("suggestion", suggestion.json());
    if (!source.empty()) out.set("source", source);
    if (value) out.set("value", *value);
    if (required) out.set("required", *required);
    if (!unit.empty()) out.set("unit", unit);
    return out;
  }
};

/// One figure of an indicator. What is empty is taken from plugin.json.
struct Figure {
  std::optional<double> value;  ///< empty: cannot be told, which `basis` explains
  Words title;
  std::string unit;
  int decimals = 1;
  Words basis;         ///< how it came about, with what was assumed
  std::string source;  ///< rule or data it rests on
  std::string date;    ///< of that, ISO 8601

  Json json() const {
    Json out = Json::object();
    out.set("decimals", decimals);
    if (value) out.set("value", *value);
    if (!title.empty()) out.set("title", title.json());
    if (!unit.empty()) out.set("unit", unit);
    if (!basis.empty()) out.set("basis", basis.json());
    if (!source.empty()) out.set("source", source);
    if (!date.empty()) out.set("date", date);
    return out;
  }
};

/// What was fetched from an address.
struct Document {
  std::string address;
  std::filesystem::path file;  ///< its bytes
};

/// A part of a report. Every row has as many cells as the head.
struct Section {
  Words title;
  std::vector<Words> paragraphs;
  std::vector<Words> head;
  std::vector<std::vector<Words>> rows;

  Json json() const {
    const auto list = [](const std::vector<Words>& all) {
      Json out = Json::list();
      for (const Words& words : all) out.add(words.json());
      return out;
    };
    Json out = Json::object();
    out.set("title", title.json()).set("paragraphs", list(paragraphs)).set("head", list(head));
    Json table = Json::list();
    for (const auto& row : rows) table.add(list(row));
    out.set("rows", table);
    return out;
  }
};

}  // namespace stadtskizze

#endif
