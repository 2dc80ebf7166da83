// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/default_style.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "style/json_text.h"
#include "style/template_choice.h"

namespace skizze::style {
namespace {

using nlohmann::json;

struct TemplateEntry {
  std::string_view id;
  int order;
};

/// Bottom to top. Ground first, then areas, lines, buildings, points, what people plan, what people say.
constexpr std::array<TemplateEntry, 31> k_templates{{{"background", 0},
                                                     {"landuse", 10},
                                                     {"osm_areas", 12},
                                                     {"green", 14},
                                                     {"water", 16},
                                                     {"parcels", 22},
                                                     {"street_areas", 24},
                                                     {"parking", 26},
                                                     {"waterway", 28},
                                                     {"generic_area", 30},
                                                     {"generic_mixed", 32},
                                                     {"solar_strips", 34},
                                                     {"streets", 40},
                                                     {"osm_lines", 42},
                                                     {"railway", 44},
                                                     {"buildings", 50},
                                                     {"city_objects", 52},
                                                     {"roofs", 54},
                                                     {"solar_roofs", 55},
                                                     {"districts", 58},
                                                     {"bike_network", 60},
                                                     {"generic_line", 62},
                                                     {"trees", 64},
                                                     {"osm_points", 66},
                                                     {"points_of_interest", 68},
                                                     {"generic_point", 70},
                                                     {"stress", 75},
                                                     {"reach", 76},
                                                     {"measures", 80},
                                                     {"comments", 90},
                                                     {"overlay", 100}}};

bool mentions(const json& node, std::string_view word) {
  if (node.is_string()) return node.get_ref<const std::string&>() == word;
  return node.is_structured() && std::any_of(node.begin(), node.end(), [&](const json& child) { return mentions(child, word); });
}

void replace(json& node, std::string_view word, const std::string& with) {
  if (node.is_string() && node.get_ref<const std::string&>() == word) node = with;
  if (!node.is_structured()) return;
  for (auto& child : node) replace(child, word, with);
}

/// "@data" and "@data/0.2" become "@data-3" and "@data-3/0.2".
void choose_hue(json& node, int variation) {
  constexpr int k_hues = 7;
  if (node.is_string()) {
    auto& text = node.get_ref<std::string&>();
    if (text == "@data" || text.starts_with("@data/")) text.insert(5, "-" + std::to_string(((variation % k_hues) + k_hues) % k_hues));
    return;
  }
  if (!node.is_structured()) return;
  for (auto& child : node) choose_hue(child, variation);
}

/// Names the column that a placeholder stands for; without one, the layers that need it go.
void fill_placeholder(json& style, std::string_view placeholder, const std::optional<std::string>& column) {
  json& layers = style["layers"];
  if (!column) {
    json kept = json::array();
    for (auto& layer : layers) {
      if (!mentions(layer, placeholder)) kept.push_back(std::move(layer));
    }
    layers = std::move(kept);
    return;
  }
  replace(layers, placeholder, *column);
}

base::Result<json> load_template(std::string_view id, const StyleFiles& files, int variation) {
  const std::string path = "city/" + std::string(id) + ".json";
  const auto text = files(path);
  if (!text) return base::fail(base::ErrorCode::not_found, "style.template_missing", {{"file", path}});
  auto parsed = read_json(*text);
  if (!parsed || !parsed->is_object() || !parsed->contains("layers") || !(*parsed)["layers"].is_array()) {
    return base::fail(base::ErrorCode::invalid, "style.template_damaged", {{"file", path}});
  }
  choose_hue(*parsed, variation);
  (*parsed)["metadata"] = {{"skizze:template", id}};
  return std::move(*parsed);
}

}  // namespace

StyleFiles style_files_in(const std::string& folder) {
  return [folder](std::string_view path) -> std::optional<std::string> {
    std::ifstream file(folder + "/" + std::string(path), std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  };
}

std::vector<std::string> template_ids() {
  std::vector<std::string> ids;
  for (const auto& entry : k_templates) ids.emplace_back(entry.id);
  return ids;
}

base::Result<std::string> default_style(const feature::PackInfo& info, const StyleFiles& files, int variation) {
  const std::string id = choose_template(info);
  auto style = load_template(id, files, variation);
  if (!style) return tl::unexpected<base::Error>(std::move(style.error()));
  const auto label = label_column(info, id);
  fill_placeholder(*style, "$label", label);
  fill_placeholder(*style, "$house", house_number_column(info));
  fill_placeholder(*style, "$class", class_column(info, id).value_or("class"));
  return style->dump();
}

base::Result<std::string> template_json(std::string_view id, const StyleFiles& files, int variation) {
  auto style = load_template(id, files, variation);
  if (!style) return tl::unexpected<base::Error>(std::move(style.error()));
  fill_placeholder(*style, "$label", "name");
  fill_placeholder(*style, "$house", "house_number");
  fill_placeholder(*style, "$class", "class");
  return style->dump();
}

base::Result<Palette> load_palette(std::string_view name, const StyleFiles& files) {
  const std::string path = "palette_" + std::string(name) + ".json";
  const auto text = files(path);
  if (!text) return base::fail(base::ErrorCode::not_found, "style.template_missing", {{"file", path}});
  return parse_palette(*text);
}

int stacking_order(std::string_view template_id) {
  const auto* at = std::find_if(k_templates.begin(), k_templates.end(), [&](const TemplateEntry& e) { return e.id == template_id; });
  return at == k_templates.end() ? 30 : at->order;
}

}  // namespace skizze::style
