// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/legend.h"

#include <algorithm>

#include "style/compiled_sheet.h"

namespace skizze::style {
namespace {

feature::Value feature_value(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  return {};
}

geo::GeometryKind kind_of(const std::string& name) {
  if (name == "point") return geo::GeometryKind::point;
  if (name == "line") return geo::GeometryKind::line;
  return name == "area" ? geo::GeometryKind::area : geo::GeometryKind::none;
}

geo::GeometryKind kind_of(LayerType type) {
  switch (type) {
    case LayerType::line: return geo::GeometryKind::line;
    case LayerType::circle:
    case LayerType::symbol: return geo::GeometryKind::point;
    default: return geo::GeometryKind::area;
  }
}

/// A word or row of the legend and the feature that stands for it.
struct Example {
  std::string label;
  bool is_message = false;
  PropertyRow row;
  std::optional<std::pair<double, double>> range;
  bool is_filter = false;
  bool names_layers = false;  ///< drawn by the layers that carry this label, whatever their filters say
};

std::optional<std::pair<double, double>> range_in(const Json& json, const char* key) {
  const auto at = json.find(key);
  if (at == json.end() || !at->is_array() || at->size() != 2 || !(*at)[0].is_number() || !(*at)[1].is_number()) return std::nullopt;
  return std::pair((*at)[0].get<double>(), (*at)[1].get<double>());
}

Example example_of(const Json& json, geo::GeometryKind fallback) {
  Example example;
  example.is_message = json.contains("message");
  const char* key = example.is_message ? "message" : "label";
  if (json.contains(key) && json[key].is_string()) example.label = json[key].get<std::string>();
  example.row.kind = json.contains("kind") && json["kind"].is_string() ? kind_of(json["kind"].get<std::string>()) : fallback;
  if (json.contains("properties") && json["properties"].is_object()) {
    for (const auto& entry : json["properties"].items()) example.row.properties.emplace_back(entry.key(), feature_value(entry.value()));
  }
  example.range = range_in(json, "range");
  return example;
}

/// ["match", ["get", p], a, colour, [b, c], colour, rest]: one example for each branch.
std::vector<Example> examples_of_match(const Json& color, geo::GeometryKind kind) {
  std::vector<Example> out;
  const bool is_match = color.is_array() && color.size() >= 5 && color[0] == "match" && color[1].is_array() && color[1].size() == 2 &&
                        color[1][0] == "get" && color[1][1].is_string();
  if (!is_match) return out;
  const auto property = color[1][1].get<std::string>();
  for (std::size_t i = 2; i + 1 < color.size(); i += 2) {
    const Json& value = color[i].is_array() ? color[i].at(0) : color[i];
    Example example;
    example.label = value.is_string() ? value.get<std::string>() : value.dump();
    example.row.kind = kind;
    example.row.properties.emplace_back(property, feature_value(value));
    out.push_back(std::move(example));
  }
  return out;
}

/// ["step", input over one property, colour, limit, colour, ...]: one example for each class.
std::vector<Example> examples_of_step(const Json& color, geo::GeometryKind kind) {
  std::vector<Example> out;
  if (!color.is_array() || color.size() < 5 || color[0] != "step") return out;
  const Json* input = &color[1];
  if (input->is_array() && input->size() >= 2 && ((*input)[0] == "number" || (*input)[0] == "to-number")) input = &(*input)[1];
  if (!input->is_array() || input->size() != 2 || (*input)[0] != "get" || !(*input)[1].is_string()) return out;
  const auto property = (*input)[1].get<std::string>();
  for (std::size_t i = 2; i < color.size(); i += 2) {
    const bool first = i == 2;
    const bool last = i + 1 >= color.size();
    const double from = first ? 0 : color[i - 1].get<double>();
    const double to = last ? 0 : color[i + 1].get<double>();
    Example example;
    example.label = first ? "< " + number_text(to) : last ? "≥ " + number_text(from) : number_text(from) + " – " + number_text(to);
    example.row.kind = kind;
    example.row.properties.emplace_back(property, first ? to - 1 : last ? from : (from + to) / 2);
    out.push_back(std::move(example));
  }
  return out;
}

const Json* color_json(const Json& layer) {
  if (!layer.contains("paint") || !layer["paint"].is_object()) return nullptr;
  for (const char* name : {"fill-color", "line-color", "circle-color"}) {
    if (layer["paint"].contains(name)) return &layer["paint"][name];
  }
  return nullptr;
}

class LegendBuilder {
 public:
  LegendBuilder(const Stylesheet& sheet, double zoom) : m_sheet(sheet), m_zoom(zoom) {}
  std::vector<LegendEntry> build();

 private:
  std::vector<Example> examples_at(std::size_t index, bool any_metadata) const;
  LegendEntry entry_for(const Example& example) const;
  void paint(LegendEntry& entry, std::size_t index, const PropertyRow& row) const;
  static std::vector<Example> merged(std::vector<Example> examples);

  const Stylesheet& m_sheet;
  double m_zoom;
};

std::vector<Example> LegendBuilder::examples_at(std::size_t index, bool any_metadata) const {
  const auto& compiled = m_sheet.compiled();
  const StyleLayer& layer = compiled.infos[index];
  const Json& metadata = compiled.metadata[index];
  const auto kind = kind_of(layer.type);
  if (metadata.contains("skizze:legend")) {
    const Json& said = metadata["skizze:legend"];
    std::vector<Example> out;
    if (said.is_array()) {
      for (const auto& item : said) {
        if (item.is_object()) out.push_back(example_of(item, kind));
      }
    } else if (said.is_string()) {
      const bool is_message = said.get_ref<const std::string&>().find("style.legend_") == 0;
      out.push_back({said.get<std::string>(),
                     is_message,
                     {0, kind, {}},
                     range_in(metadata, "skizze:legend-range"),
                     metadata.contains("skizze:legend-is-filter"),
                     true});
    }
    return out;
  }
  if (any_metadata || layer.type == LayerType::background || layer.type == LayerType::symbol) return {};
  if (const Json* color = color_json(compiled.sources[index])) {
    auto out = examples_of_match(*color, kind);
    if (out.empty()) out = examples_of_step(*color, kind);
    if (!out.empty()) return out;
  }
  return {{layer.id, false, {0, kind, {}}, {}, false, true}};
}

void LegendBuilder::paint(LegendEntry& entry, std::size_t index, const PropertyRow& row) const {
  // The sheet outlives this call, so a pointer that owns nothing will do.
  const std::shared_ptr<const Stylesheet> borrowed(std::shared_ptr<const Stylesheet>(), &m_sheet);
  const LayerEvaluator evaluator(borrowed, index, nullptr);
  switch (evaluator.layer().type) {
    case LayerType::fill: {
      FillPaint fill = evaluator.fill(row, m_zoom);
      if (entry.fill && !fill.pattern.empty())
        entry.hatch = std::move(fill);
      else
        entry.fill = std::move(fill);
      break;
    }
    case LayerType::line: {
      const LinePaint line = evaluator.line(row, m_zoom);
      if (entry.line) entry.casing = entry.line;
      entry.line = line;
      break;
    }
    case LayerType::circle: entry.circle = evaluator.circle(row, m_zoom); break;
    case LayerType::symbol:
      if (auto icon = evaluator.icon(row, m_zoom); !icon.empty()) {
        entry.icon = std::move(icon);
        entry.symbol = evaluator.symbol(row, m_zoom);
      }
      break;
    case LayerType::background: break;
  }
}

/// A name stands for the layers that carry it; a feature is drawn by every layer whose filter takes it.
LegendEntry LegendBuilder::entry_for(const Example& example) const {
  LegendEntry entry;
  entry.label = example.label;
  entry.is_message = example.is_message;
  entry.kind = example.row.kind;
  entry.range = example.range;
  entry.is_filter = example.is_filter;
  const std::shared_ptr<const Stylesheet> borrowed(std::shared_ptr<const Stylesheet>(), &m_sheet);
  for (std::size_t i = 0; i < m_sheet.layers().size(); ++i) {
    if (!m_sheet.layers()[i].shows_at(m_zoom)) continue;
    if (example.names_layers) {
      if (m_sheet.layers()[i].legend == example.label || m_sheet.layers()[i].id == example.label) paint(entry, i, example.row);
      continue;
    }
    const LayerEvaluator evaluator(borrowed, i, nullptr);
    if (evaluator.layer().type != LayerType::background && evaluator.matches(example.row, m_zoom)) paint(entry, i, example.row);
  }
  return entry;
}

std::vector<Example> LegendBuilder::merged(std::vector<Example> examples) {
  std::vector<Example> out;
  for (auto& example : examples) {
    const auto is_same = [&](const Example& other) { return other.label == example.label && other.is_message == example.is_message; };
    if (std::none_of(out.begin(), out.end(), is_same)) out.push_back(std::move(example));
  }
  return out;
}

std::vector<LegendEntry> LegendBuilder::build() {
  const auto& compiled = m_sheet.compiled();
  const bool any_metadata =
      std::any_of(compiled.metadata.begin(), compiled.metadata.end(), [](const Json& m) { return m.contains("skizze:legend"); });
  std::vector<Example> examples;
  for (std::size_t i = 0; i < compiled.infos.size(); ++i) {
    if (!compiled.infos[i].shows_at(m_zoom)) continue;
    for (auto& example : examples_at(i, any_metadata)) examples.push_back(std::move(example));
  }
  std::vector<LegendEntry> out;
  for (const auto& example : merged(std::move(examples))) {
    LegendEntry entry = entry_for(example);
    if (entry.fill || entry.line || entry.circle || !entry.icon.empty()) out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace

std::vector<LegendEntry> legend(const Stylesheet& sheet, double zoom) { return LegendBuilder(sheet, zoom).build(); }

}  // namespace skizze::style
