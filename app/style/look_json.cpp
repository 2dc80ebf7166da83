// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Looks as JSON, for the metadata of styles, for files and for the clipboard. What stands at its default is left out.
#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "style/json_terms.h"
#include "style/look.h"
#include "style/value.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;

constexpr std::size_t k_most_classes = 500;

constexpr std::array<std::string_view, 4> k_kinds{"single", "categorised", "graduated", "rules"};
constexpr std::array<std::string_view, 8> k_places{"automatic", "center", "above", "below", "right", "along", "above-right", "above-line"};

template <class Enum, std::size_t N>
void take_word(const Json& json, const char* name, const std::array<std::string_view, N>& words, Enum& out) {
  const auto at = json.find(name);
  if (at == json.end() || !at->is_string()) return;
  const auto found = std::find(words.begin(), words.end(), at->get_ref<const std::string&>());
  if (found != words.end()) out = static_cast<Enum>(found - words.begin());
}

void take(const Json& json, const char* name, std::string& out) {
  if (const auto at = json.find(name); at != json.end() && at->is_string()) out = at->get<std::string>();
}
void take(const Json& json, const char* name, bool& out) {
  if (const auto at = json.find(name); at != json.end() && at->is_boolean()) out = at->get<bool>();
}
void take(const Json& json, const char* name, double& out, double min, double max) {
  const auto at = json.find(name);
  if (at != json.end() && at->is_number()) out = std::clamp(at->get<double>(), min, max);
}
void take(const Json& json, const char* name, Color& out) {
  const auto at = json.find(name);
  if (at == json.end() || !at->is_string()) return;
  if (const auto color = parse_color(at->get_ref<const std::string&>())) out = *color;
}
void take(const Json& json, const char* name, std::optional<Color>& out) {
  Color color;
  if (!json.contains(name)) return;
  take(json, name, color);
  out = color;
}

feature::Value value_from(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  return {};
}

template <class T>
void put(Json& json, const char* name, const T& value, const T& otherwise) {
  if (!(value == otherwise)) json[name] = value;
}
void put(Json& json, const char* name, const Color& value, const Color& otherwise) {
  if (to_hex(value) != to_hex(otherwise)) json[name] = to_hex(value);
}

Json symbol_json(const SimpleSymbol& s) {
  const SimpleSymbol plain;
  Json out = {{"color", to_hex(s.color)}};
  put(out, "opacity", s.opacity, plain.opacity);
  put(out, "width", s.width_px, plain.width_px);
  put(out, "radius", s.radius_px, plain.radius_px);
  put(out, "outline", s.outline, plain.outline);
  put(out, "dash", s.dash, plain.dash);
  put(out, "pattern", s.pattern, plain.pattern);
  put(out, "pattern-color", s.pattern_color, plain.pattern_color);
  put(out, "casing", s.casing_px, plain.casing_px);
  put(out, "line-pattern", s.line_pattern, plain.line_pattern);
  put(out, "icon", s.icon, plain.icon);
  return out;
}

SimpleSymbol symbol_from(const Json& json) {
  SimpleSymbol s;
  if (!json.is_object()) return s;
  take(json, "color", s.color);
  take(json, "opacity", s.opacity, 0, 1);
  take(json, "width", s.width_px, 0, 100);
  take(json, "radius", s.radius_px, 0, 200);
  take(json, "outline", s.outline);
  take(json, "pattern", s.pattern);
  take(json, "pattern-color", s.pattern_color);
  take(json, "casing", s.casing_px, 0, 50);
  take(json, "line-pattern", s.line_pattern);
  take(json, "icon", s.icon);
  if (json.contains("dash") && json["dash"].is_array()) {
    for (const auto& part : json["dash"]) {
      if (part.is_number() && s.dash.size() < 16) s.dash.push_back(std::clamp(part.get<double>(), 0.0, 1000.0));
    }
  }
  return s;
}

Json class_json(LookKind kind, const LookClass& c) {
  Json out = {{"symbol", symbol_json(c.symbol)}};
  put(out, "label", c.label, std::string());
  put(out, "visible", c.visible, true);
  if (kind == LookKind::categorised) {
    out["values"] = Json::array();
    for (const auto& value : c.values) out["values"].push_back(json_of(value));
  } else if (kind == LookKind::graduated) {
    out["from"] = c.from;
    out["to"] = c.to;
  } else {
    put(out, "filter", c.filter_json, std::string());
    put(out, "else", c.is_else, false);
    put(out, "minzoom", c.min_zoom, 0.0);
    put(out, "maxzoom", c.max_zoom, 24.0);
  }
  return out;
}

LookClass class_from(const Json& json) {
  LookClass c;
  take(json, "label", c.label);
  take(json, "visible", c.visible);
  take(json, "filter", c.filter_json);
  take(json, "else", c.is_else);
  take(json, "from", c.from, -1e300, 1e300);
  take(json, "to", c.to, -1e300, 1e300);
  take(json, "minzoom", c.min_zoom, 0, 24);
  take(json, "maxzoom", c.max_zoom, 0, 24);
  if (json.contains("symbol")) c.symbol = symbol_from(json["symbol"]);
  if (json.contains("values") && json["values"].is_array()) {
    for (const auto& value : json["values"]) c.values.push_back(value_from(value));
  }
  return c;
}

Json label_json(const LookLabel& label) {
  const LookLabel plain;
  Json out = Json::object();
  put(out, "attribute", label.attribute, plain.attribute);
  put(out, "expression", label.expression_json, plain.expression_json);
  put(out, "size", label.size_px, plain.size_px);
  put(out, "bold", label.bold, plain.bold);
  put(out, "family", label.family, plain.family);
  if (label.color) out["color"] = to_hex(*label.color);
  if (label.halo) out["halo"] = to_hex(*label.halo);
  put(out, "halo-width", label.halo_px, plain.halo_px);
  if (label.place != plain.place) out["place"] = name_of(label.place);
  put(out, "priority", label.priority_attribute, plain.priority_attribute);
  put(out, "overlap", label.overlap, plain.overlap);
  put(out, "minzoom", label.min_zoom, plain.min_zoom);
  put(out, "maxzoom", label.max_zoom, plain.max_zoom);
  return out;
}

LookLabel label_from(const Json& json) {
  LookLabel label;
  take(json, "attribute", label.attribute);
  take(json, "expression", label.expression_json);
  take(json, "size", label.size_px, 1, 200);
  take(json, "bold", label.bold);
  take(json, "family", label.family);
  take(json, "color", label.color);
  take(json, "halo", label.halo);
  take(json, "halo-width", label.halo_px, 0, 20);
  take_word(json, "place", k_places, label.place);
  take(json, "priority", label.priority_attribute);
  take(json, "overlap", label.overlap);
  take(json, "minzoom", label.min_zoom, 0, 24);
  take(json, "maxzoom", label.max_zoom, 0, 24);
  return label;
}

}  // namespace

std::string_view name_of(LookKind kind) { return k_kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(LabelPlace place) { return k_places[static_cast<std::size_t>(place)]; }

std::string look_to_json(const Look& look) {
  const Look plain;
  Json out = {{"kind", name_of(look.kind)}, {"symbol", symbol_json(look.symbol)}};
  put(out, "attribute", look.attribute, plain.attribute);
  put(out, "others", look.others, plain.others);
  if (look.method != plain.method) out["method"] = name_of(look.method);
  put(out, "class-count", look.class_count, plain.class_count);
  put(out, "ramp", look.ramp, plain.ramp);
  put(out, "palette", look.palette, plain.palette);
  put(out, "reversed", look.reversed, plain.reversed);
  if (look.areas != plain.areas) out["areas"] = name_of(look.areas);
  put(out, "minzoom", look.min_zoom, plain.min_zoom);
  put(out, "maxzoom", look.max_zoom, plain.max_zoom);
  for (const auto& c : look.classes) out["classes"].push_back(class_json(look.kind, c));
  if (Json label = label_json(look.label); !label.empty()) out["label"] = std::move(label);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Look> look_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("kind")) return std::nullopt;
  Look look;
  take_word(json, "kind", k_kinds, look.kind);
  if (json.contains("symbol")) look.symbol = symbol_from(json["symbol"]);
  take(json, "attribute", look.attribute);
  take(json, "others", look.others);
  constexpr std::array<std::string_view, 5> k_methods{"equal_interval", "quantile", "jenks", "standard_deviation", "pretty"};
  take_word(json, "method", k_methods, look.method);
  double count = look.class_count;
  take(json, "class-count", count, 1, 20);
  look.class_count = static_cast<int>(count);
  take(json, "ramp", look.ramp);
  take(json, "palette", look.palette);
  take(json, "reversed", look.reversed);
  if (const auto at = json.find("areas"); at != json.end() && at->is_string())
    look.areas = area_scope(at->get_ref<const std::string&>()).value_or(AreaScope::each);
  take(json, "minzoom", look.min_zoom, 0, 24);
  take(json, "maxzoom", look.max_zoom, 0, 24);
  if (json.contains("classes") && json["classes"].is_array()) {
    for (const auto& c : json["classes"]) {
      if (c.is_object() && look.classes.size() < k_most_classes) look.classes.push_back(class_from(c));
    }
  }
  if (json.contains("label") && json["label"].is_object()) look.label = label_from(json["label"]);
  return look;
}

}  // namespace skizze::style
