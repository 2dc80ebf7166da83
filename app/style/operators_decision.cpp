// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <unordered_map>

#include "style/parser.h"

namespace skizze::style {
namespace {

std::string at_index(std::size_t i) { return "[" + std::to_string(i) + "]"; }

class Case final : public Node {
 public:
  using Branch = std::pair<NodePtr, NodePtr>;
  Case(const Type& output, std::vector<Branch> branches, NodePtr otherwise, std::string node_key)
      : Node(NodeKind::other, output, std::move(node_key)), m_branches(std::move(branches)), m_otherwise(std::move(otherwise)) {}
  Outcome evaluate(const Context& context) const override {
    for (const auto& [test, output] : m_branches) {
      auto value = test->evaluate(context);
      if (!value) return value;
      if (value->boolean() != nullptr && *value->boolean()) return output->evaluate(context);
    }
    return m_otherwise->evaluate(context);
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& [test, output] : m_branches) {
      visit(test);
      visit(output);
    }
    visit(m_otherwise);
  }

 private:
  std::vector<Branch> m_branches;
  NodePtr m_otherwise;
};

NodePtr parse_case(const Json& e, const Parser& p) {
  if (e.size() < 4) return p.error("Expected at least 3 arguments, but found only " + std::to_string(e.size() - 1) + ".");
  if (e.size() % 2 != 0) return p.error("Expected an odd number of arguments.");
  std::optional<Type> output = p.useful_expected();
  std::vector<Case::Branch> branches;
  for (std::size_t i = 1; i + 1 < e.size(); i += 2) {
    auto test = p.parse_argument(e[i], i, Type{Kind::boolean});
    if (!test) return nullptr;
    auto result = p.parse_argument(e[i + 1], i + 1, output);
    if (!result) return nullptr;
    if (!output) output = result->type;
    branches.emplace_back(std::move(test), std::move(result));
  }
  auto otherwise = p.parse_argument(e.back(), e.size() - 1, output);
  if (!otherwise) return nullptr;
  return std::make_shared<Case>(*output, std::move(branches), std::move(otherwise), p.key());
}

class Coalesce final : public Node {
 public:
  Coalesce(const Type& output, std::vector<NodePtr> arguments, std::string node_key)
      : Node(NodeKind::coalesce, output, std::move(node_key)), m_arguments(std::move(arguments)) {}
  Outcome evaluate(const Context& context) const override {
    std::optional<Value> first_missing_image;
    for (const auto& argument : m_arguments) {
      auto value = argument->evaluate(context);
      if (!value) return value;
      if (value->image() != nullptr && !value->image()->available) {
        if (!first_missing_image) first_missing_image = *value;
        continue;
      }
      if (!value->is_null()) return value;
    }
    return first_missing_image ? *first_missing_image : Value();
  }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& argument : m_arguments) visit(argument);
  }

 private:
  std::vector<NodePtr> m_arguments;
};

NodePtr parse_coalesce(const Json& e, const Parser& p) {
  if (e.size() < 2) return p.error("Expected at least one argument.");
  std::optional<Type> output = p.useful_expected();
  std::vector<NodePtr> arguments;
  bool needs_annotation = false;
  for (std::size_t i = 1; i < e.size(); ++i) {
    // Without annotations, which would fail on null before the next argument had its turn.
    auto argument = p.parse_argument(e[i], i, output, Annotation::none);
    if (!argument) return nullptr;
    if (!output) output = argument->type;
    needs_annotation = needs_annotation || (p.expected() && !is_subtype(*p.expected(), argument->type));
    arguments.push_back(std::move(argument));
  }
  return std::make_shared<Coalesce>(needs_annotation ? Type{Kind::value} : *output, std::move(arguments), p.key());
}

class Match final : public Node {
 public:
  struct Cases {
    std::unordered_map<std::string, std::size_t> texts;
    std::unordered_map<std::int64_t, std::size_t> numbers;
  };
  Match(const Type& output, NodePtr input, Cases cases, std::vector<NodePtr> outputs, NodePtr otherwise, std::string node_key)
      : Node(NodeKind::other, output, std::move(node_key)),
        m_input(std::move(input)),
        m_cases(std::move(cases)),
        m_outputs(std::move(outputs)),
        m_otherwise(std::move(otherwise)) {}
  Outcome evaluate(const Context& context) const override {
    auto value = m_input->evaluate(context);
    if (!value) return value;
    if (const auto* text = value->string()) {
      if (const auto at = m_cases.texts.find(*text); at != m_cases.texts.end()) return m_outputs[at->second]->evaluate(context);
    } else if (const auto* number = value->number(); number != nullptr && std::abs(*number) < 9.1e15 && std::floor(*number) == *number) {
      if (const auto at = m_cases.numbers.find(static_cast<std::int64_t>(*number)); at != m_cases.numbers.end())
        return m_outputs[at->second]->evaluate(context);
    }
    return m_otherwise->evaluate(context);
  }
  void each_child(const ChildVisitor& visit) const override {
    visit(m_input);
    for (const auto& output : m_outputs) visit(output);
    visit(m_otherwise);
  }

 private:
  NodePtr m_input;
  Cases m_cases;
  std::vector<NodePtr> m_outputs;
  NodePtr m_otherwise;
};

constexpr std::int64_t k_max_safe_integer = 9007199254740991;  // ECMA-262, Number.MAX_SAFE_INTEGER

/// Notes one label of a branch; false after an error.
bool add_label(const Json& label, std::size_t branch, const std::string& at, std::optional<Type>& input_type, Match::Cases& cases,
               const Parser& p) {
  const auto bad = [&](std::string text) {
    p.error_at(at, std::move(text));
    return false;
  };
  if (!label.is_number() && !label.is_string()) return bad("Branch labels must be numbers or strings.");
  const double number = label.is_number() ? label.get<double>() : 0;
  if (std::abs(number) > static_cast<double>(k_max_safe_integer)) {
    return bad("Branch labels must be integers no larger than " + std::to_string(k_max_safe_integer) + ".");
  }
  if (std::floor(number) != number) return bad("Numeric branch labels must be integer values.");
  const Type type{label.is_number() ? Kind::number : Kind::string};
  if (!input_type)
    input_type = type;
  else if (!p.check_subtype(*input_type, type, at))
    return false;
  const bool is_new = label.is_string() ? cases.texts.emplace(label.get<std::string>(), branch).second
                                        : cases.numbers.emplace(static_cast<std::int64_t>(number), branch).second;
  return is_new || bad("Branch labels must be unique.");
}

NodePtr parse_match(const Json& e, const Parser& p) {
  if (e.size() < 5) return p.error("Expected at least 4 arguments, but found only " + std::to_string(e.size() - 1) + ".");
  if (e.size() % 2 != 1) return p.error("Expected an even number of arguments.");
  std::optional<Type> output = p.useful_expected();
  std::optional<Type> input_type;
  Match::Cases cases;
  std::vector<NodePtr> outputs;
  for (std::size_t i = 2; i + 1 < e.size(); i += 2) {
    const Json labels = e[i].is_array() ? e[i] : Json::array({e[i]});
    if (labels.empty()) return p.error_at(at_index(i), "Expected at least one branch label.");
    for (const auto& label : labels) {
      if (!add_label(label, outputs.size(), at_index(i), input_type, cases, p)) return nullptr;
    }
    auto result = p.parse_argument(e[i + 1], i, output);
    if (!result) return nullptr;
    if (!output) output = result->type;
    outputs.push_back(std::move(result));
  }
  auto input = p.parse_argument(e[1], 1, Type{Kind::value});
  if (!input) return nullptr;
  auto otherwise = p.parse_argument(e.back(), e.size() - 1, output);
  if (!otherwise) return nullptr;
  if (input->type.kind != Kind::value && !p.check_subtype(*input_type, input->type, "[1]")) return nullptr;
  return std::make_shared<Match>(*output, std::move(input), std::move(cases), std::move(outputs), std::move(otherwise), p.key());
}

enum class Operator : std::uint8_t { equal, not_equal, less, greater, less_or_equal, greater_or_equal };

template <class T>
bool holds(Operator op, const T& a, const T& b) {
  switch (op) {
    case Operator::less: return a < b;
    case Operator::greater: return a > b;
    case Operator::less_or_equal: return a <= b;
    case Operator::greater_or_equal: return a >= b;
    case Operator::equal: return a == b;
    case Operator::not_equal: return a != b;
  }
  return false;
}

class Comparison final : public Node {
 public:
  /// collator may be null.
  Comparison(Operator op, std::string name, NodePtr left, NodePtr right, NodePtr collator, std::string node_key)
      : Node(NodeKind::other, {Kind::boolean}, std::move(node_key)),
        m_operator(op),
        m_name(std::move(name)),
        m_left(std::move(left)),
        m_right(std::move(right)),
        m_collator(std::move(collator)) {}
  Outcome evaluate(const Context& context) const override {
    const auto left = m_left->evaluate(context);
    if (!left) return left;
    const auto right = m_right->evaluate(context);
    if (!right) return right;
    if (m_collator && left->string() != nullptr && right->string() != nullptr) {
      const auto collator = m_collator->evaluate(context);
      if (!collator) return collator;
      return Value(holds(m_operator, collator->collator()->compare(*left->string(), *right->string()), 0));
    }
    if (m_operator == Operator::equal) return Value(same(*left, *right));
    if (m_operator == Operator::not_equal) return Value(!same(*left, *right));
    if (left->number() != nullptr && right->number() != nullptr) return Value(holds(m_operator, *left->number(), *right->number()));
    if (left->string() != nullptr && right->string() != nullptr) return Value(holds(m_operator, *left->string(), *right->string()));
    const auto kind_of = [](const Value& value) { return to_string(Type{type_of(value).kind}); };
    return failure("Expected arguments for \"" + m_name + "\" to be (string, string) or (number, number), but found (" + kind_of(*left) +
                   ", " + kind_of(*right) + ") instead.");
  }
  void each_child(const ChildVisitor& visit) const override {
    visit(m_left);
    visit(m_right);
    if (m_collator) visit(m_collator);
  }

 private:
  Operator m_operator;
  std::string m_name;
  NodePtr m_left;
  NodePtr m_right;
  NodePtr m_collator;
};

bool is_comparable(Kind kind, bool ordering) {
  if (kind == Kind::string || kind == Kind::number || kind == Kind::value) return true;
  return !ordering && (kind == Kind::boolean || kind == Kind::null);
}

template <Operator op>
NodePtr parse_comparison(const Json& e, const Parser& p) {
  constexpr bool k_ordering = op != Operator::equal && op != Operator::not_equal;
  const auto& name = e[0].get_ref<const std::string&>();
  if (e.size() != 3 && e.size() != 4) return p.error("Expected two or three arguments.");
  std::vector<NodePtr> sides;
  for (std::size_t i = 1; i < 3; ++i) {
    auto side = p.parse_argument(e[i], i, Type{Kind::value});
    if (!side) return nullptr;
    if (!is_comparable(side->type.kind, k_ordering)) {
      return p.error_at(at_index(i), "\"" + name + "\" comparisons are not supported for type '" + to_string(side->type) + "'.");
    }
    sides.push_back(std::move(side));
  }
  const Kind left = sides[0]->type.kind;
  const Kind right = sides[1]->type.kind;
  if (left != right && left != Kind::value && right != Kind::value) {
    return p.error("Cannot compare types '" + to_string(sides[0]->type) + "' and '" + to_string(sides[1]->type) + "'.");
  }
  NodePtr collator;
  if (e.size() == 4) {
    const auto may_be_text = [](Kind kind) { return kind == Kind::string || kind == Kind::value; };
    if (!may_be_text(left) && !may_be_text(right)) return p.error("Cannot use collator to compare non-string types.");
    collator = p.parse_argument(e[3], 3, Type{Kind::collator});
    if (!collator) return nullptr;
  }
  if (k_ordering && left == Kind::value && right != Kind::value) sides[0] = make_assertion({right}, {sides[0]}, p.key());
  if (k_ordering && left != Kind::value && right == Kind::value) sides[1] = make_assertion({left}, {sides[1]}, p.key());
  return std::make_shared<Comparison>(op, name, std::move(sides[0]), std::move(sides[1]), std::move(collator), p.key());
}

}  // namespace

void add_decision_operators(OperatorTable& table) {
  table["case"] = parse_case;
  table["match"] = parse_match;
  table["coalesce"] = parse_coalesce;
  table["=="] = parse_comparison<Operator::equal>;
  table["!="] = parse_comparison<Operator::not_equal>;
  table["<"] = parse_comparison<Operator::less>;
  table[">"] = parse_comparison<Operator::greater>;
  table["<="] = parse_comparison<Operator::less_or_equal>;
  table[">="] = parse_comparison<Operator::greater_or_equal>;
}

}  // namespace skizze::style
