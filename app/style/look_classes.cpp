// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The classes of a look: proposed from a pack, coloured, named, counted.
#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "style/evaluate.h"
#include "style/look.h"
#include "style/ramps.h"
#include "style/stylesheet.h"
#include "style/value.h"

namespace skizze::style {
namespace {

constexpr std::uint32_t k_rows_between_looks = 4096;
constexpr double k_count_zoom = 14;  ///< filters may ask for the zoom; rules rarely do

void classify_values(Look& look, const feature::LayerPack& pack, std::size_t column, std::size_t limit) {
  for (auto& found : distinct_values(pack, column, limit + 1)) {
    if (std::holds_alternative<std::monostate>(found.value) || look.classes.size() == limit) continue;
    LookClass c;
    c.symbol = look.symbol;
    c.values = {std::move(found.value)};
    look.classes.push_back(std::move(c));
  }
}

void classify_numbers(Look& look, const feature::LayerPack& pack, std::size_t column) {
  auto limits = class_limits(numbers_of(pack, column), look.class_count, look.method);
  if (limits.size() > 2 && look.method != ClassMethod::pretty) limits = rounded_limits(std::move(limits));
  for (std::size_t i = 0; i + 1 < limits.size(); ++i) {
    LookClass c;
    c.symbol = look.symbol;
    c.from = limits[i];
    c.to = limits[i + 1];
    look.classes.push_back(std::move(c));
  }
}

/// Which class each distinct value belongs to; the last number is "none".
std::vector<std::uint64_t> value_counts(const Look& look, const feature::LayerPack& pack, std::size_t column) {
  std::map<feature::Value, std::size_t> classes;
  for (std::size_t i = 0; i < look.classes.size(); ++i) {
    for (const auto& value : look.classes[i].values) classes.emplace(value, i);
  }
  std::vector<std::uint64_t> out(look.classes.size() + 1, 0);
  for (const auto& found : distinct_values(pack, column, pack.size())) {
    const auto at = classes.find(found.value);
    out[at == classes.end() ? look.classes.size() : at->second] += found.count;
  }
  return out;
}

std::vector<std::uint64_t> number_counts(const Look& look, const feature::LayerPack& pack, std::size_t column) {
  std::vector<std::uint64_t> out(look.classes.size() + 1, 0);
  if (look.classes.empty()) return {pack.size()};
  const auto numbers = numbers_of(pack, column);
  for (const double number : numbers) {
    std::size_t i = look.classes.size() - 1;
    while (i > 0 && number < look.classes[i].from) --i;
    ++out[i];
  }
  out.back() = pack.size() - numbers.size();
  return out;
}

std::vector<std::uint64_t> rule_counts(const Look& look, const feature::LayerPack& pack, const base::CancelToken& cancel) {
  nlohmann::json layers = nlohmann::json::array();
  for (std::size_t i = 0; i < look.classes.size(); ++i) {
    nlohmann::json layer = {{"id", "rule-" + std::to_string(i)}, {"type", "background"}};
    const auto filter = nlohmann::json::parse(look.classes[i].filter_json, nullptr, false);
    if (!look.classes[i].filter_json.empty()) layer["filter"] = filter;
    if (filter.is_discarded() && !look.classes[i].filter_json.empty()) return {};
    layers.push_back(std::move(layer));
  }
  const auto sheet = parse(layers.dump());
  if (!sheet) return {};
  // The evaluator wants to own its pack; this one outlives it.
  const std::shared_ptr<const feature::LayerPack> borrowed(std::shared_ptr<const feature::LayerPack>(), &pack);
  std::vector<LayerEvaluator> rules;
  for (std::size_t i = 0; i < look.classes.size(); ++i) rules.emplace_back(*sheet, i, borrowed);
  std::vector<std::uint64_t> out(look.classes.size() + 1, 0);
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (row % k_rows_between_looks == 0 && cancel.cancelled()) return {};
    bool taken = false;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (look.classes[i].is_else || !rules[i].matches(row, k_count_zoom)) continue;
      ++out[i];
      taken = true;
    }
    for (std::size_t i = 0; !taken && i < rules.size(); ++i) {
      if (!look.classes[i].is_else) continue;
      ++out[i];
      taken = true;
    }
    if (!taken) ++out.back();
  }
  return out;
}

}  // namespace

std::string class_label(const Look& look, const LookClass& c) {
  if (!c.label.empty()) return c.label;
  if (look.kind == LookKind::graduated) return number_text(c.from) + " – " + number_text(c.to);
  std::string out;
  for (const auto& value : c.values) out += (out.empty() ? "" : ", ") + feature::to_text(feature::view(value));
  return out.empty() && look.kind == LookKind::rules ? c.filter_json : out;
}

void recolour(Look& look) {
  for (std::size_t i = 0; i < look.classes.size(); ++i) {
    Color& color = look.classes[i].symbol.color;
    if (look.kind == LookKind::graduated) {
      const double t = look.classes.size() == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(look.classes.size() - 1);
      color = ramp_color(look.ramp, look.reversed ? 1 - t : t);
    } else {
      color = palette_color(look.palette, look.reversed ? look.classes.size() - 1 - i : i);
    }
  }
}

void classify(Look& look, const feature::LayerPack& pack, std::size_t limit) {
  if (look.kind != LookKind::categorised && look.kind != LookKind::graduated) return;
  look.classes.clear();
  const auto column = pack.column_index(look.attribute);
  if (!column) return;
  if (look.kind == LookKind::categorised)
    classify_values(look, pack, *column, limit);
  else
    classify_numbers(look, pack, *column);
  recolour(look);
}

std::vector<std::uint64_t> class_counts(const Look& look, const feature::LayerPack& pack, const base::CancelToken& cancel) {
  if (look.kind == LookKind::single) return {pack.size()};
  if (look.kind == LookKind::rules) return rule_counts(look, pack, cancel);
  const auto column = pack.column_index(look.attribute);
  if (!column) return {};
  return look.kind == LookKind::categorised ? value_counts(look, pack, *column) : number_counts(look, pack, *column);
}

}  // namespace skizze::style
