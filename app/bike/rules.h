// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The figures that checks are made of, as data (resources/rules/*.csv): value, unit, source, year and how sure it is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace skizze::bike {

/// How well a figure is backed. Unverified ones are hints and never decide a verdict.
enum class RuleStatus : std::uint8_t { two_sources, one_source, measured, unverified };
/// "V2", "V1", "M", "U".
std::string_view name_of(RuleStatus status);

struct Rule {
  std::string id;  ///< "width.radfahrstreifen.standard"
  double value = 0;
  std::string unit;  ///< "m", "%", "km/h", "Kfz/h", ...; "1" for plain numbers
  std::string source;
  std::optional<int> year;  ///< of the source; empty where it states none
  RuleStatus status = RuleStatus::unverified;
  std::string note;
  std::string file;   ///< table the value stands in
  int line = 0;       ///< 1 is the head
  bool city = false;  ///< from the city's own pack
};

/// One table, checked: every column there, ids unique, numbers finite and not negative, units and status known. Numbers are written with
/// '.'. Errors: invalid, with the arguments file, line and column.
base::Result<std::vector<Rule>> parse_rules(std::string_view csv, const std::string& file);

/// All rules in force. Immutable after loading; any thread.
class RuleBook {
 public:
  /// Adds a shipped table. Errors: those of parse_rules, and an id that another table has already.
  base::Status add(std::string_view csv, const std::string& file);
  /// Lays a city's table over: its values win and are marked. Errors: also an id that is not ours, or another unit.
  base::Status add_city(std::string_view csv, const std::string& file);
  /// Every *.csv of a folder, by name. Errors: not_found, unreadable, and those of add() or add_city().
  base::Status add_folder(const std::filesystem::path& folder, bool city);

  /// In the order of their tables.
  const std::vector<Rule>& all() const { return m_rules; }
  /// Null where there is none; lives as long as the book.
  const Rule* find(std::string_view id) const;
  /// The same, but null also where the value is unverified: what a verdict may rest on.
  const Rule* deciding(std::string_view id) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<Rule> m_rules;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_by_id;
};

/// One figure beside its reference row.
struct Deviation {
  std::string id;
  std::optional<double> shipped;
  std::optional<double> reference;
  std::string unit;
  RuleStatus status = RuleStatus::unverified;
  bool matches = false;  ///< both there, equal to 1e-9, same unit
};
/// Every shipped figure and every reference row (columns table, id, value, unit; lines with # are comments). Errors: invalid.
base::Result<std::vector<Deviation>> compare_with_reference(const RuleBook& book, std::string_view csv, const std::string& file);

}  // namespace skizze::bike
