// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// within and distance: the feature's shape against shapes written into the style.
#include "style/parser.h"
#include "style/shapes.h"

namespace skizze::style {
namespace {

enum class Question : std::uint8_t { within, distance };

class ShapeNode final : public Node {
 public:
  ShapeNode(Question question, std::vector<geo::Geometry> shapes, std::string node_key)
      : Node(NodeKind::feature, {question == Question::within ? Kind::boolean : Kind::number}, std::move(node_key)),
        m_question(question),
        m_shapes(std::move(shapes)) {}
  Outcome evaluate(const Context& context) const override {
    const geo::Geometry geometry = context.feature != nullptr ? context.feature->geometry() : geo::Geometry();
    if (m_question == Question::within) return Value(lies_within(geometry, m_shapes));
    return Value(ground_distance_m(geometry, m_shapes));
  }

 private:
  Question m_question;
  std::vector<geo::Geometry> m_shapes;
};

template <Question question>
NodePtr parse_shapes(const Json& e, const Parser& p) {
  const std::string name = question == Question::within ? "'within'" : "'distance'";
  if (e.size() != 2)
    return p.error(name + " expression requires exactly one argument, but found " + std::to_string(e.size() - 1) + " instead.");
  auto shapes = shapes_of_geojson(e[1]);
  const auto is_area = [](const geo::Geometry& shape) { return shape.kind == geo::GeometryKind::area; };
  if (shapes && question == Question::within) std::erase_if(*shapes, [&](const geo::Geometry& shape) { return !is_area(shape); });
  if (!shapes || shapes->empty()) return p.error(name + " expression requires valid geojson object that contains polygon geometry type.");
  return std::make_shared<ShapeNode>(question, std::move(*shapes), p.key());
}

}  // namespace

void add_geometry_operators(OperatorTable& table) {
  table["within"] = parse_shapes<Question::within>;
  table["distance"] = parse_shapes<Question::distance>;
}

}  // namespace skizze::style
