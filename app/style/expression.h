// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A compiled expression: a tree of nodes that never changes once it is built. Used inside the room and by its tests.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "geo/geometry.h"
#include "style/value.h"

namespace skizze::style {

/// A failure on a feature's data. key: place in the expression, "[2][1]"; message: the specification's words.
struct EvalError {
  std::string key;
  std::string message;
};
using Outcome = tl::expected<Value, EvalError>;

/// A property that an expression reads by a fixed name; slot counts the names of a sheet (see NameTable), -1 where there is no table.
struct PropertyRef {
  std::string name;
  int slot = -1;
};

/// How expressions see the feature they are evaluated for.
class FeatureAccess {
 public:
  FeatureAccess() = default;
  FeatureAccess(const FeatureAccess&) = delete;
  FeatureAccess& operator=(const FeatureAccess&) = delete;
  virtual ~FeatureAccess() = default;
  /// Empty where the feature has no such property; a null value where it has one that is null.
  virtual std::optional<Value> property(const PropertyRef& ref) const = 0;
  virtual Value properties() const = 0;
  virtual Value id() const = 0;
  /// "Point", "LineString", "Polygon", "MultiPoint", ...; empty where unknown.
  virtual std::string_view geometry_type() const = 0;
  /// Web Mercator metres; empty where the feature has no shape of its own.
  virtual geo::Geometry geometry() const { return {}; }
};

/// Everything an evaluation can see; null pointers mean "nothing there".
struct Context {
  double zoom = 0;
  double heatmap_density = 0;
  double elevation = 0;
  const FeatureAccess* feature = nullptr;
  const Object* feature_state = nullptr;
  const Object* global_state = nullptr;
  const std::vector<std::string>* images = nullptr;  ///< null: every image counts as there
  /// Variables are evaluated where they are used; this bounds what nested "let" can make of that.
  mutable int variable_uses = 0;
};

enum class NodeKind : std::uint8_t {
  literal,
  annotation,
  variable,
  let,
  coalesce,
  step,
  interpolate,
  error,
  collator,
  global_state,
  feature,  ///< reads the feature: get, has, id, geometry-type, properties, legacy filters
  feature_state,
  zoom,
  global,  ///< other values that change while drawing: heatmap-density, elevation, line-progress, ...
  other,
};

class Node;
using NodePtr = std::shared_ptr<const Node>;
using ChildVisitor = std::function<void(const NodePtr&)>;

class Node {
 public:
  Node(NodeKind node_kind, Type node_type, std::string node_key) : kind(node_kind), type(node_type), key(std::move(node_key)) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;
  virtual Outcome evaluate(const Context& context) const = 0;
  virtual void each_child(const ChildVisitor& /*visit*/) const {}

  NodeKind kind;
  Type type;
  std::string key;

 protected:
  tl::unexpected<EvalError> failure(std::string message) const { return tl::unexpected<EvalError>(EvalError{key, std::move(message)}); }
};

class Literal final : public Node {
 public:
  Literal(Type literal_type, Value literal_value, std::string literal_key)
      : Node(NodeKind::literal, literal_type, std::move(literal_key)), value(std::move(literal_value)) {}
  Outcome evaluate(const Context& /*context*/) const override { return value; }
  Value value;
};

/// Reads one property by a fixed name: ["get", "name"].
class PropertyNode final : public Node {
 public:
  PropertyNode(PropertyRef property, bool asks_presence, std::string node_key)
      : Node(NodeKind::feature, {asks_presence ? Kind::boolean : Kind::value}, std::move(node_key)),
        ref(std::move(property)),
        presence(asks_presence) {}
  Outcome evaluate(const Context& context) const override;
  PropertyRef ref;
  bool presence;  ///< "has" instead of "get"
};

/// Reads anything else of the feature.
enum class FeatureField : std::uint8_t { id, geometry_type, properties };
class FeatureFieldNode final : public Node {
 public:
  FeatureFieldNode(FeatureField what, std::string node_key);
  Outcome evaluate(const Context& context) const override;
  FeatureField field;
};

/// A test in the old filter syntax: ["==", "name", value], ["in", "$type", ...]. Types must match exactly, nothing ever fails.
class LegacyFilterNode final : public Node {
 public:
  enum class Target : std::uint8_t { property, id, type };
  enum class Test : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal, has, in };
  LegacyFilterNode(Target filter_target, Test filter_test, PropertyRef property, std::vector<Value> filter_values, std::string node_key);
  Outcome evaluate(const Context& context) const override;
  Target target;
  Test test;
  PropertyRef ref;
  std::vector<Value> values;
};

/// Whether the value is the same for all features / at all zooms / whatever people do with the feature.
bool is_feature_constant(const Node& node);
bool is_zoom_constant(const Node& node);
bool is_state_constant(const Node& node);

/// What an expression reads of a feature; lets callers keep results by these values.
struct Reads {
  std::vector<PropertyRef> properties;  ///< each once
  bool id = false;
  bool geometry_type = false;
  bool everything = false;  ///< "properties", computed names: no list is complete
};
void collect_reads(const Node& node, Reads& reads);

}  // namespace skizze::style
