// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The filter syntax before expressions: ["==", "name", value], ["in", "class", "a", "b"], ["has", "x"], ["all", ...], $type, $id.
#include "style/property_expression.h"

#include <algorithm>

namespace skizze::style {
namespace {

using Target = LegacyFilterNode::Target;
using Test = LegacyFilterNode::Test;

std::optional<Test> test_of(const std::string& name) {
  static const std::unordered_map<std::string_view, Test> s_tests{
      {"==", Test::equal}, {"<", Test::less}, {"<=", Test::less_or_equal}, {">", Test::greater}, {">=", Test::greater_or_equal},
      {"has", Test::has},  {"in", Test::in}};
  const auto at = s_tests.find(name);
  return at == s_tests.end() ? std::nullopt : std::optional(at->second);
}

/// ["legacy-filter", test, key, values...], made by convert_legacy_filter only.
NodePtr parse_legacy_filter(const Json& e, const Parser& p) {
  const auto test = e.size() > 2 && e[1].is_string() && e[2].is_string() ? test_of(e[1].get<std::string>()) : std::nullopt;
  if (!test) return p.error("Invalid filter.");
  const auto& name = e[2].get_ref<const std::string&>();
  const Target target = name == "$type" ? Target::type : name == "$id" ? Target::id : Target::property;
  std::vector<Value> values;
  for (std::size_t i = 3; i < e.size(); ++i) values.push_back(value_of_json(e[i]));
  if (*test != Test::has && *test != Test::in && values.size() != 1) return p.error("A comparison needs one property and one value.");
  PropertyRef ref = target == Target::property ? p.names().ref(name) : PropertyRef{};
  return std::make_shared<LegacyFilterNode>(target, *test, std::move(ref), std::move(values), p.key());
}

Json negation(Json filter) { return Json::array({"!", std::move(filter)}); }

Json leaf(const char* test, const Json& filter) {
  Json out = Json::array({"legacy-filter", test});
  for (std::size_t i = 1; i < filter.size(); ++i) out.push_back(filter[i]);
  return out;
}

}  // namespace

bool is_expression_filter(const Json& filter) {
  if (filter.is_boolean()) return true;
  if (!filter.is_array() || filter.empty() || !filter[0].is_string()) return false;
  const auto& op = filter[0].get_ref<const std::string&>();
  const auto is_text = [&](std::size_t i) { return filter.size() > i && filter[i].is_string(); };
  if (op == "has") return filter.size() >= 2 && filter[1] != "$id" && filter[1] != "$type";
  if (op == "in") return filter.size() >= 3 && (!is_text(1) || filter[2].is_array());
  if (op == "!in" || op == "!has" || op == "none") return false;
  if (op == "==" || op == "!=" || op == ">" || op == ">=" || op == "<" || op == "<=") {
    return filter.size() != 3 || filter[1].is_array() || filter[2].is_array();
  }
  if (op == "any" || op == "all") {
    return std::all_of(filter.begin() + 1, filter.end(), [](const Json& f) { return f.is_boolean() || is_expression_filter(f); });
  }
  return true;
}

Json convert_legacy_filter(const Json& filter) {
  if (filter.is_null()) return true;
  if (!filter.is_array() || filter.empty() || !filter[0].is_string()) return filter;
  const auto& op = filter[0].get_ref<const std::string&>();
  if (filter.size() == 1) return op != "any";
  if (op == "all" || op == "any" || op == "none") {
    Json out = Json::array({op == "any" ? "any" : "all"});
    for (std::size_t i = 1; i < filter.size(); ++i) {
      Json inner =
          is_expression_filter(filter[i]) && (op == "none" || !filter[i].is_array()) ? filter[i] : convert_legacy_filter(filter[i]);
      out.push_back(op == "none" ? negation(std::move(inner)) : std::move(inner));
    }
    return out;
  }
  if (op == "!=") return negation(leaf("==", filter));
  if (op == "!in") return negation(leaf("in", filter));
  if (op == "!has") return negation(leaf("has", filter));
  if (!test_of(op)) return filter;  // an expression among old tests is taken as it is
  if (is_expression_filter(filter) && op != "has") return filter;
  return leaf(op.c_str(), filter);
}

void add_legacy_filter_operators(OperatorTable& table) { table["legacy-filter"] = parse_legacy_filter; }

}  // namespace skizze::style
