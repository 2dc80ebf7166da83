// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/conditions.h"

#include <algorithm>
#include <array>

#include "style/json_terms.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;
using feature::Value;

constexpr std::array<std::pair<Operator, const char*>, 6> k_comparisons{{{Operator::equal, "=="},
                                                                         {Operator::not_equal, "!="},
                                                                         {Operator::less, "<"},
                                                                         {Operator::at_most, "<="},
                                                                         {Operator::greater, ">"},
                                                                         {Operator::at_least, ">="}}};

bool is_order(Operator op) { return op != Operator::equal && op != Operator::not_equal; }

// --- to JSON --------------------------------------------------------------------------------------------------------------

bool is_number(const Value& value) { return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value); }

Json comparison(const std::string& attribute, const char* op, const Value& value) {
  return {op, is_number(value) ? number_of(attribute) : get_of(attribute), json_of(value)};
}

/// Numbers only where there is one.
Json guarded(const Condition& c, Json comparisons) {
  Json out = Json::array({"all"});
  if (std::any_of(c.values.begin(), c.values.end(), is_number)) out.push_back(number_test(c.attribute));
  for (auto& part : comparisons) out.push_back(std::move(part));
  return out.size() == 2 ? out[1] : out;
}

Json equal_json(const Condition& c) {
  Json any = Json::array({"any"});
  for (const auto& value : c.values) any.push_back({"==", get_of(c.attribute), json_of(value)});
  return any.size() == 2 ? any[1] : any;
}

Json condition_json(const Condition& c) {
  const Value none;
  const Value& first = c.values.empty() ? none : c.values.front();
  switch (c.op) {
    case Operator::empty: return {"!", {"has", c.attribute}};
    case Operator::set: return {"has", c.attribute};
    case Operator::contains: return {"in", json_of(first), {"downcase", {"to-string", get_of(c.attribute)}}};
    case Operator::equal: return equal_json(c);
    case Operator::not_equal: return {"!=", get_of(c.attribute), json_of(first)};
    case Operator::between: {
      const Value& to = c.values.size() > 1 ? c.values[1] : first;
      return guarded(c, Json::array({comparison(c.attribute, ">=", first), comparison(c.attribute, c.to_included ? "<=" : "<", to)}));
    }
    default: break;
  }
  const auto* at = std::find_if(k_comparisons.begin(), k_comparisons.end(), [&](const auto& pair) { return pair.first == c.op; });
  return guarded(c, Json::array({comparison(c.attribute, at->second, first)}));
}

// --- from JSON ------------------------------------------------------------------------------------------------------------

std::optional<Value> value_of(const Json& json) {
  if (json.is_string()) return Value(json.get<std::string>());
  if (json.is_boolean()) return Value(json.get<bool>());
  if (json.is_number_integer()) return Value(json.get<std::int64_t>());
  if (json.is_number()) return Value(json.get<double>());
  return std::nullopt;
}

bool is_call(const Json& json, const char* op, std::size_t size) {
  return json.is_array() && json.size() == size && json[0].is_string() && json[0].get_ref<const std::string&>() == op;
}

/// The attribute of ["get", a], as number or text too; empty for anything else.
std::string attribute_of(const Json& json) {
  if (is_call(json, "get", 2) && json[1].is_string()) return json[1].get<std::string>();
  const bool converted = is_call(json, "to-number", 2) || is_call(json, "to-number", 3) || is_call(json, "number", 2) ||
                         is_call(json, "to-string", 2) || is_call(json, "downcase", 2);
  return converted ? attribute_of(json[1]) : std::string();
}

std::optional<Condition> comparison_of(const Json& json) {
  if (!json.is_array() || json.size() != 3 || !json[0].is_string()) return std::nullopt;
  const auto& op = json[0].get_ref<const std::string&>();
  if (op == "in") {
    auto attribute = attribute_of(json[2]);
    if (attribute.empty() || !json[1].is_string()) return std::nullopt;
    return Condition{std::move(attribute), Operator::contains, {json[1].get<std::string>()}, false};
  }
  const auto* at = std::find_if(k_comparisons.begin(), k_comparisons.end(), [&](const auto& pair) { return op == pair.second; });
  auto attribute = attribute_of(json[1]);
  auto value = value_of(json[2]);
  if (at == k_comparisons.end() || attribute.empty() || !value) return std::nullopt;
  return Condition{std::move(attribute), at->first, {std::move(*value)}, false};
}

std::optional<Condition> has_of(const Json& json) {
  if (is_call(json, "has", 2) && json[1].is_string()) return Condition{json[1].get<std::string>(), Operator::set, {}, false};
  if (!is_call(json, "!", 2)) return std::nullopt;
  auto inner = has_of(json[1]);
  if (!inner || inner->op != Operator::set) return std::nullopt;
  inner->op = Operator::empty;
  return inner;
}

/// ["any", a == 1, a == 2]: one of several values.
std::optional<Condition> one_of(const Json& json) {
  if (!json.is_array() || json.size() < 3 || json[0] != "any") return std::nullopt;
  std::optional<Condition> out;
  for (std::size_t i = 1; i < json.size(); ++i) {
    auto part = comparison_of(json[i]);
    if (!part || part->op != Operator::equal || (out && out->attribute != part->attribute)) return std::nullopt;
    if (out)
      out->values.push_back(std::move(part->values.front()));
    else
      out = std::move(part);
  }
  return out;
}

/// Two limits of one attribute.
std::optional<Condition> between_of(const Condition& a, const Condition& b) {
  const bool limits = a.attribute == b.attribute && a.op == Operator::at_least && (b.op == Operator::less || b.op == Operator::at_most);
  if (!limits) return std::nullopt;
  return Condition{a.attribute, Operator::between, {a.values.front(), b.values.front()}, b.op == Operator::at_most};
}

/// ["all", is it a number?, a comparison or two]: what json_of writes, and what graduated classes become.
std::optional<Condition> guarded_of(const Json& json) {
  if (!json.is_array() || json.size() < 3 || json.size() > 4 || json[0] != "all") return std::nullopt;
  auto last = comparison_of(json[json.size() - 1]);
  if (!last || !is_order(last->op)) return std::nullopt;
  if (json.size() == 3) {
    if (json[1] == number_test(last->attribute)) return last;
    const auto first = comparison_of(json[1]);
    return first ? between_of(*first, *last) : std::nullopt;
  }
  const auto first = comparison_of(json[2]);
  return first && json[1] == number_test(last->attribute) ? between_of(*first, *last) : std::nullopt;
}

std::optional<Condition> part_of(const Json& json) {
  if (auto c = comparison_of(json)) return c;
  if (auto c = has_of(json)) return c;
  if (auto c = one_of(json)) return c;
  return guarded_of(json);
}

}  // namespace

Json json_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* b = std::get_if<bool>(&value)) return *b;
  if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
  if (const auto* d = std::get_if<double>(&value)) return *d;
  return nullptr;
}

Json get_of(const std::string& attribute) { return {"get", attribute}; }
Json number_of(const std::string& attribute) { return {"to-number", get_of(attribute), 0}; }
Json number_test(const std::string& attribute) {
  return {"case", {"!", {"has", attribute}},
          false,  {"==", {"typeof", get_of(attribute)}, "number"},
          true,   {"!=", {"to-number", get_of(attribute), -1e300}, -1e300}};
}

std::optional<Conditions> conditions_of(std::string_view filter_json) {
  if (filter_json.empty()) return Conditions{};
  const Json json = Json::parse(filter_json, nullptr, false);
  if (auto single = part_of(json)) return Conditions{false, {std::move(*single)}};
  const bool list = json.is_array() && json.size() > 1 && (json[0] == "all" || json[0] == "any");
  if (!list) return std::nullopt;
  Conditions out;
  out.any = json[0] == "any";
  for (std::size_t i = 1; i < json.size(); ++i) {
    auto part = part_of(json[i]);
    if (!part) return std::nullopt;
    out.parts.push_back(std::move(*part));
  }
  return out;
}

std::string filter_of(const Conditions& conditions) {
  if (conditions.parts.empty()) return {};
  Json out = Json::array({conditions.any ? "any" : "all"});
  for (const auto& part : conditions.parts) out.push_back(condition_json(part));
  const Json& whole = out.size() == 2 ? out[1] : out;
  return whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace skizze::style
