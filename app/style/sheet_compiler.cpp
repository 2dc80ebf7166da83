// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/sheet_compiler.h"

#include <algorithm>

namespace skizze::style {
namespace {

using detail::CompiledLayer;
using detail::CompiledProperty;
using detail::CompiledSheet;

/// Compiles the layers one after the other and notes what is wrong with each.
class Compiler {
 public:
  Compiler(CompiledSheet& sheet, std::vector<Issue>& issues) : m_sheet(sheet), m_issues(issues) {}
  void add_layer(const Json& layer, std::size_t index);

 private:
  void issue(bool is_error, std::string id, std::string property, std::string detail);
  std::optional<LayerType> type_of_layer(const Json& layer, Json& flattened);
  void read_info(const Json& layer, StyleLayer& info);
  void read_metadata(const Json& layer, StyleLayer& info);
  void compile_filter_of(const Json& layer, CompiledLayer& out);
  void compile_group(const Json& group, LayerType type, bool is_layout, CompiledLayer& out, StyleLayer& info);
  CompiledProperty compile_one(const Json& value, const PropertyDefinition& definition, const std::string& where);
  CompiledProperty constant_of(const Json& value, const PropertyDefinition& definition, const std::string& where);
  CompiledProperty expression_of(const Json& value, const PropertyDefinition& definition, const std::string& where);
  void finish(CompiledLayer& layer, LayerType type);

  CompiledSheet& m_sheet;
  std::vector<Issue>& m_issues;
  std::string m_layer;  ///< name of the layer at hand, for issues
};

void Compiler::issue(bool is_error, std::string id, std::string property, std::string detail) {
  base::Message message{"style." + std::move(id), {{"layer", m_layer}, {"property", property}, {"detail", detail}}};
  m_issues.push_back({is_error, m_layer, std::move(property), std::move(detail), std::move(message)});
}

/// Buildings in 3D are drawn flat here: the fill-extrusion layer becomes a fill layer.
Json flattened_extrusion(const Json& layer) {
  Json out = layer;
  out["type"] = "fill";
  Json paint = Json::object();
  if (layer.contains("paint") && layer["paint"].is_object()) {
    for (const auto& entry : layer["paint"].items()) {
      constexpr std::string_view k_prefix = "fill-extrusion-";
      const std::string name = entry.key().starts_with(k_prefix) ? "fill-" + entry.key().substr(k_prefix.size()) : entry.key();
      if (name == "fill-color" || name == "fill-opacity" || name == "fill-pattern" || name == "fill-translate") paint[name] = entry.value();
    }
  }
  out["paint"] = std::move(paint);
  return out;
}

std::optional<LayerType> Compiler::type_of_layer(const Json& layer, Json& flattened) {
  const std::string type = layer.contains("type") && layer["type"].is_string() ? layer["type"].get<std::string>() : "";
  for (const LayerType t : {LayerType::background, LayerType::fill, LayerType::line, LayerType::circle, LayerType::symbol}) {
    if (type == name_of(t)) return t;
  }
  if (type == "fill-extrusion") {
    issue(false, "extrusion_flat", "", "fill-extrusion is drawn flat");
    flattened = flattened_extrusion(layer);
    return LayerType::fill;
  }
  const bool is_specified =
      type == "raster" || type == "heatmap" || type == "hillshade" || type == "color-relief" || type == "sky" || type == "custom";
  issue(!is_specified, is_specified ? "layer_type_ignored" : "layer_type_unknown", "", type.empty() ? "the layer has no type" : type);
  return std::nullopt;
}

void Compiler::read_info(const Json& layer, StyleLayer& info) {
  if (layer.contains("source-layer") && layer["source-layer"].is_string()) info.source_layer = layer["source-layer"].get<std::string>();
  const auto zoom = [&](const char* name, double& out) {
    if (!layer.contains(name)) return;
    if (!layer[name].is_number() || layer[name].get<double>() < 0 || layer[name].get<double>() > 24) {
      issue(true, "value_invalid", name, "must be a number from 0 to 24");
    } else {
      out = layer[name].get<double>();
    }
  };
  zoom("minzoom", info.min_zoom);
  zoom("maxzoom", info.max_zoom);
  read_metadata(layer, info);
}

void Compiler::read_metadata(const Json& layer, StyleLayer& info) {
  const Json metadata = layer.contains("metadata") && layer["metadata"].is_object() ? layer["metadata"] : Json::object();
  if (metadata.contains("skizze:group") && metadata["skizze:group"].is_string()) info.group = metadata["skizze:group"].get<std::string>();
  if (metadata.contains("skizze:legend") && metadata["skizze:legend"].is_string())
    info.legend = metadata["skizze:legend"].get<std::string>();
  if (metadata.contains("skizze:areas") && metadata["skizze:areas"].is_string())
    info.areas = area_scope(metadata["skizze:areas"].get_ref<const std::string&>()).value_or(AreaScope::each);
  m_sheet.metadata.push_back(metadata);
}

void Compiler::compile_filter_of(const Json& layer, CompiledLayer& out) {
  if (!layer.contains("filter") || layer["filter"].is_null()) return;
  auto compiled = compile_filter(layer["filter"], m_sheet.names);
  if (!compiled) {
    for (const auto& error : compiled.error()) issue(true, "expression_invalid", "filter", "filter" + error.key + ": " + error.message);
    return;
  }
  collect_reads(*compiled->node, out.filter_reads);
  const auto* literal = dynamic_cast<const Literal*>(compiled->node.get());
  const bool takes_all = literal != nullptr && literal->value.boolean() != nullptr && *literal->value.boolean();
  if (!takes_all) out.filter = std::move(*compiled);
}

CompiledProperty Compiler::expression_of(const Json& value, const PropertyDefinition& d, const std::string& where) {
  Json expression = value;
  if (is_legacy_function(value)) {
    auto converted = convert_legacy_function(value, d.spec);
    if (!converted) {
      issue(true, "expression_invalid", where, converted.error());
      return {};
    }
    expression = std::move(*converted);
  }
  auto compiled = compile_property(expression, d.spec, m_sheet.names);
  if (!compiled) {
    for (const auto& error : compiled.error())
      issue(true, "expression_invalid", where, error.key.empty() ? error.message : error.key + ": " + error.message);
    return {};
  }
  CompiledProperty out;
  out.set = true;
  out.feature_constant = compiled->feature_constant;
  if (const auto* literal = dynamic_cast<const Literal*>(compiled->node.get()))
    out.constant = literal->value;
  else
    out.node = std::move(compiled->node);
  return out;
}

CompiledProperty Compiler::constant_of(const Json& value, const PropertyDefinition& d, const std::string& where) {
  const auto bad = [&](const std::string& wanted) {
    issue(true, "value_invalid", where, wanted + " expected, " + value.dump() + " found");
    return CompiledProperty{};
  };
  const auto is_allowed = [&](const Json& item) {
    return item.is_string() &&
           std::find(d.spec.enum_values.begin(), d.spec.enum_values.end(), item.get<std::string>()) != d.spec.enum_values.end();
  };
  CompiledProperty out;
  out.set = true;
  out.constant = value_of_json(value);
  if (d.spec.type == "array") {
    if (!value.is_array() || (d.spec.length >= 0 && value.size() != static_cast<std::size_t>(d.spec.length)))
      return bad(d.spec.item + " list");
    for (const auto& item : value) {
      const bool fits = d.spec.item == "number" ? item.is_number() : d.spec.item == "string" ? item.is_string() : is_allowed(item);
      if (!fits) return bad(d.spec.item + " list");
    }
    return out;
  }
  if (d.spec.type == "enum") return is_allowed(value) ? out : bad("one of " + Json(d.spec.enum_values).dump());
  if (d.spec.type == "number") return value.is_number() ? out : bad("number");
  if (d.spec.type == "boolean") return value.is_boolean() ? out : bad("true or false");
  if (d.spec.type == "color" && !value.is_string()) return bad("colour");
  return expression_of(value, d, where);  // colours, texts, images: what a literal becomes
}

CompiledProperty Compiler::compile_one(const Json& value, const PropertyDefinition& d, const std::string& where) {
  if (value.is_null()) return {};
  if (d.spec.tokens && value.is_string()) return expression_of(convert_token_text(value.get<std::string>()), d, where);
  // A list that begins with a word is an expression, except where lists of words are wanted and the word is no operator.
  const bool list_wanted = d.spec.type == "array";
  const bool looks_like_expression = value.is_array() && !value.empty() && value[0].is_string() && (!list_wanted || is_expression(value));
  if (looks_like_expression || is_legacy_function(value)) return expression_of(value, d, where);
  if (d.spec.type == "padding") return expression_of(value.is_array() ? Json::array({"literal", value}) : value, d, where);
  return constant_of(value, d, where);
}

void Compiler::compile_group(const Json& group, LayerType type, bool is_layout, CompiledLayer& out, StyleLayer& info) {
  const std::string group_name = is_layout ? "layout" : "paint";
  if (!group.is_object()) {
    issue(true, "value_invalid", group_name, "must be an object");
    return;
  }
  for (const auto& entry : group.items()) {
    const std::string where = group_name + "." + entry.key();
    if (is_layout && entry.key() == "visibility") {
      info.visible = entry.value() != "none";
      continue;
    }
    const auto* definition = find_property(type, entry.key(), is_layout);
    if (definition != nullptr) {
      out.properties[static_cast<std::size_t>(definition->id)] = compile_one(entry.value(), *definition, where);
    } else if (!entry.key().ends_with("-transition")) {
      issue(false, is_known_but_ignored(entry.key()) ? "property_ignored" : "property_unknown", where, entry.key());
    }
  }
}

void add_reads(const Node& node, Reads& reads) { collect_reads(node, reads); }

void Compiler::finish(CompiledLayer& layer, LayerType type) {
  const auto is_per_row = [](P id) {
    return id == P::text_field || id == P::icon_image || id == P::symbol_sort_key || id == P::line_sort_key || id == P::circle_sort_key ||
           id == P::fill_sort_key || id == P::text_transform;
  };
  for (const P id : properties_of(type)) {
    const auto& property = layer.properties[static_cast<std::size_t>(id)];
    if (!property.node || property.feature_constant || is_per_row(id)) continue;
    layer.data_driven.push_back(id);
    add_reads(*property.node, layer.paint_reads);
    layer.reads_state = layer.reads_state || !is_state_constant(*property.node);
  }
}

void Compiler::add_layer(const Json& layer, std::size_t index) {
  m_layer = "layers[" + std::to_string(index) + "]";
  if (!layer.is_object()) {
    issue(true, "value_invalid", "", "a layer must be an object");
    return;
  }
  if (layer.contains("id") && layer["id"].is_string() && !layer["id"].get<std::string>().empty()) {
    m_layer = layer["id"].get<std::string>();
  } else {
    issue(true, "layer_without_id", "id", "missing");
  }
  const auto has_same_id = [&](const StyleLayer& other) { return other.id == m_layer; };
  if (std::any_of(m_sheet.infos.begin(), m_sheet.infos.end(), has_same_id)) issue(true, "layer_id_twice", "id", m_layer);
  Json flattened;
  const auto type = type_of_layer(layer, flattened);
  if (!type) return;
  const Json& source = flattened.is_null() ? layer : flattened;
  StyleLayer info;
  info.id = m_layer;
  info.type = *type;
  read_info(source, info);
  CompiledLayer compiled;
  compile_filter_of(source, compiled);
  if (source.contains("paint")) compile_group(source["paint"], *type, false, compiled, info);
  if (source.contains("layout")) compile_group(source["layout"], *type, true, compiled, info);
  finish(compiled, *type);
  m_sheet.infos.push_back(std::move(info));
  m_sheet.layers.push_back(std::move(compiled));
  m_sheet.sources.push_back(source);
}

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t h = 1469598103934665603ULL;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return h;
}

void sheet_issue(std::vector<Issue>& issues, std::string id, std::string detail) {
  base::Message message{"style." + std::move(id), {{"detail", detail}}};
  issues.push_back({true, "", "", std::move(detail), std::move(message)});
}

}  // namespace

std::unique_ptr<detail::CompiledSheet> compile_sheet(std::string_view text, std::vector<Issue>& issues) {
  auto sheet = std::make_unique<CompiledSheet>();
  sheet->hash = fnv1a(text);
  const auto json = read_json(text);
  if (!json) {
    sheet_issue(issues, "not_json", "the text is not JSON");
    return sheet;
  }
  const Json* layers = json->is_array() ? &*json : nullptr;
  if (json->is_object()) {
    if (json->contains("layers")) layers = &(*json)["layers"];
    if (json->contains("version") && (*json)["version"] != 8) sheet_issue(issues, "version_unknown", (*json)["version"].dump());
    if (json->contains("name") && (*json)["name"].is_string()) sheet->name = (*json)["name"].get<std::string>();
    if (json->contains("state") && (*json)["state"].is_object()) {
      for (const auto& entry : (*json)["state"].items()) {
        const bool has_default = entry.value().is_object() && entry.value().contains("default");
        sheet->global_state.emplace_back(entry.key(), has_default ? value_of_json(entry.value()["default"]) : Value());
      }
    }
  }
  if (layers == nullptr || !layers->is_array()) {
    sheet_issue(issues, "no_layers", "a style needs a list of layers");
    return sheet;
  }
  Compiler compiler(*sheet, issues);
  for (std::size_t i = 0; i < layers->size(); ++i) compiler.add_layer((*layers)[i], i);
  return sheet;
}

}  // namespace skizze::style
