// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/classify.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <unordered_map>

#include "style/value.h"

namespace skizze::style {
namespace {

std::optional<double> number_in(const feature::ValueView& value) {
  if (const auto* i = std::get_if<std::int64_t>(&value)) return static_cast<double>(*i);
  if (const auto* d = std::get_if<double>(&value)) return std::isfinite(*d) ? std::optional(*d) : std::nullopt;
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr || text->empty()) return std::nullopt;
  double number = 0;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), number);
  const bool all = parsed.ec == std::errc{} && parsed.ptr == text->data() + text->size();
  return all && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

feature::Value owned(const feature::ValueView& view) {
  if (const auto* text = std::get_if<std::string_view>(&view)) return std::string(*text);
  if (const auto* b = std::get_if<bool>(&view)) return *b;
  if (const auto* i = std::get_if<std::int64_t>(&view)) return *i;
  if (const auto* d = std::get_if<double>(&view)) return *d;
  return {};
}

std::vector<ValueCount> counted_texts(const feature::LayerPack& pack, std::size_t column) {
  const auto words = pack.dictionary(column);
  std::vector<std::uint64_t> counts(words.size() + 1, 0);
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    const auto index = pack.dictionary_index(row, column);
    ++counts[index ? *index : words.size()];
  }
  std::vector<ValueCount> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (counts[i] > 0) out.push_back({std::string(words[i]), counts[i]});
  }
  if (counts.back() > 0) out.push_back({{}, counts.back()});
  return out;
}

std::vector<ValueCount> counted_values(const feature::LayerPack& pack, std::size_t column) {
  std::map<feature::Value, std::uint64_t> counts;
  for (std::uint32_t row = 0; row < pack.size(); ++row) ++counts[owned(pack.value(row, column))];
  std::vector<ValueCount> out;
  for (const auto& [value, count] : counts) out.push_back({value, count});
  return out;
}

std::string range_label(double from, double to) { return number_text(from) + " – " + number_text(to); }

}  // namespace

std::vector<double> numbers_of(const feature::LayerPack& pack, std::size_t column) {
  std::vector<double> out;
  for (std::uint32_t row = 0; row < pack.size(); ++row) {
    if (const auto number = number_in(pack.value(row, column))) out.push_back(*number);
  }
  return out;
}

std::vector<ValueCount> distinct_values(const feature::LayerPack& pack, std::size_t column, std::size_t limit) {
  if (column >= pack.info().columns.size()) return {};
  const bool is_text = pack.info().columns[column].type == feature::ColumnType::text;
  auto out = is_text ? counted_texts(pack, column) : counted_values(pack, column);
  std::stable_sort(out.begin(), out.end(),
                   [](const ValueCount& a, const ValueCount& b) { return a.count != b.count ? a.count > b.count : a.value < b.value; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

Color categorical_color(std::size_t index) {
  // Okabe and Ito (2008) without black and without yellow, which is lost on paper; then purple of Tol (2021) in its place.
  constexpr std::array<std::string_view, 7> k_hues{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255"};
  const Color hue = *parse_color(k_hues[index % k_hues.size()]);
  const std::size_t round = std::min<std::size_t>(index / k_hues.size(), 3);
  return mix(hue, Color{1, 1, 1, 1}, 0.25 * static_cast<double>(round));
}

Color cividis(double t) {
  // Nine supporting points of the published table (Nunez, Anderton & Renslow 2018); between them the colours are mixed.
  constexpr std::array<std::string_view, 9> k_points{"#00224e", "#123570", "#3b496c", "#575d6d", "#707173",
                                                     "#8a8678", "#a59c74", "#c3b369", "#fee838"};
  constexpr std::array<double, 9> k_at{0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.86, 1};
  const double x = std::clamp(std::isnan(t) ? 0.0 : t, 0.0, 1.0);
  std::size_t i = 0;
  while (i + 2 < k_at.size() && x > k_at[i + 1]) ++i;
  return mix(*parse_color(k_points[i]), *parse_color(k_points[i + 1]), (x - k_at[i]) / (k_at[i + 1] - k_at[i]));
}

std::vector<Category> propose_categories(const feature::LayerPack& pack, std::size_t column, std::size_t limit) {
  std::vector<Category> out;
  for (auto& found : distinct_values(pack, column, limit + 1)) {
    if (std::holds_alternative<std::monostate>(found.value) || out.size() == limit) continue;
    Category category;
    category.symbol.color = categorical_color(out.size());
    category.label = feature::to_text(feature::view(found.value));
    category.value = std::move(found.value);
    out.push_back(std::move(category));
  }
  return out;
}

std::vector<Grade> propose_grades(const feature::LayerPack& pack, std::size_t column, int classes, ClassMethod method) {
  const auto limits = class_limits(numbers_of(pack, column), classes, method);
  std::vector<Grade> out;
  for (std::size_t i = 0; i + 1 < limits.size(); ++i) {
    Grade grade;
    grade.from = limits[i];
    grade.to = limits[i + 1];
    // Light is little: on paper the darkest colour catches the eye and stands for the most.
    const double share = limits.size() == 2 ? 0.5 : static_cast<double>(i) / static_cast<double>(limits.size() - 2);
    grade.symbol.color = cividis(1 - share);
    grade.label = range_label(grade.from, grade.to);
    out.push_back(std::move(grade));
  }
  return out;
}

}  // namespace skizze::style
