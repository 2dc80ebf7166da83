// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bike/rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <system_error>

#include "bike/csv_table.h"

namespace skizze::bike {

using base::ErrorCode;
using base::fail;

namespace {

constexpr std::array<std::string_view, 7> k_columns{"id", "value", "unit", "source", "year", "status", "note"};
constexpr std::array<std::string_view, 17> k_units{"m",      "km",    "%",       "deg",     "km/h",    "s/km", "s",       "EUR", "EUR/m",
                                                   "EUR/m2", "Kfz/h", "Kfz/24h", "Lkw/24h", "Rad/24h", "1",    "persons", "m2"};

/// A place in a table, to say what is wrong there.
struct Cell {
  const std::string& file;
  int line;
  std::string_view column;
  tl::unexpected<base::Error> wrong(std::string id, const std::string& text = {}) const {
    return fail(ErrorCode::invalid, std::move(id),
                {{"file", file}, {"line", std::to_string(line)}, {"column", std::string(column)}, {"text", text}}, {file, {}, {}, -1});
  }
};

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<RuleStatus> status_of(std::string_view text) {
  for (const auto status : {RuleStatus::two_sources, RuleStatus::one_source, RuleStatus::measured, RuleStatus::unverified}) {
    if (name_of(status) == text) return status;
  }
  return std::nullopt;
}

using Places = std::array<std::size_t, k_columns.size()>;

base::Result<Places> places_of(const CsvRow& head, const std::string& file) {
  Places places{};
  for (std::size_t i = 0; i < k_columns.size(); ++i) {
    const auto found = std::find(head.cells.begin(), head.cells.end(), k_columns[i]);
    if (found == head.cells.end()) return Cell{file, head.line, k_columns[i]}.wrong("bike.rule_no_column");
    places[i] = static_cast<std::size_t>(found - head.cells.begin());
  }
  return places;
}

base::Status read_numbers(Rule& rule, const std::string& value, const std::string& year) {
  const auto number = number_of(value);
  if (!number) return Cell{rule.file, rule.line, "value"}.wrong("bike.rule_no_number", value);
  if (*number < 0) return Cell{rule.file, rule.line, "value"}.wrong("bike.rule_negative", value);
  rule.value = *number;
  if (year.empty()) return {};
  const auto when = number_of(year);
  if (!when || *when < 1950 || *when > 2100 || *when != std::floor(*when))
    return Cell{rule.file, rule.line, "year"}.wrong("bike.rule_year", year);
  rule.year = static_cast<int>(*when);
  return {};
}

base::Result<Rule> rule_of(const CsvRow& row, const Places& places, const std::string& file) {
  const auto cell = [&](std::size_t column) -> const std::string& {
    static const std::string k_none;
    return places[column] < row.cells.size() ? row.cells[places[column]] : k_none;
  };
  Rule rule;
  rule.id = cell(0);
  rule.unit = cell(2);
  rule.source = cell(3);
  rule.note = cell(6);
  rule.file = file;
  rule.line = row.line;
  if (rule.id.empty()) return Cell{file, row.line, "id"}.wrong("bike.rule_empty");
  if (rule.source.empty()) return Cell{file, row.line, "source"}.wrong("bike.rule_empty");
  if (std::find(k_units.begin(), k_units.end(), rule.unit) == k_units.end())
    return Cell{file, row.line, "unit"}.wrong("bike.rule_unit", rule.unit);
  const auto status = status_of(cell(5));
  if (!status) return Cell{file, row.line, "status"}.wrong("bike.rule_status", cell(5));
  rule.status = *status;
  if (auto numbers = read_numbers(rule, cell(1), cell(4)); !numbers) return tl::unexpected(numbers.error());
  return rule;
}

tl::unexpected<base::Error> twice(const Rule& rule, const Rule& first) {
  return Cell{rule.file, rule.line, "id"}.wrong("bike.rule_twice", rule.id + " (" + first.file + ":" + std::to_string(first.line) + ")");
}

base::Result<std::string> text_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::unreadable, "base.file_unreadable", {{"file", file.string()}}, {file.string(), {}, {}, -1});
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

std::string_view name_of(RuleStatus status) {
  switch (status) {
    case RuleStatus::two_sources: return "V2";
    case RuleStatus::one_source: return "V1";
    case RuleStatus::measured: return "M";
    case RuleStatus::unverified: break;
  }
  return "U";
}

base::Result<std::vector<Rule>> parse_rules(std::string_view csv, const std::string& file) {
  const auto rows = csv_rows(csv);
  if (rows.empty()) return Cell{file, 1, "id"}.wrong("bike.rule_no_column");
  const auto places = places_of(rows.front(), file);
  if (!places) return tl::unexpected(places.error());
  std::vector<Rule> rules;
  std::unordered_map<std::string, std::size_t> seen;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    auto rule = rule_of(rows[i], *places, file);
    if (!rule) return tl::unexpected(rule.error());
    const auto [other, fresh] = seen.emplace(rule->id, rules.size());
    if (!fresh) return twice(*rule, rules[other->second]);
    rules.push_back(std::move(*rule));
  }
  return rules;
}

base::Status RuleBook::add(std::string_view csv, const std::string& file) {
  auto rules = parse_rules(csv, file);
  if (!rules) return tl::unexpected(rules.error());
  for (const auto& rule : *rules) {
    if (const auto* other = find(rule.id)) return twice(rule, *other);
  }
  for (auto& rule : *rules) {
    m_by_id.emplace(rule.id, m_rules.size());
    m_rules.push_back(std::move(rule));
  }
  return {};
}

base::Status RuleBook::add_city(std::string_view csv, const std::string& file) {
  auto rules = parse_rules(csv, file);
  if (!rules) return tl::unexpected(rules.error());
  for (const auto& rule : *rules) {
    const auto* ours = find(rule.id);
    if (!ours) return Cell{file, rule.line, "id"}.wrong("bike.rule_unknown", rule.id);
    if (ours->unit != rule.unit) return Cell{file, rule.line, "unit"}.wrong("bike.rule_other_unit", ours->unit);
  }
  for (auto& rule : *rules) {
    rule.city = true;
    auto& ours = m_rules[m_by_id.find(rule.id)->second];
    ours = std::move(rule);
  }
  return {};
}

base::Status RuleBook::add_folder(const std::filesystem::path& folder, bool city) {
  std::error_code code;
  std::vector<std::filesystem::path> files;
  for (auto it = std::filesystem::directory_iterator(folder, code); !code && it != std::filesystem::directory_iterator();
       it.increment(code)) {
    if (it->path().extension() == ".csv") files.push_back(it->path());
  }
  if (code || files.empty()) return fail(ErrorCode::not_found, "bike.rule_no_tables", {{"file", folder.string()}});
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const auto text = text_of_file(file);
    if (!text) return tl::unexpected(text.error());
    if (auto status = city ? add_city(*text, file.string()) : add(*text, file.string()); !status) return status;
  }
  return {};
}

const Rule* RuleBook::find(std::string_view id) const {
  const auto found = m_by_id.find(id);
  return found == m_by_id.end() ? nullptr : &m_rules[found->second];
}

const Rule* RuleBook::deciding(std::string_view id) const {
  const auto* rule = find(id);
  return rule && rule->status != RuleStatus::unverified ? rule : nullptr;
}

base::Result<std::vector<Deviation>> compare_with_reference(const RuleBook& book, std::string_view csv, const std::string& file) {
  struct Reference {
    double value;
    std::string unit;
  };
  std::unordered_map<std::string, Reference> references;
  std::vector<std::string> order;
  const auto rows = csv_rows(csv);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& cells = rows[i].cells;
    const auto value = cells.size() > 3 ? number_of(cells[2]) : std::nullopt;
    if (!value) return Cell{file, rows[i].line, "value"}.wrong("bike.rule_no_number", cells.back());
    if (!references.emplace(cells[1], Reference{*value, cells[3]}).second)
      return Cell{file, rows[i].line, "id"}.wrong("bike.rule_twice", cells[1]);
    order.push_back(cells[1]);
  }
  std::vector<Deviation> result;
  for (const auto& rule : book.all()) {
    Deviation row{rule.id, rule.value, std::nullopt, rule.unit, rule.status, false};
    if (const auto found = references.find(rule.id); found != references.end()) {
      row.reference = found->second.value;
      row.matches = std::abs(rule.value - found->second.value) <= 1e-9 && rule.unit == found->second.unit;
    }
    result.push_back(std::move(row));
  }
  for (const auto& id : order) {
    if (!book.find(id))
      result.push_back({id, std::nullopt, references.at(id).value, references.at(id).unit, RuleStatus::unverified, false});
  }
  return result;
}

}  // namespace skizze::bike
