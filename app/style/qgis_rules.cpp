// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <string>

#include "style/hatch.h"
#include "style/qgis_parts.h"
#include "style/qgis_text.h"

namespace skizze::style {

using Json = nlohmann::json;
using geo::GeometryKind;

std::string kind_name(GeometryKind kind) { return kind == GeometryKind::point ? "point" : kind == GeometryKind::line ? "line" : "area"; }

void put_scales(Json& to, double min_zoom, double max_zoom) {
  if (min_zoom > 0) to["scale_to"] = std::round(scale_of_zoom(min_zoom));
  if (max_zoom < 24) to["scale_from"] = std::round(scale_of_zoom(max_zoom));
}

Json fill_of(const Json& color, const std::string& pattern) {
  Json fill{{"type", "fill"}, {"color", color}};
  if (const auto hatch = find_hatch(pattern)) {
    const char* kind = hatch->kind == Hatch::Kind::dots ? "dots" : hatch->kind == Hatch::Kind::cross ? "cross" : "lines";
    fill["pattern"] = {{"kind", kind},
                       {"angle", hatch->angle_deg},
                       {"spacing_mm", hatch->spacing_px * k_mm_per_px},
                       {"width_mm", hatch->width_px * k_mm_per_px}};
  }
  return fill;
}

namespace {

// --- values of properties ---------------------------------------------------------------------------------------------------

/// The properties of one layer of a style.
class Properties {
 public:
  Properties(const Json& layer, const std::vector<std::string>* columns, Losses& losses)
      : m_layer(layer), m_columns(columns), m_losses(losses) {}

  const Json* find(const char* name) const {
    for (const char* group : {"paint", "layout"}) {
      const auto at = m_layer.find(group);
      if (at != m_layer.end() && at->is_object() && at->contains(name)) return &(*at)[name];
    }
    return nullptr;
  }
  /// An expression of QGIS; empty where the property is absent or cannot be said (noted).
  std::string expression(const char* name) const {
    const auto* value = find(name);
    if (value == nullptr) return {};
    const auto text = to_qgis_expression(*value, TextMeans::text, m_columns);
    if (text) return *text;
    m_losses.add("style.qgis_lost_property", m_layer.value("id", std::string()) + ", " + name + " (" + text.error() + ")");
    return {};
  }
  Json millimetres(const char* name, double otherwise_px, double factor = 1) const {
    const auto* value = find(name);
    if (value == nullptr) return otherwise_px * factor * k_mm_per_px;
    if (value->is_number()) return value->get<double>() * factor * k_mm_per_px;
    const auto text = expression(name);
    if (text.empty()) return otherwise_px * factor * k_mm_per_px;
    return {{"expression", std::to_string(factor * k_mm_per_px) + " * (" + text + ")"}};
  }
  Json color(const char* name, const char* otherwise) const {
    const auto* value = find(name);
    if (value == nullptr) return to_qgis_color(otherwise);
    if (value->is_string()) {
      const auto color = to_qgis_color(value->get<std::string>());
      return color.empty() ? to_qgis_color(otherwise) : color;
    }
    const auto text = to_qgis_expression(*value, TextMeans::color, m_columns);
    if (text) return {{"expression", *text}};
    m_losses.add("style.qgis_lost_property", m_layer.value("id", std::string()) + ", " + name + " (" + text.error() + ")");
    return to_qgis_color(otherwise);
  }
  Json share(const char* name) const {
    const auto* value = find(name);
    if (value == nullptr) return 1;
    if (value->is_number()) return *value;
    const auto text = expression(name);
    return text.empty() ? Json(1) : Json{{"expression", text}};
  }
  std::string word(const char* name, const char* otherwise) const {
    const auto* value = find(name);
    return value != nullptr && value->is_string() ? value->get<std::string>() : otherwise;
  }
  bool flag(const char* name) const {
    const auto* value = find(name);
    return value != nullptr && value->is_boolean() && value->get<bool>();
  }
  double number(const char* name, double otherwise) const {
    const auto* value = find(name);
    return value != nullptr && value->is_number() ? value->get<double>() : otherwise;
  }

 private:
  const Json& m_layer;
  const std::vector<std::string>* m_columns;
  Losses& m_losses;
};

// --- every other style: one rule for each of its layers ---------------------------------------------------------------------

class RuleWriter {
 public:
  RuleWriter(GeometryKind kind, const std::vector<std::string>* columns, Losses& losses)
      : m_kind(kind), m_columns(columns), m_losses(losses) {}

  void add(const Json& layer) {
    const Properties p(layer, m_columns, m_losses);
    if (p.word("visibility", "visible") == "none") return;
    const auto type = layer.value("type", std::string());
    auto symbol = type == "fill" ? fill(p) : type == "line" ? line(p) : type == "circle" ? circle(p) : type == "symbol" ? Json() : Json();
    if (type == "symbol") return add_label(layer, p);
    const bool drawn_of_others = type == "fill" || type == "line" || type == "circle" || type == "background";
    if (symbol.is_null() && drawn_of_others) return;  // of another kind of geometry, which this layer does not have
    if (symbol.is_null()) return m_losses.add("style.qgis_lost_layer", layer.value("id", type));
    symbol["kind"] = kind_name(m_kind);
    for (auto& one : symbol["layers"]) one["pass"] = m_pass;
    ++m_pass;
    Json rule{{"label", layer.value("id", type)}, {"symbol", std::move(symbol)}};
    if (put_conditions(layer, rule)) m_rules.push_back(std::move(rule));
  }
  Json take_rules() { return std::move(m_rules); }
  Json take_labels() { return std::move(m_labels); }

 private:
  bool put_conditions(const Json& layer, Json& to) {
    put_scales(to, layer.value("minzoom", 0.0), layer.value("maxzoom", 24.0));
    if (!layer.contains("filter")) return true;
    const auto filter = to_qgis_expression(layer["filter"], TextMeans::text, m_columns);
    if (!filter) {
      m_losses.add("style.qgis_lost_rule", layer.value("id", std::string()) + " (" + filter.error() + ")");
      return false;
    }
    to["filter"] = *filter;
    return true;
  }
  Json fill(const Properties& p) const {
    if (m_kind != GeometryKind::area) return {};
    const auto pattern = p.word("fill-pattern", "");
    if (!pattern.empty() && !find_hatch(pattern)) m_losses.add("style.qgis_lost_picture", pattern);
    Json one = fill_of(p.color("fill-color", "black"), pattern);
    one["opacity"] = p.share("fill-opacity");
    Json layers = Json::array({one});
    if (p.find("fill-outline-color") != nullptr)
      layers.push_back({{"type", "line"}, {"color", p.color("fill-outline-color", "black")}, {"width_mm", k_mm_per_px}, {"cap", "round"}});
    return {{"layers", std::move(layers)}};
  }
  /// A casing (line-gap-width) is one wide line under the line proper.
  Json line(const Properties& p) const {
    if (m_kind == GeometryKind::point) return {};
    Json one{{"type", "line"},
             {"color", p.color("line-color", "black")},
             {"width_mm", p.millimetres("line-width", 1)},
             {"opacity", p.share("line-opacity")},
             {"cap", p.word("line-cap", "butt") == "round" ? "round" : "flat"}};
    if (p.find("line-gap-width") != nullptr) one["width_mm"] = sum(p.millimetres("line-width", 1, 2), p.millimetres("line-gap-width", 0));
    if (const auto* dash = p.find("line-dasharray")) put_dash(*dash, one);
    if (p.find("line-pattern") != nullptr) m_losses.add("style.qgis_lost_picture", p.word("line-pattern", ""));
    return {{"layers", Json::array({one})}};
  }
  static std::string text_of(const Json& millimetres) {
    return millimetres.is_object() ? millimetres["expression"].get<std::string>() : std::to_string(millimetres.get<double>());
  }
  static Json sum(const Json& a, const Json& b) {
    if (a.is_number() && b.is_number()) return a.get<double>() + b.get<double>();
    return {{"expression", text_of(a) + " + " + text_of(b)}};
  }
  static void put_dash(const Json& dash, Json& line) {
    const Json& parts = dash.is_array() && dash.size() == 2 && dash[0] == "literal" ? dash[1] : dash;
    if (!parts.is_array() || parts.empty()) return;
    if (line["width_mm"].is_number()) {
      for (const auto& part : parts)
        if (part.is_number()) line["dash_mm"].push_back(part.get<double>() * line["width_mm"].get<double>());
      return;
    }
    std::string text;
    for (const auto& part : parts)
      if (part.is_number())
        text += (text.empty() ? "" : " || ';' || ") +
                ("to_string(" + std::to_string(part.get<double>()) + " * (" + text_of(line["width_mm"]) + "))");
    line["dash_mm"] = {{"expression", text}};
  }
  Json circle(const Properties& p) const {
    if (m_kind != GeometryKind::point) return {};
    return {{"layers", Json::array({{{"type", "marker"},
                                     {"shape", "circle"},
                                     {"color", p.color("circle-color", "black")},
                                     {"opacity", p.share("circle-opacity")},
                                     {"size_mm", p.millimetres("circle-radius", 5, 2)},
                                     {"outline", p.color("circle-stroke-color", "rgba(0,0,0,0)")},
                                     {"outline_mm", p.millimetres("circle-stroke-width", 0)}}})}};
  }
  void add_label(const Json& layer, const Properties& p) {
    if (p.find("icon-image") != nullptr) m_losses.add("style.qgis_lost_picture", layer.value("id", std::string()));
    if (p.find("text-field") == nullptr) return;
    const auto text = p.expression("text-field");
    if (text.empty()) return;
    const auto anchor = p.word("text-anchor", "center");
    const bool along = p.word("symbol-placement", "point") != "point";
    const auto* fonts = p.find("text-font");
    const std::string font = fonts != nullptr ? fonts->dump() : std::string();
    Json label{{"expression", text},
               {"size_mm", p.millimetres("text-size", 16)},
               {"color", p.color("text-color", "black")},
               {"halo", p.color("text-halo-color", "rgba(0,0,0,0)")},
               {"halo_mm", p.millimetres("text-halo-width", 0)},
               {"bold", font.find("Bold") != std::string::npos},
               {"italic", font.find("Italic") != std::string::npos},
               {"place", along                ? "along"
                         : anchor == "top"    ? "below"
                         : anchor == "bottom" ? "above"
                         : anchor == "bottom-left" ? "right"
                         : anchor == "left"   ? "right"
                                              : "automatic"},
               {"overlap", p.flag("text-allow-overlap")}};
    if (put_conditions(layer, label)) m_labels.push_back(std::move(label));
  }

  GeometryKind m_kind;
  const std::vector<std::string>* m_columns;
  Losses& m_losses;
  int m_pass = 0;
  Json m_rules = Json::array();
  Json m_labels = Json::array();
};

}  // namespace

Json qgis_rules(const Json& layers, GeometryKind kind, const std::vector<std::string>* columns, Losses& losses) {
  RuleWriter writer(kind, columns, losses);
  for (const auto& layer : layers)
    if (layer.is_object()) writer.add(layer);
  return {{"renderer", {{"type", "rules"}, {"rules", writer.take_rules()}}}, {"labels", writer.take_labels()}};
}

}  // namespace skizze::style
