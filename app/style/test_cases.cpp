// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/test_cases.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"
#include "style/property_expression.h"
#include "style/shapes.h"

namespace skizze::style {
namespace {

/// The feature of a test input.
class JsonFeature final : public FeatureAccess {
 public:
  /// grid_zoom: features of the specification's tests come from tiles of this zoom, with coordinates in steps of 1/8192 tile.
  JsonFeature(const Json& feature, int grid_zoom) : m_feature(feature), m_grid_zoom(grid_zoom) {}
  std::optional<Value> property(const PropertyRef& ref) const override {
    const auto at = m_feature.find("properties");
    if (at == m_feature.end() || !at->is_object() || !at->contains(ref.name)) return std::nullopt;
    return value_of_json((*at)[ref.name]);
  }
  Value properties() const override { return m_feature.contains("properties") ? value_of_json(m_feature["properties"]) : Value(Object{}); }
  Value id() const override { return m_feature.contains("id") ? value_of_json(m_feature["id"]) : Value(); }
  std::string_view geometry_type() const override {
    if (!m_feature.contains("geometry") || !m_feature["geometry"].contains("type")) return {};
    return m_feature["geometry"]["type"].get_ref<const std::string&>();
  }
  geo::Geometry geometry() const override {
    auto shapes = m_feature.contains("geometry") ? shapes_of_geojson(m_feature["geometry"]) : std::nullopt;
    if (!shapes) return {};
    const double step_m = geo::tile_size_m(m_grid_zoom) / 8192;
    for (auto& part : shapes->front().parts) {
      for (auto& p : part.points) p = {std::round(p.x / step_m) * step_m, std::round(p.y / step_m) * step_m, 0};
    }
    return std::move(shapes->front());
  }

 private:
  const Json& m_feature;
  int m_grid_zoom;
};

/// Six significant digits agree, also where one side was cut off instead of rounded.
bool numbers_agree(double a, double b) {
  if (a == b) return true;
  const double scale = std::max({std::abs(a), std::abs(b), 0.1});
  const double unit = std::pow(10, std::floor(std::log10(scale)) - 5);
  return std::abs(a - b) < unit;
}

bool agree(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return numbers_agree(a.get<double>(), b.get<double>());
  if (a.is_array() && b.is_array()) return std::equal(a.begin(), a.end(), b.begin(), b.end(), agree);
  if (a.is_object() && b.is_object()) {
    return a.size() == b.size() && std::all_of(a.items().begin(), a.items().end(), [&](const auto& entry) {
             return b.contains(entry.key()) && agree(entry.value(), b[entry.key()]);
           });
  }
  return a == b;
}

Json output_of(const CompiledExpression& expression, const Json& input, const Object& global_state) {
  const Json& globals = input[0];
  const JsonFeature feature(input[1], globals.contains("canonicalID") ? std::clamp(globals["canonicalID"].value("z", 0), 0, 24) : 0);
  std::vector<std::string> images;
  if (globals.contains("availableImages")) images = globals["availableImages"].get<std::vector<std::string>>();
  Object feature_state;
  if (input[1].contains("featureState")) {
    for (const auto& entry : input[1]["featureState"].items()) feature_state.emplace_back(entry.key(), value_of_json(entry.value()));
  }
  Context context;
  context.zoom = globals.value("zoom", 0.0);
  context.heatmap_density = globals.value("heatmapDensity", 0.0);
  context.elevation = globals.value("elevation", 0.0);
  context.feature = &feature;
  context.feature_state = &feature_state;
  context.global_state = &global_state;
  context.images = &images;
  const auto value = expression.node->evaluate(context);
  if (!value) return {{"error", "layers[0].paint.some-property" + value.error().key + ": " + value.error().message}};
  if (const auto* color = value->color()) {  // the tests show colours with alpha multiplied in
    const auto shown = [&](float component) { return static_cast<double>(component) * static_cast<double>(color->a); };
    return Json::array({shown(color->r), shown(color->g), shown(color->b), static_cast<double>(color->a)});
  }
  return Json::parse(json_text(*value), nullptr, false);
}

/// The first operator of the expression that we do not have; empty when we have all.
std::string missing_operator(const std::vector<ParseError>& errors) {
  for (const auto& error : errors) {
    constexpr std::string_view k_unknown = "Unknown expression \"";
    if (!error.message.starts_with(k_unknown)) continue;
    const auto end = error.message.find('"', k_unknown.size());
    return error.message.substr(k_unknown.size(), end - k_unknown.size());
  }
  return {};
}

Json result_of(const Json& test, std::string& missing) {
  const PropertySpec spec = property_spec_of_json(test.contains("propertySpec") ? test["propertySpec"] : Json());
  NameTable names;
  Json expression = test.at("expression");
  if (is_legacy_function(expression)) {
    auto converted = convert_legacy_function(expression, spec);
    if (!converted) return {{"compiled", {{"result", "error"}, {"errors", {{{"key", ""}, {"error", converted.error()}}}}}}};
    expression = std::move(*converted);
  }
  const auto compiled = compile_property(expression, spec, names);
  if (!compiled) {
    Json errors = Json::array();
    for (const auto& error : compiled.error()) errors.push_back({{"key", error.key}, {"error", error.message}});
    missing = missing_operator(compiled.error());
    return {{"compiled", {{"result", "error"}, {"errors", errors}}}};
  }
  Object global_state;
  if (test.contains("globalState")) {
    for (const auto& entry : test["globalState"].items()) global_state.emplace_back(entry.key(), value_of_json(entry.value()));
  }
  Json outputs = Json::array();
  if (test.contains("inputs") && test["inputs"].is_array()) {
    for (const auto& input : test["inputs"]) outputs.push_back(output_of(*compiled, input, global_state));
  }
  return {{"compiled",
           {{"result", "success"},
            {"isFeatureConstant", compiled->feature_constant},
            {"isZoomConstant", compiled->zoom_constant},
            {"type", to_string(compiled->node->type)}}},
          {"outputs", outputs}};
}

CaseResult run_case(const Json& test) {
  CaseResult result;
  result.name = test.value("name", std::string());
  std::string missing;
  const Json actual = result_of(test, missing);
  const Json& expected = test.at("expected");
  result.passed = agree(actual.at("compiled"), expected.at("compiled"));
  if (result.passed && actual.contains("outputs") && expected.contains("outputs"))
    result.passed = agree(actual["outputs"], expected["outputs"]);
  if (result.passed) return result;
  result.supported = missing.empty();
  result.missing = missing;
  result.expected = expected.dump();
  result.actual = actual.dump();
  return result;
}

}  // namespace

base::Result<CaseReport> run_cases(std::string_view cases_json) {
  Json cases = Json::parse(cases_json, nullptr, false);
  if (cases.is_object()) cases = Json::array({cases});
  if (!cases.is_array()) return base::fail(base::ErrorCode::invalid, "style.not_test_cases");
  CaseReport report;
  for (const auto& test : cases) {
    try {
      report.cases.push_back(run_case(test));
    } catch (const Json::exception&) {  // a case without expression or expectation, or of another shape
      return base::fail(base::ErrorCode::invalid, "style.not_test_cases", {{"case", std::to_string(report.cases.size())}});
    }
    const CaseResult& last = report.cases.back();
    ++(last.passed ? report.passed : last.supported ? report.failed : report.unsupported);
  }
  return report;
}

}  // namespace skizze::style
