// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/answers.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "plugin/entries.h"

namespace skizze::plugin {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t k_max_findings = 2000;
constexpr std::size_t k_max_figures = 1000;
constexpr std::size_t k_max_rows = 2000;
constexpr std::size_t k_max_columns = 20;
constexpr std::size_t k_max_addresses = 50;
constexpr std::size_t k_max_text_bytes = 4000;
constexpr std::array k_levels{"good", "hint", "warning", "defect", "unknown"};

/// Reads one object; the words of Entries are about plugin.json, ours about the answer.
template <class Value, class Read>
base::Result<Value> read_answer(std::string_view json, Read read) {
  if (json.size() > k_max_answer_bytes) return fail(ErrorCode::too_large, "plugin.answer_too_large");
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return fail(ErrorCode::damaged, "plugin.answer_not_json");
  std::optional<base::Error> problem;
  Entries entries(parsed, "", problem);
  Value out;
  read(entries, out);
  entries.no_others();
  if (!problem) return out;
  constexpr std::string_view k_entry = "plugin.entry_";
  if (problem->message.id.starts_with(k_entry)) problem->message.id = "plugin.answer_" + problem->message.id.substr(k_entry.size());
  return tl::unexpected(std::move(*problem));
}

Text words(Entries& entries, const char* key) {
  Text out = entries.both(key);
  if (out.de.size() > k_max_text_bytes || out.en.size() > k_max_text_bytes) entries.wrong(key, "plugin.want_shorter");
  return out;
}

std::string line(Entries& entries, const char* key) {
  std::string out = entries.text(key, Need::no);
  if (out.size() > k_max_text_bytes) entries.wrong(key, "plugin.want_shorter");
  return out;
}

std::size_t index(Entries& entries, const char* key, std::size_t count) {
  const auto number = entries.number(key);
  if (number && *number >= 0 && *number < static_cast<double>(count) && std::floor(*number) == *number)
    return static_cast<std::size_t>(*number);
  entries.wrong(key, "plugin.want_subject_number");
  return 0;
}

Finding read_finding(Entries entries, const Task& rule, std::size_t subjects) {
  Finding out;
  out.lane = index(entries, "lane", subjects);
  const std::string level = entries.text("level");
  const auto known = std::find(k_levels.begin(), k_levels.end(), level);
  if (known == k_levels.end()) entries.wrong("level", "plugin.want_level");
  out.level = known == k_levels.end() ? Level::hint : static_cast<Level>(known - k_levels.begin());
  out.text = words(entries, "text");
  out.from_m = entries.number("from_m").value_or(0);
  out.to_m = std::max(out.from_m, entries.number("to_m").value_or(out.from_m));
  if (entries.has("suggestion")) out.suggestion = words(entries, "suggestion");
  out.source = line(entries, "source");
  if (out.source.empty()) out.source = rule.source;
  out.value = entries.number("value");
  out.required = entries.number("required");
  out.unit = line(entries, "unit");
  entries.no_others();
  return out;
}

Figure read_figure(Entries entries, const Task& indicator, std::size_t subjects) {
  Figure out;
  out.subject = index(entries, "subject", subjects);
  out.value = entries.number("value");
  out.title = entries.has("title") ? words(entries, "title") : indicator.name;
  out.unit = entries.has("unit") ? line(entries, "unit") : indicator.unit;
  out.decimals = static_cast<int>(std::clamp(entries.number("decimals").value_or(1), 0.0, 6.0));
  if (entries.has("basis")) out.basis = words(entries, "basis");
  out.source = line(entries, "source");
  if (out.source.empty()) out.source = indicator.source;
  out.date = line(entries, "date");
  if (out.date.empty()) out.date = indicator.date;
  entries.no_others();
  return out;
}

/// Both languages, which may be empty here: not every cell has words.
Text cell_here(Entries cell) {
  for (const char* language : {"de", "en"}) {
    if (!cell.has(language)) cell.missing(language);
  }
  Text out{cell.text("de", Need::no), cell.text("en", Need::no)};
  cell.no_others();
  return out;
}

/// A list of {"de", "en"}; what one of it is called is its place.
std::vector<Text> texts(Entries& entries, const char* key) {
  std::vector<Text> out;
  entries.each(key, [&](Entries one) { out.push_back(cell_here(one)); });
  return out;
}

void read_rows(Entries& entries, Section& out) {
  entries.each_list("rows", [&](const Json& row, const std::string& path, std::optional<base::Error>& problem) {
    std::vector<Text> cells;
    for (const auto& cell : row) cells.push_back(cell_here(Entries(cell, path, problem)));
    if (cells.size() != out.head.size()) entries.wrong("rows", "plugin.want_cells");
    out.rows.push_back(std::move(cells));
  });
  if (out.rows.size() > k_max_rows || out.head.size() > k_max_columns) entries.wrong("rows", "plugin.want_fewer");
}

}  // namespace

base::Result<std::vector<Finding>> read_findings(std::string_view json, const Task& rule, std::size_t subjects) {
  return read_answer<std::vector<Finding>>(json, [&](Entries& entries, auto& out) {
    if (!entries.has("findings")) entries.missing("findings");
    entries.each("findings", [&](Entries one) {
      if (out.size() < k_max_findings)
        out.push_back(read_finding(one, rule, subjects));
      else
        entries.wrong("findings", "plugin.want_fewer");
    });
  });
}

base::Result<std::vector<Figure>> read_figures(std::string_view json, const Task& indicator, std::size_t subjects) {
  return read_answer<std::vector<Figure>>(json, [&](Entries& entries, auto& out) {
    if (!entries.has("figures")) entries.missing("figures");
    entries.each("figures", [&](Entries one) {
      if (out.size() < k_max_figures)
        out.push_back(read_figure(one, indicator, subjects));
      else
        entries.wrong("figures", "plugin.want_fewer");
    });
  });
}

base::Result<Section> read_section(std::string_view json) {
  return read_answer<Section>(json, [](Entries& entries, Section& out) {
    out.title = words(entries, "title");
    out.paragraphs = texts(entries, "paragraphs");
    out.head = texts(entries, "head");
    read_rows(entries, out);
  });
}

base::Result<std::vector<std::string>> read_addresses(std::string_view json) {
  return read_answer<std::vector<std::string>>(json, [](Entries& entries, auto& out) {
    out = entries.texts("addresses");
    if (out.empty()) entries.missing("addresses");
    if (out.size() > k_max_addresses) entries.wrong("addresses", "plugin.want_fewer");
    for (const auto& address : out) {
      const bool known = address.starts_with("https://") || address.starts_with("http://");
      if (!known || address.size() > k_max_text_bytes) entries.wrong("addresses", "plugin.want_address");
    }
  });
}

base::Status check_answer(const Task& task, std::string_view request, std::string_view json) {
  const Json asked = Json::parse(request, nullptr, false);
  const auto count = [&](const char* key) { return asked.is_object() && asked.contains(key) ? asked[key].size() : std::size_t{0}; };
  const auto status = [](const auto& result) { return result ? base::Status() : base::Status(tl::unexpected(result.error())); };
  switch (task.kind) {
    case Kind::rule: return status(read_findings(json, task, count("lanes")));
    case Kind::indicator: return status(read_figures(json, task, count("subjects")));
    case Kind::analysis_step: return {};
    case Kind::source:
      return asked.is_object() && asked.contains("do") && asked["do"] == "read" ? base::Status() : status(read_addresses(json));
    case Kind::report_section: return status(read_section(json));
  }
  return {};
}

}  // namespace skizze::plugin
