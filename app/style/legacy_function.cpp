// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Functions before expressions, {"property": ..., "stops": [...]}, turned into expressions (style specification, "Function").
#include <cmath>

#include "style/property_expression.h"

namespace skizze::style {
namespace {

Json literal_of(const Json& value) { return value.is_object() || value.is_array() ? Json::array({"literal", value}) : value; }

std::string function_type(const Json& function, const PropertySpec& spec) {
  if (function.contains("type") && function["type"].is_string()) return function["type"].get<std::string>();
  return spec.interpolated ? "exponential" : "interval";
}

Json curve_head(const Json& function, const std::string& type, Json input) {
  if (type == "interval") return Json::array({"step", std::move(input)});
  const std::string space = function.value("colorSpace", std::string("rgb"));
  const std::string name = space == "hcl" || space == "lab" ? "interpolate-" + space : "interpolate";
  const double base = function.contains("base") && function["base"].is_number() ? function["base"].get<double>() : 1;
  Json method = base == 1 ? Json::array({"linear"}) : Json::array({"exponential", base});
  return Json::array({name, std::move(method), std::move(input)});
}

/// Adds a stop; the first input of a step is not written, and of equal inputs the first one counts.
void add_stop(Json& curve, const Json& input, const Json& output) {
  const bool is_step = curve[0] == "step";
  if (curve.size() > 3 && curve[curve.size() - 2] == input) return;
  if (!is_step || curve.size() != 2) curve.push_back(input);
  curve.push_back(output);
}

void finish_step(Json& curve) {
  if (curve[0] == "step" && curve.size() == 3) {
    curve.push_back(0);
    const Json only = curve[2];
    curve.push_back(only);
  }
}

using Stops = std::vector<std::pair<Json, Json>>;
using Converted = tl::expected<Json, std::string>;

Json fallback(const Json& function, const PropertySpec& spec) {
  return literal_of(function.contains("default") ? function["default"] : spec.default_value);
}

Json categorical(const Json& function, const PropertySpec& spec, const Json& get, const Stops& stops) {
  if (stops.front().first.is_boolean()) {
    Json out = Json::array({"case"});
    for (const auto& [input, output] : stops) {
      out.push_back(Json::array({"==", get, input}));
      out.push_back(output);
    }
    out.push_back(fallback(function, spec));
    return out;
  }
  Json out = Json::array({"match", get});
  for (const auto& [input, output] : stops) add_stop(out, input, output);
  out.push_back(fallback(function, spec));
  return out;
}

Converted property_function(const Json& function, const PropertySpec& spec, const Stops& stops) {
  const std::string type = function_type(function, spec);
  const Json get = Json::array({"get", function["property"]});
  if (type == "categorical") return categorical(function, spec, get, stops);
  if (type != "interval" && type != "exponential") return tl::unexpected<std::string>("Unknown property function type " + type);
  Json curve = curve_head(function, type, Json::array({"number", get}));
  for (const auto& [input, output] : stops) add_stop(curve, input, output);
  finish_step(curve);
  if (!function.contains("default")) return curve;
  const Json is_number = Json::array({"==", Json::array({"typeof", get}), "number"});
  return Json::array({"case", is_number, curve, literal_of(function["default"])});
}

Converted identity_function(const Json& function, const PropertySpec& spec) {
  const Json get = Json::array({"get", function["property"]});
  if (!function.contains("default")) return spec.type == "string" ? Json::array({"string", get}) : get;
  if (spec.type == "enum") return Json::array({"match", get, spec.enum_values, get, function["default"]});
  Json out = Json::array({spec.type == "color" ? "to-color" : spec.type});
  if (spec.type == "array") {
    out.push_back(spec.item);
    out.push_back(spec.length >= 0 ? Json(spec.length) : Json());
  }
  out.push_back(get);
  out.push_back(literal_of(function["default"]));
  return out;
}

/// Stops over zoom and property: a curve over the zoom whose outputs are curves over the property.
Converted zoom_and_property_function(const Json& function, const PropertySpec& spec, const Stops& stops) {
  std::vector<std::pair<Json, Stops>> by_zoom;
  for (const auto& [input, output] : stops) {
    if (!input.is_object() || !input.contains("zoom") || !input.contains("value"))
      return tl::unexpected<std::string>("A stop must have \"zoom\" and \"value\".");
    if (by_zoom.empty() || by_zoom.back().first != input["zoom"]) by_zoom.emplace_back(input["zoom"], Stops{});
    by_zoom.back().second.emplace_back(input["value"], output);
  }
  Json zoom_function = function;
  zoom_function.erase("base");
  Json curve = curve_head(zoom_function, spec.interpolated ? "exponential" : "interval", Json::array({"zoom"}));
  for (const auto& [zoom, inner_stops] : by_zoom) {
    Json inner_function = function;
    inner_function.erase("colorSpace");
    inner_function.erase("base");
    auto inner = property_function(inner_function, spec, inner_stops);
    if (!inner) return inner;
    add_stop(curve, zoom, *inner);
  }
  finish_step(curve);
  return curve;
}

}  // namespace

bool is_legacy_function(const Json& json) {
  return json.is_object() &&
         ((json.contains("stops") && json["stops"].is_array()) || (json.contains("property") && json["property"].is_string()));
}

tl::expected<Json, std::string> convert_legacy_function(const Json& function, const PropertySpec& spec) {
  const bool has_property = function.contains("property") && function["property"].is_string();
  if (!function.contains("stops")) return identity_function(function, spec);
  const Json& json_stops = function["stops"];
  if (!json_stops.is_array() || json_stops.empty()) return tl::unexpected<std::string>("A function must have at least one stop.");
  Stops stops;
  for (const auto& stop : json_stops) {
    if (!stop.is_array() || stop.size() != 2) return tl::unexpected<std::string>("A stop must have two elements.");
    const bool tokens = !has_property && !stop[0].is_object() && spec.tokens && stop[1].is_string();
    stops.emplace_back(stop[0], tokens ? convert_token_text(stop[1].get<std::string>()) : literal_of(stop[1]));
  }
  if (stops.front().first.is_object()) {
    if (!has_property) return tl::unexpected<std::string>("A function of zoom and value needs a property.");
    return zoom_and_property_function(function, spec, stops);
  }
  if (has_property) return property_function(function, spec, stops);
  const std::string type = function_type(function, spec);
  if (type != "interval" && type != "exponential") return tl::unexpected<std::string>("Unknown zoom function type \"" + type + "\"");
  Json curve = curve_head(function, type, Json::array({"zoom"}));
  for (const auto& [input, output] : stops) add_stop(curve, input, output);
  finish_step(curve);
  return curve;
}

Json convert_token_text(const std::string& text) {
  Json out = Json::array({"concat"});
  std::size_t done = 0;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const auto close = text.find_first_of("{}", open + 1);
    if (close == std::string::npos || text[close] != '}' || close == open + 1) continue;
    if (open > done) out.push_back(text.substr(done, open - done));
    out.push_back(Json::array({"get", text.substr(open + 1, close - open - 1)}));
    done = close + 1;
    open = close;
  }
  if (out.size() == 1) return text;
  if (done < text.size())
    out.push_back(text.substr(done));
  else if (out.size() == 2)
    return Json::array({"to-string", out[1]});
  return out;
}

}  // namespace skizze::style
