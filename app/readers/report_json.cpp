// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/report_json.h"

#include <nlohmann/json.hpp>

namespace skizze::readers {
namespace {

using nlohmann::json;

json to_json(const base::Message& message) {
  json arguments = json::array();
  for (const auto& a : message.arguments) arguments.push_back({a.name, a.value});
  return {{"id", message.id}, {"arguments", std::move(arguments)}};
}

json to_json(const std::vector<feature::Notice>& notices) {
  json out = json::array();
  for (const auto& n : notices) {
    out.push_back(
        {{"severity", static_cast<int>(n.severity)}, {"message", to_json(n.message)}, {"count", n.count}, {"example", n.example}});
  }
  return out;
}

json to_json(const geo::Box& box) { return box.empty() ? json::array() : json{box.min_x, box.min_y, box.max_x, box.max_y}; }

json to_json(const ReportLayer& layer) {
  return {{"name", layer.name},
          {"path", layer.path},
          {"raster", layer.raster},
          {"role", static_cast<int>(layer.role)},
          {"kind", static_cast<int>(layer.kind)},
          {"count", layer.count},
          {"vertex_count", layer.vertex_count},
          {"crs", layer.crs},
          {"bounds", to_json(layer.bounds)},
          {"notices", to_json(layer.notices)}};
}

/// Text from foreign files can hold anything: what is no UTF-8 becomes U+FFFD instead of an exception.
std::string dumped(const json& head) { return head.dump(-1, ' ', false, json::error_handler_t::replace); }

json head_of(std::int64_t id, const char* verb) { return {{"v", 1}, {"id", id}, {"verb", verb}}; }

template <class T>
void take(const json& object, const char* name, T& into) {
  const auto found = object.find(name);
  if (found != object.end() && found->is_number_unsigned()) into = found->get<T>();
}

std::string text(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string progress_head(std::int64_t id, double fraction, const base::Message& what) {
  json head = head_of(id, "progress");
  head["fraction"] = fraction;
  head["message"] = to_json(what);
  return dumped(head);
}

namespace {

json to_json(const ReadReport& report) {
  json layers = json::array();
  for (const auto& layer : report.layers) layers.push_back(to_json(layer));
  json counts = json::array();
  for (const auto& [name, count] : report.class_counts) counts.push_back({name, count});
  json plugins = json::array();
  for (const auto& use : report.plugins) plugins.push_back({{"id", use.id}, {"stamp", use.stamp}});
  return {{"driver", report.driver},
          {"layers", std::move(layers)},
          {"class_counts", std::move(counts)},
          {"notices", to_json(report.notices)},
          {"plugins", std::move(plugins)}};
}

json to_json(const base::Error& error) {
  json context = json::array();
  for (const auto& message : error.context) context.push_back(to_json(message));
  return {{"code", base::name_of(error.code)},
          {"message", to_json(error.message)},
          {"where",
           {{"file", error.where.file},
            {"layer", error.where.layer},
            {"feature", error.where.feature},
            {"byte_offset", error.where.byte_offset}}},
          {"context", std::move(context)}};
}

/// What makes no sense is of a kind that no plugin offers, and is told so.
PluginCall call_of(const json& one) {
  PluginCall out;
  out.kind = plugin::kind_named(text(one, "kind")).value_or(plugin::Kind::rule);
  out.id = text(one, "id");
  out.request = text(one, "request");
  out.crs = text(one, "crs");
  out.settings = plugin::settings_from_json(text(one, "settings"));
  const auto inputs = one.find("inputs");
  if (inputs == one.end() || !inputs->is_array()) return out;
  for (const auto& input : *inputs) {
    if (input.is_object()) out.inputs.push_back({text(input, "key"), text(input, "pack"), text(input, "name"), text(input, "rows")});
  }
  return out;
}

}  // namespace

std::string report_head(std::int64_t id, const ReadReport& report) {
  json head = head_of(id, "report");
  head["report"] = to_json(report);
  return dumped(head);
}

std::string error_head(std::int64_t id, const base::Error& error) {
  json head = head_of(id, "error");
  head["error"] = to_json(error);
  return dumped(head);
}

std::string answers_head(std::int64_t id, const std::vector<base::Result<PluginAnswer>>& answers) {
  json head = head_of(id, "report");
  json list = json::array();
  for (const auto& one : answers) {
    if (one) {
      list.push_back({{"answer", one->json}, {"report", to_json(one->report)}});
    } else {
      list.push_back({{"error", to_json(one.error())}});
    }
  }
  head["answers"] = std::move(list);
  return dumped(head);
}

std::string plugin_head(std::int64_t id, const plugin::Manifest& manifest) {
  json head = head_of(id, "plugin");
  head["name"] = {{"de", manifest.name.de}, {"en", manifest.name.en}};
  return dumped(head);
}

std::string pong_head(std::int64_t id) { return dumped(head_of(id, "pong")); }

std::string style_head(std::int64_t id, const std::string& tree) {
  json head = head_of(id, "report");
  head["style"] = json::parse(tree, nullptr, false);
  return dumped(head);
}

base::Result<Request> parse_request(const std::string& head) {
  const json parsed = json::parse(head, nullptr, false);
  const auto version = parsed.is_object() ? parsed.find("v") : parsed.end();
  if (!parsed.is_object() || version == parsed.end() || *version != 1) return base::fail(base::ErrorCode::invalid, "readers.bad_request");
  Request out;
  if (const auto id = parsed.find("id"); id != parsed.end() && id->is_number_integer()) out.id = id->get<std::int64_t>();
  out.verb = text(parsed, "verb");
  out.read.file = text(parsed, "file");
  out.read.out_dir = text(parsed, "out_dir");
  out.read.assumed_crs = text(parsed, "assumed_crs");
  if (const auto limits = parsed.find("limits"); limits != parsed.end() && limits->is_object()) {
    take(*limits, "file_bytes", out.read.limits.file_bytes);
    take(*limits, "unpacked_bytes", out.read.limits.unpacked_bytes);
    take(*limits, "features", out.read.limits.features);
  }
  if (const auto plugins = parsed.find("plugins"); plugins != parsed.end()) out.read.plugins = plugin::offers_from_json(dumped(*plugins));
  if (const auto calls = parsed.find("calls"); calls != parsed.end() && calls->is_array()) {
    for (const auto& one : *calls) {
      if (one.is_object()) out.calls.push_back(call_of(one));
    }
  }
  const bool has_file = !out.read.file.empty();
  const auto whole = [&] {
    if (out.verb == "prepare") return has_file && !out.read.out_dir.empty();
    if (out.verb == "check_plugin") return out.read.plugins.size() == 1;
    if (out.verb == "ask") return out.read.plugins.size() == 1 && !out.calls.empty();
    return out.verb != "read_style" || has_file;
  };
  if (!whole()) return base::fail(base::ErrorCode::invalid, "readers.bad_request");
  return out;
}

}  // namespace skizze::readers
