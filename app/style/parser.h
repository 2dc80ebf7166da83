// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// JSON to nodes, with the type checking and the error texts of the style specification. Used inside the room only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "style/expression.h"

namespace skizze::style {

using Json = nlohmann::json;

/// Names of properties that a sheet reads, numbered as they come.
class NameTable {
 public:
  PropertyRef ref(const std::string& name);
  const std::vector<std::string>& names() const { return m_names; }

 private:
  std::vector<std::string> m_names;
  std::unordered_map<std::string, int> m_index;
};

/// Where a "let" has bound which names; chains to the enclosing ones.
struct Scope {
  std::shared_ptr<const Scope> outer;
  std::map<std::string, NodePtr, std::less<>> names;
  NodePtr find(std::string_view name) const;
};

struct ParseError {
  std::string key;  ///< "[1][2]"
  std::string message;
};

/// What may be put around an argument whose type does not fit but could.
enum class Annotation : std::uint8_t { by_type, assertion, coercion, none };

/// The parser at one place of an expression. Parsing functions return null after noting an error.
class Parser {
 public:
  Parser(NameTable& names, std::vector<ParseError>& errors, std::optional<Type> expected)
      : m_names(&names), m_errors(&errors), m_expected(expected) {}

  NodePtr parse(const Json& expression, Annotation annotation = Annotation::by_type) const;
  /// Parses argument `index` of the current expression.
  NodePtr parse_argument(const Json& argument, std::size_t index, std::optional<Type> expected = std::nullopt,
                         Annotation annotation = Annotation::by_type, std::shared_ptr<const Scope> scope = nullptr) const;
  /// Notes an error at the current place, or at a child of it.
  std::nullptr_t error(std::string message) const;
  std::nullptr_t error_at(std::string_view child_key, std::string message) const;
  /// Notes an error and returns false when `actual` may not stand where `expected` is wanted.
  bool check_subtype(const Type& expected, const Type& actual, std::string_view child_key = {}) const;

  const std::string& key() const { return m_key; }
  const std::optional<Type>& expected() const { return m_expected; }
  /// The expected type unless it says nothing.
  std::optional<Type> useful_expected() const;
  const std::shared_ptr<const Scope>& scope() const { return m_scope; }
  NameTable& names() const { return *m_names; }
  std::vector<ParseError>& errors() const { return *m_errors; }
  /// The same place with a list of errors of its own and no expectation.
  Parser with_errors(std::vector<ParseError>& errors) const;

 private:
  NodePtr parse_operator(const Json& expression, Annotation annotation) const;
  NodePtr fitted(NodePtr parsed, Annotation annotation) const;
  NodePtr folded(NodePtr parsed) const;

  NameTable* m_names;
  std::vector<ParseError>* m_errors;
  std::optional<Type> m_expected;
  std::string m_key;
  std::shared_ptr<const Scope> m_scope;
  int m_depth = 0;
};

using ParseFunction = NodePtr (*)(const Json& expression, const Parser& parser);
/// Null when there is no such operator.
ParseFunction find_operator(std::string_view name);
/// Whether the JSON is an array that begins with the name of an operator.
bool is_expression(const Json& json);
/// All operators, sorted.
std::vector<std::string> operator_names();

// Groups of operators, each in its own file; they fill the table of find_operator.
using OperatorTable = std::unordered_map<std::string_view, ParseFunction>;
void add_basic_operators(OperatorTable& table);          // operators_basic.cpp: literal, types, let, var
void add_decision_operators(OperatorTable& table);       // operators_decision.cpp: case, match, coalesce, comparisons
void add_curve_operators(OperatorTable& table);          // operators_curve.cpp: step, interpolate
void add_list_operators(OperatorTable& table);           // operators_list.cpp: at, in, index-of, slice, length
void add_text_operators(OperatorTable& table);           // operators_text.cpp: format, image, number-format
void add_compound_operators(OperatorTable& table);       // operators_compound.cpp: everything with plain signatures
void add_collator_operators(OperatorTable& table);       // operators_collator.cpp: collator, resolved-locale
void add_geometry_operators(OperatorTable& table);       // operators_geometry.cpp: within, distance
void add_legacy_filter_operators(OperatorTable& table);  // legacy_filter.cpp: what old filters are turned into

/// Nodes that the parser puts around arguments.
NodePtr make_assertion(const Type& type, std::vector<NodePtr> arguments, std::string key);
NodePtr make_coercion(const Type& type, std::vector<NodePtr> arguments, std::string key);
bool is_step_or_interpolate_over_zoom(const Node& node);

Value value_of_json(const Json& json);
/// "number", "string", "boolean" or "object", as ECMAScript's typeof.
std::string_view js_type(const Json& json);

}  // namespace skizze::style
