// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <nlohmann/json.hpp>

#include "style/import.h"
#include "style/stylesheet.h"

namespace skizze::style {
namespace {

using Json = nlohmann::json;

const Json* layers_of(const Json& style) {
  if (style.is_array()) return &style;
  const auto at = style.is_object() ? style.find("layers") : style.end();
  return style.is_object() && at != style.end() && at->is_array() ? &*at : nullptr;
}

std::string word(const Json& layer, const char* name) {
  return layer.is_object() && layer.contains(name) && layer[name].is_string() ? layer[name].get<std::string>() : std::string();
}

void note(std::vector<base::Message>& lost, base::Message message) {
  if (std::find(lost.begin(), lost.end(), message) == lost.end()) lost.push_back(std::move(message));
}

/// What a style holds beside its layers.
void note_surroundings(const Json& style, std::vector<base::Message>& lost) {
  if (!style.is_object()) return;
  if (style.contains("sprite")) note(lost, {"style.lost_sprite", {}});
  for (const char* name : {"terrain", "light", "sky", "projection", "imports", "fog"}) {
    if (style.contains(name)) note(lost, {"style.lost_part", {{"what", name}}});
  }
}

}  // namespace

std::vector<std::string> source_layers_of(std::string_view style_json) {
  const Json style = Json::parse(style_json, nullptr, false);
  std::vector<std::string> out;
  const Json* layers = layers_of(style);
  if (layers == nullptr) return out;
  for (const auto& layer : *layers) {
    const std::string name = word(layer, "source-layer");
    if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

base::Result<ImportedStyle> import_maplibre(std::string_view style_json, std::string_view source_layer) {
  const Json style = Json::parse(style_json, nullptr, false);
  if (style.is_discarded()) return base::fail(base::ErrorCode::invalid, "style.not_json");
  const Json* layers = layers_of(style);
  if (layers == nullptr) return base::fail(base::ErrorCode::invalid, "style.no_layers");
  ImportedStyle out;
  note_surroundings(style, out.lost);
  Json kept = Json::array();
  for (const auto& original : *layers) {
    const std::string id = word(original, "id");
    if (word(original, "type") == "background") {
      note(out.lost, {"style.lost_background", {{"layer", id}}});
      continue;
    }
    if (!source_layer.empty() && word(original, "source-layer") != source_layer) continue;
    Json layer = original;
    if (layer.is_object()) {
      layer.erase("source");
      layer.erase("source-layer");
    }
    bool good = true;
    for (const auto& issue : check(Json::array({layer}).dump())) {
      note(out.lost, issue.message);
      good = good && !issue.is_error && issue.message.id != "style.layer_type_ignored";
    }
    if (good) kept.push_back(std::move(layer));
  }
  if (kept.empty()) return base::fail(base::ErrorCode::invalid, "style.import_nothing");
  Json whole = {{"version", 8}, {"layers", std::move(kept)}};
  if (style.is_object() && style.contains("name") && style["name"].is_string()) whole["name"] = style["name"];
  if (style.is_object() && style.contains("state")) whole["state"] = style["state"];
  out.style_json = whole.dump();
  // Two layers of one name, for example: only the whole tells.
  if (const auto sheet = parse(out.style_json); !sheet) return tl::unexpected(sheet.error());
  return out;
}

}  // namespace skizze::style
