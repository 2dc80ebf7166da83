// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiles/json_text.h"
#include "tiles/mvt_reader.h"

namespace skizze::tiles {
namespace {

struct ValueText {
  std::string& out;
  void operator()(const std::string& v) const { append_json(out, v); }
  void operator()(float v) const { append_json(out, v); }
  void operator()(double v) const { append_json(out, v); }
  void operator()(std::int64_t v) const { out += std::to_string(v); }
  void operator()(std::uint64_t v) const { out += std::to_string(v); }
  void operator()(MvtSint v) const { out += std::to_string(v.value); }
  void operator()(bool v) const { out += v ? "true" : "false"; }
};

const char* name_of(MvtGeometryType type) {
  switch (type) {
    case MvtGeometryType::point: return "point";
    case MvtGeometryType::line: return "line";
    case MvtGeometryType::polygon: return "polygon";
    case MvtGeometryType::unknown: break;
  }
  return "unknown";
}

void append_points(std::string& out, const std::vector<MvtPoint>& points) {
  out += '[';
  Commas commas(out);
  for (const MvtPoint p : points) {
    commas.next() += '[';
    out += std::to_string(p.x) + ',' + std::to_string(p.y) + ']';
  }
  out += ']';
}

/// Points as one array, lines as arrays of points, polygons as arrays of rings.
void append_geometry(std::string& out, const MvtFeature& feature) {
  if (feature.type == MvtGeometryType::point && feature.parts.size() == 1) return append_points(out, feature.parts[0].points);
  out += '[';
  Commas parts(out);
  for (std::size_t i = 0; i < feature.parts.size(); ++i) {
    const MvtPart& part = feature.parts[i];
    const bool polygon = feature.type == MvtGeometryType::polygon;
    const bool opens = polygon && (i == 0 || !part.hole);
    parts.next();
    if (opens) out += '[';
    append_points(out, part.points);
    if (polygon && (i + 1 == feature.parts.size() || !feature.parts[i + 1].hole)) out += ']';
  }
  out += ']';
}

void append_feature(std::string& out, const MvtLayer& layer, const MvtFeature& feature) {
  out += '{';
  Commas object(out);
  if (feature.id) append_key(object, "id") += std::to_string(*feature.id);
  append_json(append_key(object, "type"), std::string_view(name_of(feature.type)));
  append_key(object, "properties") += '{';
  Commas properties(out);
  for (std::size_t i = 0; i + 1 < feature.tags.size(); i += 2) {
    std::visit(ValueText{append_key(properties, layer.keys[feature.tags[i]])}, layer.values[feature.tags[i + 1]]);
  }
  out += '}';
  append_geometry(append_key(object, "geometry"), feature);
  out += '}';
}

void append_layer(std::string& out, const MvtLayer& layer) {
  out += '{';
  Commas object(out);
  append_json(append_key(object, "name"), layer.name);
  append_key(object, "version") += std::to_string(layer.version);
  append_key(object, "extent") += std::to_string(layer.extent);
  append_key(object, "features") += '[';
  Commas features(out);
  for (const MvtFeature& feature : layer.features) append_feature(features.next(), layer, feature);
  out += "]}";
}

void append_problem(std::string& out, const MvtProblem& problem) {
  out += '{';
  Commas object(out);
  append_json(append_key(object, "id"), problem.message.id);
  append_key(object, "arguments") += '{';
  Commas arguments(out);
  for (const auto& argument : problem.message.arguments) append_json(append_key(arguments, argument.name), argument.value);
  out += '}';
  append_json(append_key(object, "layer"), problem.layer);
  if (problem.feature >= 0) append_key(object, "feature") += std::to_string(problem.feature);
  if (problem.byte_offset >= 0) append_key(object, "offset") += std::to_string(problem.byte_offset);
  out += '}';
}

}  // namespace

std::string to_json(const MvtDecoded& decoded) {
  std::string out = "{";
  Commas object(out);
  append_json(append_key(object, "status"), std::string_view(decoded.complete() ? "valid" : "partial"));
  append_key(object, "layers") += '[';
  Commas layers(out);
  for (const MvtLayer& layer : decoded.tile.layers) append_layer(layers.next(), layer);
  out += ']';
  append_key(object, "problem_count") += std::to_string(decoded.problem_count);
  append_key(object, "problems") += '[';
  Commas problems(out);
  for (const MvtProblem& problem : decoded.problems) append_problem(problems.next(), problem);
  out += "]}";
  return out;
}

}  // namespace skizze::tiles
