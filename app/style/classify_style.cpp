// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Classes to style JSON: one layer for each geometry, colours by expression, the legend in the metadata.
#include <functional>

#include <nlohmann/json.hpp>

#include "style/classify.h"
#include "style/value.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;
using Pick = std::function<Json(const SimpleSymbol&)>;  ///< one field of a symbol as JSON
using Choose = std::function<Json(const Pick&)>;        ///< that field for all classes, as constant or expression

struct Legend {
  Json entries = Json::array();
};

Json json_of(const feature::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* b = std::get_if<bool>(&value)) return *b;
  if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
  if (const auto* d = std::get_if<double>(&value)) return *d;
  return nullptr;
}

Json color_of(const SimpleSymbol& s) { return to_css(s.color); }

Json fill_layers(const Choose& choose) {
  Json layers = Json::array();
  layers.push_back(
      {{"id", "areas"},
       {"type", "fill"},
       {"filter", {"==", {"geometry-type"}, "Polygon"}},
       {"paint", {{"fill-color", choose(color_of)}, {"fill-opacity", choose([](const SimpleSymbol& s) { return Json(s.opacity); })}}}});
  return layers;
}

void add_pattern(Json& layers, const Choose& choose, bool any_pattern) {
  if (!any_pattern) return;
  Json layer = layers.front();
  layer["id"] = "hatches";
  layer["paint"] = {{"fill-color", choose(color_of)}, {"fill-pattern", choose([](const SimpleSymbol& s) { return Json(s.pattern); })}};
  layers.push_back(std::move(layer));
}

Json line_layer(const char* id, Json color, Json width, const SimpleSymbol& first) {
  Json layer = {{"id", id},
                {"type", "line"},
                {"filter", {"!=", {"geometry-type"}, "Point"}},
                {"layout", {{"line-cap", "round"}, {"line-join", "round"}}},
                {"paint", {{"line-color", std::move(color)}, {"line-width", std::move(width)}}}};
  if (!first.dash.empty()) {
    layer["paint"]["line-dasharray"] = first.dash;
    layer["layout"]["line-cap"] = "butt";
  }
  return layer;
}

Json circle_layer(const Choose& choose) {
  return {{"id", "points"},
          {"type", "circle"},
          {"filter", {"==", {"geometry-type"}, "Point"}},
          {"paint",
           {{"circle-color", choose(color_of)},
            {"circle-opacity", choose([](const SimpleSymbol& s) { return Json(s.opacity); })},
            {"circle-radius", choose([](const SimpleSymbol& s) { return Json(s.radius_px); })},
            {"circle-stroke-color", choose([](const SimpleSymbol& s) { return Json(to_css(s.outline)); })},
            {"circle-stroke-width", 1}}}};
}

Json label_layer(geo::GeometryKind kind, const Label& label) {
  Json layout = {{"text-field", {"to-string", {"get", label.property}}}, {"text-font", {"Sans Regular"}}, {"text-size", label.size_px}};
  if (kind == geo::GeometryKind::line) layout["symbol-placement"] = "line";
  if (kind == geo::GeometryKind::point) {
    layout["text-anchor"] = "top";
    layout["text-offset"] = {0, 0.7};
  }
  return {{"id", "labels"},
          {"type", "symbol"},
          {"minzoom", label.min_zoom},
          {"filter", {"has", label.property}},
          {"layout", std::move(layout)},
          {"paint", {{"text-color", "@label"}, {"text-halo-color", "@halo/0.85"}, {"text-halo-width", 1.3}}}};
}

std::string style_of(geo::GeometryKind kind, const char* renderer, const Choose& choose, const SimpleSymbol& first, bool any_pattern,
                     Json legend, const Label& label) {
  const bool mixed = kind == geo::GeometryKind::none;
  Json layers = Json::array();
  const auto width = [](const SimpleSymbol& s) { return Json(s.width_px); };
  if (kind == geo::GeometryKind::area || mixed) {
    layers = fill_layers(choose);
    add_pattern(layers, choose, any_pattern);
    layers.push_back(line_layer("outlines", choose([](const SimpleSymbol& s) { return Json(to_css(s.outline)); }), choose(width), first));
    if (mixed) layers.back()["filter"] = {"==", {"geometry-type"}, "Polygon"};
  }
  if (kind == geo::GeometryKind::line || mixed) {
    layers.push_back(line_layer("lines", choose(color_of), choose(width), first));
    layers.back()["paint"]["line-opacity"] = choose([](const SimpleSymbol& s) { return Json(s.opacity); });
    layers.back()["filter"] = {"==", {"geometry-type"}, "LineString"};
  }
  if (kind == geo::GeometryKind::point || mixed) layers.push_back(circle_layer(choose));
  layers.front()["metadata"]["skizze:legend"] = std::move(legend);
  if (!label.property.empty()) layers.push_back(label_layer(kind, label));
  return Json{{"version", 8}, {"metadata", {{"skizze:renderer", renderer}}}, {"layers", std::move(layers)}}.dump();
}

std::string kind_name(geo::GeometryKind kind) {
  return kind == geo::GeometryKind::point ? "point" : kind == geo::GeometryKind::line ? "line" : "area";
}

Json legend_entry(geo::GeometryKind kind, const std::string& label, Json properties) {
  return {{"label", label}, {"kind", kind_name(kind)}, {"properties", std::move(properties)}};
}

/// A match works on texts and on whole numbers; everything else becomes a chain of comparisons.
bool all_matchable(const std::vector<Category>& categories) {
  const auto all = [&](const auto& is) {
    for (const auto& category : categories) {
      if (!is(category.value)) return false;
    }
    return true;
  };
  return all([](const feature::Value& v) { return std::holds_alternative<std::string>(v); }) || all([](const feature::Value& v) {
           return std::holds_alternative<std::int64_t>(v) && std::abs(std::get<std::int64_t>(v)) < 9000000000000000;
         });
}

}  // namespace

std::string single_style(geo::GeometryKind kind, const SimpleSymbol& symbol, const Label& label) {
  const Choose choose = [&](const Pick& pick) { return pick(symbol); };
  return style_of(kind, "single", choose, symbol, !symbol.pattern.empty(), Json::array({legend_entry(kind, "", Json::object())}), label);
}

std::string categorised_style(geo::GeometryKind kind, std::string_view property, const std::vector<Category>& categories,
                              const SimpleSymbol& rest, const Label& label) {
  const std::string name(property);
  const Json get = {"get", name};
  const bool matchable = all_matchable(categories);
  const Choose choose = [&](const Pick& pick) -> Json {
    if (categories.empty()) return pick(rest);
    Json out = matchable ? Json::array({"match", get}) : Json::array({"case"});
    for (const auto& category : categories) {
      out.push_back(matchable ? json_of(category.value) : Json{"==", get, json_of(category.value)});
      out.push_back(pick(category.symbol));
    }
    out.push_back(pick(rest));
    return out;
  };
  Json legend = Json::array();
  bool any_pattern = !rest.pattern.empty();
  for (const auto& category : categories) {
    const std::string text = category.label.empty() ? feature::to_text(feature::view(category.value)) : category.label;
    legend.push_back(legend_entry(kind, text, {{name, json_of(category.value)}}));
    any_pattern = any_pattern || !category.symbol.pattern.empty();
  }
  legend.push_back({{"message", "style.legend_other"}, {"kind", kind_name(kind)}, {"properties", Json::object()}});
  return style_of(kind, "categorised", choose, categories.empty() ? rest : categories.front().symbol, any_pattern, std::move(legend),
                  label);
}

std::string graduated_style(geo::GeometryKind kind, std::string_view property, const std::vector<Grade>& grades, const SimpleSymbol& rest,
                            const Label& label) {
  const std::string name(property);
  const Json number = {"to-number", {"get", name}, 0};
  const Json is_number = {"case", {"!", {"has", name}},
                          false,  {"==", {"typeof", {"get", name}}, "number"},
                          true,   {"!=", {"to-number", {"get", name}, -1e300}, -1e300}};
  const Choose choose = [&](const Pick& pick) -> Json {
    if (grades.empty()) return pick(rest);
    Json value = pick(grades.front().symbol);
    if (grades.size() > 1) {
      value = Json::array({"step", number, pick(grades.front().symbol)});
      for (std::size_t i = 1; i < grades.size(); ++i) {
        value.push_back(grades[i].from);
        value.push_back(pick(grades[i].symbol));
      }
    }
    return {"case", is_number, std::move(value), pick(rest)};
  };
  Json legend = Json::array();
  bool any_pattern = !rest.pattern.empty();
  for (const auto& grade : grades) {
    const std::string text = grade.label.empty() ? number_text(grade.from) + " – " + number_text(grade.to) : grade.label;
    legend.push_back(legend_entry(kind, text, {{name, (grade.from + grade.to) / 2}}));
    any_pattern = any_pattern || !grade.symbol.pattern.empty();
  }
  legend.push_back({{"message", "style.legend_no_value"}, {"kind", kind_name(kind)}, {"properties", Json::object()}});
  return style_of(kind, "graduated", choose, grades.empty() ? rest : grades.front().symbol, any_pattern, std::move(legend), label);
}

}  // namespace skizze::style
