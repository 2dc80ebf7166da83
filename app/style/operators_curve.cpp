// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "style/parser.h"

namespace skizze::style {
namespace {

std::string at_index(std::size_t i) { return "[" + std::to_string(i) + "]"; }

struct Stop {
  double input;
  NodePtr output;
};

/// Index of the last stop that is not above the value; the first one when all are.
std::size_t stop_below(const std::vector<Stop>& stops, double value) {
  const auto above = std::upper_bound(stops.begin(), stops.end(), value, [](double v, const Stop& stop) { return v < stop.input; });
  return above == stops.begin() ? 0 : static_cast<std::size_t>(above - stops.begin() - 1);
}

class Step final : public Node {
 public:
  Step(const Type& output, NodePtr input, std::vector<Stop> stops, std::string node_key)
      : Node(NodeKind::step, output, std::move(node_key)), m_input(std::move(input)), m_stops(std::move(stops)) {}
  Outcome evaluate(const Context& context) const override {
    if (m_stops.size() == 1) return m_stops.front().output->evaluate(context);
    auto value = m_input->evaluate(context);
    if (!value) return value;
    return m_stops[stop_below(m_stops, *value->number())].output->evaluate(context);
  }
  void each_child(const ChildVisitor& visit) const override {
    visit(m_input);
    for (const auto& stop : m_stops) visit(stop.output);
  }
  const Node& input() const { return *m_input; }

 private:
  NodePtr m_input;
  std::vector<Stop> m_stops;
};

/// How the share of the upper stop grows between two stops.
struct Interpolation {
  enum class Method : std::uint8_t { exponential, cubic_bezier } method = Method::exponential;
  double base = 1;
  std::array<double, 4> control{};

  double share(double value, double lower, double upper) const;
};

double bezier(double a, double b, double t) { return ((1 - 3 * b + 3 * a) * t + (3 * b - 6 * a)) * t * t + 3 * a * t; }

/// The y of the unit curve (0,0) (c0,c1) (c2,c3) (1,1) at x; x grows with the parameter, so halving finds it.
double unit_bezier(const std::array<double, 4>& c, double x) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 52; ++i) {
    const double middle = (low + high) / 2;
    (bezier(c[0], c[2], middle) < x ? low : high) = middle;
  }
  return bezier(c[1], c[3], (low + high) / 2);
}

double Interpolation::share(double value, double lower, double upper) const {
  const double difference = upper - lower;
  const double progress = value - lower;
  if (difference == 0) return 0;
  if (method == Method::cubic_bezier) return unit_bezier(control, progress / difference);
  if (base == 1) return progress / difference;
  return (std::pow(base, progress) - 1) / (std::pow(base, difference) - 1);  // style specification, "interpolate"
}

double between(double a, double b, double t) { return a + t * (b - a); }

std::vector<double> between(const std::vector<double>& a, const std::vector<double>& b, double t) {
  std::vector<double> out;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) out.push_back(between(a[i], b[i], t));
  return out;
}

class Interpolate final : public Node {
 public:
  Interpolate(const Type& output, ColorSpace space, Interpolation interpolation, NodePtr input, std::vector<Stop> stops,
              std::string node_key)
      : Node(NodeKind::interpolate, output, std::move(node_key)),
        m_space(space),
        m_interpolation(interpolation),
        m_input(std::move(input)),
        m_stops(std::move(stops)) {}

  Outcome evaluate(const Context& context) const override {
    if (m_stops.size() == 1) return m_stops.front().output->evaluate(context);
    auto input_value = m_input->evaluate(context);
    if (!input_value) return input_value;
    const double value = *input_value->number();
    if (!(value > m_stops.front().input)) return m_stops.front().output->evaluate(context);
    if (value >= m_stops.back().input) return m_stops.back().output->evaluate(context);
    const std::size_t index = stop_below(m_stops, value);
    const Stop& lower = m_stops[index];
    const Stop& upper = m_stops[index + 1];
    auto from = lower.output->evaluate(context);
    if (!from) return from;
    auto to = upper.output->evaluate(context);
    if (!to) return to;
    return mixed(*from, *to, m_interpolation.share(value, lower.input, upper.input));
  }
  void each_child(const ChildVisitor& visit) const override {
    visit(m_input);
    for (const auto& stop : m_stops) visit(stop.output);
  }
  const Node& input() const { return *m_input; }

 private:
  Outcome mixed(const Value& from, const Value& to, double t) const {
    if (from.number() != nullptr && to.number() != nullptr) return Value(between(*from.number(), *to.number(), t));
    if (from.color() != nullptr && to.color() != nullptr) return Value(mix(*from.color(), *to.color(), t, m_space));
    if (from.numbers() != nullptr && to.numbers() != nullptr) {
      return Value(Numbers{from.numbers()->kind, between(from.numbers()->values, to.numbers()->values, t)});
    }
    if (from.colors() != nullptr && to.colors() != nullptr) return mixed_colors(*from.colors(), *to.colors(), t);
    if (from.array() != nullptr && to.array() != nullptr) return mixed_arrays(*from.array(), *to.array(), t);
    if (type.kind == Kind::projection) return Value(Object{{"from", from}, {"to", to}, {"transition", Value(t)}});
    return failure("Values cannot be interpolated.");
  }
  Outcome mixed_arrays(const Array& from, const Array& to, double t) const {
    Array out;
    for (std::size_t i = 0; i < std::min(from.size(), to.size()); ++i) {
      auto item = mixed(from[i], to[i], t);
      if (!item) return item;
      out.push_back(std::move(*item));
    }
    return Value(std::move(out));
  }
  Outcome mixed_colors(const Colors& from, const Colors& to, double t) const {
    if (from.size() != to.size())
      return failure("colorArray: Arrays have mismatched length (" + std::to_string(from.size()) + " vs. " + std::to_string(to.size()) +
                     "), cannot interpolate.");
    Colors out;
    for (std::size_t i = 0; i < from.size(); ++i) out.push_back(mix(from[i], to[i], t, m_space));
    return Value(std::move(out));
  }

  ColorSpace m_space;
  Interpolation m_interpolation;
  NodePtr m_input;
  std::vector<Stop> m_stops;
};

/// Reads the pairs input, output from argument `first` on. What names the operator in messages.
std::optional<std::vector<Stop>> parse_stops(const Json& e, std::size_t first, const std::string& what, std::optional<Type>& output,
                                             std::vector<Stop> stops, const Parser& p) {
  for (std::size_t i = first; i + 1 < e.size(); i += 2) {
    const std::string at = at_index(i);
    if (!e[i].is_number()) {
      p.error_at(at, "Input/output pairs for \"" + what +
                         "\" expressions must be defined using literal numeric values (not computed expressions) for the input values.");
      return std::nullopt;
    }
    const double input = e[i].get<double>();
    if (!stops.empty() && stops.back().input >= input) {
      p.error_at(at, "Input/output pairs for \"" + what + "\" expressions must be arranged with input values in strictly ascending order.");
      return std::nullopt;
    }
    auto result = p.parse_argument(e[i + 1], i + 1, output);
    if (!result) return std::nullopt;
    if (!output) output = result->type;
    stops.push_back({input, std::move(result)});
  }
  return stops;
}

NodePtr parse_step(const Json& e, const Parser& p) {
  const std::size_t count = e.size() - 1;
  if (count < 4) return p.error("Expected at least 4 arguments, but found only " + std::to_string(count) + ".");
  if (count % 2 != 0) return p.error("Expected an even number of arguments.");
  auto input = p.parse_argument(e[1], 1, Type{Kind::number});
  if (!input) return nullptr;
  std::optional<Type> output = p.useful_expected();
  auto first = p.parse_argument(e[2], 2, output);
  if (!first) return nullptr;
  if (!output) output = first->type;
  std::vector<Stop> stops;
  stops.push_back({-std::numeric_limits<double>::infinity(), std::move(first)});
  auto all = parse_stops(e, 3, "step", output, std::move(stops), p);
  if (!all) return nullptr;
  return std::make_shared<Step>(*output, std::move(input), std::move(*all), p.key());
}

std::optional<Interpolation> parse_interpolation(const Json& json, const Parser& p) {
  const auto bad = [&](std::string_view at, std::string text) {
    p.error_at(at, std::move(text));
    return std::nullopt;
  };
  if (!json.is_array() || json.empty()) return bad("[1]", "Expected an interpolation type expression.");
  if (json[0] == "linear") return Interpolation{};
  if (json[0] == "exponential") {
    if (json.size() < 2 || !json[1].is_number()) return bad("[1][1]", "Exponential interpolation requires a numeric base.");
    return Interpolation{Interpolation::Method::exponential, json[1].get<double>(), {}};
  }
  if (json[0] == "cubic-bezier") {
    Interpolation out{Interpolation::Method::cubic_bezier, 1, {}};
    bool good = json.size() == 5;
    for (std::size_t i = 1; good && i < 5; ++i) {
      good = json[i].is_number() && json[i].get<double>() >= 0 && json[i].get<double>() <= 1;
      if (good) out.control[i - 1] = json[i].get<double>();
    }
    if (!good) return bad("[1]", "Cubic bezier interpolation requires four numeric arguments with values between 0 and 1.");
    return out;
  }
  return bad("[1][0]", "Unknown interpolation type " + (json[0].is_string() ? json[0].get<std::string>() : json[0].dump()));
}

/// Whether values of the type can be mixed; lists only when their length is known.
bool is_interpolatable(const Type& type) {
  switch (type.kind) {
    case Kind::number:
    case Kind::color:
    case Kind::projection:
    case Kind::padding:
    case Kind::number_array:
    case Kind::color_array: return true;
    case Kind::array: return type.item == Kind::number && type.length >= 0;
    default: return false;
  }
}

NodePtr parse_interpolate(const Json& e, const Parser& p) {
  const auto& name = e[0].get_ref<const std::string&>();
  const auto interpolation = parse_interpolation(e.size() > 1 ? e[1] : Json(), p);
  if (!interpolation) return nullptr;
  const std::size_t count = e.size() - 1;
  if (count < 4) return p.error("Expected at least 4 arguments, but found only " + std::to_string(count) + ".");
  if (count % 2 != 0) return p.error("Expected an even number of arguments.");
  auto input = p.parse_argument(e[2], 2, Type{Kind::number});
  if (!input) return nullptr;
  const ColorSpace space = name == "interpolate-hcl" ? ColorSpace::hcl : name == "interpolate-lab" ? ColorSpace::lab : ColorSpace::rgb;
  std::optional<Type> output = p.useful_expected();
  const bool wants_color_array = output && output->kind == Kind::color_array;
  if (space != ColorSpace::rgb && !wants_color_array) output = Type{Kind::color};
  auto stops = parse_stops(e, 3, "interpolate", output, {}, p);
  if (!stops) return nullptr;
  if (!is_interpolatable(*output)) return p.error("Type " + to_string(*output) + " is not interpolatable.");
  return std::make_shared<Interpolate>(*output, space, *interpolation, std::move(input), std::move(*stops), p.key());
}

}  // namespace

bool is_step_or_interpolate_over_zoom(const Node& node) {
  if (const auto* step = dynamic_cast<const Step*>(&node)) return step->input().kind == NodeKind::zoom;
  if (const auto* interpolate = dynamic_cast<const Interpolate*>(&node)) return interpolate->input().kind == NodeKind::zoom;
  return false;
}

void add_curve_operators(OperatorTable& table) {
  table["step"] = parse_step;
  for (const auto* name : {"interpolate", "interpolate-hcl", "interpolate-lab"}) table[name] = parse_interpolate;
}

}  // namespace skizze::style
