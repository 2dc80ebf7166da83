// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "style/coerce.h"
#include "style/parser.h"

namespace skizze::style {
namespace {

std::string count_text(const Json& e) { return std::to_string(e.size() - 1); }

/// ["number", x, fallback...]: the first argument of the wanted type.
class Assertion final : public Node {
 public:
  Assertion(const Type& wanted, std::vector<NodePtr> arguments, std::string node_key)
      : Node(NodeKind::annotation, wanted, std::move(node_key)), m_arguments(std::move(arguments)) {}
  Outcome evaluate(const Context& context) const override {
    for (std::size_t i = 0;; ++i) {
      auto value = m_arguments[i]->evaluate(context);
      if (!value) return value;
      const Type found = type_of(*value);
      if (is_subtype(type, found)) return value;
      if (i + 1 == m_arguments.size()) {
        return failure("Expected value to be of type " + to_string(type) + ", but found " + to_string(found) + " instead.");
      }
    }
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& argument : m_arguments) visit(argument);
  }

 private:
  std::vector<NodePtr> m_arguments;
};

/// ["to-number", x, fallback...]: the first argument that can be converted.
class Coercion final : public Node {
 public:
  Coercion(const Type& wanted, std::vector<NodePtr> arguments, std::string node_key)
      : Node(NodeKind::annotation, wanted, std::move(node_key)), m_arguments(std::move(arguments)) {}
  Outcome evaluate(const Context& context) const override {
    for (std::size_t i = 0;; ++i) {
      auto value = m_arguments[i]->evaluate(context);
      if (!value) return value;
      auto converted = coerce(*value, type.kind, context);
      if (converted) return std::move(*converted);
      if (i + 1 == m_arguments.size()) return failure(std::move(converted.error()));
    }
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& argument : m_arguments) visit(argument);
  }

 private:
  std::vector<NodePtr> m_arguments;
};

class Let final : public Node {
 public:
  Let(std::vector<NodePtr> bindings, NodePtr result, std::string node_key)
      : Node(NodeKind::let, result->type, std::move(node_key)), m_bindings(std::move(bindings)), m_result(std::move(result)) {}
  Outcome evaluate(const Context& context) const override { return m_result->evaluate(context); }
  /// The result comes first: whoever looks for a curve over zoom looks there.
  void each_child(const ChildVisitor& visit) const override {
    visit(m_result);
    for (const auto& binding : m_bindings) visit(binding);
  }

 private:
  std::vector<NodePtr> m_bindings;
  NodePtr m_result;
};

/// What is bound belongs to the "let", so a variable shows no children; constants are never bound this way (see parse_var).
class Variable final : public Node {
 public:
  Variable(NodePtr bound, std::string node_key) : Node(NodeKind::variable, bound->type, std::move(node_key)), m_bound(std::move(bound)) {}
  Outcome evaluate(const Context& context) const override {
    constexpr int k_most_uses = 10000;
    if (++context.variable_uses > k_most_uses) return failure("The expression uses its variables too often.");
    return m_bound->evaluate(context);
  }

 private:
  NodePtr m_bound;
};

NodePtr parse_literal(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("'literal' expression requires exactly one argument, but found " + count_text(e) + " instead.");
  Value value = value_of_json(e[1]);
  Type type = type_of(value);
  const auto& expected = p.expected();
  // An empty list is a list of whatever is wanted.
  if (type.kind == Kind::array && type.length == 0 && expected && expected->kind == Kind::array && expected->length <= 0) type = *expected;
  return std::make_shared<Literal>(type, std::move(value), p.key());
}

/// A list whose items are expressions.
class ListNode final : public Node {
 public:
  ListNode(const Type& list_type, std::vector<NodePtr> items, std::string node_key)
      : Node(NodeKind::other, list_type, std::move(node_key)), m_items(std::move(items)) {}
  Outcome evaluate(const Context& context) const override {
    Array values;
    for (const auto& item : m_items) {
      auto value = item->evaluate(context);
      if (!value) return value;
      values.push_back(std::move(*value));
    }
    return Value(std::move(values));
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& item : m_items) visit(item);
  }

 private:
  std::vector<NodePtr> m_items;
};

NodePtr parse_semiliteral(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("'semiliteral' expression requires exactly one argument, but found " + count_text(e) + " instead.");
  if (!e[1].is_array()) {
    Value value = value_of_json(e[1]);
    const Type type = type_of(value);
    return std::make_shared<Literal>(type, std::move(value), p.key());
  }
  std::vector<NodePtr> items;
  for (std::size_t i = 0; i < e[1].size(); ++i) {
    auto item = p.parse_argument(e[1][i], 1, Type{Kind::value});
    if (!item) return nullptr;
    items.push_back(std::move(item));
  }
  bool alike = !items.empty() && items.front()->type.kind != Kind::array;
  for (const auto& item : items) alike = alike && item->type.kind == items.front()->type.kind;
  const Type type = array_of(alike ? items.front()->type.kind : Kind::value, static_cast<int>(items.size()));
  return std::make_shared<ListNode>(type, std::move(items), p.key());
}

std::optional<std::vector<NodePtr>> parse_values(const Json& e, std::size_t from, const Parser& p) {
  std::vector<NodePtr> arguments;
  for (std::size_t i = from; i < e.size(); ++i) {
    auto argument = p.parse_argument(e[i], i, Type{Kind::value});
    if (!argument) return std::nullopt;
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

std::optional<Kind> scalar_kind(const std::string& name) {
  if (name == "string") return Kind::string;
  if (name == "number") return Kind::number;
  if (name == "boolean") return Kind::boolean;
  return std::nullopt;
}

NodePtr parse_assertion(const Json& e, const Parser& p) {
  if (e.size() < 2) return p.error("Expected at least one argument.");
  const auto& name = e[0].get_ref<const std::string&>();
  const auto kind = scalar_kind(name);
  auto arguments = parse_values(e, 1, p);
  if (!arguments) return nullptr;
  return make_assertion({kind.value_or(Kind::object)}, std::move(*arguments), p.key());
}

NodePtr parse_array_assertion(const Json& e, const Parser& p) {
  if (e.size() < 2) return p.error("Expected at least one argument.");
  Type type = array_of(Kind::value);
  std::size_t first = 1;
  if (e.size() > 2) {
    const auto item = e[1].is_string() ? scalar_kind(e[1].get_ref<const std::string&>()) : std::nullopt;
    if (!item) return p.error_at("[1]", "The item type argument of \"array\" must be one of string, number, boolean");
    type.item = *item;
    first = 2;
  }
  if (e.size() > 3) {
    const double length = e[2].is_number() ? e[2].get<double>() : -1;
    if (!e[2].is_null() && (length < 0 || length > 1e6 || std::floor(length) != length)) {
      return p.error_at("[2]", "The length argument to \"array\" must be a positive integer literal");
    }
    if (!e[2].is_null()) type.length = static_cast<int>(length);
    first = 3;
  }
  auto arguments = parse_values(e, first, p);
  if (!arguments) return nullptr;
  return make_assertion(type, std::move(*arguments), p.key());
}

NodePtr parse_coercion(const Json& e, const Parser& p) {
  if (e.size() < 2) return p.error("Expected at least one argument.");
  const auto& name = e[0].get_ref<const std::string&>();
  if ((name == "to-boolean" || name == "to-string") && e.size() != 2) return p.error("Expected one argument.");
  auto arguments = parse_values(e, 1, p);
  if (!arguments) return nullptr;
  const Kind kind = name == "to-boolean"  ? Kind::boolean
                    : name == "to-string" ? Kind::string
                    : name == "to-color"  ? Kind::color
                                          : Kind::number;
  return make_coercion({kind}, std::move(*arguments), p.key());
}

bool is_variable_name(const std::string& name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
}

NodePtr parse_let(const Json& e, const Parser& p) {
  if (e.size() < 4) return p.error("Expected at least 3 arguments, but found " + count_text(e) + " instead.");
  std::vector<NodePtr> bindings;
  auto scope = std::make_shared<Scope>();
  scope->outer = p.scope();
  for (std::size_t i = 1; i + 1 < e.size(); i += 2) {
    const std::string at = "[" + std::to_string(i) + "]";
    if (!e[i].is_string()) return p.error_at(at, "Expected string, but found " + std::string(js_type(e[i])) + " instead.");
    const auto& name = e[i].get_ref<const std::string&>();
    if (!is_variable_name(name)) return p.error_at(at, "Variable names must contain only alphanumeric characters or '_'.");
    auto value = p.parse_argument(e[i + 1], i + 1);
    if (!value) return nullptr;
    bindings.push_back(value);
    scope->names[name] = std::move(value);
  }
  auto result = p.parse_argument(e.back(), e.size() - 1, p.expected(), Annotation::by_type, scope);
  if (!result) return nullptr;
  return std::make_shared<Let>(std::move(bindings), std::move(result), p.key());
}

NodePtr parse_var(const Json& e, const Parser& p) {
  if (e.size() != 2 || !e[1].is_string()) return p.error("'var' expression requires exactly one string literal argument.");
  const auto& name = e[1].get_ref<const std::string&>();
  auto bound = p.scope() ? p.scope()->find(name) : nullptr;
  if (!bound) {
    return p.error_at("[1]", "Unknown variable \"" + name + "\". Make sure \"" + name +
                                 "\" has been bound in an enclosing \"let\" expression before using it.");
  }
  if (const auto* literal = dynamic_cast<const Literal*>(bound.get()))
    return std::make_shared<Literal>(literal->type, literal->value, p.key());
  return std::make_shared<Variable>(std::move(bound), p.key());
}

}  // namespace

NodePtr make_assertion(const Type& type, std::vector<NodePtr> arguments, std::string key) {
  return std::make_shared<Assertion>(type, std::move(arguments), std::move(key));
}

NodePtr make_coercion(const Type& type, std::vector<NodePtr> arguments, std::string key) {
  return std::make_shared<Coercion>(type, std::move(arguments), std::move(key));
}

void add_basic_operators(OperatorTable& table) {
  table["literal"] = parse_literal;
  table["semiliteral"] = parse_semiliteral;
  for (const auto* name : {"number", "string", "boolean", "object"}) table[name] = parse_assertion;
  table["array"] = parse_array_assertion;
  for (const auto* name : {"to-boolean", "to-string", "to-color", "to-number"}) table[name] = parse_coercion;
  table["let"] = parse_let;
  table["var"] = parse_var;
}

}  // namespace skizze::style
