// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/qgis_spec.h"

#include "style/color.h"
#include "style/hatch.h"
#include "style/json_terms.h"
#include "style/json_text.h"
#include "style/look.h"
#include "style/qgis_parts.h"
#include "style/qgis_text.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;
using geo::GeometryKind;

// --- symbols of a look ------------------------------------------------------------------------------------------------------

class SymbolWriter {
 public:
  SymbolWriter(GeometryKind kind, Losses& losses) : m_kind(kind), m_losses(losses) {}

  Json symbol(const SimpleSymbol& s) const {
    Json layers = Json::array();
    switch (m_kind) {
      case GeometryKind::point: layers.push_back(marker(s)); break;
      case GeometryKind::line: add_lines(s, layers); break;
      default: add_areas(s, layers);
    }
    return {{"kind", kind_name(m_kind)}, {"layers", std::move(layers)}};
  }

 private:
  static std::string color(const Color& c, double opacity = 1) { return to_qgis_color(to_css(c), opacity); }
  Json marker(const SimpleSymbol& s) const {
    const bool picture = s.icon.starts_with("data:");
    if (picture) m_losses.add("style.qgis_lost_picture", "PNG");
    return {{"type", "marker"},
            {"shape", s.icon.empty() || picture ? "circle" : s.icon},
            {"color", color(s.color, s.opacity)},
            {"size_mm", 2 * s.radius_px * k_mm_per_px},
            {"outline", color(s.outline)},
            {"outline_mm", k_mm_per_px}};
  }
  Json line(const std::string& of, double width_px, const SimpleSymbol& s, int pass) const {
    Json line{
        {"type", "line"}, {"color", of}, {"width_mm", width_px * k_mm_per_px}, {"cap", s.dash.empty() ? "round" : "flat"}, {"pass", pass}};
    for (const double part : s.dash) line["dash_mm"].push_back(part * width_px * k_mm_per_px);
    return line;
  }
  void add_lines(const SimpleSymbol& s, Json& layers) const {
    if (!s.line_pattern.empty()) m_losses.add("style.qgis_lost_picture", s.line_pattern);
    if (s.casing_px > 0) {
      auto solid = s;
      solid.dash.clear();
      layers.push_back(line(color(s.outline, s.opacity), s.width_px + 2 * s.casing_px, solid, 0));
    }
    layers.push_back(line(color(s.color, s.opacity), s.width_px, s, 1));
  }
  void add_areas(const SimpleSymbol& s, Json& layers) const {
    const bool hatch = find_hatch(s.pattern).has_value();
    if (!s.pattern.empty() && !hatch) m_losses.add("style.qgis_lost_picture", s.pattern);
    const bool over_fill = hatch && s.pattern_color.a > 0;
    layers.push_back(fill_of(color(s.color, s.opacity), over_fill ? std::string() : s.pattern));
    if (over_fill) layers.push_back(fill_of(color(s.pattern_color), s.pattern));
    if (s.width_px > 0) layers.push_back(line(color(s.outline), s.width_px, s, 0));
    if (!s.icon.empty()) m_losses.add("style.qgis_lost_picture", s.icon);
  }

  GeometryKind m_kind;
  Losses& m_losses;
};

// --- looks: the renderers that QGIS has, too --------------------------------------------------------------------------------

Json class_of(const Look& look, const LookClass& c, const SymbolWriter& writer, Losses& losses) {
  Json json{{"label", class_label(look, c)}, {"visible", c.visible}, {"symbol", writer.symbol(c.symbol)}};
  if (look.kind == LookKind::categorised) {
    for (const auto& value : c.values) json["values"].push_back(json_of(value));
  } else if (look.kind == LookKind::graduated) {
    json["from"] = c.from;
    json["to"] = c.to;
  } else {
    put_scales(json, c.min_zoom, c.max_zoom);
    if (c.is_else) json["else"] = true;
    if (const auto filter = read_json(c.filter_json); filter && !c.is_else) {
      const auto text = to_qgis_expression(*filter);
      if (text)
        json["filter"] = *text;
      else
        losses.add("style.qgis_lost_rule", class_label(look, c) + " (" + text.error() + ")");
    }
  }
  return json;
}

Json renderer_of(const Look& look, GeometryKind kind, Losses& losses) {
  const SymbolWriter writer(kind, losses);
  if (look.kind == LookKind::single) return {{"type", "single"}, {"symbol", writer.symbol(look.symbol)}};
  Json renderer{{"type", name_of(look.kind)}};
  const char* list = look.kind == LookKind::rules ? "rules" : "classes";
  renderer[list] = Json::array();
  for (const auto& c : look.classes) renderer[list].push_back(class_of(look, c, writer, losses));
  if (look.kind != LookKind::rules) {
    renderer["attribute"] = look.attribute;
    if (look.others) renderer["others"] = writer.symbol(look.symbol);
  }
  return renderer;
}

Json label_of(const LookLabel& label, Losses& losses) {
  std::string text = qgis_name(label.attribute);
  if (const auto expression = read_json(label.expression_json); expression && !label.expression_json.empty()) {
    const auto converted = to_qgis_expression(*expression);
    if (!converted) {
      losses.add("style.qgis_lost_label", converted.error());
      return Json::array();
    }
    text = *converted;
  }
  Json json{{"expression", text},
            {"size_mm", label.size_px * k_mm_per_px},
            {"bold", label.bold},
            {"color", to_qgis_color(to_css(label.color.value_or(Color{0.2F, 0.2F, 0.2F, 1})))},
            {"halo", to_qgis_color(to_css(label.halo.value_or(Color{1, 1, 1, 0.85F})))},
            {"halo_mm", label.halo_px * k_mm_per_px},
            {"place", name_of(label.place)},
            {"overlap", label.overlap}};
  if (!label.priority_attribute.empty()) losses.add("style.qgis_lost_priority", label.priority_attribute);
  put_scales(json, label.min_zoom, label.max_zoom);
  return Json::array({json});
}

}  // namespace

base::Result<QgisSpec> qgis_spec(std::string_view style_json, GeometryKind kind, const std::vector<std::string>* columns) {
  const auto style = read_json(style_json);
  if (!style || !style->is_object() || !style->contains("layers") || !(*style)["layers"].is_array())
    return base::fail(base::ErrorCode::invalid, "style.qgis_no_style");
  Losses losses;
  QgisSpec spec;
  if (const auto look = look_of(style_json, kind); look && kind != GeometryKind::none) {
    spec.json = {{"renderer", renderer_of(*look, kind, losses)},
                 {"labels", look->label.shown() ? label_of(look->label, losses) : Json::array()}};
    put_scales(spec.json, look->min_zoom, look->max_zoom);
    if (kind == GeometryKind::area && look->areas != AreaScope::each) spec.json["areas"] = name_of(look->areas);
  } else {
    spec.json = qgis_rules((*style)["layers"], kind, columns, losses);
  }
  spec.lost = losses.take();
  return spec;
}

}  // namespace skizze::style
