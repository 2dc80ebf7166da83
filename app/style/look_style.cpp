// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Looks to style JSON: one set of layers with colours by expression where the classes differ in nothing else, one set for each class
/// where they do.
#include <algorithm>
#include <functional>

#include <nlohmann/json.hpp>

#include "style/json_terms.h"
#include "style/look.h"
#include "style/value.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;
using Pick = std::function<Json(const SimpleSymbol&)>;  ///< one field of a symbol as JSON
using Choose = std::function<Json(const Pick&)>;        ///< that field for all classes, as constant or expression
using geo::GeometryKind;

std::string kind_name(GeometryKind kind) { return kind == GeometryKind::point ? "point" : kind == GeometryKind::line ? "line" : "area"; }

// --- the layers of one set ------------------------------------------------------------------------------------------------

/// What all layers of a set share.
struct LayerSet {
  std::string prefix;  ///< of the ids
  Json condition;      ///< a filter beside the geometry's; null takes everything
  double min_zoom = 0;
  double max_zoom = 24;
  Json legend;        ///< a text for every layer of the set, or a list for the first
  Json legend_means;  ///< of a text that nobody wrote: the limits, or true where it is a filter
  AreaScope areas = AreaScope::each;
};

Json color_of(const SimpleSymbol& s) { return to_css(s.color); }
Json opacity_of(const SimpleSymbol& s) { return s.opacity; }
Json width_of(const SimpleSymbol& s) { return s.width_px; }
Json outline_of(const SimpleSymbol& s) { return to_css(s.outline); }

class SetWriter {
 public:
  /// `like`: a symbol with the fields that no expression can choose.
  SetWriter(GeometryKind kind, const LayerSet& set, const SimpleSymbol& like, Choose choose)
      : m_kind(kind), m_set(set), m_like(like), m_choose(std::move(choose)) {}
  Json layers() {
    const bool mixed = m_kind == GeometryKind::none;
    if (m_kind == GeometryKind::area || mixed) add_areas();
    if (m_kind == GeometryKind::line || mixed) {
      if (m_like.casing_px > 0) add_casing();
      add_line("lines", "LineString", color_of);
    }
    if (m_kind == GeometryKind::point || mixed) add_points();
    return std::move(m_layers);
  }

 private:
  Json& add(const char* id, const char* type, const char* geometry) {
    Json filter = {"==", {"geometry-type"}, geometry};
    if (!m_set.condition.is_null()) filter = {"all", std::move(filter), m_set.condition};
    Json layer = {{"id", m_set.prefix + id}, {"type", type}, {"filter", std::move(filter)}, {"paint", Json::object()}};
    if (m_set.min_zoom > 0) layer["minzoom"] = m_set.min_zoom;
    if (m_set.max_zoom < 24) layer["maxzoom"] = m_set.max_zoom;
    if (m_set.legend.is_string() || m_layers.empty()) layer["metadata"] = {{"skizze:legend", m_set.legend}};
    if (m_set.legend_means.is_array()) layer["metadata"]["skizze:legend-range"] = m_set.legend_means;
    if (m_set.legend_means.is_boolean()) layer["metadata"]["skizze:legend-is-filter"] = true;
    const bool filled = std::string_view(type) == "fill";
    const bool outlined = std::string_view(type) == "line" && std::string_view(geometry) == "Polygon";
    if ((filled && m_set.areas != AreaScope::each) || (outlined && m_set.areas == AreaScope::merged))
      layer["metadata"]["skizze:areas"] = name_of(m_set.areas);
    m_layers.push_back(std::move(layer));
    return m_layers.back();
  }
  void add_areas() {
    const bool over_fill = !m_like.pattern.empty() && m_like.pattern_color.a > 0;
    Json& fill = add("areas", "fill", "Polygon")["paint"];
    fill["fill-color"] = m_choose(color_of);
    fill["fill-opacity"] = m_choose(opacity_of);
    if (!m_like.pattern.empty()) {
      Json pattern = m_choose([](const SimpleSymbol& s) { return Json(s.pattern); });
      if (over_fill) {
        Json& hatch = add("patterns", "fill", "Polygon")["paint"];
        hatch["fill-color"] = m_choose([](const SimpleSymbol& s) { return Json(to_css(s.pattern_color)); });
        hatch["fill-pattern"] = std::move(pattern);
      } else {
        fill["fill-pattern"] = std::move(pattern);
      }
    }
    if (m_like.width_px > 0) add_line("outlines", "Polygon", outline_of);
    if (!m_like.icon.empty()) add_icon("signs", "Polygon", false);
  }
  void add_line(const char* id, const char* geometry, const Pick& color) {
    Json& layer = add(id, "line", geometry);
    layer["layout"] = {{"line-cap", m_like.dash.empty() ? "round" : "butt"}, {"line-join", "round"}};
    layer["paint"] = {{"line-color", m_choose(color)}, {"line-width", m_choose(width_of)}};
    if (layer["id"].get_ref<const std::string&>().ends_with("lines") && std::string_view(geometry) == "LineString")
      layer["paint"]["line-opacity"] = m_choose(opacity_of);
    if (!m_like.dash.empty()) layer["paint"]["line-dasharray"] = m_like.dash;
    if (!m_like.line_pattern.empty()) layer["paint"]["line-pattern"] = m_choose([](const SimpleSymbol& s) { return Json(s.line_pattern); });
  }
  void add_casing() {
    Json& layer = add("casings", "line", "LineString");
    layer["layout"] = {{"line-cap", "round"}, {"line-join", "round"}};
    layer["paint"] = {{"line-color", m_choose(outline_of)},
                      {"line-width", m_choose([](const SimpleSymbol& s) { return Json(s.width_px + 2 * s.casing_px); })},
                      {"line-opacity", m_choose(opacity_of)}};
  }
  /// A point is its sign; an area has one in the middle, where there is room, in the colour of its outline.
  void add_icon(const char* id, const char* geometry, bool is_point) {
    Json& icon = add(id, "symbol", geometry);
    icon["layout"] = {{"icon-image", m_choose([](const SimpleSymbol& s) { return Json(s.icon); })},
                      {"icon-size", m_choose([](const SimpleSymbol& s) { return Json(s.radius_px / 8); })},
                      {"icon-allow-overlap", is_point}};
    icon["paint"] = {{"icon-color", m_choose(is_point ? color_of : outline_of)}, {"icon-halo-width", is_point ? 1 : 0}};
    if (!is_point) return;
    icon["paint"]["icon-opacity"] = m_choose(opacity_of);
    icon["paint"]["icon-halo-color"] = m_choose(outline_of);
  }
  void add_points() {
    if (!m_like.icon.empty()) return add_icon("points", "Point", true);
    add("points", "circle", "Point")["paint"] = {{"circle-color", m_choose(color_of)},
                                                 {"circle-opacity", m_choose(opacity_of)},
                                                 {"circle-radius", m_choose([](const SimpleSymbol& s) { return Json(s.radius_px); })},
                                                 {"circle-stroke-color", m_choose(outline_of)},
                                                 {"circle-stroke-width", 1}};
  }

  GeometryKind m_kind;
  const LayerSet& m_set;
  const SimpleSymbol& m_like;
  Choose m_choose;
  Json m_layers = Json::array();
};

// --- conditions -----------------------------------------------------------------------------------------------------------

/// A match works on texts and on whole numbers, each alone; everything else becomes a chain of comparisons.
bool all_matchable(const Look& look) {
  const auto all = [&](const auto& is) {
    return std::all_of(look.classes.begin(), look.classes.end(),
                       [&](const LookClass& c) { return !c.values.empty() && std::all_of(c.values.begin(), c.values.end(), is); });
  };
  return all([](const feature::Value& v) { return std::holds_alternative<std::string>(v); }) || all([](const feature::Value& v) {
           return std::holds_alternative<std::int64_t>(v) && std::abs(std::get<std::int64_t>(v)) < 9000000000000000;
         });
}

Json any_of(Json conditions) {
  if (conditions.empty()) return false;
  if (conditions.size() == 1) return conditions[0];
  conditions.insert(conditions.begin(), "any");
  return conditions;
}

Json category_condition(const Look& look, const LookClass& c) {
  Json comparisons = Json::array();
  for (const auto& value : c.values) comparisons.push_back({"==", get_of(look.attribute), json_of(value)});
  return any_of(std::move(comparisons));
}

/// Each class begins where the one before ends.
bool is_seamless(const Look& look) {
  for (std::size_t i = 1; i < look.classes.size(); ++i) {
    if (look.classes[i].from != look.classes[i - 1].to || look.classes[i].from <= look.classes[i - 1].from) return false;
  }
  return true;
}

Json grade_condition(const Look& look, std::size_t index) {
  const auto& c = look.classes[index];
  Json out = {"all", number_test(look.attribute)};
  if (!is_seamless(look)) {  // classes of elsewhere: both limits belong to them
    out.push_back({">=", number_of(look.attribute), c.from});
    out.push_back({"<=", number_of(look.attribute), c.to});
    return out;
  }
  if (index > 0) out.push_back({">=", number_of(look.attribute), c.from});
  if (index + 1 < look.classes.size()) out.push_back({"<", number_of(look.attribute), c.to});
  return out;
}

Json rule_filter(const LookClass& c) {
  const Json parsed = Json::parse(c.filter_json, nullptr, false);
  return c.filter_json.empty() || parsed.is_discarded() ? Json(true) : parsed;
}

Json not_any(Json conditions) { return conditions.empty() ? Json(true) : Json{"!", any_of(std::move(conditions))}; }

Json condition_of(const Look& look, std::size_t index) {
  const auto& c = look.classes[index];
  if (look.kind == LookKind::categorised) return category_condition(look, c);
  if (look.kind == LookKind::graduated) return grade_condition(look, index);
  if (!c.is_else) return rule_filter(c);
  Json others = Json::array();
  for (const auto& other : look.classes) {
    if (!other.is_else && other.min_zoom < c.max_zoom && other.max_zoom > c.min_zoom) others.push_back(rule_filter(other));
  }
  return not_any(std::move(others));
}

Json condition_of_rest(const Look& look) {
  Json all = Json::array();
  for (std::size_t i = 0; i < look.classes.size(); ++i) all.push_back(condition_of(look, i));
  return not_any(std::move(all));
}

// --- joined: one set, values by expression ---------------------------------------------------------------------------------

bool is_picture_like(const SimpleSymbol& a, const SimpleSymbol& b) {
  return a.dash == b.dash && a.pattern.empty() == b.pattern.empty() && (a.pattern_color.a > 0) == (b.pattern_color.a > 0) &&
         a.line_pattern.empty() == b.line_pattern.empty() && a.icon.empty() == b.icon.empty() && (a.width_px > 0) == (b.width_px > 0) &&
         (a.casing_px > 0) == (b.casing_px > 0);
}

bool can_join(const Look& look) {
  if (look.areas == AreaScope::surroundings && look.kind != LookKind::single) return false;  // around each class is elsewhere
  if (look.kind == LookKind::rules || (look.kind == LookKind::graduated && !is_seamless(look))) return false;
  const bool drawn_alike = std::all_of(look.classes.begin(), look.classes.end(), [&](const LookClass& c) {
    return c.visible && is_picture_like(c.symbol, look.classes.front().symbol);
  });
  return drawn_alike && (look.classes.empty() || (look.others && is_picture_like(look.symbol, look.classes.front().symbol)));
}

Json chosen_category(const Look& look, const Pick& pick) {
  const bool matchable = all_matchable(look);
  Json out = matchable ? Json::array({"match", get_of(look.attribute)}) : Json::array({"case"});
  for (const auto& c : look.classes) {
    if (matchable) {
      Json values = Json::array();
      for (const auto& value : c.values) values.push_back(json_of(value));
      out.push_back(values.size() == 1 ? values[0] : values);
    } else {
      out.push_back(category_condition(look, c));
    }
    out.push_back(pick(c.symbol));
  }
  out.push_back(pick(look.symbol));
  return out;
}

Json chosen_grade(const Look& look, const Pick& pick) {
  Json value = pick(look.classes.front().symbol);
  if (look.classes.size() > 1) {
    value = Json::array({"step", number_of(look.attribute), pick(look.classes.front().symbol)});
    for (std::size_t i = 1; i < look.classes.size(); ++i) {
      value.push_back(look.classes[i].from);
      value.push_back(pick(look.classes[i].symbol));
    }
  }
  return {"case", number_test(look.attribute), std::move(value), pick(look.symbol)};
}

Json choice(const Look& look, const Pick& pick) {
  if (look.classes.empty() || look.kind == LookKind::single) return pick(look.symbol);
  return look.kind == LookKind::categorised ? chosen_category(look, pick) : chosen_grade(look, pick);
}

Json legend_list(const Look& look, GeometryKind kind) {
  const std::string geometry = kind_name(kind);
  if (look.kind == LookKind::single) return Json::array({{{"label", ""}, {"kind", geometry}, {"properties", Json::object()}}});
  Json out = Json::array();
  for (const auto& c : look.classes) {
    const bool by_value = look.kind == LookKind::categorised;
    const Json example = by_value ? (c.values.empty() ? Json(nullptr) : json_of(c.values.front())) : Json((c.from + c.to) / 2);
    Json entry = {{"label", class_label(look, c)}, {"kind", geometry}, {"properties", {{look.attribute, example}}}};
    if (!by_value && c.label.empty()) entry["range"] = {c.from, c.to};
    out.push_back(std::move(entry));
  }
  const char* rest = look.kind == LookKind::graduated ? "style.legend_no_value" : "style.legend_other";
  out.push_back({{"message", rest}, {"kind", geometry}, {"properties", Json::object()}});
  return out;
}

Json joined_layers(const Look& look, GeometryKind kind) {
  const LayerSet set{"", nullptr, look.min_zoom, look.max_zoom, legend_list(look, kind), {}, look.areas};
  const SimpleSymbol& like = look.kind == LookKind::single || look.classes.empty() ? look.symbol : look.classes.front().symbol;
  return SetWriter(kind, set, like, [&](const Pick& pick) { return choice(look, pick); }).layers();
}

// --- split: one set for each class ------------------------------------------------------------------------------------------

void append(Json& layers, Json more) {
  for (auto& layer : more) layers.push_back(std::move(layer));
}

Json legend_text(const Look& look, const LookClass& c) {
  return c.label.empty() && look.kind == LookKind::rules && c.is_else ? Json("style.legend_other") : Json(class_label(look, c));
}

Json legend_means(const Look& look, const LookClass& c) {
  if (!c.label.empty()) return nullptr;
  if (look.kind == LookKind::graduated) return {c.from, c.to};
  return look.kind == LookKind::rules && !c.is_else && !c.filter_json.empty() ? Json(true) : Json(nullptr);
}

Json split_layers(const Look& look, GeometryKind kind) {
  Json layers = Json::array();
  const bool rest_first = look.others && look.kind != LookKind::rules;
  if (rest_first) {
    const char* label = look.kind == LookKind::graduated ? "style.legend_no_value" : "style.legend_other";
    const LayerSet set{"rest-", condition_of_rest(look), look.min_zoom, look.max_zoom, label, {}, look.areas};
    append(layers, SetWriter(kind, set, look.symbol, [&](const Pick& pick) { return pick(look.symbol); }).layers());
  }
  for (std::size_t i = 0; i < look.classes.size(); ++i) {
    const auto& c = look.classes[i];
    if (!c.visible) continue;
    const double min_zoom = look.kind == LookKind::rules ? std::max(look.min_zoom, c.min_zoom) : look.min_zoom;
    const double max_zoom = look.kind == LookKind::rules ? std::min(look.max_zoom, c.max_zoom) : look.max_zoom;
    const std::string prefix = "class-" + std::to_string(i + 1) + "-";
    const LayerSet set{prefix, condition_of(look, i), min_zoom, max_zoom, legend_text(look, c), legend_means(look, c), look.areas};
    append(layers, SetWriter(kind, set, c.symbol, [&](const Pick& pick) { return pick(c.symbol); }).layers());
  }
  return layers;
}

// --- labels -----------------------------------------------------------------------------------------------------------------

void place_label(Json& layout, LabelPlace place, GeometryKind kind) {
  if (place == LabelPlace::automatic) {
    place = kind == GeometryKind::line ? LabelPlace::along : kind == GeometryKind::point ? LabelPlace::below : LabelPlace::center;
  }
  switch (place) {
    case LabelPlace::along: layout["symbol-placement"] = "line"; break;
    case LabelPlace::above:
      layout["text-anchor"] = "bottom";
      layout["text-offset"] = {0, -0.7};
      break;
    case LabelPlace::below:
      layout["text-anchor"] = "top";
      layout["text-offset"] = {0, 0.7};
      break;
    case LabelPlace::right:
      layout["text-anchor"] = "left";
      layout["text-offset"] = {0.8, 0};
      break;
    case LabelPlace::above_right:
      layout["text-anchor"] = "bottom-left";
      layout["text-offset"] = {0, 0.3};
      break;
    case LabelPlace::above_line:
      layout["symbol-placement"] = "line-center";
      layout["text-offset"] = {0, -0.8};
      break;
    case LabelPlace::center:
    case LabelPlace::automatic: break;
  }
}

Json label_layer(const Look& look, GeometryKind kind) {
  const LookLabel& label = look.label;
  const Json expression = Json::parse(label.expression_json, nullptr, false);
  const bool by_expression = !label.expression_json.empty() && !expression.is_discarded();
  Json layout = {{"text-field", by_expression ? Json{"to-string", expression} : Json{"to-string", get_of(label.attribute)}},
                 {"text-font", {label.bold ? "Sans Bold" : "Sans Regular"}},
                 {"text-size", label.size_px}};
  if (!label.family.empty()) layout["text-font"].push_back("family:" + label.family);
  place_label(layout, label.place, kind);
  if (label.overlap) layout["text-allow-overlap"] = true;
  if (!label.priority_attribute.empty()) layout["symbol-sort-key"] = {"-", {"to-number", get_of(label.priority_attribute), 0}};
  Json layer = {{"id", "labels"},
                {"type", "symbol"},
                {"layout", std::move(layout)},
                {"paint",
                 {{"text-color", label.color ? to_css(*label.color) : "@label"},
                  {"text-halo-color", label.halo ? to_css(*label.halo) : "@halo/0.85"},
                  {"text-halo-width", label.halo_px}}}};
  if (!by_expression) layer["filter"] = {"has", label.attribute};
  const double min_zoom = std::max(look.min_zoom, label.min_zoom);
  const double max_zoom = std::min(look.max_zoom, label.max_zoom);
  if (min_zoom > 0) layer["minzoom"] = min_zoom;
  if (max_zoom < 24) layer["maxzoom"] = max_zoom;
  return layer;
}

Json layers_of(const Look& look, GeometryKind kind) {
  Json layers = can_join(look) ? joined_layers(look, kind) : split_layers(look, kind);
  if (look.label.shown()) layers.push_back(label_layer(look, kind));
  return layers;
}

}  // namespace

std::string style_of(const Look& given, GeometryKind kind) {
  const std::string text = look_to_json(given);
  const Look look = look_from_json(text).value_or(given);  // colours rounded to bytes, as look_of() will read them
  return Json{{"version", 8},
              {"metadata", {{"skizze:renderer", name_of(look.kind)}, {"skizze:look", Json::parse(text)}}},
              {"layers", layers_of(look, kind)}}
      .dump();
}

std::optional<Look> look_of(std::string_view style_json, GeometryKind kind) {
  const Json json = Json::parse(style_json, nullptr, false);
  if (!json.is_object() || !json.contains("metadata") || !json["metadata"].is_object() || !json.contains("layers")) return std::nullopt;
  const auto at = json["metadata"].find("skizze:look");
  if (at == json["metadata"].end()) return std::nullopt;
  auto look = look_from_json(at->dump());
  // Compared as text: numbers that were read and written once stay what they are.
  if (!look || Json::parse(layers_of(*look, kind).dump()) != json["layers"]) return std::nullopt;
  return look;
}

Look as_rules(const Look& look) {
  if (look.kind == LookKind::rules) return look;
  Look out = look;
  out.kind = LookKind::rules;
  out.attribute.clear();
  for (std::size_t i = 0; i < look.classes.size(); ++i) {
    LookClass& c = out.classes[i];
    c.filter_json = condition_of(look, i).dump();
    if (look.kind != LookKind::graduated && c.label.empty()) c.label = class_label(look, look.classes[i]);
    c.values.clear();
    c.from = c.to = 0;
  }
  if (look.others || look.kind == LookKind::single) {
    LookClass rest;
    rest.symbol = look.symbol;
    rest.is_else = look.kind != LookKind::single;
    out.classes.push_back(std::move(rest));
  }
  return out;
}

std::string single_style(GeometryKind kind, const SimpleSymbol& symbol, const Label& label) {
  Look look;
  look.symbol = symbol;
  look.label.attribute = label.property;
  look.label.size_px = label.size_px;
  look.label.min_zoom = label.min_zoom;
  return style_of(look, kind);
}

std::string categorised_style(GeometryKind kind, std::string_view property, const std::vector<Category>& categories,
                              const SimpleSymbol& rest, const Label& label) {
  Look look;
  look.kind = LookKind::categorised;
  look.attribute = property;
  look.symbol = rest;
  for (const auto& category : categories) {
    LookClass c;
    c.label = category.label;
    c.symbol = category.symbol;
    c.values = {category.value};
    look.classes.push_back(std::move(c));
  }
  look.label.attribute = label.property;
  look.label.size_px = label.size_px;
  look.label.min_zoom = label.min_zoom;
  return style_of(look, kind);
}

std::string graduated_style(GeometryKind kind, std::string_view property, const std::vector<Grade>& grades, const SimpleSymbol& rest,
                            const Label& label) {
  Look look;
  look.kind = LookKind::graduated;
  look.attribute = property;
  look.symbol = rest;
  for (const auto& grade : grades) {
    LookClass c;
    c.label = grade.label;
    c.symbol = grade.symbol;
    c.from = grade.from;
    c.to = grade.to;
    look.classes.push_back(std::move(c));
  }
  look.label.attribute = label.property;
  look.label.size_px = label.size_px;
  look.label.min_zoom = label.min_zoom;
  return style_of(look, kind);
}

}  // namespace skizze::style
