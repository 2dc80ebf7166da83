// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/parser.h"

#include <algorithm>

namespace skizze::style {
namespace {

constexpr int k_max_depth = 128;

/// Whether the node can be computed now (specification: constant folding). Children of other nodes are literals already when they are
/// constant.
bool is_constant(const Node& node) {
  switch (node.kind) {
    case NodeKind::variable:
    case NodeKind::error:
    case NodeKind::collator:
    case NodeKind::global_state:
    case NodeKind::feature:
    case NodeKind::feature_state:
    case NodeKind::zoom:
    case NodeKind::global: return false;
    default: break;
  }
  const bool looks_deeper = node.kind == NodeKind::annotation;
  bool constant = true;
  node.each_child(
      [&](const NodePtr& child) { constant = constant && (child->kind == NodeKind::literal || (looks_deeper && is_constant(*child))); });
  return constant;
}

bool one_of(Kind kind, std::initializer_list<Kind> kinds) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

/// The annotation that makes a value of kind `actual` fit, by the rules of the specification's parser.
std::optional<Annotation> annotation_for(Kind expected, Kind actual) {
  if (one_of(expected, {Kind::string, Kind::number, Kind::boolean, Kind::object, Kind::array}) && actual == Kind::value)
    return Annotation::assertion;
  if (expected == Kind::projection && one_of(actual, {Kind::string, Kind::array, Kind::value})) return Annotation::coercion;
  if (one_of(expected, {Kind::color, Kind::formatted, Kind::image}) && one_of(actual, {Kind::value, Kind::string}))
    return Annotation::coercion;
  if (one_of(expected, {Kind::padding, Kind::number_array}) && one_of(actual, {Kind::value, Kind::number, Kind::array}))
    return Annotation::coercion;
  if (expected == Kind::color_array && one_of(actual, {Kind::value, Kind::string, Kind::array})) return Annotation::coercion;
  return std::nullopt;
}

OperatorTable make_table() {
  OperatorTable table;
  add_basic_operators(table);
  add_decision_operators(table);
  add_curve_operators(table);
  add_list_operators(table);
  add_text_operators(table);
  add_compound_operators(table);
  add_collator_operators(table);
  add_geometry_operators(table);
  add_legacy_filter_operators(table);
  return table;
}

const OperatorTable& table() {
  static const OperatorTable s_table = make_table();
  return s_table;
}

}  // namespace

PropertyRef NameTable::ref(const std::string& name) {
  const auto [at, is_new] = m_index.emplace(name, static_cast<int>(m_names.size()));
  if (is_new) m_names.push_back(name);
  return {name, at->second};
}

NodePtr Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer.get()) {
    if (const auto at = scope->names.find(name); at != scope->names.end()) return at->second;
  }
  return nullptr;
}

std::nullptr_t Parser::error(std::string message) const { return error_at({}, std::move(message)); }

std::nullptr_t Parser::error_at(std::string_view child_key, std::string message) const {
  m_errors->push_back({m_key + std::string(child_key), std::move(message)});
  return nullptr;
}

bool Parser::check_subtype(const Type& expected, const Type& actual, std::string_view child_key) const {
  if (is_subtype(expected, actual)) return true;
  error_at(child_key, mismatch_text(expected, actual));
  return false;
}

std::optional<Type> Parser::useful_expected() const { return m_expected && m_expected->kind != Kind::value ? m_expected : std::nullopt; }

Parser Parser::with_errors(std::vector<ParseError>& errors) const {
  Parser copy = *this;
  copy.m_errors = &errors;
  copy.m_expected.reset();
  return copy;
}

NodePtr Parser::parse_argument(const Json& argument, std::size_t index, std::optional<Type> expected, Annotation annotation,
                               std::shared_ptr<const Scope> scope) const {
  Parser inner = *this;
  inner.m_key += "[" + std::to_string(index) + "]";
  inner.m_expected = expected;
  inner.m_depth = m_depth + 1;
  if (scope) inner.m_scope = std::move(scope);
  return inner.parse(argument, annotation);
}

NodePtr Parser::parse(const Json& expression, Annotation annotation) const {
  if (m_depth > k_max_depth) return error("The expression is nested too deeply.");
  if (expression.is_null() || expression.is_string() || expression.is_boolean() || expression.is_number()) {
    return parse_operator(Json::array({"literal", expression}), annotation);
  }
  if (expression.is_object()) return error("Bare objects invalid. Use [\"literal\", {...}] instead.");
  if (!expression.is_array()) return error("Expected an array.");
  if (expression.empty()) {
    return error("Expected an array with at least one element. If you wanted a literal array, use [\"literal\", []].");
  }
  if (!expression[0].is_string()) {
    return error_at("[0]", "Expression name must be a string, but found " + std::string(js_type(expression[0])) +
                               " instead. If you wanted a literal array, use [\"literal\", [...]].");
  }
  return parse_operator(expression, annotation);
}

NodePtr Parser::parse_operator(const Json& expression, Annotation annotation) const {
  const auto& name = expression[0].get_ref<const std::string&>();
  const ParseFunction function = find_operator(name);
  if (function == nullptr) {
    return error_at("[0]", "Unknown expression \"" + name + "\". If you wanted a literal array, use [\"literal\", [...]].");
  }
  NodePtr parsed = function(expression, *this);
  if (parsed && m_expected) parsed = fitted(std::move(parsed), annotation);
  return parsed ? folded(std::move(parsed)) : nullptr;
}

NodePtr Parser::fitted(NodePtr parsed, Annotation annotation) const {
  const auto wanted = annotation_for(m_expected->kind, parsed->type.kind);
  if (!wanted) return check_subtype(*m_expected, parsed->type) ? parsed : nullptr;
  const Annotation chosen = annotation == Annotation::by_type ? *wanted : annotation;
  if (chosen == Annotation::none) return parsed;
  if (chosen == Annotation::assertion) return make_assertion(*m_expected, {std::move(parsed)}, m_key);
  return make_coercion(*m_expected, {std::move(parsed)}, m_key);
}

NodePtr Parser::folded(NodePtr parsed) const {
  // Images stay: which ones there are is known only when drawing.
  if (parsed->kind == NodeKind::literal || parsed->type.kind == Kind::image || !is_constant(*parsed)) return parsed;
  auto value = parsed->evaluate(Context{});
  if (!value) return error(value.error().message);
  return std::make_shared<Literal>(parsed->type, std::move(*value), m_key);
}

ParseFunction find_operator(std::string_view name) {
  const auto at = table().find(name);
  return at == table().end() ? nullptr : at->second;
}

std::vector<std::string> operator_names() {
  std::vector<std::string> names;
  for (const auto& entry : table()) names.emplace_back(entry.first);
  std::sort(names.begin(), names.end());
  return names;
}

bool is_expression(const Json& json) {
  return json.is_array() && !json.empty() && json[0].is_string() && find_operator(json[0].get_ref<const std::string&>()) != nullptr;
}

Value value_of_json(const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean: return Value(json.get<bool>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: return Value(json.get<double>());
    case Json::value_t::string: return Value(json.get_ref<const std::string&>());
    case Json::value_t::array: {
      Array items;
      for (const auto& item : json) items.push_back(value_of_json(item));
      return Value(std::move(items));
    }
    case Json::value_t::object: {
      Object members;
      for (const auto& entry : json.items()) members.emplace_back(entry.key(), value_of_json(entry.value()));
      return Value(std::move(members));
    }
    default: return {};
  }
}

std::string_view js_type(const Json& json) {
  if (json.is_number()) return "number";
  if (json.is_string()) return "string";
  if (json.is_boolean()) return "boolean";
  return "object";
}

}  // namespace skizze::style
