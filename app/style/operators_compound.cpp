// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Operators with plain signatures: a result type, parameter types, a function.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "style/parser.h"
#include "style/utf8.h"

namespace skizze::style {
namespace {

using Arguments = std::span<const NodePtr>;
/// Some functions look at the arguments one by one (all, any), so they get nodes instead of values.
using Function = Outcome (*)(const Node& self, const Context& context, Arguments arguments);

struct Signature {
  std::vector<Type> parameters;
  bool variadic = false;  ///< any number of parameters.front()
  Function function = nullptr;
};

struct Definition {
  Type result;
  std::vector<Signature> overloads;
  NodeKind kind = NodeKind::other;
};

class Compound final : public Node {
 public:
  Compound(NodeKind node_kind, const Type& result, Function function, std::vector<NodePtr> arguments, std::string node_key)
      : Node(node_kind, result, std::move(node_key)), m_function(function), m_arguments(std::move(arguments)) {}
  Outcome evaluate(const Context& context) const override { return m_function(*this, context, m_arguments); }
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& argument : m_arguments) visit(argument);
  }
  const std::vector<NodePtr>& arguments() const { return m_arguments; }

 private:
  Function m_function;
  std::vector<NodePtr> m_arguments;
};

tl::unexpected<EvalError> failed(const Node& self, std::string message) {
  return tl::unexpected<EvalError>(EvalError{self.key, std::move(message)});
}

template <double (*F)(double)>
Outcome unary(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto x = arguments[0]->evaluate(context);
  return x ? Outcome(Value(F(*x->number()))) : x;
}

template <double (*F)(double, double)>
Outcome binary(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto a = arguments[0]->evaluate(context);
  if (!a) return a;
  auto b = arguments[1]->evaluate(context);
  return b ? Outcome(Value(F(*a->number(), *b->number()))) : b;
}

template <double (*F)(double, double)>
Outcome reduce(double result, const Context& context, Arguments arguments) {
  for (const auto& argument : arguments) {
    auto value = argument->evaluate(context);
    if (!value) return value;
    result = F(result, *value->number());
  }
  return Value(result);
}

template <bool StopAt>
Outcome until(const Node& /*self*/, const Context& context, Arguments arguments) {
  for (const auto& argument : arguments) {
    auto value = argument->evaluate(context);
    if (!value || (value->boolean() != nullptr && *value->boolean() == StopAt)) return value;
  }
  return Value(!StopAt);
}

Outcome rgba(const Node& self, const Context& context, Arguments arguments) {
  std::vector<double> n;
  Array shown;
  for (const auto& argument : arguments) {
    auto value = argument->evaluate(context);
    if (!value) return value;
    n.push_back(*value->number());
    shown.push_back(*value);
  }
  const auto in_byte = [](double c) { return c >= 0 && c <= 255; };
  std::string problem;
  if (!in_byte(n[0]) || !in_byte(n[1]) || !in_byte(n[2]))
    problem = "'r', 'g', and 'b' must be between 0 and 255.";
  else if (n.size() > 3 && !(n[3] >= 0 && n[3] <= 1))
    problem = "'a' must be between 0 and 1.";
  if (!problem.empty()) {
    const std::string list = json_text(Value(shown));
    return failed(self, "Invalid rgba value " + list + ": " + problem);
  }
  const auto component = [&](std::size_t i) { return static_cast<float>(n[i] / 255); };
  return Value(Color{component(0), component(1), component(2), n.size() > 3 ? static_cast<float>(n[3]) : 1.0F});
}

Outcome to_rgba(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto value = arguments[0]->evaluate(context);
  if (!value) return value;
  const Color c = *value->color();
  // Components come from bytes as a rule: rounding takes away what the float added.
  const auto byte = [](float component) { return Value(std::round(static_cast<double>(component) * 255e4) / 1e4); };
  return Value(Array{byte(c.r), byte(c.g), byte(c.b), Value(std::round(static_cast<double>(c.a) * 1e6) / 1e6)});
}

Outcome get_computed(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto name = arguments[0]->evaluate(context);
  if (!name || context.feature == nullptr) return name ? Outcome(Value()) : name;
  return context.feature->property({*name->string(), -1}).value_or(Value());
}

Outcome has_computed(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto name = arguments[0]->evaluate(context);
  if (!name) return name;
  return Value(context.feature != nullptr && context.feature->property({*name->string(), -1}).has_value());
}

template <bool Presence>
Outcome of_object(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto name = arguments[0]->evaluate(context);
  if (!name) return name;
  auto object = arguments[1]->evaluate(context);
  if (!object) return object;
  const Value* found = object->object() != nullptr ? member(*object->object(), *name->string()) : nullptr;
  if constexpr (Presence)
    return Value(found != nullptr);
  else
    return found != nullptr ? *found : Value();
}

Outcome feature_state(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto name = arguments[0]->evaluate(context);
  if (!name) return name;
  const Value* found = context.feature_state != nullptr ? member(*context.feature_state, *name->string()) : nullptr;
  return found != nullptr ? *found : Value();
}

Outcome concat(const Node& /*self*/, const Context& context, Arguments arguments) {
  std::string out;
  for (const auto& argument : arguments) {
    auto value = argument->evaluate(context);
    if (!value) return value;
    out += value_text(*value);
  }
  return Value(std::move(out));
}

template <std::string (*F)(std::string_view)>
Outcome text_function(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto value = arguments[0]->evaluate(context);
  return value ? Outcome(Value(F(*value->string()))) : value;
}

Outcome split(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto text = arguments[0]->evaluate(context);
  if (!text) return text;
  auto separator = arguments[1]->evaluate(context);
  if (!separator) return separator;
  Array parts;
  if (separator->string()->empty()) {
    for (const auto point : code_points(*text->string())) parts.emplace_back(point);
    return Value(std::move(parts));
  }
  std::size_t from = 0;
  for (std::size_t at = text->string()->find(*separator->string()); at != std::string::npos;
       at = text->string()->find(*separator->string(), from)) {
    parts.emplace_back(text->string()->substr(from, at - from));
    from = at + separator->string()->size();
  }
  parts.emplace_back(text->string()->substr(from));
  return Value(std::move(parts));
}

Outcome join(const Node& /*self*/, const Context& context, Arguments arguments) {
  auto list = arguments[0]->evaluate(context);
  if (!list) return list;
  auto separator = arguments[1]->evaluate(context);
  if (!separator) return separator;
  std::string out;
  for (std::size_t i = 0; i < list->array()->size(); ++i) out += (i > 0 ? *separator->string() : "") + value_text((*list->array())[i]);
  return Value(std::move(out));
}

double js_round(double x) { return std::round(x); }
double js_mod(double a, double b) { return std::fmod(a, b); }
double add(double a, double b) { return a + b; }
double multiply(double a, double b) { return a * b; }
double subtract(double a, double b) { return a - b; }
double divide(double a, double b) { return a / b; }
double negate(double a) { return -a; }
double smaller(double a, double b) { return std::isnan(a) || std::isnan(b) ? std::nan("") : std::min(a, b); }
double larger(double a, double b) { return std::isnan(a) || std::isnan(b) ? std::nan("") : std::max(a, b); }

template <class F>
constexpr Function fn(F f) {
  return f;
}

using Definitions = std::unordered_map<std::string_view, Definition>;

void add_numbers(Definitions& d) {
  const Type number{Kind::number};
  const auto one = [&](const char* name, Function f) { d[name] = {number, {{{number}, false, f}}}; };
  const auto two = [&](const char* name, Function f) { d[name] = {number, {{{number, number}, false, f}}}; };
  const auto many = [&](const char* name, Function f) { d[name] = {number, {{{number}, true, f}}}; };
  const auto none = [&](const char* name, Function f) { d[name] = {number, {{{}, false, f}}}; };
  one("sqrt", unary<std::sqrt>);
  one("ln", unary<std::log>);
  one("log10", unary<std::log10>);
  one("log2", unary<std::log2>);
  one("sin", unary<std::sin>);
  one("cos", unary<std::cos>);
  one("tan", unary<std::tan>);
  one("asin", unary<std::asin>);
  one("acos", unary<std::acos>);
  one("atan", unary<std::atan>);
  one("abs", unary<std::fabs>);
  one("round", unary<js_round>);
  one("floor", unary<std::floor>);
  one("ceil", unary<std::ceil>);
  two("/", binary<divide>);
  two("%", binary<js_mod>);
  two("^", binary<std::pow>);
  d["-"] = {number, {{{number, number}, false, binary<subtract>}, {{number}, false, unary<negate>}}};
  many("+", fn([](const Node&, const Context& c, Arguments a) { return reduce<add>(0, c, a); }));
  many("*", fn([](const Node&, const Context& c, Arguments a) { return reduce<multiply>(1, c, a); }));
  many("min",
       fn([](const Node&, const Context& c, Arguments a) { return reduce<smaller>(std::numeric_limits<double>::infinity(), c, a); }));
  many("max",
       fn([](const Node&, const Context& c, Arguments a) { return reduce<larger>(-std::numeric_limits<double>::infinity(), c, a); }));
  none("pi", fn([](const Node&, const Context&, Arguments) { return Outcome(Value(std::numbers::pi)); }));
  none("e", fn([](const Node&, const Context&, Arguments) { return Outcome(Value(std::numbers::e)); }));
  none("ln2", fn([](const Node&, const Context&, Arguments) { return Outcome(Value(std::numbers::ln2)); }));
}

void add_globals(Definitions& d) {
  const Type number{Kind::number};
  d["zoom"] = {number, {{{}, false, fn([](const Node&, const Context& c, Arguments) { return Outcome(Value(c.zoom)); })}}, NodeKind::zoom};
  d["heatmap-density"] = {number,
                          {{{}, false, fn([](const Node&, const Context& c, Arguments) { return Outcome(Value(c.heatmap_density)); })}},
                          NodeKind::global};
  d["elevation"] = {
      number, {{{}, false, fn([](const Node&, const Context& c, Arguments) { return Outcome(Value(c.elevation)); })}}, NodeKind::global};
  d["line-progress"] = {
      number, {{{}, false, fn([](const Node&, const Context&, Arguments) { return Outcome(Value(0.0)); })}}, NodeKind::global};
  d["accumulated"] = {
      {Kind::value}, {{{}, false, fn([](const Node&, const Context&, Arguments) { return Outcome(Value()); })}}, NodeKind::global};
  d["is-supported-script"] = {{Kind::boolean},
                              {{{{Kind::string}}, false, fn([](const Node&, const Context&, Arguments) { return Outcome(Value(true)); })}},
                              NodeKind::global};
}

void add_values(Definitions& d) {
  const Type text{Kind::string};
  const Type number{Kind::number};
  const Type truth{Kind::boolean};
  const Type value{Kind::value};
  const Type object{Kind::object};
  d["all"] = {truth, {{{truth}, true, until<false>}}};
  d["any"] = {truth, {{{truth}, true, until<true>}}};
  d["!"] = {truth, {{{truth}, false, fn([](const Node&, const Context& c, Arguments a) {
                       auto v = a[0]->evaluate(c);
                       return v ? Outcome(Value(!*v->boolean())) : v;
                     })}}};
  d["error"] = {{Kind::error},
                {{{text}, false, fn([](const Node& self, const Context& c, Arguments a) {
                    auto v = a[0]->evaluate(c);
                    return v ? Outcome(failed(self, *v->string())) : v;
                  })}},
                NodeKind::error};
  d["typeof"] = {text, {{{value}, false, fn([](const Node&, const Context& c, Arguments a) {
                           auto v = a[0]->evaluate(c);
                           return v ? Outcome(Value(to_string(type_of(*v)))) : v;
                         })}}};
  d["to-rgba"] = {array_of(Kind::number, 4), {{{{Kind::color}}, false, to_rgba}}};
  d["rgb"] = {{Kind::color}, {{{number, number, number}, false, rgba}}};
  d["rgba"] = {{Kind::color}, {{{number, number, number, number}, false, rgba}}};
  d["has"] = {truth, {{{text}, false, has_computed}, {{text, object}, false, of_object<true>}}};
  d["get"] = {value, {{{text}, false, get_computed}, {{text, object}, false, of_object<false>}}};
  d["feature-state"] = {value, {{{text}, false, feature_state}}, NodeKind::feature_state};
  d["concat"] = {text, {{{value}, true, concat}}};
  d["upcase"] = {text, {{{text}, false, text_function<upper_case>}}};
  d["downcase"] = {text, {{{text}, false, text_function<lower_case>}}};
  d["split"] = {array_of(Kind::string), {{{text, text}, false, split}}};
  d["join"] = {text, {{{array_of(Kind::string), text}, false, join}}};
}

const Definitions& definitions() {
  static const Definitions s_definitions = [] {
    Definitions d;
    add_numbers(d);
    add_globals(d);
    add_values(d);
    return d;
  }();
  return s_definitions;
}

std::string signature_text(const Signature& s) {
  std::string out;
  for (const auto& type : s.parameters) out += (out.empty() ? "" : ", ") + to_string(type);
  return "(" + out + (s.variadic ? "...)" : ")");
}

/// The arguments as this overload wants them; empty when they do not fit (errors then has why).
std::optional<std::vector<NodePtr>> parse_overload(const Json& e, const Signature& s, const Parser& p) {
  std::vector<NodePtr> arguments;
  for (std::size_t i = 1; i < e.size(); ++i) {
    auto argument = p.parse_argument(e[i], i, s.variadic ? s.parameters.front() : s.parameters[i - 1]);
    if (!argument) return std::nullopt;
    arguments.push_back(std::move(argument));
  }
  return arguments;
}

NodePtr make_node(const std::string& name, const Definition& d, const Signature& s, std::vector<NodePtr> arguments, const Parser& p) {
  const bool reads_feature = (name == "get" || name == "has") && arguments.size() == 1;
  if (reads_feature) {
    if (const auto* fixed = dynamic_cast<const Literal*>(arguments[0].get())) {
      return std::make_shared<PropertyNode>(p.names().ref(*fixed->value.string()), name == "has", p.key());
    }
  }
  return std::make_shared<Compound>(reads_feature ? NodeKind::feature : d.kind, d.result, s.function, std::move(arguments), p.key());
}

NodePtr parse_compound(const Json& e, const Parser& p) {
  const auto& name = e[0].get_ref<const std::string&>();
  const Definition& definition = definitions().at(name);
  std::vector<const Signature*> fitting;
  for (const auto& s : definition.overloads) {
    if (s.variadic || s.parameters.size() == e.size() - 1) fitting.push_back(&s);
  }
  std::vector<ParseError> errors;
  for (const auto* s : fitting) {
    errors.clear();
    auto arguments = parse_overload(e, *s, p.with_errors(errors));
    if (arguments) return make_node(name, definition, *s, std::move(*arguments), p);
  }
  if (fitting.size() == 1) {
    p.errors().insert(p.errors().end(), errors.begin(), errors.end());
    return nullptr;
  }
  std::string signatures;
  for (const auto& s : definition.overloads) {
    if (fitting.empty() || std::find(fitting.begin(), fitting.end(), &s) != fitting.end())
      signatures += (signatures.empty() ? "" : " | ") + signature_text(s);
  }
  std::string found;
  for (std::size_t i = 1; i < e.size(); ++i) {
    const auto argument = p.parse_argument(e[i], i);
    if (!argument) return nullptr;
    found += (i > 1 ? ", " : "") + to_string(argument->type);
  }
  return p.error("Expected arguments of type " + signatures + ", but found (" + found + ") instead.");
}

template <FeatureField Field>
NodePtr parse_feature_field(const Json& e, const Parser& p) {
  if (e.size() != 1) {
    std::string found;
    for (std::size_t i = 1; i < e.size(); ++i) {
      const auto argument = p.parse_argument(e[i], i);
      if (!argument) return nullptr;
      found += (i > 1 ? ", " : "") + to_string(argument->type);
    }
    return p.error("Expected arguments of type (), but found (" + found + ") instead.");
  }
  return std::make_shared<FeatureFieldNode>(Field, p.key());
}

class GlobalState final : public Node {
 public:
  GlobalState(std::string name, std::string node_key)
      : Node(NodeKind::global_state, {Kind::value}, std::move(node_key)), m_name(std::move(name)) {}
  Outcome evaluate(const Context& context) const override {
    const Value* found = context.global_state != nullptr ? member(*context.global_state, m_name) : nullptr;
    return found != nullptr ? *found : Value();
  }

 private:
  std::string m_name;
};

NodePtr parse_global_state(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("Expected 1 argument, but found " + std::to_string(e.size() - 1) + " instead.");
  if (!e[1].is_string()) return p.error("Global state property must be string, but found " + std::string(js_type(e[1])) + " instead.");
  return std::make_shared<GlobalState>(e[1].get<std::string>(), p.key());
}

}  // namespace

void add_compound_operators(OperatorTable& table) {
  for (const auto& entry : definitions()) table[entry.first] = parse_compound;
  table["id"] = parse_feature_field<FeatureField::id>;
  table["geometry-type"] = parse_feature_field<FeatureField::geometry_type>;
  table["properties"] = parse_feature_field<FeatureField::properties>;
  table["global-state"] = parse_global_state;
}

}  // namespace skizze::style
