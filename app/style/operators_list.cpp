// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "style/parser.h"
#include "style/utf8.h"

namespace skizze::style {
namespace {

std::string count_text(const Json& e) { return std::to_string(e.size() - 1); }

/// The base of nodes with a fixed list of arguments.
class ArgumentsNode : public Node {
 public:
  ArgumentsNode(const Type& node_type, std::vector<NodePtr> arguments, std::string node_key)
      : Node(NodeKind::other, node_type, std::move(node_key)), m_arguments(std::move(arguments)) {}
  void each_child(const ChildVisitor& visit) const override {
    for (const auto& argument : m_arguments) visit(argument);
  }
  Outcome evaluate(const Context& context) const override {
    Array values;
    for (const auto& argument : m_arguments) {
      auto value = argument->evaluate(context);
      if (!value) return value;
      values.push_back(std::move(*value));
    }
    return apply(values);
  }

 protected:
  virtual Outcome apply(const Array& values) const = 0;

 private:
  std::vector<NodePtr> m_arguments;
};

class At final : public ArgumentsNode {
 public:
  using ArgumentsNode::ArgumentsNode;

 protected:
  Outcome apply(const Array& values) const override {
    const double index = *values[0].number();
    const Array& items = *values[1].array();
    if (index < 0) return failure("Array index out of bounds: " + number_text(index) + " < 0.");
    if (index >= static_cast<double>(items.size())) {
      return failure("Array index out of bounds: " + number_text(index) + " > " + std::to_string(static_cast<long>(items.size()) - 1) +
                     ".");
    }
    if (std::floor(index) != index) return failure("Array index must be an integer, but found " + number_text(index) + " instead.");
    return items[static_cast<std::size_t>(index)];
  }
};

bool is_primitive(Kind kind) {
  return kind == Kind::boolean || kind == Kind::string || kind == Kind::number || kind == Kind::null || kind == Kind::value;
}

std::string bad_needle(const Type& found, std::string_view end) {
  return "Expected first argument to be of type boolean, string, number or null, but found " + to_string(found) + " instead" +
         std::string(end);
}
std::string bad_haystack(const Value& found) {
  return "Expected second argument to be of type array or string, but found " + to_string(type_of(found)) + " instead.";
}

/// Position of the needle from an index on; -1 when it is not there. Counts code points in texts.
int position(const Value& needle, const Value& haystack, double from) {
  const auto start_in = [&](std::size_t size, bool from_end) {
    if (std::isnan(from)) return std::size_t{0};
    const double start = from < 0 && from_end ? static_cast<double>(size) + from : from;
    return static_cast<std::size_t>(std::clamp(start, 0.0, static_cast<double>(size)));
  };
  if (const auto* text = haystack.string()) {
    const auto points = code_points(*text);
    std::size_t byte = 0;
    for (std::size_t i = 0; i < start_in(points.size(), false); ++i) byte += points[i].size();
    const auto found = text->find(needle.is_null() ? "null" : value_text(needle), byte);
    return found == std::string::npos ? -1 : static_cast<int>(code_points(std::string_view(*text).substr(0, found)).size());
  }
  const Array& items = *haystack.array();
  for (std::size_t i = start_in(items.size(), true); i < items.size(); ++i) {
    if (same(items[i], needle)) return static_cast<int>(i);
  }
  return -1;
}

class In final : public ArgumentsNode {
 public:
  using ArgumentsNode::ArgumentsNode;

 protected:
  Outcome apply(const Array& values) const override {
    const Value& haystack = values[1];
    const bool nothing = haystack.is_null() || (haystack.string() != nullptr && haystack.string()->empty()) ||
                         (haystack.boolean() != nullptr && !*haystack.boolean()) ||
                         (haystack.number() != nullptr && *haystack.number() == 0);
    if (nothing) return Value(false);
    if (!is_primitive(type_of(values[0]).kind)) return failure(bad_needle(type_of(values[0]), "."));
    if (haystack.string() == nullptr && haystack.array() == nullptr) return failure(bad_haystack(haystack));
    return Value(position(values[0], haystack, 0) >= 0);
  }
};

class IndexOf final : public ArgumentsNode {
 public:
  using ArgumentsNode::ArgumentsNode;

 protected:
  Outcome apply(const Array& values) const override {
    if (!is_primitive(type_of(values[0]).kind)) return failure(bad_needle(type_of(values[0]), "."));
    if (values[1].string() == nullptr && values[1].array() == nullptr) return failure(bad_haystack(values[1]));
    return Value(static_cast<double>(position(values[0], values[1], values.size() > 2 ? *values[2].number() : 0)));
  }
};

class Length final : public ArgumentsNode {
 public:
  using ArgumentsNode::ArgumentsNode;

 protected:
  Outcome apply(const Array& values) const override {
    if (const auto* text = values[0].string()) return Value(static_cast<double>(code_points(*text).size()));
    if (const auto* items = values[0].array()) return Value(static_cast<double>(items->size()));
    return failure("Expected value to be of type string or array, but found " + to_string(type_of(values[0])) + " instead.");
  }
};

class Slice final : public ArgumentsNode {
 public:
  using ArgumentsNode::ArgumentsNode;

 protected:
  Outcome apply(const Array& values) const override {
    const auto bounded = [&](std::size_t index, std::size_t size, std::size_t otherwise) {
      if (values.size() <= index) return otherwise;
      double at = std::trunc(*values[index].number());
      if (std::isnan(at)) at = 0;
      if (at < 0) at += static_cast<double>(size);
      return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(size)));
    };
    if (const auto* text = values[0].string()) {
      const auto points = code_points(*text);
      const std::size_t end = bounded(2, points.size(), points.size());
      std::string out;
      for (std::size_t i = bounded(1, points.size(), 0); i < end; ++i) out += points[i];
      return Value(std::move(out));
    }
    const auto* items = values[0].array();
    if (items == nullptr) {
      return failure("Expected first argument to be of type array or string, but found " + to_string(type_of(values[0])) + " instead.");
    }
    Array out;
    const std::size_t end = bounded(2, items->size(), items->size());
    for (std::size_t i = bounded(1, items->size(), 0); i < end; ++i) out.push_back((*items)[i]);
    return Value(std::move(out));
  }
};

NodePtr parse_at(const Json& e, const Parser& p) {
  if (e.size() != 3) return p.error("Expected 2 arguments, but found " + count_text(e) + " instead.");
  auto index = p.parse_argument(e[1], 1, Type{Kind::number});
  auto items = p.parse_argument(e[2], 2, array_of(p.expected() ? p.expected()->kind : Kind::value));
  if (!index || !items) return nullptr;
  const Type type{items->type.item};
  return std::make_shared<At>(type, std::vector<NodePtr>{index, items}, p.key());
}

NodePtr parse_in(const Json& e, const Parser& p) {
  if (e.size() != 3) return p.error("Expected 2 arguments, but found " + count_text(e) + " instead.");
  auto needle = p.parse_argument(e[1], 1, Type{Kind::value});
  auto haystack = p.parse_argument(e[2], 2, Type{Kind::value});
  if (!needle || !haystack) return nullptr;
  if (!is_primitive(needle->type.kind)) return p.error(bad_needle(needle->type, ""));
  return std::make_shared<In>(Type{Kind::boolean}, std::vector<NodePtr>{needle, haystack}, p.key());
}

NodePtr parse_index_of(const Json& e, const Parser& p) {
  if (e.size() < 3 || e.size() > 4) return p.error("Expected 2 or 3 arguments, but found " + count_text(e) + " instead.");
  auto needle = p.parse_argument(e[1], 1, Type{Kind::value});
  auto haystack = p.parse_argument(e[2], 2, Type{Kind::value});
  if (!needle || !haystack) return nullptr;
  if (!is_primitive(needle->type.kind)) return p.error(bad_needle(needle->type, ""));
  std::vector<NodePtr> arguments{needle, haystack};
  if (e.size() == 4) {
    auto from = p.parse_argument(e[3], 3, Type{Kind::number});
    if (!from) return nullptr;
    arguments.push_back(std::move(from));
  }
  return std::make_shared<IndexOf>(Type{Kind::number}, std::move(arguments), p.key());
}

NodePtr parse_length(const Json& e, const Parser& p) {
  if (e.size() != 2) return p.error("Expected 1 argument, but found " + count_text(e) + " instead.");
  auto input = p.parse_argument(e[1], 1);
  if (!input) return nullptr;
  const Kind kind = input->type.kind;
  if (kind != Kind::array && kind != Kind::string && kind != Kind::value) {
    return p.error("Expected argument of type string or array, but found " + to_string(input->type) + " instead.");
  }
  return std::make_shared<Length>(Type{Kind::number}, std::vector<NodePtr>{input}, p.key());
}

NodePtr parse_slice(const Json& e, const Parser& p) {
  if (e.size() < 3 || e.size() > 4) return p.error("Expected 2 or 3 arguments, but found " + count_text(e) + " instead.");
  std::vector<NodePtr> arguments;
  for (std::size_t i = 1; i < e.size(); ++i) {
    auto argument = p.parse_argument(e[i], i, Type{i == 1 ? Kind::value : Kind::number});
    if (!argument) return nullptr;
    arguments.push_back(std::move(argument));
  }
  Type type = arguments[0]->type;
  if (type.kind != Kind::array && type.kind != Kind::string && type.kind != Kind::value) {
    return p.error("Expected first argument to be of type array or string, but found " + to_string(type) + " instead");
  }
  type.length = -1;
  return std::make_shared<Slice>(type, std::move(arguments), p.key());
}

}  // namespace

void add_list_operators(OperatorTable& table) {
  table["at"] = parse_at;
  table["in"] = parse_in;
  table["index-of"] = parse_index_of;
  table["length"] = parse_length;
  table["slice"] = parse_slice;
}

}  // namespace skizze::style
