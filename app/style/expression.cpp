// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/expression.h"

#include <algorithm>

namespace skizze::style {
namespace {

/// Calls `visit` for the node and all below it until it returns false.
bool all_nodes(const Node& node, const std::function<bool(const Node&)>& visit) {
  if (!visit(node)) return false;
  bool good = true;
  node.each_child([&](const NodePtr& child) { good = good && all_nodes(*child, visit); });
  return good;
}

template <class T>
bool compare(const T& a, const T& b, LegacyFilterNode::Test test) {
  using Test = LegacyFilterNode::Test;
  switch (test) {
    case Test::less: return a < b;
    case Test::less_or_equal: return a <= b;
    case Test::greater: return a > b;
    case Test::greater_or_equal: return a >= b;
    default: return false;
  }
}

}  // namespace

Outcome PropertyNode::evaluate(const Context& context) const {
  if (context.feature == nullptr) return presence ? Value(false) : Value();
  auto found = context.feature->property(ref);
  if (presence) return Value(found.has_value());
  return found ? std::move(*found) : Value();
}

FeatureFieldNode::FeatureFieldNode(FeatureField what, std::string node_key)
    : Node(NodeKind::feature,
           {what == FeatureField::id           ? Kind::value
            : what == FeatureField::properties ? Kind::object
                                               : Kind::string},
           std::move(node_key)),
      field(what) {}

Outcome FeatureFieldNode::evaluate(const Context& context) const {
  if (context.feature == nullptr) return field == FeatureField::properties ? Value(Object{}) : Value();
  switch (field) {
    case FeatureField::id: return context.feature->id();
    case FeatureField::properties: return context.feature->properties();
    case FeatureField::geometry_type: break;
  }
  const auto name = context.feature->geometry_type();
  return name.empty() ? Value() : Value(name);
}

LegacyFilterNode::LegacyFilterNode(Target filter_target, Test filter_test, PropertyRef property, std::vector<Value> filter_values,
                                   std::string node_key)
    : Node(NodeKind::feature, {Kind::boolean}, std::move(node_key)),
      target(filter_target),
      test(filter_test),
      ref(std::move(property)),
      values(std::move(filter_values)) {}

Outcome LegacyFilterNode::evaluate(const Context& context) const {
  std::optional<Value> found;
  if (context.feature != nullptr) {
    if (target == Target::property)
      found = context.feature->property(ref);
    else if (target == Target::id)
      found = context.feature->id();
    else
      found = Value(context.feature->geometry_type());
  }
  if (test == Test::has) return Value(found.has_value() && (target == Target::property || !found->is_null()));
  if (!found) return Value(false);
  if (test == Test::equal || test == Test::in) {
    return Value(std::any_of(values.begin(), values.end(), [&](const Value& v) { return same(v, *found); }));
  }
  const Value& wanted = values.front();
  if (found->number() != nullptr && wanted.number() != nullptr) return Value(compare(*found->number(), *wanted.number(), test));
  if (found->string() != nullptr && wanted.string() != nullptr) return Value(compare(*found->string(), *wanted.string(), test));
  return Value(false);
}

bool is_feature_constant(const Node& node) {
  return all_nodes(node, [](const Node& n) { return n.kind != NodeKind::feature && n.kind != NodeKind::feature_state; });
}

bool is_zoom_constant(const Node& node) {
  return all_nodes(node, [](const Node& n) { return n.kind != NodeKind::zoom; });
}

bool is_state_constant(const Node& node) {
  return all_nodes(node, [](const Node& n) { return n.kind != NodeKind::feature_state; });
}

void collect_reads(const Node& node, Reads& reads) {
  all_nodes(node, [&](const Node& n) {
    if (n.kind != NodeKind::feature) return true;
    const auto add = [&](const PropertyRef& ref) {
      const auto is_it = [&](const PropertyRef& other) { return other.name == ref.name; };
      if (std::none_of(reads.properties.begin(), reads.properties.end(), is_it)) reads.properties.push_back(ref);
    };
    if (const auto* property = dynamic_cast<const PropertyNode*>(&n)) {
      add(property->ref);
    } else if (const auto* filter = dynamic_cast<const LegacyFilterNode*>(&n)) {
      if (filter->target == LegacyFilterNode::Target::property) add(filter->ref);
      reads.id = reads.id || filter->target == LegacyFilterNode::Target::id;
      reads.geometry_type = reads.geometry_type || filter->target == LegacyFilterNode::Target::type;
    } else if (const auto* field = dynamic_cast<const FeatureFieldNode*>(&n)) {
      reads.id = reads.id || field->field == FeatureField::id;
      reads.geometry_type = reads.geometry_type || field->field == FeatureField::geometry_type;
      reads.everything = reads.everything || field->field == FeatureField::properties;
    } else {
      reads.everything = true;
    }
    return true;
  });
}

}  // namespace skizze::style
